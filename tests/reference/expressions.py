"""Random conditions and days, in every form the language has."""

from tests.reference.dice import Dice

STATES = {
    "stay": ["here", "away"],
    "basis": ["granted", "refused"],
    "work": ["employed", "own_firm"],
    "course": ["attending", "on_hold"],
    "talk": ["held", "cancelled"],
    "need": ["needed", "not_needed"],
    "leave": ["sick", "other"],
    "absence": ["excused", "unexcused"],
}
EVENTS = {"talk", "need"}
MINIMA = ["P7D", "P14D", "P1M", "$fixed"]


def a_condition(dice: Dice, depth: int) -> object:
    form = dice.pick(["all", "any", "not"] if depth and dice.chance(45) else ["leaf"])
    if form == "leaf":
        return _leaf(dice)
    if form == "not":
        return {"not": a_condition(dice, depth - 1)}
    return {form: [a_condition(dice, depth - 1) for _ in range(dice.number(2, 3))]}


def _leaf(dice: Dice) -> object:
    form = dice.pick(["kind", "kind", "kind", "had", "age", "sex", "name"])
    if form == "age":
        return {
            "age": dice.pick([{"at_least": 18}, {"at_most": 17}, {"at_least": 18, "at_most": 64}])
        }
    if form == "sex":
        return {"sex": dice.pick(["female", ["female", "male"]])}
    if form == "name":
        return "grown_up"
    if form == "had":
        return {"had": _kind(dice, ["talk", "course", "work", "need"])}
    return _kind(dice, ["stay", "work", "course", "leave", "work", "basis"])


def _kind(dice: Dice, kinds: list[str]) -> dict:
    kind = dice.pick(kinds)
    found: dict = {"kind": kind}
    if dice.chance(75):
        found["state"] = STATES[kind][0] if dice.chance(70) else list(STATES[kind])
    if dice.chance(25):
        found |= _where(dice, kind)
    return found


def _where(dice: Dice, kind: str) -> dict:
    forms: dict[str, list[dict]] = {
        "work": [{"place": "town"}, {"minutes_per_week": {"at_least": 600}}],
        "course": [
            {"level": "one"},
            {"level": ["one", "two"]},
            {"points": {"at_least": 1, "at_most": 2}},
        ],
        "talk": [{"form": "meeting"}, {"points": {"at_least": 1}}, {"form": ["meeting", "phone"]}],
    }
    return {"where": dice.pick(forms[kind])} if kind in forms else {}


def a_day(dice: Dice, place: str, depth: int = 2) -> dict:
    """A day; in `from` nothing that changes with the start day."""
    forms = ["kind"] * 6 + ["long", "hold", "birthday", "sum"]
    if depth:
        forms += ["first_of", "last_of", "plus"] * 2
    form = dice.pick(forms)
    if form == "long":
        return a_long_day(dice)
    if form == "hold":
        return _hold(dice)
    if form == "birthday":
        return {"birthday": 18}
    if form == "sum":
        return _sum(dice)
    if form == "plus":
        return {"plus": dice.pick(["P1M", "P14D", "$fixed"]), "to": a_day(dice, place, depth - 1)}
    if form in ("first_of", "last_of"):
        return {form: [a_day(dice, place, depth - 1) for _ in range(2)]}
    return _plain(dice)


def _plain(dice: Dice) -> dict:
    found = _kind(dice, ["talk", "talk", "stay", "course", "work", "need", "leave"])
    if dice.chance(30):
        found["take"] = dice.pick(["first", "last", "each"])
    if found["kind"] not in EVENTS and dice.chance(25):
        found["at"] = "end"
    if found["kind"] not in EVENTS and dice.chance(20):
        found["gap_ok"] = dice.pick(["P2D", "P7D"])
    return found


def a_long_day(dice: Dice) -> dict:
    """A run that must last."""
    found = _kind(dice, ["work", "work", "course", "stay"])
    found["min"] = dice.pick(MINIMA)
    if found["kind"] == "work" and dice.chance(50):
        found["where"] = {"minutes_per_week": {"mean_at_least": dice.pick([1200, "$hours"])}}
    if dice.chance(50):
        found["at"] = dice.pick(["start", "reached", "end"])
    if dice.chance(40):
        found["gap_ok"] = dice.pick(["P2D", "P7D"])
    if dice.chance(20):
        found["take"] = dice.pick(["first", "last", "each"])
    return found


def _hold(dice: Dice) -> dict:
    found: dict = {"hold": a_condition(dice, 1)}
    if dice.chance(60):
        found["min"] = dice.pick(MINIMA)
        if dice.chance(40):
            found["at"] = dice.pick(["start", "reached", "end"])
    elif dice.chance(30):
        found["at"] = "end"
    if dice.chance(30):
        found["take"] = dice.pick(["first", "last", "each"])
    return found


def _sum(dice: Dice) -> dict:
    if dice.chance(50):
        kind, found = "absence", {"sum": "days", "at_least": dice.pick([3, 5, 10])}
    else:
        kind = dice.pick(["talk", "course"])
        found = {"sum": "points", "at_least": dice.pick([2, 3, 4])}
    if dice.chance(70):
        found["in_last"] = dice.pick(["P30D", "P14D", "P1M"])
    if dice.chance(40):
        found["rearm"] = dice.pick(["P14D", "P1M"])
    if dice.chance(40):
        found["take"] = dice.pick(["each", "last"])
    state = {"state": STATES[kind][0]} if dice.chance(50) else {}
    return {"kind": kind, **state, **found}


def is_plain_kind(node: dict) -> bool:
    return "kind" in node and "sum" not in node
