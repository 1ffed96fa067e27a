"""Tries the rules out on their scenarios: what should be said, and what is said instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tovholder.engine.history import History
from tovholder.engine.language import RulePack
from tovholder.engine.person import Standing, State, evaluate
from tovholder.rules import packs
from tovholder.rules.scenario import Expected, Scenario, ScenarioFact
from tovholder.rules.scenario_reading import read_folder

__all__ = [
    "FEWEST", "SCENARIOS", "Expected", "Outcome", "Scenario", "ScenarioFact", "agrees",
    "read_scenarios", "scenarios_beside", "short_of_scenarios", "try_out",
]  # fmt: skip

SCENARIOS = Path(__file__).parent / "scenarios"
FEWEST = 4
"""So many scenarios every expectation has at the least: before, on, after, and a trap."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rule said where something was expected; no failures: just that."""

    expected: Expected
    standing: Standing | None
    failures: tuple[str, ...]


def read_scenarios(
    directory: Path = SCENARIOS, pack: RulePack | None = None
) -> dict[str, tuple[Scenario, ...]]:
    """Return the scenarios of each expectation that has any.

    Args:
        directory: Holds `<expectation-id>.yaml`; a folder that does not exist has none.
        pack: The rules that the scenarios are about; without it, the national ones.

    Raises:
        LanguageErrors: A file cannot be read, or has a fact that could not be recorded.
    """
    return read_folder(directory, pack or packs.national_pack())


def scenarios_beside(definitions: Path) -> Path:
    """Return the folder of scenarios that lies beside a folder of definitions."""
    return definitions.resolve().parent / SCENARIOS.name


def short_of_scenarios(
    scenarios: Mapping[str, tuple[Scenario, ...]], pack: RulePack
) -> dict[str, int]:
    """Return how many scenarios each expectation has that has fewer than it should."""
    counts = {name: len(scenarios.get(name, ())) for name in pack.expectations}
    return {name: count for name, count in counts.items() if count < FEWEST}


def try_out(scenario: Scenario, expectation_id: str, pack: RulePack) -> tuple[Outcome, ...]:
    """Compare what a rule says about an invented person with what is expected.

    Only the figures that the scenario names are compared. An occurrence that is not there
    counts as one that does not apply.
    """
    return tuple(_outcomes(scenario, expectation_id, pack))


def agrees(scenario: Scenario, expectation_id: str, pack: RulePack) -> bool:
    """Say whether a rule says all that a scenario expects; stops at the first disagreement."""
    return not any(outcome.failures for outcome in _outcomes(scenario, expectation_id, pack))


def _outcomes(scenario: Scenario, expectation_id: str, pack: RulePack) -> Iterator[Outcome]:
    """Yield the outcome of each expected line, see `try_out`."""
    history, needed = scenario.history(), only_needed(pack, expectation_id)
    try:
        needed = _with_local_values(needed, scenario)
    except ValueError as error:  # the law now says what the municipality had set
        yield from (Outcome(each, None, (str(error),)) for each in scenario.expected)
        return
    for expected in scenario.expected:
        yield _outcome(expected, expectation_id, history, needed)


def _outcome(expected: Expected, expectation_id: str, history: History, pack: RulePack) -> Outcome:
    standings = evaluate(history, pack, on=expected.on, known_on=expected.known_on)
    meant = [each for each in standings if _is_meant(each, expectation_id, expected)]
    if len(meant) > 1:
        several = ", ".join(each.lineage for each in meant)
        return Outcome(expected, None, (f"several starts ({several}): say which one with `of`",))
    found = meant[0] if meant else None
    return Outcome(expected, found, tuple(_failures(expected, found)))


def only_needed(pack: RulePack, expectation_id: str) -> RulePack:
    """Return the pack with one expectation and those of which only one can be met.

    It has a fingerprint of its own: what is worked out for a pack is kept by that.
    """
    names = {expectation_id, *(pack.expectations[expectation_id].once_across or ())}
    kept = {name: pack.expectations[name] for name in pack.expectations if name in names}
    return replace(pack, expectations=kept, hash=f"{pack.hash} {expectation_id}")


def _with_local_values(pack: RulePack, scenario: Scenario) -> RulePack:
    if not scenario.local:
        return pack
    own = {
        name: pack.parameters[name].with_local(scenario.municipality, values)
        for name, values in scenario.local.items()
    }
    name = f"{pack.hash} {scenario.place}"
    return replace(pack, parameters={**pack.parameters, **own}, hash=name)


def _is_meant(standing: Standing, expectation_id: str, expected: Expected) -> bool:
    return (
        standing.expectation == expectation_id
        and standing.ordinal == expected.ordinal
        and (expected.of is None or standing.lineage == expected.of)
    )


def _failures(expected: Expected, standing: Standing | None) -> Iterator[str]:
    state = State.NOT_APPLICABLE if standing is None else standing.state
    if state is not expected.state:
        yield f"state: expected {expected.state}, got {state}"
    for name, wanted in expected.figures.items():
        got = None if standing is None else _figure(standing, name)
        if name == "missing":
            wanted, got = _listed(wanted), _listed(got)
        if got != wanted:
            yield f"{name}: expected {_shown(name, wanted)}, got {_shown(name, got)}"


def _figure(standing: Standing, name: str) -> object:
    return {
        "version": standing.version,
        "due": standing.due_date,
        "aim": standing.aim_date,
        "start": standing.start_date,
        "met": standing.met_date,
        "worth": standing.worth,
        "missing": standing.missing,
    }[name]


def _listed(names: object) -> tuple[str, ...]:
    return tuple(sorted(names)) if isinstance(names, tuple) else ()


def _shown(name: str, figure: object) -> str:
    if isinstance(figure, tuple):
        return ", ".join(figure) or "nothing"
    if name == "worth" and isinstance(figure, int):
        return f"{figure / 100:.2f} kroner"
    return "none" if figure is None else str(figure)
