"""Changes every number of the rules by one unit and asks whether a scenario notices.

    python scripts/mutations.py [EXPECTATION-ID …]

A number that can change without any scenario failing is a survivor: nothing proves that it is
the right one. The definitions are changed in memory only.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tovholder.engine.durations import Duration
from tovholder.engine.language import (
    Expectation,
    Kind,
    NotKnown,
    Parameter,
    RulePack,
    Unit,
    Version,
)
from tovholder.engine.language.attributes import AttributeDefinition
from tovholder.engine.language.details import Detail
from tovholder.engine.language.expectations import ExpectationKind
from tovholder.engine.language.lengths import ParameterName
from tovholder.engine.language.predicates import Named
from tovholder.engine.language.suspensions import Law, Suspension
from tovholder.engine.words import Label
from tovholder.rules import packs, trials

ONE_DAY = timedelta(days=1)
NOT_KNOWN = NotKnown.NOT_KNOWN
Path = tuple[str | int, ...]
Scenarios = Mapping[str, tuple[trials.Scenario, ...]]
_CLOSED = (Kind, AttributeDefinition, Detail, Label, Law, ParameterName, Named, ExpectationKind)
_NOT_NUMBERS = ("valid_from", "valid_until", "note", "citizen", "checklist", "law", "remind")


@dataclass(frozen=True)
class Mutant:
    """The rules with one number changed, and the expectations that read it."""

    name: str
    concerned: tuple[str, ...]
    pack: RulePack


def mutants(pack: RulePack) -> Iterator[Mutant]:
    """Yield the rules with each of their numbers one unit away."""
    changed = (
        *_of_parameters(pack), *_of_predicates(pack), *_of_expectations(pack),
        *_of_suspensions(pack),
    )  # fmt: skip
    for number, mutant in enumerate(changed):
        yield replace(mutant, pack=replace(mutant.pack, hash=f"mutant {number}"))


# -- Parameters


def _of_parameters(pack: RulePack) -> Iterator[Mutant]:
    for parameter in pack.parameters.values():
        using = _versions_using(parameter.id, pack)
        if not using:
            continue
        first_day = min(version.valid_from for _name, version in using)
        concerned = tuple(dict.fromkeys(name for name, _version in using))
        for place, dated in enumerate(parameter.values):
            said = f"parameter {parameter.id} from {dated.valid_from}"
            for amount in _neighbours(dated.amount, lowest=1):
                values = _with(parameter.values, place, replace(dated, amount=amount))
                yield Mutant(
                    f"{said}: {dated.amount} → {amount}", concerned,
                    _with_parameter(pack, replace(parameter, values=values)),
                )  # fmt: skip
            for day in _other_days(parameter, place, first_day):
                values = _with(parameter.values, place, replace(dated, valid_from=day))
                yield Mutant(
                    f"{said}: in force from {day}", concerned,
                    _with_parameter(pack, replace(parameter, values=values)),
                )  # fmt: skip


def _versions_using(parameter: str, pack: RulePack) -> list[tuple[str, Version]]:
    """Return the versions that name a parameter; all of an expectation where its start does."""
    found = []
    for expectation in pack.expectations.values():
        shared = parameter in _names((expectation.start, expectation.stops))
        found += [
            (expectation.id, version)
            for version in expectation.versions
            if shared or parameter in _names(version)
        ]
    return found


def _names(content: object) -> set[str]:
    return {leaf.id for _path, leaf in _leaves(content, through_names=True)
            if isinstance(leaf, ParameterName)}  # fmt: skip


def _other_days(parameter: Parameter, place: int, first_day: date) -> Iterator[date]:
    """Yield the neighbours of a day in force on which another number would be read."""
    dated = parameter.values[place]
    before = parameter.values[place - 1].amount if place else None
    is_worth = parameter.unit is Unit.AMOUNT_DKK  # no amount and one not known look alike
    if dated.amount == before or (is_worth and {dated.amount, before} == {None, NOT_KNOWN}):
        return
    if dated.valid_from > first_day:
        yield dated.valid_from - ONE_DAY
    if dated.valid_from >= first_day:
        yield dated.valid_from + ONE_DAY


def _with_parameter(pack: RulePack, parameter: Parameter) -> RulePack:
    return replace(pack, parameters={**pack.parameters, parameter.id: parameter})


# -- Named conditions


def _of_predicates(pack: RulePack) -> Iterator[Mutant]:
    for named in pack.predicates.values():
        concerned = tuple(
            expectation.id
            for expectation in pack.expectations.values()
            if named.id in _conditions(expectation)
        )
        for path, number in _numbers(named.predicate) if concerned else ():
            for other in _neighbours(number):
                changed = replace(named, predicate=_replaced(named.predicate, path, other))
                expectations = {
                    name: _renamed(each, changed) if name in concerned else each
                    for name, each in pack.expectations.items()
                }
                yield Mutant(
                    f"condition {named.id}, {_said(path)}: {number} → {other}", concerned,
                    replace(pack, expectations=expectations),
                )  # fmt: skip


def _conditions(expectation: Expectation) -> set[str]:
    leaves = _leaves(expectation, through_names=True)
    return {leaf.id for _path, leaf in leaves if isinstance(leaf, Named)}


def _renamed(content: Any, changed: Named) -> Any:
    """Return the content with a named condition changed wherever it stands."""
    if isinstance(content, Named) and content.id == changed.id:
        return changed
    if isinstance(content, tuple):
        return tuple(_renamed(item, changed) for item in content)
    if is_dataclass(content) and (isinstance(content, Named) or not isinstance(content, _CLOSED)):
        parts = {part.name: _renamed(getattr(content, part.name), changed)
                 for part in fields(content)}  # fmt: skip
        return replace(content, **parts)  # type: ignore[type-var]
    return content


# -- Expectations


def _of_expectations(pack: RulePack) -> Iterator[Mutant]:
    for expectation in pack.expectations.values():
        for said, changed in (*_of_days(expectation), *_of_versions(expectation),
                              *_of_validity(expectation), *_of_reminders(expectation)):  # fmt: skip
            expectations = {**pack.expectations, expectation.id: changed}
            yield Mutant(
                f"{expectation.id}, {said}", (expectation.id,),
                replace(pack, expectations=expectations),
            )  # fmt: skip


def _of_days(expectation: Expectation) -> Iterator[tuple[str, Expectation]]:
    for name in ("start", "stops"):
        for path, number in _numbers(getattr(expectation, name)):
            for other in _neighbours(number):
                part = _replaced(getattr(expectation, name), path, other)
                yield (
                    f"{name} {_said(path)}: {number} → {other}",
                    replace(expectation, **{name: part}),
                )


def _of_versions(expectation: Expectation) -> Iterator[tuple[str, Expectation]]:
    """Yield changes of the versions; what several versions share is changed in all of them."""
    for part in fields(Version):
        seen: list[object] = []
        for version in expectation.versions:
            content = getattr(version, part.name)
            if part.name in _NOT_NUMBERS or (part.name != "within" and content in seen):
                continue
            seen.append(content)
            for path, number in _numbers(content):
                for other in _neighbours(number, lowest=1 if part.name == "count" else 0):
                    new = _replaced(content, path, other)
                    yield (
                        f"version {version.valid_from}, {part.name} {_said(path)}: "
                        f"{number} → {other}",
                        _with_part(expectation, version, part.name, new),
                    )


def _with_part(expectation: Expectation, version: Version, name: str, new: object) -> Expectation:
    old = getattr(version, name)
    return replace(expectation, versions=tuple(
        replace(each, **{name: new})
        if each is version or (name != "within" and getattr(each, name) == old)
        else each
        for each in expectation.versions
    ))  # fmt: skip


def _of_validity(expectation: Expectation) -> Iterator[tuple[str, Expectation]]:
    versions = expectation.versions
    for place, version in enumerate(versions):
        for step in (-ONE_DAY, ONE_DAY):
            day = version.valid_from + step
            moved = _with(versions, place, replace(version, valid_from=day))
            if place:
                until = replace(versions[place - 1], valid_until=day - ONE_DAY)
                moved = _with(moved, place - 1, until)
            yield f"valid from {version.valid_from} → {day}", replace(expectation, versions=moved)
    last = versions[-1]
    if last.valid_until is not None:
        for step in (-ONE_DAY, ONE_DAY):
            day = last.valid_until + step
            moved = _with(versions, len(versions) - 1, replace(last, valid_until=day))
            yield f"valid until {last.valid_until} → {day}", replace(expectation, versions=moved)


def _of_reminders(expectation: Expectation) -> Iterator[tuple[str, Expectation]]:
    """Yield changes of the earliest reminder: the others change no state."""
    timed = [version for version in expectation.versions if version.within and version.remind]
    for remind in dict.fromkeys(version.remind for version in timed):
        earliest = max(remind, key=_about_days)
        for other in _neighbours(earliest):
            new = tuple(other if each == earliest else each for each in remind)
            versions = tuple(
                replace(each, remind=new) if each.remind == remind else each
                for each in expectation.versions
            )
            yield f"remind: {earliest} → {other}", replace(expectation, versions=versions)


def _about_days(length: Duration) -> float:
    return length.years * 365.25 + length.months * 30.44 + length.days


# -- Suspensions


def _of_suspensions(pack: RulePack) -> Iterator[Mutant]:
    for suspension in pack.suspensions.values():
        concerned = tuple(
            expectation.id
            for expectation in pack.expectations.values()
            if any(suspension.touches(expectation.id, v.law.chapter) for v in expectation.versions)
        )
        for changed in _other_suspensions(suspension) if concerned else ():
            yield Mutant(
                f"suspension {suspension.id}: {changed.first} – {changed.last}", concerned,
                replace(pack, suspensions={**pack.suspensions, suspension.id: changed}),
            )  # fmt: skip


def _other_suspensions(suspension: Suspension) -> Iterator[Suspension]:
    for step in (-ONE_DAY, ONE_DAY):
        yield replace(suspension, first=suspension.first + step)
        if suspension.last is not None:
            yield replace(suspension, last=suspension.last + step)


# -- Numbers inside a definition


def _numbers(content: object) -> list[tuple[Path, Any]]:
    return [
        (path, leaf)
        for path, leaf in _leaves(content)
        if isinstance(leaf, Duration | int | Decimal) and not isinstance(leaf, bool)
    ]


def _leaves(content: object, path: Path = (), *, through_names: bool = False) -> Any:
    """Yield what a definition is made of, with the way to it; conditions with a name are leaves."""
    if isinstance(content, Named) and through_names:
        yield path, content
        yield from _leaves(content.predicate, (*path, "predicate"), through_names=True)
    elif isinstance(content, tuple):
        for place, item in enumerate(content):
            yield from _leaves(item, (*path, place), through_names=through_names)
    elif is_dataclass(content) and not isinstance(content, (*_CLOSED, Duration)):
        for part in fields(content):
            inner = getattr(content, part.name)
            yield from _leaves(inner, (*path, part.name), through_names=through_names)
    else:
        yield path, content


def _replaced(content: Any, path: Path, new: object) -> Any:
    if not path:
        return new
    step, *rest = path
    if isinstance(step, int):
        return _with(content, step, _replaced(content[step], tuple(rest), new))
    return replace(content, **{step: _replaced(getattr(content, step), tuple(rest), new)})


def _neighbours(number: object, *, lowest: int = 0) -> Iterator[Any]:
    """Yield the numbers one unit away: a day, and a month where there are months or years."""
    match number:
        case Duration(years, months, days):
            for step in (-1, 1):
                if years or months or days + step >= lowest:
                    yield Duration(years, months, days + step)
                if years or months:
                    yield Duration(years, months + step, days)
        case int() | Decimal() if not isinstance(number, bool):
            if number - 1 >= lowest:
                yield number - 1
            yield number + 1


def _with(items: tuple[Any, ...], place: int, new: object) -> tuple[Any, ...]:
    return (*items[:place], new, *items[place + 1 :])


def _said(path: Path) -> str:
    return ".".join(str(step) for step in path)


# -- The trial


def agreeing(pack: RulePack, scenarios: Scenarios) -> dict[str, list[trials.Scenario]]:
    """Return the scenarios that the rules agree with: only those can prove a number."""
    return {
        name: [each for each in written if trials.agrees(each, name, pack)]
        for name, written in scenarios.items()
    }


def is_killed(mutant: Mutant, scenarios: Mapping[str, list[trials.Scenario]]) -> bool:
    """Say whether a scenario fails, and let it be the first to be asked the next time."""
    for name in mutant.concerned:
        written = scenarios.get(name, [])
        for place, scenario in enumerate(written):
            if not trials.agrees(scenario, name, mutant.pack):
                written.insert(0, written.pop(place))
                return True
    return False


def survivors(
    tried: Iterable[Mutant], scenarios: Mapping[str, list[trials.Scenario]]
) -> list[Mutant]:
    """Return the mutants that no scenario notices."""
    return [mutant for mutant in tried if not is_killed(mutant, scenarios)]


def main(only: list[str]) -> int:
    """Print what survives; the number of survivors decides the exit code."""
    pack = packs.national_pack()
    written = trials.read_scenarios(pack=pack)
    scenarios = agreeing(pack, written)
    tried = [each for each in mutants(pack) if not only or set(only) & set(each.concerned)]
    left = survivors(tried, scenarios)
    for mutant in left:
        print(f"survived: {mutant.name} ({', '.join(mutant.concerned)})")
    total = sum(len(each) for each in written.values())
    agreed = sum(len(each) for each in scenarios.values())
    print(f"{len(tried)} mutants, {len(left)} survivors; {agreed} of {total} scenarios agree.")
    return 1 if left or agreed < total else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
