"""The proof of a standing: one sentence, then every step that led to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.engine.history import Attribute, Episode
from tovholder.engine.language import RulePack
from tovholder.engine.language.expectations import facts_asked
from tovholder.engine.language.predicates import Named
from tovholder.engine.person.conditions import Condition, Truth
from tovholder.engine.person.proof import DateSteps, EvidenceUse, Proof
from tovholder.home.pages.facts import fact_title, period_words
from tovholder.home.pages.missing import Missing, missing_facts
from tovholder.home.pages.sentences import counted_from, proof_sentence
from tovholder.home.words import amount_words, confidence, language, law_reference, said
from tovholder.people.labels import numbered, state_label, state_tone
from tovholder.ui.formats import date_long, duration, precise_date
from tovholder.ui.parts import Fact, Link, Tone


@dataclass(frozen=True)
class DateStep:
    """A line of the computation of a date."""

    text: str
    result: str
    url: str = ""
    is_result: bool = False


@dataclass(frozen=True)
class ConditionLine:
    """A condition of who it is for, how deep it lies, its answer and the facts it was read from."""

    depth: int
    text: str
    answer: str
    tone: str
    read: str


@dataclass(frozen=True)
class EvidenceLine:
    """A fact that could meet the expectation, and whether it does."""

    text: str
    on: str
    reason: str
    is_counted: bool
    url: str


@dataclass(frozen=True)
class ProofPage:
    """Everything behind one standing; `known_on` is None for today's knowledge."""

    key: str
    name: str
    title: str
    state: str
    tone: str
    sentence: str
    due: tuple[DateStep, ...]
    aim: tuple[DateStep, ...]
    law: tuple[Fact, ...]
    numbers: tuple[Fact, ...]
    who: tuple[ConditionLine, ...]
    who_on: date | None
    evidence: tuple[EvidenceLine, ...]
    needed: str
    closing: tuple[Fact, ...]
    missing: tuple[Missing, ...]
    records: tuple[Link, ...]
    waiver_url: str
    definition_url: str
    known_on: date | None
    voices: tuple[Link, ...] = ()

    @property
    def known_words(self) -> str:
        """Return which day's knowledge it shows."""
        return _("As known on %(day)s") % {"day": date_long(self.known_on)}


@dataclass(frozen=True)
class Setting:
    """Whose proof it is, and what the reader may do; no `key` is an invented person.

    `to_end` holds the facts that still go on and whose end is what is asked for, by kind;
    `voices` lead to the same standing in other forms.
    """

    key: str
    name: str
    pack: RulePack
    recordable: frozenset[str]
    can_waive: bool
    to_end: Mapping[str, UUID]
    known_on: date | None = None
    voices: tuple[Link, ...] = ()

    def fact_url(self, episode: Episode) -> str:
        """Return the address of a fact's own page; "" for an invented person, who has none."""
        if not self.key:
            return ""
        return reverse("home_fact_show", args=[self.key, episode.lineage])

    @property
    def particulars_url(self) -> str:
        """Return the address on which attributes are corrected; "" where the reader may not."""
        return reverse("home_person_correct", args=[self.key]) if self.recordable else ""

    def record_url(self, kind: str, **query: str) -> str:
        """Return the address of the form for a kind; "" where the reader may not record it."""
        if kind not in self.recordable:
            return ""
        return reverse("home_fact_record", args=[self.key, kind], query=query or None)


def proof_page(proof: Proof, setting: Setting) -> ProofPage:
    """Return the page of a proof."""
    state = proof.standing.state
    return ProofPage(
        key=setting.key,
        name=setting.name,
        title=numbered(said(proof.expectation.title), proof.standing.ordinal),
        state=state_label(state),
        tone=state_tone(state),
        sentence=proof_sentence(proof, setting.pack),
        due=tuple(_date_steps(proof, proof.due, setting, result=_("Last day in time"))),
        aim=tuple(_date_steps(proof, proof.aim, setting, result=_("The aim"))),
        law=tuple(_law(proof)),
        numbers=tuple(_numbers(proof)),
        who=tuple(_conditions(proof.who, setting.pack)) if proof.who else (),
        who_on=proof.who_on,
        evidence=tuple(_evidence_line(use, setting) for use in proof.evidence),
        needed=_needed(proof),
        closing=tuple(_closing(proof, setting)),
        missing=missing_facts(
            proof,
            setting.pack,
            record_url=setting.record_url,
            fact_url=setting.fact_url,
            particulars_url=setting.particulars_url,
        ),
        records=tuple(_records(proof, setting)) if not state.is_closed else (),
        waiver_url=_waiver_url(proof, setting),
        definition_url=reverse("law_expectation_show", args=[proof.expectation.id]),
        known_on=setting.known_on,
        voices=setting.voices,
    )  # fmt: skip


