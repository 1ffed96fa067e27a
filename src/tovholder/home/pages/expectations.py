"""The definitions of expectations in words: what, for whom, how soon, by which law."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.engine.language import (
    DatedAmount,
    Duration,
    Expectation,
    ExpectationKind,
    NotKnown,
    Parameter,
    RulePack,
    Version,
    WhoAt,
)
from tovholder.engine.language.expectations import EvidenceSince, Length, Number, ParameterName
from tovholder.home.words import confidence, language, law_reference, said
from tovholder.ui.formats import joined
from tovholder.ui.parts import Fact


@dataclass(frozen=True)
class ListedExpectation:
    """A line of the list of expectations."""

    id: str
    title: str
    kind: str
    how_soon: str
    law: str


@dataclass(frozen=True)
class ExpectationsPage:
    """The list of expectations; `rules` is the fingerprint of the rules in force."""

    rows: tuple[ListedExpectation, ...]
    rules: str


@dataclass(frozen=True)
class ListedVersion:
    """A version of an expectation: when it is valid and which law it comes from."""

    valid_from: date
    valid_until: date | None
    how_soon: str
    law: str
    source: str
    confidence: str
    note: str


@dataclass(frozen=True)
class ListedAmount:
    """What a number of the law is from a day on; `owner` is "" for the law's own."""

    valid_from: date
    amount: str
    source: str
    confidence: str
    is_local: bool


@dataclass(frozen=True)
class ListedParameter:
    """A number of the law with its dated values."""

    description: str
    law: str
    amounts: tuple[ListedAmount, ...]


@dataclass(frozen=True)
class ExpectationPage:
    """One definition, whole."""

    title: str
    citizen: str
    facts: tuple[Fact, ...]
    versions: tuple[ListedVersion, ...]
    parameters: tuple[ListedParameter, ...]


def expectations_page(pack: RulePack, *, municipality: str, today: date) -> ExpectationsPage:
    """Return the list as it stands today."""
    rows = []
    for each in pack.expectations.values():
        version = each.version_on(today) or each.versions[-1]
        rows.append(
            ListedExpectation(
                id=each.id,
                title=said(each.title),
                kind=kind_words(each.kind),
                how_soon=how_soon(version, pack, on=today, municipality=municipality),
                law=law_reference(version.law.ref, version.law.chapter),
            )
        )
    return ExpectationsPage(tuple(rows), pack.hash[:12])


def expectation_page(expectation: Expectation, pack: RulePack, *, municipality: str,
                     today: date) -> ExpectationPage:  # fmt: skip
    """Return one definition in words."""
    versions = [
        ListedVersion(
            valid_from=version.valid_from,
            valid_until=version.valid_until,
            how_soon=how_soon(
                version,
                pack,
                on=min(today, version.valid_until or today),
                municipality=municipality,
            ),
            law=law_reference(version.law.ref, version.law.chapter),
            source=version.law.source,
            confidence=confidence(version.law.confidence),
            note=said(version.note),
        )
        for version in reversed(expectation.versions)
    ]
    parameters = [_listed(pack.parameters[name], municipality) for name in _names(expectation)]
    return ExpectationPage(
        title=said(expectation.title),
        citizen=said(expectation.citizen),
        facts=tuple(_facts(expectation, pack)),
        versions=tuple(versions),
        parameters=tuple(parameters),
    )


def kind_words(kind: ExpectationKind) -> str:
    """Return what sort of expectation it is."""
    return {
        ExpectationKind.DUTY: _("Duty by law"),
        ExpectationKind.AIM: _("Aim, not law"),
        ExpectationKind.STEP: _("Step"),
        ExpectationKind.GRANT: _("Grant"),
    }[kind]


def how_soon(version: Version, pack: RulePack, *, on: date, municipality: str) -> str:
    """Return how much time a version gives, in words."""
    if version.within is None:
        return _("no deadline by law")
    latest = _length(version.within.at_latest, pack, on, municipality)
    if version.within.aim is None:
        return _("at the latest after %(duration)s") % {"duration": latest}
    aim = _length(version.within.aim, pack, on, municipality)
    return _("if possible within %(aim)s, at the latest after %(duration)s") % {
        "aim": aim,
        "duration": latest,
    }


