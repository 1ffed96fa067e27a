"""A row becomes facts, or the reasons why it does not. Pure: no database, no clock."""

import hashlib
from dataclasses import dataclass
from datetime import date

from tovholder.engine.language.kinds import Kind
from tovholder.people import problems as door_problems
from tovholder.people.imports.cells.dates import Span
from tovholder.people.imports.cells.periods import Period, one_day, period_of, whole
from tovholder.people.imports.drafts import Draft, RowFacts
from tovholder.people.imports.files import SourceFile, locate
from tovholder.people.imports.mapping.definition import Column, EpisodeRule, What
from tovholder.people.imports.problems import CellError, Problem
from tovholder.people.imports.reading import Content, SourceRow
from tovholder.people.imports.rows import Row

LONGEST_KEY = 120
LONGEST_EPISODE_KEY = 100
OLDEST = date(1900, 1, 1)
HOUSEHOLD = "household"  # a detail that the door fills in from the household itself


@dataclass(frozen=True, slots=True)
class Converted:
    """What came of a row: facts, or none because it was left out or refused."""

    facts: RowFacts | None
    problems: tuple[Problem, ...]
    is_left_out: bool = False


class Converter:
    """Converts the rows of one file."""

    def __init__(self, file: SourceFile, content: Content, *, today: date) -> None:
        """Find the columns.

        Args:
            file: The file, with its table.
            content: Says the header.
            today: Days after it are pointed out.

        Raises:
            ImportFileError: a column of the mapping is not in the header.
        """
        self._file, self._today = file, today
        self._positions = locate(file, content.header)
        self._width = len(content.header)
        self._identity = _identity_columns(file)
        self._content_columns = [rule.content_columns for rule in file.table.episodes]
        self._count = 0

    def convert(self, source: SourceRow) -> Converted:
        """Return the facts of a row, or why there are none."""
        self._count += 1
        table = self._file.table
        row = Row(self._file, self._fitted(source), self._positions, self._identity)
        if len(row.source.cells) != self._width:
            met, expected = str(len(source.cells)), str(self._width)
            problem = Problem(
                "row_wrong_length", self._file.name, source.line,
                words={"met": met, "expected": expected},
            )  # fmt: skip
            return Converted(None, (problem,))
        if not row.fulfils(table.only):
            return Converted(None, (), is_left_out=True)
        key, cpr = self._person(row)
        attributes = self._attributes(row)
        drafts = tuple(
            draft
            for number, rule in enumerate(table.episodes)
            if (draft := self._draft(row, number, rule)) is not None
        )
        if not (drafts or table.attributes or row.has_error):
            row.note("row_says_nothing")
        if row.has_error:
            return Converted(None, tuple(row.problems))
        facts = RowFacts(table.number, self._file.number, source.line, key, cpr, attributes, drafts)
        return Converted(facts, tuple(row.problems))

    def _fitted(self, source: SourceRow) -> SourceRow:
        """Give a row the width of its header where only empty cells are missing or too many."""
        cells = list(source.cells)
        while len(cells) > self._width and cells[-1] in (None, ""):
            cells.pop()
        if self._file.is_excel:
            cells += [None] * (self._width - len(cells))
        return SourceRow(source.line, cells)

    def _person(self, row: Row) -> tuple[str, str]:
        rule = self._file.table.person
        cpr = ""
        if rule.cpr is not None:
            found, _kept = row.value(rule.cpr)
            cpr = str(found or "")
        if rule.each_row:
            return f"{self._file.table.name} {self._count}", cpr
        parts = row.texts(rule.key)
        key = " | ".join(parts) if all(parts) else ""
        column = rule.key[0] if rule.key else rule.cpr.column if rule.cpr else None
        if len(key) > LONGEST_KEY:
            row.note("key_too_long", column, longest=str(LONGEST_KEY))
        if not key and (rule.key or not cpr) and not row.has_error:
            row.note("key_missing", column)
        return key, cpr

    def _attributes(self, row: Row) -> dict[str, object]:
        found = {}
        for name, source in self._file.table.attributes.items():
            value, _kept = row.value(source)
            if value not in (None, ""):
                found[name] = value
        return found

    def _draft(self, row: Row, number: int, rule: EpisodeRule) -> Draft | None:
        columns = self._content_columns[number]
        if not row.fulfils(rule.when) or (columns and row.is_empty(columns)):
            return None
        before = len(row.problems)
        kind, state, kept = _kind_and_state(row, rule)
        detail = _detail(row, rule, kind) | kept
        period = self._period(row, rule, kind)
        key = self._fact_key(row, rule)
        household = row.text(rule.household) if rule.household is not None else ""
        if len(key) > LONGEST_EPISODE_KEY or len(household) > LONGEST_KEY:
            row.note("key_too_long", (*rule.key, rule.household)[0], longest=str(LONGEST_KEY))
        if kind is None or period is None or _has_error(row.problems[before:]):
            return None
        is_planned = self._is_planned(rule, period.start)
        self._check_times(row, rule, period, is_planned=is_planned)
        told = detail | {HOUSEHOLD: household} if household else detail
        for problem in kind.check(state, period.start, period.end, told, is_planned=is_planned):
            row.note(
                "fact_refused",
                _column_of(problem.field, rule),
                field=problem.field,
                accepted=door_problems.said(problem.accepted),
                way_out=door_problems.said(problem.way_out),
            )
        return Draft(
            number, kind.id, state, period.start, period.end, period.start_precision,
            period.end_precision, detail, household, key, is_planned,
        )  # fmt: skip

    def _fact_key(self, row: Row, rule: EpisodeRule) -> str:
        """Return the key of a fact; a CPR number in it is made unreadable."""
        key = " | ".join(row.texts(rule.key))
        cpr = self._file.table.person.cpr
        if key and cpr is not None and cpr.column in rule.key:
            return hashlib.sha256(key.encode()).hexdigest()[:40]
        return key

    def _period(self, row: Row, rule: EpisodeRule, kind: Kind | None) -> Period | None:
        source = rule.start or rule.period
        before = len(row.problems)
        start = row.days(source) if source is not None else None
        if start is None or source is None:
            if not _has_error(row.problems[before:]):
                code = "left_out_no_start" if rule.skips_no_start else "start_missing"
                row.note(code, source.columns[0] if source and source.columns else None)
            return None
        if rule.period is not None:
            return whole(start)
        if kind is None or kind.event:
            return one_day(start) if kind else None
        return self._until_end(row, rule, start)

    def _until_end(self, row: Row, rule: EpisodeRule, start: Span) -> Period | None:
        before = len(row.problems)
        end = row.days(rule.end, start=start) if rule.end is not None else None
        if _has_error(row.problems[before:]):
            return None
        try:
            return period_of(start, end, end_is_inclusive=rule.end_is_inclusive)
        except CellError as error:
            code = "left_out_end_before_start" if rule.leaves_out_reversed else error.code
            columns = rule.end.columns if rule.end else ()
            row.note(code, columns[-1] if columns else None, **error.words)
            return None

    def _is_planned(self, rule: EpisodeRule, start: date) -> bool:
        return rule.planned == "always" or (rule.planned == "if_future" and start > self._today)

    def _check_times(
        self, row: Row, rule: EpisodeRule, period: Period, *, is_planned: bool
    ) -> None:
        source = rule.start or rule.period
        column = source.columns[0] if source and source.columns else None
        if period.start > self._today and not is_planned:
            row.note("date_in_future", column)
        elif period.start < OLDEST:
            row.note("date_long_ago", column)


