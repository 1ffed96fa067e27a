"""One definition, whole: what it says, since when, with which numbers, and whom it concerns."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.access.scopes import Scope
from tovholder.engine.language import Expectation, NotKnown, Parameter, RulePack
from tovholder.engine.language.explaining import explained
from tovholder.home.words import amount_words, confidence, language, said
from tovholder.law import policies
from tovholder.law.pages.scenarios import ShownScenario, shown_scenarios
from tovholder.law.pages.words import (
    how_soon,
    kind_words,
    law_words,
    valid_words,
    within_version,
)
from tovholder.law.queries.approvals import Approved, citizen_text
from tovholder.law.queries.concerned import StateCount
from tovholder.people.labels import state_label, state_tone
from tovholder.people.local_values import is_ever_open
from tovholder.rules.contents import Passage
from tovholder.rules.differences import Rewritten, rewritten
from tovholder.rules.walking import parameters_in


@dataclass(frozen=True)
class ShownVersion:
    """A version of the law, and what it says otherwise than the one before."""

    valid: str
    is_in_force: bool
    applies: str
    how_soon: str
    law: str
    source: str
    confidence: str
    note: str
    changes: tuple[Rewritten, ...]


@dataclass(frozen=True)
class ShownAmount:
    """What a number is from a day on."""

    valid_from: date
    amount: str
    source: str
    confidence: str
    is_local: bool
    is_unknown: bool


@dataclass(frozen=True)
class ShownParameter:
    """A number of the law with its dated values; `url` where the reader may set one."""

    id: str
    title: str
    law: str
    amounts: tuple[ShownAmount, ...]
    has_unknown: bool
    url: str


@dataclass(frozen=True)
class Concerned:
    """How many persons have the expectation in a state, with the list of them."""

    label: str
    tone: str
    persons: int
    url: str


@dataclass(frozen=True)
class DefinitionPage:
    """One definition as its page shows it; `concerned` is None where the reader sees no persons."""

    id: str
    title: str
    kind: str
    citizen: str
    is_approved: bool
    approved: Approved | None
    passages: tuple[Passage, ...]
    versions: tuple[ShownVersion, ...]
    parameters: tuple[ShownParameter, ...]
    scenarios: tuple[ShownScenario, ...]
    concerned: tuple[Concerned, ...] | None

    @property
    def has_unknown(self) -> bool:
        """Return whether a number is not known on some day."""
        return any(parameter.has_unknown for parameter in self.parameters)


def definition_page(
    expectation: Expectation,
    pack: RulePack,
    *,
    scope: Scope,
    approved: Approved | None,
    counts: tuple[StateCount, ...] | None,
) -> DefinitionPage:
    """Return the page of a definition as it stands on the scope's day."""
    names = parameters_in(expectation)
    return DefinitionPage(
        id=expectation.id,
        title=said(expectation.title),
        kind=kind_words(expectation.kind),
        citizen=said(citizen_text(expectation, today=scope.on)),
        is_approved=approved is not None and approved.covers(expectation, pack),
        approved=approved,
        passages=passages_of(expectation, pack),
        versions=tuple(_versions(expectation, pack, scope)),
        parameters=tuple(shown_parameter(pack.parameters[name], scope) for name in names),
        scenarios=shown_scenarios(expectation.id),
        concerned=None if counts is None else tuple(_concerned(expectation, counts)),
    )


def passages_of(expectation: Expectation, pack: RulePack) -> tuple[Passage, ...]:
    """Return a definition in plain words, in the reader's language.

    What it says of sources is left out: the versions of the law stand beside it, each whole.
    """
    told = explained(expectation, pack, language())
    sources = {version.law.source for version in expectation.versions}
    return tuple(
        Passage(each.heading, tuple(each.lines))
        for each in told
        if not any(source in line for line in each.lines for source in sources)
    )


def _versions(expectation: Expectation, pack: RulePack, scope: Scope) -> Iterator[ShownVersion]:
    """Yield the versions, the newest first, each against the one before it."""
    alone = [
        passages_of(replace(expectation, versions=(version,)), pack)
        for version in expectation.versions
    ]
    for number in range(len(alone) - 1, -1, -1):
        version = expectation.versions[number]
        day = within_version(version, scope.on)
        yield ShownVersion(
            valid=valid_words(version),
            is_in_force=version.covers(scope.on),
            applies=_applies(version.applies_to.value, is_first=number == 0),
            how_soon=how_soon(version, pack, on=day, municipality=scope.municipality),
            law=law_words(version),
            source=version.law.source,
            confidence=confidence(version.law.confidence),
            note=said(version.note),
            changes=rewritten(alone[number - 1], alone[number]) if number else (),
        )


def _applies(applies_to: str, *, is_first: bool) -> str:
    if is_first:
        return ""
    if applies_to == "running":
        return _("It also holds for what was running already.")
    return _("It holds for what begins on its first day or later.")


def shown_parameter(parameter: Parameter, scope: Scope) -> ShownParameter:
    """Return a number with every value, the newest first."""
    own = parameter.local.get(scope.municipality, ())
    amounts = tuple(
        ShownAmount(
            valid_from=dated.valid_from,
            amount=amount_words(dated, parameter.unit),
            source=dated.source,
            confidence=confidence(dated.confidence),
            is_local=dated in own,
            is_unknown=dated.amount is NotKnown.NOT_KNOWN,
        )
        for dated in sorted((*parameter.values, *own), key=lambda each: each.valid_from)
    )
    may_set = policies.can_set_numbers(scope) and is_ever_open(parameter)
    return ShownParameter(
        id=parameter.id,
        title=said(parameter.description),
        law=parameter.law,
        amounts=amounts[::-1],
        has_unknown=any(each.is_unknown for each in amounts),
        url=reverse("law_number_show", args=[parameter.id]) if may_set else "",
    )


def _concerned(expectation: Expectation, counts: tuple[StateCount, ...]) -> Iterator[Concerned]:
    for each in counts:
        query = {"expectation": expectation.id, "state": each.state, "case": "all"}
        yield Concerned(
            label=state_label(each.state),
            tone=state_tone(each.state),
            persons=each.persons,
            url=reverse("home_people_list", query=query),
        )
