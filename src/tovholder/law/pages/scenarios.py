"""The scenarios of a definition: given, on a day, what is expected, and what the rule says."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tovholder.engine.language import RulePack
from tovholder.home.pages.facts import detail_words, fact_title, period_words
from tovholder.home.words import said
from tovholder.people.labels import state_label, state_tone
from tovholder.rules.packs import national_pack
from tovholder.rules.scenario_reading import read_scenario_file
from tovholder.rules.trials import SCENARIOS, Outcome, Scenario, ScenarioFact, try_out
from tovholder.ui.formats import date_long, dkk


@dataclass(frozen=True)
class AskedDay:
    """A day on which a scenario is asked, what it expects and whether the rule says so."""

    on: date
    known_on: date | None
    ordinal: int
    state: str
    tone: str
    dates: str
    failures: tuple[str, ...]


@dataclass(frozen=True)
class ShownScenario:
    """A scenario in words; `number` is its place, from 1."""

    number: int
    title: str
    note: str
    given: tuple[str, ...]
    asked: tuple[AskedDay, ...]

    @property
    def is_passed(self) -> bool:
        """Return whether the rule says what is expected on every day."""
        return not any(each.failures for each in self.asked)


@functools.lru_cache(maxsize=512)
def scenarios_of(expectation: str) -> tuple[Scenario, ...]:
    """Return the scenarios written for an expectation of the national pack; read once."""
    path = SCENARIOS / f"{expectation}.yaml"
    if not path.exists():
        return ()
    return read_scenario_file(path.read_text(encoding="utf-8"), path.name, national_pack())


def shown_scenarios(expectation: str) -> tuple[ShownScenario, ...]:
    """Return every scenario with its result under the nation's numbers."""
    pack = national_pack()
    return tuple(
        ShownScenario(
            number=number,
            title=said(scenario.title),
            note=said(scenario.note),
            given=tuple(_given(scenario, pack)),
            asked=tuple(_asked(one) for one in try_out(scenario, expectation, pack)),
        )
        for number, scenario in enumerate(scenarios_of(expectation), start=1)
    )


def _given(scenario: Scenario, pack: RulePack) -> Iterator[str]:
    if scenario.born is not None:
        born = date_long(scenario.born) if isinstance(scenario.born, date) else scenario.born
        yield _("Born %(day)s") % {"day": born}
    for name, recorded in scenario.attributes.items():
        attribute = pack.attributes[name]
        choice = attribute.choices.get(str(recorded))
        yield f"{said(attribute.label)}: {said(choice) or recorded}"
    for fact in scenario.facts:
        yield _fact(fact, pack)


def _fact(fact: ScenarioFact, pack: RulePack) -> str:
    kind = pack.kinds.get(fact.kind)
    period = period_words(
        kind,
        fact.start,
        fact.end,
        start_precision=fact.start_precision,
        end_precision=fact.end_precision,
    )
    told = [f"{fact_title(kind, fact.state)}, {period}"]
    shown = {name: each for name, each in fact.detail.items() if name != "occurrence"}
    if kind is not None and (details := detail_words(kind.details, shown)):
        told.append(details)
    if fact.is_planned:
        told.append(_("planned"))
    if fact.known:
        told.append(_("recorded %(day)s") % {"day": date_long(fact.known)})
    if fact.until_known:
        told.append(_("corrected %(day)s") % {"day": date_long(fact.until_known)})
    return "; ".join(told)


def _asked(outcome: Outcome) -> AskedDay:
    expected = outcome.expected
    labels = {"due": _("due %(day)s"), "aim": _("aim %(day)s"), "start": _("from %(day)s"),
              "met": _("met %(day)s"), "version": _("version of %(day)s")}  # fmt: skip
    told = [
        labels[name] % {"day": date_long(day) if isinstance(day, date) else _("none")}
        for name, day in expected.figures.items()
        if name in labels
    ]
    worth = expected.figures.get("worth")
    if isinstance(worth, int):
        told.append(dkk(worth))
    return AskedDay(
        on=expected.on,
        known_on=expected.known_on,
        ordinal=expected.ordinal,
        state=state_label(expected.state),
        tone=state_tone(expected.state),
        dates=", ".join(told),
        failures=outcome.failures,
    )
