"""Random histories, with dates that lie close together and on the edges of months."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from tests.reference.dice import Dice
from tests.reference.expressions import EVENTS, STATES
from tests.reference.packs import KINDS
from tovholder.engine.history import Attribute, Episode, History, Precision

EDGES = [
    date(2023, 12, 31), date(2024, 1, 31), date(2024, 2, 1), date(2024, 2, 28), date(2024, 2, 29),
    date(2024, 3, 1), date(2024, 3, 30), date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 31),
]  # fmt: skip
STEPS = [-1, 0, 0, 0, 0, 1, 6, 7, 8, 13, 14, 15, 29, 30, 31, 32, 42, 60, 91]
BIRTHS = [
    date(1990, 5, 5),
    date(2006, 2, 28),
    date(2006, 4, 1),
    date(2004, 2, 29),
    date(2006, 3, 31),
]
HOURS = [time(12), time(12), time(22, 30), time(23, 30)]


def random_history(dice: Dice, pack: dict) -> History:
    """A few facts, most of them of the kinds and states that the pack asks about."""
    base = dice.pick(EDGES)
    expectation = pack["expectations"]["visit"]
    starts, asked = asked_for(expectation["from"]), asked_for(pack["expectations"])
    episodes: list[Episode] = []
    if starts and dice.chance(85):
        episodes += _fact(dice, "f0", *dice.pick(starts), base)
    if dice.chance(70):
        episodes += _fact(dice, "g0", *dice.pick(asked_for(expectation["what"]) or asked), base)
    for number in range(1, dice.number(1, 7)):
        kind, state = dice.pick(asked) if dice.chance(85) else (dice.pick(list(STATES)), None)
        episodes += _fact(dice, f"f{number}", kind, state, base)
    if dice.chance(12):
        episodes += _fact(dice, "last", "death", "died", base)
    if dice.chance(25) and episodes:
        episodes.append(_waiver(dice, pack, episodes, base))
    if dice.chance(5):
        episodes.append(_episode("else", "elsewhere", "x", dice.pick(EDGES), None))
    return History(_attributes(dice), tuple(episodes))


def asked_for(part: object) -> list[tuple[str, str | None]]:
    """The kinds that a definition names, each with a state it names."""
    if isinstance(part, dict):
        found = [leaf for inner in part.values() for leaf in asked_for(inner)]
        if part.get("kind") in STATES:
            state = part.get("state")
            found.append((part["kind"], state[0] if isinstance(state, list) else state))
        return found
    if isinstance(part, list):
        return [leaf for inner in part for leaf in asked_for(inner)]
    return []


def days_to_ask(dice: Dice, history: History, number: int) -> list[date]:
    """Days around which something happens, before and after."""
    near = [episode.start for episode in history.episodes] or EDGES
    return [dice.pick(near) + timedelta(days=dice.pick(STEPS)) for _ in range(number)]


def a_day_near(dice: Dice, base: date) -> date:
    around = base if dice.chance(65) else dice.pick(EDGES)
    return around + timedelta(days=dice.pick(STEPS))


def _fact(
    dice: Dice, lineage: str, kind: str, asked_state: str | None, base: date
) -> list[Episode]:
    state = asked_state if asked_state and dice.chance(85) else dice.pick([*KINDS[kind]["states"]])
    start = a_day_near(dice, base)
    end = None
    if kind in EVENTS or kind == "death":
        end = start + timedelta(days=1)
    elif dice.chance(65):
        end = start + timedelta(days=dice.pick([1, 2, 7, 10, 14, 30, 31, 45, 90]))
    planned = bool(KINDS[kind].get("may_be_planned")) and dice.chance(10)
    episode = _episode(
        lineage, kind, state, start, end,
        municipality=dice.pick(["101", "101", "202"]),
        detail=_details(dice, kind), is_planned=planned,
        recorded_at=_moment(dice, start + timedelta(days=dice.pick([0, 0, 1, 10, 40]))),
        **_vague(dice, kind, start, end),
    )  # fmt: skip
    return _corrected(dice, episode, base)


def _corrected(dice: Dice, episode: Episode, base: date) -> list[Episode]:
    """Now and then what was recorded first was wrong; it may be that nothing is right."""
    if not dice.chance(15):
        return [episode]

    superseded_at = episode.recorded_at + timedelta(days=dice.pick([0, 1, 10, 30]))
    wrong = replace(episode, superseded_at=superseded_at)
    if dice.chance(25):
        return [wrong]
    moved = timedelta(days=dice.pick([-30, -7, -1, 1, 7]))
    end = None if episode.end is None else episode.end + moved
    if episode.start_precision is not Precision.DAY or episode.end_precision is not Precision.DAY:
        moved, end = timedelta(0), episode.end
    return [
        wrong,
        replace(episode, start=episode.start + moved, end=end, recorded_at=superseded_at),
    ]


def _vague(dice: Dice, kind: str, start: date, end: date | None) -> dict:
    found: dict = {}
    if dice.chance(5) and start.day == 1:
        found["start_precision"] = Precision.MONTH
    if kind not in EVENTS and kind != "death" and end and end.day == 1 and dice.chance(30):
        found["end_precision"] = Precision.MONTH
    return found


def _details(dice: Dice, kind: str) -> dict:
    given: dict = {}
    values = {
        "minutes_per_week": [0, 600, 600, 1200, 2220],
        "place": ["town", "farm"],
        "level": ["one", "two"],
        "form": ["meeting", "phone"],
        "points": [0, 1, 2, 3],
    }
    for name in KINDS[kind].get("details", {}):
        if dice.chance(94):
            given[name] = dice.pick(values[name])
    return given


def _waiver(dice: Dice, pack: dict, episodes: list[Episode], base: date) -> Episode:
    lineage = dice.pick([episode.lineage for episode in episodes])
    detail: dict = {"expectation": dice.pick(list(pack["expectations"])), "occurrence": lineage}
    if dice.chance(40):
        detail["ordinal"] = dice.number(1, 3)
    day = a_day_near(dice, base)
    return _episode("waiver", "waiver", "granted", day, day + timedelta(days=1), detail=detail)


def _attributes(dice: Dice) -> tuple[Attribute, ...]:
    recorded = datetime(2020, 1, 1, 12, tzinfo=UTC)
    born: object = dice.pick(BIRTHS)
    if dice.chance(12):
        born = dice.pick([None, "2006-03", "2006", "1970"])
    found = [] if born is None else [Attribute("birth_date", born, recorded, None)]
    if dice.chance(90):
        found.append(Attribute("sex", dice.pick(["female", "male"]), recorded, None))
    return tuple(found)


def _moment(dice: Dice, day: date) -> datetime:
    return datetime.combine(day, dice.pick(HOURS), tzinfo=UTC)


def _episode(
    lineage: str, kind: str, state: str, start: date, end: date | None, **rest: object
) -> Episode:
    given: dict = {
        "municipality": "101", "detail": {}, "source": "test",
        "recorded_at": datetime(2020, 1, 1, 12, tzinfo=UTC), **rest,
    }  # fmt: skip
    return Episode(lineage=lineage, kind=kind, state=state, start=start, end=end, **given)
