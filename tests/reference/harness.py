"""The evaluator of the engine beside the reference: state by state, date by date."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tests.reference.combining import ABSENT, Answer, Key, answers, numbered
from tests.reference.packs import texts
from tests.reference.readings import TooManyReadingsError
from tests.reference.standings import NOT_SAID
from tovholder.engine.durations import Duration
from tovholder.engine.history import History
from tovholder.engine.language import RulePack, load_pack
from tovholder.engine.language.parameters import DatedAmount
from tovholder.engine.person import Standing, evaluate

UNDETERMINED = "undetermined"
NUMBERS = ("cases", "unclear", "agreed", "too_cautious", "skipped", "promises")
DATES = ("start_date", "due_date", "aim_date", "met_date")


@dataclass
class Tally:
    """What was compared."""

    cases: int = 0
    states: Counter = field(default_factory=Counter)
    unclear: int = 0  # cases with something that is not known
    agreed: int = 0  # standings that every reading of an unclear case agrees on
    too_cautious: int = 0  # of those, the ones that the evaluator leaves undetermined
    skipped: int = 0  # more readings than we try
    promises: int = 0  # days before `next_change_on` that were asked about

    def add(self, other: "Tally") -> None:
        for name in NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.states += other.states


def loaded(pack: Mapping) -> RulePack:
    """The pack through the loader, with a municipality's own values put in."""
    found = load_pack(texts(pack))
    for municipality, values in pack.get("local", {}).items():
        own = {
            name: [
                DatedAmount(each["from"], Duration.parse(each["value"]), "a council", "decided")
                for each in dated
            ]
            for name, dated in values.items()
        }
        found = found.with_local_values(municipality, own)
    return found


def complaints(
    pack: Mapping,
    rules: RulePack,
    history: History,
    on: date,
    known_on: date | None = None,
    municipality: str = "",
    tally: Tally | None = None,
) -> list[str]:
    """Where the evaluator says something else than the rules, on one day."""
    tally = tally if tally is not None else Tally()
    tally.cases += 1
    try:
        said, readings = answers(pack, history, on, known_on, municipality)
    except TooManyReadingsError:
        tally.skipped += 1
        return []
    try:
        standings = evaluate(
            history, rules, on=on, known_on=known_on, municipality=municipality or None
        )
    except Exception as crash:
        return [f"the evaluator fell over: {type(crash).__name__}: {crash}"]
    got = numbered(_relevant(standings))
    tally.unclear += readings > 1
    tally.states.update(str(standing.state) for standing in got.values())
    if readings == 1:
        return _exactly(said, got, tally)
    return _cautiously(said, got, tally)


def _relevant(standings: tuple[Standing, ...]) -> list[Standing]:
    return [standing for standing in standings if str(standing.state) != ABSENT]


def _exactly(said: Mapping[Key, Answer], got: Mapping[Key, Standing], tally: Tally) -> list[str]:
    """Nothing that is unknown was asked for: the same standings, states and dates.

    The evaluator may have asked for something that the reference had no need of; then it names it.
    """
    found = []
    for key in sorted({*said, *got}):
        if key in got and str(got[key].state) == UNDETERMINED and got[key].missing:
            tally.agreed += 1
            tally.too_cautious += 1
        elif key not in got:
            [expected] = said[key].found
            found.append(f"{key}: expected {expected.state}, got no standing")
        elif key not in said:
            found.append(f"{key}: expected no standing, got {got[key].state}")
        else:
            found += _same(key, said[key].found[0], got[key])
    return found


def _same(key: Key, expected: object, standing: Standing) -> list[str]:
    if str(standing.state) != expected.state:
        return [f"{key}: expected {expected.state}, got {standing.state} {_dates(standing)}"]
    return [
        f"{key}: {expected.state}, expected {name} {getattr(expected, name)}, "
        f"got {getattr(standing, name)}"
        for name in DATES
        if getattr(expected, name) not in (NOT_SAID, getattr(standing, name))
    ]


def _dates(standing: Standing) -> dict:
    return {name: str(getattr(standing, name)) for name in DATES}


def _cautiously(said: Mapping[Key, Answer], got: Mapping[Key, Standing], tally: Tally) -> list[str]:
    """Rule 38: never a state that a reading contradicts, but it may be left undetermined."""
    found = []
    cautious = {key[0] for key, each in got.items() if str(each.state) == UNDETERMINED}
    for key in sorted({*said, *got}):
        answer, standing = said.get(key), got.get(key)
        state = str(standing.state) if standing else ABSENT
        if answer is not None and len(answer.states) == 1 and not answer.is_start_vague:
            tally.agreed += 1
            tally.too_cautious += state == UNDETERMINED
        if state == UNDETERMINED:
            if not standing.missing:
                found.append(f"{key}: undetermined, and `missing` names nothing")
        elif answer is None:
            found.append(f"{key}: no reading gives a standing, got {state}")
        elif not _may_say(state, answer, is_left_open=standing is None and key[0] in cautious):
            found.append(f"{key}: the readings say {_shown(answer)}, got {state}")
        elif standing is not None:
            found += _possible_dates(key, answer, standing)
    return found


def _may_say(state: str, answer: Answer, *, is_left_open: bool) -> bool:
    if is_left_open or {state} == answer.states:
        return state == ABSENT or is_left_open or not answer.is_start_vague
    planned = [each for each in answer.found if each and each.is_planned]
    return state == "waiting" and bool(planned)  # rule 20: whatever `who` turns out to be


def _possible_dates(key: Key, answer: Answer, standing: Standing) -> list[str]:
    """A date that is said is that of some reading."""
    return [
        f"{key}: {standing.state}, no reading gives {name} {getattr(standing, name)}"
        for name in DATES
        if getattr(standing, name) is not None and NOT_SAID not in answer.dates(name)
        if getattr(standing, name) not in answer.dates(name)
    ]


def _shown(answer: Answer) -> str:
    vague = ", each from another start" if answer.is_start_vague else ""
    return " or ".join(sorted(answer.states)) + vague
