"""The one sentence that says why a standing is what it is."""

from datetime import date

from django.utils.translation import gettext as _

from tovholder.engine.history import Episode
from tovholder.engine.language import RulePack
from tovholder.engine.language.days import At, Birthday, day_leaves
from tovholder.engine.language.expectations import facts_asked
from tovholder.engine.person import State
from tovholder.engine.person.proof import Proof
from tovholder.home.pages.facts import fact_title
from tovholder.home.words import language, said
from tovholder.people.labels import numbered
from tovholder.ui.formats import date_long, duration


def start_words(episode: Episode, pack: RulePack) -> str:
    """Return what an expectation is counted from, as it stands within a sentence."""
    known = {
        ("responsibility", "taken_over"): _("the take-over of responsibility"),
        ("visitation", "done"): _("the visitation"),
        ("home", "temporary"): _("the move to the municipality"),
        ("home", "permanent"): _("the move to the municipality"),
    }
    found = known.get((episode.kind, episode.state))
    return found or _("“%(fact)s”") % {
        "fact": fact_title(pack.kinds.get(episode.kind), episode.state)
    }


def counted_from(proof: Proof, pack: RulePack) -> str:
    """Return what the days of a proof are counted from, as it stands within a sentence.

    The fact that begins it, where that is the start day itself; else the birthday that gives
    the day, or the whole of what the definition says.
    """
    started = proof.standing.start_date
    if proof.start is not None and started in (proof.start.start, None):
        return start_words(proof.start, pack)
    expression = proof.expectation.start
    if proof.standing.ordinal > 1:
        return _("the time before")
    for leaf in day_leaves(expression):
        if isinstance(leaf, Birthday):
            return leaf.describe(language())
    return expression.describe(language())


def proof_sentence(proof: Proof, pack: RulePack) -> str:
    """Return the standing in plain words."""
    words = _words(proof, pack)
    state = proof.standing.state
    if state is State.ENDED and proof.stop is None:
        return _ended_by_itself(proof) % words
    if state is State.WAITING and proof.opens is not None:
        return _("%(title)s: the period in which it counts begins after %(opens)s.") % words
    if not words["due"] and state in _WITH_DUE:
        return _WITHOUT_DATE[state]() % words
    return _SENTENCES[state]() % words


def _ended_by_itself(proof: Proof) -> str:
    """Return the sentence of what ended although nothing stopped it."""
    due = proof.standing.due_date
    if due is not None and not proof.by_other:
        return _("%(title)s: the period ended on %(due)s, and nothing that meets it is recorded.")
    return _(
        "%(title)s: another of those of which only one can be met was met first. It counts neither "
        "as met nor as missed."
    )


def _words(proof: Proof, pack: RulePack) -> dict[str, str]:
    """Return what the sentences are filled with; "" for what there is not."""
    standing, steps = proof.standing, proof.due
    late = (
        (standing.met_date - standing.due_date).days
        if standing.met_date and standing.due_date
        else 0
    )
    words = {
        "title": numbered(said(proof.expectation.title), standing.ordinal),
        "due": date_long(standing.due_date) if standing.due_date else "",
        "met": _day(standing.met_date),
        "late": duration(max(late, 0)),
        "length": steps.length.describe(language()) if steps else "",
        "start": _day(standing.start_date or (proof.start.start if proof.start else None)),
        "what": counted_from(proof, pack),
        "opens": _day(proof.opens),
        "paused": _day(steps.pauses[-1].first if steps and steps.pauses else None),
        "closed": _closed(proof),
    }
    before = steps is not None and steps.is_before
    counted = (
        _("%(length)s before %(what)s on %(start)s")
        if before
        else _("%(length)s after %(what)s on %(start)s")
    )
    return words | {"counted": counted % words}


def _day(day: date | None) -> str:
    return date_long(day)


def _closed(proof: Proof) -> str:
    """Return the day of the waiver or of the stop."""
    if proof.waiver is not None:
        return date_long(proof.waiver.start)
    if proof.stop is None:
        return date_long(None)
    asked = [each for stop in proof.expectation.stops for each in facts_asked(stop)]
    is_end = any(kind.id == proof.stop.kind and at is At.END for kind, _states, at in asked)
    return date_long(proof.stop.end if is_end else proof.stop.start)


_WITH_DUE = (State.OPEN, State.MET, State.ENDED, State.UNDER_WAY)

_SENTENCES = {
    State.OPEN: lambda: _("%(title)s: the last day is %(due)s, %(counted)s."),
    State.UNDER_WAY: lambda: _(
        "%(title)s: it has begun and is not proven yet. The last day is %(due)s, %(counted)s."
    ),
    State.DUE_SOON: lambda: _("%(title)s: it is soon due. The last day is %(due)s, %(counted)s."),
    State.OVERDUE: lambda: _(
        "%(title)s: the last day was %(due)s, %(counted)s. Nothing that meets it is recorded."
    ),
    State.MET: lambda: _(
        "%(title)s: met on %(met)s, in time. The last day was %(due)s, %(counted)s."
    ),
    State.MET_LATE: lambda: _(
        "%(title)s: met on %(met)s, %(late)s too late. The last day was %(due)s, %(counted)s."
    ),
    State.WAIVED: lambda: _(
        "%(title)s: waived on %(closed)s. Somebody decided, with a reason, not to ask for it."
    ),
    State.PAUSED: lambda: _(
        "%(title)s: the clock has stood still since %(paused)s. A last day is known when the pause "
        "ends."
    ),
    State.SUSPENDED: lambda: _("%(title)s: the deadlines of this chapter are suspended."),
    State.MISSED: lambda: _(
        "%(title)s: it stopped on %(closed)s and was overdue by then. The last day was %(due)s, "
        "%(counted)s."
    ),
    State.ENDED: lambda: _(
        "%(title)s: it stopped on %(closed)s, before the last day %(due)s. It counts neither as "
        "met nor as missed."
    ),
    State.WAITING: lambda: _("%(title)s: it begins with %(what)s, which is planned for %(start)s."),
    State.UNDETERMINED: lambda: _(
        "%(title)s: it cannot be decided, because something is not known. What is missing stands "
        "below."
    ),
    State.NOT_APPLICABLE: lambda: _("%(title)s: it does not apply to this person."),
}

_WITHOUT_DATE = {
    State.OPEN: lambda: _(
        "%(title)s: counted from %(what)s on %(start)s. There is no last day, because no number is "
        "in force."
    ),
    State.UNDER_WAY: lambda: _("%(title)s: it has begun and is not proven yet."),
    State.MET: lambda: _(
        "%(title)s: met on %(met)s. Counted from %(what)s on %(start)s; there was no last day."
    ),
    State.ENDED: lambda: _(
        "%(title)s: it stopped on %(closed)s. It counts neither as met nor as missed."
    ),
}
