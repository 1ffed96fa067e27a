"""One state at a time: finds overlaps of exclusive kinds before the database refuses them."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tovholder.engine.language.pack import RulePack
from tovholder.people import problems
from tovholder.people.door.batch import EpisodeRow, Ledger
from tovholder.people.problems import FactProblem


def overlaps(ledger: Ledger, pack: RulePack) -> Iterator[FactProblem]:
    """Yield a problem for each fact of the batch that overlaps another of its exclusive kind."""
    for rows in ledger.of_kind.values():
        exclusive = [row for row in rows.values() if row.is_exclusive]
        if len(exclusive) > 1 and any(row.index is not None for row in exclusive):
            yield from _among(exclusive, pack)


def _among(rows: Iterable[EpisodeRow], pack: RulePack) -> Iterator[FactProblem]:
    in_order = sorted(rows, key=lambda row: (row.is_planned, row.start, row.end or date.max))
    for _planned, group in groupby(in_order, key=lambda row: row.is_planned):
        latest: EpisodeRow | None = None
        for row in group:
            if latest and (latest.end is None or latest.end > row.start):
                yield _problem(latest, row, pack)
            if latest is None or (row.end or date.max) > (latest.end or date.max):
                latest = row


def _problem(earlier: EpisodeRow, later: EpisodeRow, pack: RulePack) -> FactProblem:
    """Return the problem, at the fact of the batch; the other one is named in the way out."""
    new, other = (later, earlier) if later.index is not None else (earlier, later)
    met, against = _shown(new, pack), _shown(other, pack)
    if other.end is None and other.start < new.start and other.index is None:
        way_out = _("“%(fact)s” is still open. End it on %(day)s, or correct it.") % {
            "fact": against, "day": _day(new.start),
        }  # fmt: skip
    else:
        way_out = _("“%(fact)s” covers some of the same days. Correct one of the two.") % {
            "fact": against
        }
    accepted = _("one state at a time")
    return FactProblem(new.index or 0, "start", met, accepted, way_out, "overlap")


def _shown(row: EpisodeRow, pack: RulePack) -> str:
    kind = pack.kinds[row.kind]
    state = kind.states.get(row.state)
    said = problems.said(state) if state else row.state
    end = _day(row.end) if row.end else ""
    return f"{problems.said(kind.label)}: {said}, {_day(row.start)}–{end}"


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