def _length(length: Length, pack: RulePack, on: date, municipality: str) -> str:
    if isinstance(length, Duration):
        return length.describe(language())
    return amount_words(pack.parameters[length.id].on(on, municipality))


def amount_words(dated: DatedAmount | None) -> str:
    """Return an amount with its unit; said plainly where there is none or it is not known."""
    amount = dated.amount if dated else None
    if amount is NotKnown.NOT_KNOWN:
        return _("not known to us")
    if isinstance(amount, Duration):
        return amount.describe(language())
    return _("no number in force") if amount is None else str(amount)


def _facts(expectation: Expectation, pack: RulePack) -> Iterator[Fact]:
    spoken = language()
    yield Fact(_("Sort"), kind_words(expectation.kind))
    who = _("A person who %(condition)s") % {"condition": expectation.who.describe(spoken)}
    yield Fact(_("Who it is for"), who, note=_who_at(expectation.who_at))
    yield Fact(_("Counted from"), expectation.start.describe(spoken))
    yield Fact(
        _("What is to happen"),
        expectation.what.describe(spoken),
        note=" ".join([_count(expectation.count, pack), _evidence(expectation.evidence)]).strip(),
    )
    pauses = joined([each.describe(spoken) for each in expectation.pauses])
    yield Fact(_("The deadline moves while the person"), pauses or _("nothing moves it"))
    stops = joined([each.describe(spoken) for each in expectation.stops])
    yield Fact(_("It stops at"), stops or _("nothing stops it"))
    yield Fact(_("Shown as due soon"), _due_soon(expectation.remind))
    yield Fact(_("Responsible"), said(pack.owners.get(expectation.owner)))
    yield Fact(_("May be waived by"), _waivable(expectation.waivable_by))


def _due_soon(remind: tuple[Duration, ...]) -> str:
    """Return from when on it is due soon: the earliest reminder."""
    if not remind:
        return _("not shown")
    earliest = max(remind, key=lambda each: (each.years, each.months, each.days))
    return _("%(duration)s before the last day") % {"duration": earliest.describe(language())}


def _who_at(who_at: WhoAt) -> str:
    if who_at is WhoAt.EACH_DAY:
        return _("Asked each day.")
    return _("Asked on the day it is counted from.")


def _count(count: Number, pack: RulePack) -> str:
    if isinstance(count, ParameterName):
        return said(pack.parameters[count.id].description)
    if count == 1:
        return ""
    return ngettext("At least %(count)s time.", "At least %(count)s times.", count) % {
        "count": count
    }


def _evidence(since: EvidenceSince | Duration) -> str:
    if since is EvidenceSince.EVER:
        return _("What happened earlier counts too.")
    if isinstance(since, Duration):
        return _("What happened up to %(duration)s before counts too.") % {
            "duration": since.describe(language())
        }
    return _("Counts from the first day on.")


def _waivable(roles: tuple[str, ...]) -> str:
    names = {"coordinator": _("the coordinator"), "leader": _("the leader")}
    return joined([names.get(role, role) for role in roles]) or _("nobody")


def _names(expectation: Expectation) -> tuple[str, ...]:
    """Return the parameters that a definition uses, each once."""
    lengths: list[object] = [expectation.count]
    for version in expectation.versions:
        if version.within:
            lengths += [version.within.at_latest, version.within.aim]
    return tuple(dict.fromkeys(each.id for each in lengths if isinstance(each, ParameterName)))


def _listed(parameter: Parameter, municipality: str) -> ListedParameter:
    own = parameter.local.get(municipality, ())
    amounts = [
        ListedAmount(
            valid_from=dated.valid_from,
            amount=amount_words(dated),
            source=dated.source,
            confidence=confidence(dated.confidence),
            is_local=dated in own,
        )
        for dated in sorted((*parameter.values, *own), key=lambda each: each.valid_from)
    ]
    return ListedParameter(said(parameter.description), parameter.law, tuple(reversed(amounts)))
