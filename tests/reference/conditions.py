"""Rules 5 to 7: is a condition true on a day?"""

from collections.abc import Mapping
from datetime import date, timedelta

from tests.reference.durations import later
from tests.reference.facts import Fact
from tests.reference.view import Numbers, View


def holds(condition: object, day: date, view: View, numbers: Numbers) -> bool:
    """Rule 6; every reading of what is unknown is tried, so the answer is yes or no."""
    if isinstance(condition, str):
        return holds(view.pack["predicates"][condition]["holds"], day, view, numbers)
    assert isinstance(condition, Mapping)
    if "all" in condition:
        return all(holds(part, day, view, numbers) for part in condition["all"])
    if "any" in condition:
        return any(holds(part, day, view, numbers) for part in condition["any"])
    if "not" in condition:
        return not holds(condition["not"], day, view, numbers)
    if "age" in condition:
        return within_bounds(age(view.born(), day), condition["age"], numbers)
    if "had" in condition:
        return _of_a_kind(condition["had"], day, view, numbers, had=True)
    if "kind" in condition:
        return _of_a_kind(condition, day, view, numbers, had=False)
    [(name, wanted)] = condition.items()
    return view.attribute(name) in _listed(wanted)


def age(born: date, day: date) -> int:
    """Rule 5: the number of birthdays up to and including the day."""
    birthdays = 0
    while later(born, (birthdays + 1, 0, 0)) <= day:
        birthdays += 1
    return birthdays


def within_bounds(number: object, bounds: Mapping, numbers: Numbers) -> bool:
    """Both ends included."""
    if "at_least" in bounds and number < numbers.number(bounds["at_least"]):
        return False
    return not ("at_most" in bounds and number > numbers.number(bounds["at_most"]))


def has_state(fact: Fact, node: Mapping) -> bool:
    return "state" not in node or fact.state in _listed(node["state"])


def passes(fact: Fact, where: Mapping, numbers: Numbers) -> bool:
    """All entries hold; the mean is asked of a whole run, elsewhere (rule 10)."""
    return all(
        within_bounds(fact.value(name), wanted, numbers)
        if isinstance(wanted, Mapping)
        else fact.value(name) in _listed(wanted)
        for name, wanted in where.items()
        if not (isinstance(wanted, Mapping) and "mean_at_least" in wanted)
    )


def _of_a_kind(node: Mapping, day: date, view: View, numbers: Numbers, *, had: bool) -> bool:
    """Rule 7."""
    seen = [
        fact
        for fact in view.of_kind(node["kind"])
        if (fact.start <= day if had else fact.covers(day))
    ]
    if any(has_state(f, node) and passes(f, node.get("where", {}), numbers) for f in seen):
        return True
    absent_is_unknown = view.pack["kinds"][node["kind"]].get("absent_means") == "unknown"
    if seen or not absent_is_unknown:
        return False
    return _guessed(node, day, view, had=had)


def _guessed(node: Mapping, day: date, view: View, *, had: bool) -> bool:
    """Rule 38: true or false, all through the spell without a fact or on a part of it."""
    earlier = [fact.end for fact in view.of_kind(node["kind"]) if fact.end <= day]
    spell = max(earlier, default=None)
    middle = (spell or view.begins() or view.on) + timedelta(days=40)
    question = ("condition", had, repr(node), spell)
    until, first = view.reading.answer(question, _ways(middle, had=had))
    return first if until is None or day < until else not first


def _ways(middle: date, *, had: bool) -> list[tuple[date | None, bool]]:
    """All true, all false, and a change on the way: (until, what it is till then).

    What has happened once has happened from then on.
    """
    ways = [(None, True), (None, False), (middle, False)]
    return ways if had else [*ways, (middle, True)]


def _listed(written: object) -> list:
    return written if isinstance(written, list) else [written]