def _date_steps(
    proof: Proof, steps: DateSteps | None, setting: Setting, *, result: str
) -> Iterator[DateStep]:
    """Yield the computation of a date: anchor, length, pauses, result."""
    if steps is None:
        return
    yield DateStep(
        _("Counted from: %(what)s") % {"what": counted_from(proof, setting.pack)},
        date_long(steps.anchor),
        setting.fact_url(proof.start) if proof.start else "",
    )
    length = {"length": steps.length.describe(language())}
    sooner = _("%(length)s earlier") if steps.is_before else _("%(length)s later")
    yield DateStep(sooner % length, date_long(steps.calendar_date))
    yield from _pauses(steps)
    yield from _last_move(proof, steps)
    day = date_long(steps.result) if steps.result else _("not decided")
    yield DateStep(result, day, is_result=True)


def _pauses(steps: DateSteps) -> Iterator[DateStep]:
    for pause in steps.pauses:
        if pause.due_after is None:
            yield DateStep(
                _("The clock has stood still since %(day)s") % {"day": date_long(pause.first)},
                _("no date yet"),
            )
        else:
            words = {"day": date_long(pause.first), "days": duration(pause.days)}
            yield DateStep(
                _("Paused from %(day)s: %(days)s are added") % words, date_long(pause.due_after)
            )


def _last_move(proof: Proof, steps: DateSteps) -> Iterator[DateStep]:
    """Yield what moved the day last of all: a weekend, or that more must follow."""
    reached = steps.pauses[-1].due_after if steps.pauses else steps.calendar_date
    if steps is not proof.due or steps.result is None or reached is None:
        return
    if steps.result > reached:
        yield DateStep(_("Moved to the next working day"), date_long(steps.result))
    elif steps.result < reached:
        yield DateStep(_("Earlier, so that the rest can follow in time"), date_long(steps.result))


def _law(proof: Proof) -> Iterator[Fact]:
    version = proof.version
    if version is None:
        return
    yield Fact(_("Law"), law_reference(version.law.ref, version.law.chapter))
    until = date_long(version.valid_until) if version.valid_until else _("until further notice")
    yield Fact(
        _("Version in force"),
        _("from %(first)s, %(last)s") % {"first": date_long(version.valid_from), "last": until}
        if version.valid_until is None
        else _("from %(first)s to %(last)s")
        % {"first": date_long(version.valid_from), "last": until},
        note=said(version.note),
    )
    yield Fact(_("Where we read it"), version.law.source, note=confidence(version.law.confidence))


def _numbers(proof: Proof) -> Iterator[Fact]:
    for use in proof.parameters:
        owner = _("Set by the municipality.") if use.is_local else ""
        words = {
            "day": date_long(use.dated.valid_from),
            "source": use.dated.source,
            "confidence": confidence(use.dated.confidence),
        }
        yield Fact(
            said(use.parameter.description),
            amount_words(use.dated, use.parameter.unit),
            note=" ".join(
                [_("In force from %(day)s. %(confidence)s Source: %(source)s.") % words, owner]
            ).strip(),
        )


ANSWERS = {Truth.TRUE: Tone.SUCCESS, Truth.FALSE: Tone.MUTED, Truth.UNKNOWN: Tone.WARNING}
DEEPEST = 5  # steps of indentation that the style sheet has; deeper parts stand with these


