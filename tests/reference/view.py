"""All that can be seen on a day, in one reading of what is not known."""

from collections.abc import Mapping
from datetime import date

from tests.reference.durations import length
from tests.reference.facts import Fact, facts_that_count, is_known, possible_days
from tests.reference.readings import Reading
from tovholder.engine.history import History

BIRTHS = [date(year, 2, 28) for year in (1900, 1958, 1990, 2006)] + [date(2006, 9, 30)]
"""Some days of birth that make a difference to the ages we ask about."""

UNKNOWN_NUMBERS: Mapping[str, list[object]] = {
    "duration": ["P0D", "P1D", "P14D", "P1M", "P3M", "P1Y", "P60Y"],
    "count": [1, 2, 3, 90],
    "minutes_per_week": [0, 600, 1200, 10080],
    "amount_dkk": [0, 1000],
}


class View:
    """The facts that count on `on` as known on `known_on`, and the definitions."""

    def __init__(  # the five things that a state depends on, and a reading
        self,
        pack: Mapping,
        history: History,
        on: date,
        known_on: date | None,
        municipality: str,
        reading: Reading,
    ) -> None:
        self.pack = pack
        self.on = on
        self.municipality = municipality
        self.reading = reading
        self.facts: list[Fact]
        self.planned: list[Fact]
        self.facts, self.planned = facts_that_count(history, pack["kinds"], on, known_on, reading)
        self._attributes = {
            attribute.name: attribute.value
            for attribute in history.attributes
            if is_known(attribute.recorded_at, attribute.superseded_at, known_on)
        }

    def of_kind(self, kind: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind == kind]

    def begins(self) -> date | None:
        """Rule 3."""
        return min((fact.start for fact in self.facts), default=None)

    def born(self) -> date:
        """Rule 40: a day of birth that is not known may be any."""
        value = self._attributes.get("birth_date")
        if isinstance(value, date):
            return value
        if value is None:
            return self.reading.answer("birth_date", BIRTHS)
        first = date.fromisoformat({4: f"{value}-01-01", 7: f"{value}-01"}[len(value)])
        precision = "year" if len(value) == 4 else "month"
        return self.reading.answer("birth_date", possible_days(first, precision))

    def attribute(self, name: str) -> object:
        """Rule 6: one that is missing may be any of its choices."""
        if self._attributes.get(name) is not None:
            return self._attributes[name]
        return self.reading.answer(name, list(self.pack["attributes"][name]["choices"]))


class Numbers:
    """Rule 22: what is written, or the value of a parameter on a day in a municipality.

    The municipality is that of a fact, unless the question names one for all of them.
    """

    def __init__(self, view: View, day: date, fact: Fact | None) -> None:
        self.view = view
        self.day = day
        self.municipality = view.municipality or (fact.municipality if fact else "")

    def counted_from(self, day: date, fact: Fact | None) -> "Numbers":
        """Everywhere but in `from`: the same, whatever is counted from."""
        return self

    def length(self, written: str | None) -> tuple[int, int, int] | None:
        said = None if written is None else self.number(written)
        return None if said is None else length(said)

    def number(self, written: object) -> object:
        """Rule 23: None is no number in force."""
        if not (isinstance(written, str) and written.startswith("$")):
            return written
        dated = self._dated(written[1:])
        if dated is None or dated["value"] != "unknown":
            return None if dated is None else dated["value"]
        unit = self.view.pack["parameters"][written[1:]]["unit"]
        return self.view.reading.answer((written, dated["from"]), UNKNOWN_NUMBERS[unit])

    def is_unknown(self, written: object) -> bool:
        if not (isinstance(written, str) and written.startswith("$")):
            return False
        dated = self._dated(written[1:])
        return dated is not None and dated["value"] == "unknown"

    def _dated(self, name: str) -> Mapping | None:
        """A municipality's own value comes first where the nation leaves it one."""
        own = self.view.pack.get("local", {}).get(self.municipality, {}).get(name, [])
        parameter = self.view.pack["parameters"][name]
        nation = self._latest(parameter["values"])
        is_left_open = nation is not None and nation["value"] == "unknown"
        if is_left_open or parameter.get("may_be_local"):
            return self._latest(own) or nation
        return nation

    def _latest(self, values: list[Mapping]) -> Mapping | None:
        begun = [dated for dated in values if dated["from"] <= self.day]
        return max(begun, key=lambda dated: dated["from"]) if begun else None


class NumbersOfStarts(Numbers):
    """Rule 22: in `from` a parameter is taken on the day it is counted from."""

    def counted_from(self, day: date, fact: Fact | None) -> Numbers:
        return Numbers(self.view, day, fact)
