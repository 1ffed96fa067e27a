"""The one sentence that says why a standing is what it is."""

from datetime import date

from django.utils.translation import gettext as _

from tovholder.engine.history import Episode
from tovholder.engine.language import RulePack
from tovholder.engine.language.days import At, day_leaves
from tovholder.engine.person import State
from tovholder.engine.person.proof import Proof
from tovholder.home.pages.facts import fact_title
from tovholder.home.words import language, said
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


def proof_sentence(proof: Proof, pack: RulePack) -> str:
    """Return the standing in plain words."""
    words = _words(proof, pack)
    if not words["due"] and proof.standing.state in _WITH_DUE:
        return _WITHOUT_DATE[proof.standing.state]() % words
    return _SENTENCES[proof.standing.state]() % words


def _words(proof: Proof, pack: RulePack) -> dict[str, str]:
    """Return what the sentences are filled with; "" for what there is not."""
    standing, steps = proof.standing, proof.due
    late = (
        (standing.met_date - standing.due_date).days
        if standing.met_date and standing.due_date
        else 0
    )
    return {
        "title": said(proof.expectation.title),
        "due": date_long(standing.due_date) if standing.due_date else "",
        "met": _day(standing.met_date),
        "late": duration(max(late, 0)),
        "length": steps.length.describe(language()) if steps else "",
        "start": _day(standing.start_date or (proof.start.start if proof.start else None)),
        "what": start_words(proof.start, pack) if proof.start else "",
        "paused": _day(steps.pauses[-1].first if steps and steps.pauses else None),
        "closed": _closed(proof),
    }


def _day(day: date | None) -> str:
    return date_long(day)


def _closed(proof: Proof) -> str:
    """Return the day of the waiver or of the stop."""
    if proof.waiver is not None:
        return date_long(proof.waiver.start)
    if proof.stop is None:
        return date_long(None)
    leaves = [leaf for stop in proof.expectation.stops for leaf in day_leaves(stop)]
    is_end = any(leaf.kind.id == proof.stop.kind and leaf.at is At.END for leaf in leaves)
    return date_long(proof.stop.end if is_end else proof.stop.start)


_WITH_DUE = (State.OPEN, State.MET, State.ENDED, State.UNDER_WAY)

_SENTENCES = {
    State.OPEN: lambda: _(
        "%(title)s: the last day is %(due)s, %(length)s after %(what)s on %(start)s."
    ),
    State.UNDER_WAY: lambda: _(
        "%(title)s: it has begun and is not proven yet. The last day is %(due)s, %(length)s after "
        "%(what)s on %(start)s."
    ),
    State.DUE_SOON: lambda: _(
        "%(title)s: it is soon due. The last day is %(due)s, %(length)s after %(what)s on "
        "%(start)s."
    ),
    State.OVERDUE: lambda: _(
        "%(title)s: the last day was %(due)s, %(length)s after %(what)s on %(start)s. Nothing that "
        "meets it is recorded."
    ),
    State.MET: lambda: _(
        "%(title)s: met on %(met)s, in time. The last day was %(due)s, %(length)s after %(what)s "
        "on %(start)s."
    ),
    State.MET_LATE: lambda: _(
        "%(title)s: met on %(met)s, %(late)s too late. The last day was %(due)s, %(length)s after "
        "%(what)s on %(start)s."
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
        "%(length)s after %(what)s on %(start)s."
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
