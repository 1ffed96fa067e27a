"""What is missing for a standing to be decided, and where to record it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tovholder.engine.history import Episode, Precision
from tovholder.engine.language import RulePack
from tovholder.engine.person.conditions import Condition
from tovholder.engine.person.proof import Proof
from tovholder.home.words import said


@dataclass(frozen=True)
class Missing:
    """A fact that is missing, what to do about it, and the link that does it ("" if none)."""

    text: str
    way_out: str
    url: str = ""
    action: str = ""


def missing_facts(
    proof: Proof,
    pack: RulePack,
    *,
    record_url: Callable[[str], str],
    fact_url: Callable[[Episode], str],
    particulars_url: str,
) -> tuple[Missing, ...]:
    """Return each missing fact of a proof with its way out; no address is ""."""
    read = list(_episodes_read(proof))
    return tuple(
        _attribute(name, pack, particulars_url)
        if name.startswith("attribute:")
        else _missing(name, read, pack, record_url=record_url, fact_url=fact_url)
        for name in proof.missing
    )


def missing_words(names: Iterable[str], pack: RulePack) -> tuple[str, ...]:
    """Return the names of missing facts in words, without links."""
    return tuple(_words(name, pack) for name in names)


def _missing(
    name: str,
    read: list[Episode],
    pack: RulePack,
    *,
    record_url: Callable[[str], str],
    fact_url: Callable[[Episode], str],
) -> Missing:
    text = _words(name, pack)
    if name.startswith("kind:"):
        url = record_url(name.removeprefix("kind:"))
        way_out = _("Record it, also when the answer is no.")
        return Missing(text, way_out, url, _("Record it"))
    if name.startswith("parameter:"):
        way_out = _("Our sources do not say it. The municipality can set a value of its own.")
        return Missing(text, way_out)
    edge, _of, kind = name.partition(" of ")
    vague = next((each for each in read if each.kind == kind and _is_vague(each, edge)), None)
    way_out = _("Find out the day and correct the fact.")
    return Missing(text, way_out, fact_url(vague) if vague else "", _("Open the fact"))


def _attribute(name: str, pack: RulePack, url: str) -> Missing:
    way_out = _("Find it out and correct the person's particulars.")
    return Missing(_words(name, pack), way_out, url, _("Correct the particulars"))


def _words(name: str, pack: RulePack) -> str:
    """Return what a name of the engine stands for: `kind:…`, `attribute:…`, `start of …`."""
    sort, _colon, thing = name.partition(":")
    if sort == "kind" and thing in pack.kinds:
        return _("Nothing is recorded about: %(kind)s") % {"kind": said(pack.kinds[thing].label)}
    if sort == "attribute" and thing in pack.attributes:
        words = {"attribute": said(pack.attributes[thing].label)}
        return _("Not known, or not known exactly: %(attribute)s") % words
    if sort == "parameter" and thing in pack.parameters:
        words = {"parameter": said(pack.parameters[thing].description)}
        return _("The number of the law is not known to us: %(parameter)s") % words
    edge, _of, kind = name.partition(" of ")
    if kind not in pack.kinds:
        return name
    words = {"kind": said(pack.kinds[kind].label)}
    if edge == "end":
        return _("The last day is not known exactly: %(kind)s") % words
    return _("The day is not known exactly: %(kind)s") % words


def _is_vague(episode: Episode, edge: str) -> bool:
    precision = episode.end_precision if edge == "end" else episode.start_precision
    return precision is not Precision.DAY


def _episodes_read(proof: Proof) -> Iterable[Episode]:
    """Yield every fact that the proof shows."""
    yield from (each for each in (proof.start, proof.stop, proof.waiver) if each)
    yield from proof.pauses
    yield from (use.episode for use in proof.evidence)
    yield from _read_by(proof.who)


def _read_by(condition: Condition | None) -> Iterable[Episode]:
    if condition is None:
        return
    yield from condition.episodes
    for part in condition.parts:
        yield from _read_by(part)
