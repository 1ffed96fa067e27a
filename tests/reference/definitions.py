"""Random definitions that use the whole grammar.

Left out is what the rules leave open: `roll` together with `repeat: due`, and `restart` together
with `repeat: met` or `due`.
"""

import itertools
from datetime import date, timedelta

from tests.reference.dice import Dice
from tests.reference.expressions import a_condition, a_day, a_long_day, is_plain_kind
from tests.reference.packs import ANYBODY, EARLIEST, LAW, a_pack, a_parameter, an_expectation, label

CHANGES = [date(2024, 2, 29), date(2024, 3, 1), date(2024, 4, 30), date(2024, 6, 1)]
LENGTHS = ["P1D", "P7D", "P14D", "P1M", "P6W", "P2M", "P3M"]


def random_pack(dice: Dice) -> dict:
    """One expectation; now and then two that share a benefit."""
    first = _expectation(dice, "visit")
    expectations = [first]
    if dice.chance(15) and "repeat" not in first:
        second = _expectation(dice, "visit-again")
        second.pop("repeat", None)
        for each, other in ((first, "visit-again"), (second, "visit")):
            if dice.chance(80):
                each["once"] = {"across": [other]}
                if "once" in first and "once" in second:
                    del second["once"]
        expectations.append(second)
    pack = a_pack(
        *expectations,
        parameters=_parameters(dice),
        predicates={
            "grown_up": {"label": label("is grown up"), "holds": {"age": {"at_least": 18}}},
            "some": {"label": label("is some"), "holds": a_condition(dice, 1)},
        },
        calendar={
            "weekend": ["saturday", "sunday"],
            "closed_days": [date(2024, 3, 28), date(2024, 3, 29), date(2024, 4, 1)],
        },
    )
    if dice.chance(25):
        pack["suspensions"] = {"pandemic": _suspension(dice)}
    if dice.chance(15):
        pack["parameters"]["limit"]["may_be_local"] = True
        local = [{"from": EARLIEST, "value": dice.pick(LENGTHS)}]
        pack["local"] = {"202": {"limit": local}}
    return pack


def _parameters(dice: Dice) -> dict:
    later = dice.pick([*LENGTHS, *LENGTHS, None, "unknown"])
    number = dice.pick([1, 2, 3, None, "unknown"])
    change = dice.pick(CHANGES)
    return {
        "limit": a_parameter("duration", (EARLIEST, dice.pick(LENGTHS)), (change, later)),
        "fixed": a_parameter("duration", (EARLIEST, dice.pick(["P7D", "P1M", "P6W"]))),
        "silent": a_parameter("duration", (EARLIEST, "unknown")),
        "many": a_parameter("count", (EARLIEST, 2), (change, number)),
        "hours": a_parameter("minutes_per_week", (EARLIEST, dice.pick([600, 1200, 1800]))),
        "pay": a_parameter("amount_dkk", (EARLIEST, 1000), (change, 2000)),
    }


def _suspension(dice: Dice) -> dict:
    first = date(2024, 1, 10) + timedelta(days=dice.number(0, 150))
    touches = dice.pick([{"chapters": ["1"]}, {"expectations": ["visit"]}])
    until = None if dice.chance(20) else first + timedelta(days=dice.number(0, 50))
    return {
        "label": label("suspended"), "law": LAW, "from": first, "until": until, **touches,
    }  # fmt: skip


def _expectation(dice: Dice, name: str) -> dict:
    kind = dice.pick(["duty", "duty", "aim", "step", "grant"])
    start = a_day(dice, "from") if dice.chance(55) else _plain_start(dice)
    what = a_long_day(dice) if dice.chance(35) else a_day(dice, "what")
    style = dice.pick(["latest", "latest", "aim", "until", "before", "none"])
    parts: dict = {"kind": kind, "from": start, "what": what}
    if dice.chance(35):
        parts["who"] = a_condition(dice, 2)
        if dice.chance(30):
            parts["who_at"] = "each_day"
    parts |= _matching(dice, start, what) | _optional(dice, kind, what, style)
    if style in ("latest", "aim") and dice.chance(25) and not _shares_a_fact(start):
        every = dice.pick(["P1M", "P6W", "P3M", "P31D", "$fixed", "$limit"])
        restarts = parts.get("while", {}).get("resume") == "restart"
        how = "grid" if restarts else dice.pick(["met", "due", "grid"])
        parts["repeat"] = {"every": every, "from": how}
        parts.pop("once", None)
        if parts["repeat"]["from"] == "due":
            parts.pop("roll", None)
    parts["versions"] = _versions(dice, style, parts)
    return an_expectation(name, **{"who": ANYBODY, **parts})


def _shares_a_fact(start: dict) -> bool:
    """Several starts on one fact are numbered as repetitions are."""
    text = str(start)
    return "each" in text and ("sum" in text or "hold" in text)