def _identity_columns(file: SourceFile) -> frozenset[Column]:
    """Return the columns that may say who somebody is: keys, attributes, free text."""
    table = file.table
    found: list[Column | None] = [*table.person.key]
    found += [table.person.cpr.column] if table.person.cpr else []
    found += [source.column for source in table.attributes.values()]
    for rule in table.episodes:
        found += [rule.household, *rule.key]
        found += [rule.detail[name].column for name in rule.text_details if name in rule.detail]
    return frozenset(column for column in found if column is not None)


def _kind_and_state(row: Row, rule: EpisodeRule) -> tuple[Kind | None, str, dict[str, object]]:
    """Return kind and state, and the text of an unknown code where the mapping keeps it."""
    source = rule.what or rule.state
    if source is None:
        return None, "", {}
    before = len(row.problems)
    found, kept = row.value(source)
    if found is None:
        if source.column is not None and not _has_error(row.problems[before:]):
            row.note("state_missing", source.column)
        return None, "", {}
    beside: dict[str, object] = {source.kept_in: kept} if kept and source.kept_in else {}
    if isinstance(found, What):
        return found.kind, found.state, beside
    return rule.kind, str(found), beside


def _detail(row: Row, rule: EpisodeRule, kind: Kind | None) -> dict[str, object]:
    detail: dict[str, object] = {}
    for name, source in rule.detail.items():
        value, kept = row.value(source)
        if kept and source.kept_in:
            detail[source.kept_in] = kept
        if value is None:
            continue
        if kind is not None and name not in kind.details:
            if source.column is not None:
                row.note("detail_not_kept", source.column, kind=door_problems.said(kind.label))
            continue
        detail[name] = value
    return detail


def _column_of(field: str, rule: EpisodeRule) -> Column | None:
    """Return the column that a field of a fact comes from, None when it is no single one."""
    if field in rule.detail:
        return rule.detail[field].column
    sources = {"start": rule.start, "end": rule.end}
    days = sources.get(field)
    return days.columns[-1] if days and days.columns else None


def _has_error(problems: list[Problem]) -> bool:
    return any(problem.kind.is_error for problem in problems)