def _conditions(condition: Condition, pack: RulePack, depth: int = 0) -> Iterator[ConditionLine]:
    """Yield a condition and its parts, each one step deeper.

    A condition with a name stands by its name; what it is made of follows only where it is made
    of several.
    """
    answers = {Truth.TRUE: _("yes"), Truth.FALSE: _("no"), Truth.UNKNOWN: _("not known")}
    inner = condition
    while isinstance(inner.predicate, Named):
        (inner,) = inner.parts
    read = [_episode_words(episode, pack) for episode in inner.episodes]
    read += [_attribute_words(attribute, pack) for attribute in inner.attributes]
    yield ConditionLine(
        depth=min(depth, DEEPEST),
        text=condition.predicate.describe(language()),
        answer=answers[condition.truth],
        tone=ANSWERS[condition.truth],
        read="; ".join(read),
    )
    for part in inner.parts:
        yield from _conditions(part, pack, depth + 1)


def _episode_words(episode: Episode, pack: RulePack) -> str:
    kind = pack.kinds.get(episode.kind)
    period = period_words(
        kind,
        episode.start,
        episode.end,
        start_precision=episode.start_precision,
        end_precision=episode.end_precision,
    )
    return f"{fact_title(kind, episode.state)}, {period}"


def _attribute_words(attribute: Attribute, pack: RulePack) -> str:
    definition = pack.attributes.get(attribute.name)
    content = attribute.value
    written = date_long(content) if isinstance(content, date) else str(content)
    return f"{said(definition.label) if definition else attribute.name}: {written}"


def _evidence_line(use: EvidenceUse, setting: Setting) -> EvidenceLine:
    episode = use.episode
    return EvidenceLine(
        text=fact_title(setting.pack.kinds.get(episode.kind), episode.state),
        on=precise_date(episode.start, episode.start_precision),
        reason=said(use.reason.label),
        is_counted=use.is_counted,
        url=setting.fact_url(episode),
    )


def _needed(proof: Proof) -> str:
    """Return how many facts are needed and how many count; "" where one is enough."""
    if not proof.needed or proof.needed < 2:
        return ""
    counted = sum(use.is_counted for use in proof.evidence)
    words = {"needed": proof.needed, "counted": counted}
    return (
        ngettext(
            "%(needed)s are needed; %(counted)s counts.",
            "%(needed)s are needed; %(counted)s count.",
            counted,
        )
        % words
    )


def _closing(proof: Proof, setting: Setting) -> Iterator[Fact]:
    """Yield the waiver or the stop that closed it, what suspends it, and what it is worth."""
    for label, episode in ((_("Waived"), proof.waiver), (_("Stopped"), proof.stop)):
        if episode is not None:
            yield Fact(
                label,
                _episode_words(episode, setting.pack),
                note=str(episode.detail.get("reason", "")),
                url=setting.fact_url(episode),
            )
    for each in proof.suspensions:
        until = _until(each.last) if each.last else _("until further notice")
        words = {"law": each.law.ref, "first": date_long(each.first), "until": until}
        note = _("%(law)s, from %(first)s, %(until)s.") % words
        yield Fact(_("Suspended by law"), said(each.label), note=note)
    if proof.worth is not None:
        use = proof.worth.use
        yield Fact(
            _("Worth"),
            amount_words(use.dated, use.parameter.unit),
            note=_("The rate from %(day)s.") % {"day": date_long(use.dated.valid_from)},
        )


def _until(day: date) -> str:
    return _("until %(day)s") % {"day": date_long(day)}


def _records(proof: Proof, setting: Setting) -> Iterator[Link]:
    """Yield a link to record each fact that would meet it."""
    for kind, states, _at in facts_asked((proof.version or proof.expectation.newest).what):
        if (lineage := setting.to_end.get(kind.id)) and kind.id in setting.recordable:
            url = reverse("home_fact_correct", args=[setting.key, lineage])
            yield Link(_("Write when it ended: %(fact)s") % {"fact": said(kind.label)}, url)
            continue
        state = states[0] if len(states) == 1 else ""
        query = {"state": state} if state else {}
        if url := setting.record_url(kind.id, **query):
            title = fact_title(kind, state) if state else said(kind.label)
            yield Link(_("Record: %(fact)s") % {"fact": title}, url)


def _waiver_url(proof: Proof, setting: Setting) -> str:
    is_open = not proof.standing.state.is_closed and proof.standing.lineage
    if not (is_open and setting.can_waive):
        return ""
    return setting.record_url(
        "waiver", expectation=proof.expectation.id, occurrence=proof.standing.lineage
    )