def _plain_start(dice: Dice) -> dict:
    take = dice.pick([{}, {"take": "each"}, {"take": "last"}])
    kind, state = dice.pick([("stay", "here"), ("course", "attending"), ("talk", "held")])
    return {"kind": kind, "state": state, **take}


def _matching(dice: Dice, start: dict, what: dict) -> dict:
    """`match`, where the start has a fact and both have what is compared."""
    if not (is_plain_kind(start) and is_plain_kind(what)) or dice.chance(55):
        return {}
    pairs = {"municipality": "from.municipality"}
    if {start["kind"], what["kind"]} <= {"course", "talk"} and dice.chance(70):
        pairs = {"detail.level": "from.level"}
    return {"match": pairs}


def _optional(dice: Dice, kind: str, what: dict, style: str) -> dict:
    found = _evidence(dice, style) | _course(dice)
    if kind == "grant" and dice.chance(50):
        found["worth"] = "$pay"
    if "min" in what and is_plain_kind(what) and what.get("at") != "end" and dice.chance(50):
        found["counts_on"] = dice.pick(["start", "reached"])
    if dice.chance(25):
        found["count"] = {"at_least": dice.pick([2, 3, "$many"])}
    return found


def _evidence(dice: Dice, style: str) -> dict:
    if style == "before":
        return {"evidence": "ever"}
    if dice.chance(30):
        return {"evidence": dice.pick(["ever", "P1M before", "P14D before"])}
    return {}


def _course(dice: Dice) -> dict:
    """What moves the clock, ends it or rings before it."""
    found: dict = {}
    if dice.chance(40):
        found["pauses"] = [
            {"kind": "leave", "state": "sick"} if dice.chance(50) else {"kind": "leave"}
        ]
    if dice.chance(50):
        found["stops"] = _stops(dice)
    if dice.chance(20):
        resume = dice.pick(["continue", "restart"])
        found["while"] = {"predicate": a_condition(dice, 1), "resume": resume}
    if dice.chance(60):
        found["waivable"] = {"by": ["leader"]}
    if dice.chance(60):
        found["remind"] = dice.pick([["P14D", "P3D"], ["P7D"], ["P1M", "P1D"]])
    if dice.chance(20):
        found["roll"] = "next_working_day"
    return found


def _stops(dice: Dice) -> list[dict]:
    ends = [{"kind": "stay", "state": "here", "at": "end"}, {"kind": "course", "at": "end"}]
    return [{"kind": "death"}] + ([dice.pick(ends)] if dice.chance(70) else [a_day(dice, "stops")])


def _versions(dice: Dice, style: str, parts: dict) -> list[dict]:
    spread = dice.chance(50) and parts.get("count", {}).get("at_least") in (2, 3)
    if spread and style in ("latest", "aim"):
        parts["count"] = {**parts["count"], "spread": dice.pick(["P7D", "P10D"])}
    bounds: list[date | None] = [EARLIEST, None]
    if dice.chance(40):
        bounds = [EARLIEST, *sorted({dice.pick(CHANGES), dice.pick(CHANGES)}), None]
    if dice.chance(10):
        bounds[0] = date(2024, 2, 1)
    versions = []
    for first, following in itertools.pairwise(bounds):
        last = None if following is None else following - timedelta(days=1)
        version = {"valid": [first, last], "law": LAW, **_within(dice, style, spread=spread)}
        if versions and dice.chance(50):
            version["applies_to"] = "running"
        if versions and dice.chance(30):
            version |= _changed(dice, parts)
        versions.append(version)
    return versions


def _changed(dice: Dice, parts: dict) -> dict:
    """What a later version says for itself."""
    if "match" in parts or "counts_on" in parts or "count" in parts:
        return {"remind": ["P5D"]}
    ways = [
        {"who": a_condition(dice, 1)},
        {"what": a_day(dice, "what")},
        {"pauses": [{"kind": "absence"}]},
        {"count": {"at_least": 2}},
        {"while": {"predicate": a_condition(dice, 1), "resume": "continue"}},
    ]
    if "while" in parts:
        ways.append({"while": None})
    if "repeat" in parts:
        ways += [{"repeat": None}, {"repeat": {**parts["repeat"], "every": "P2M"}}]
    return dice.pick(ways)


def _within(dice: Dice, style: str, *, spread: bool) -> dict:
    if style == "none":
        return {}
    if spread:
        return {"within": dice.pick(["P1M", "P6W", "P2M"])}
    if style == "before":
        return {"within": {"before": dice.pick(["P14D", "P1M"])}}
    if style == "until":
        return {"within": {"after": dice.pick(["P7D", "P1M"]), "until": dice.pick(["P2M", "P3M"])}}
    if style == "aim":
        latest = dice.pick(["P1M", "P6W", "P2M"])
        return {"within": {"aim": dice.pick(["P7D", "P14D"]), "at_latest": latest}}
    return {"within": dice.pick([*LENGTHS, "$limit", "$limit", "$silent"])}
