"""Kinds of facts: which states a kind has, what it carries, and who may see it."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tovholder.engine.language.details import Detail, Problem, parse_detail
from tovholder.engine.language.errors import Place
from tovholder.engine.language.nodes import Node, plain_node
from tovholder.engine.words import OR, Label, joined

_ONE_DAY = timedelta(days=1)
JOINS = ("all", "municipality")
REQUIRED = ("label", "category", "states")
OPTIONAL = (
    "exclusive", "event", "may_be_planned", "joins", "absent_means", "details", "help",
)  # fmt: skip


class AbsentMeans(enum.StrEnum):
    """What it means that no fact of a kind is recorded."""

    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact.

    `exclusive`: one state at a time. `event`: one day, stored `[d, d + 1)`.
    `joins_by_municipality`: what touches is one run only within a municipality. `states` and
    `details` keep the order of the definition.
    """

    id: str
    label: Label
    category: str
    states: Mapping[str, Label]
    details: Mapping[str, Detail] = field(default_factory=dict)
    exclusive: bool = False
    event: bool = False
    may_be_planned: bool = False
    joins_by_municipality: bool = False
    absent_means: AbsentMeans = AbsentMeans.NONE
    help: Label | None = None

    def check(
        self,
        state: str,
        start: date,
        end: date | None,
        detail: Mapping[str, object],
        *,
        is_planned: bool = False,
    ) -> list[Problem]:
        """List what is wrong with a fact of this kind; an empty list is a fact that may stand.

        Args:
            state: One of `states`.
            start: First day.
            end: First day after, None when still going on. For an event: `start` + 1.
            detail: Values of `details`; one that is None counts as not given.
            is_planned: Announced and not yet happened.
        """
        problems = [] if state in self.states else [self._unknown_state(state)]
        problems += self._period_problems(start, end)
        if is_planned and not self.may_be_planned:
            problems.append(_PLANNED)
        problems += self._detail_problems(detail)
        return problems

    def _unknown_state(self, state: str) -> Problem:
        accepted = Label(
            joined(
                [f"{key} ({label.text('da')})" for key, label in self.states.items()], "da", last=OR
            ),
            joined(
                [f"{key} ({label.text('en')})" for key, label in self.states.items()], "en", last=OR
            ),
        )
        way_out = Label("Vælg en af dem.", "Choose one of them.")
        return Problem("state", "unknown_state", state, accepted, way_out)

    def _period_problems(self, start: date, end: date | None) -> list[Problem]:
        if self.event:
            if end == start + _ONE_DAY:
                return []
            return [Problem("end", "event_not_one_day", str(end), *_ONE_DAY_ONLY)]
        if end is None or end > start:
            return []
        if end == start:
            return [Problem("end", "zero_length", str(end), *_NOT_EMPTY)]
        return [Problem("end", "end_before_start", str(end), *_END_AFTER_START)]

    def _detail_problems(self, detail: Mapping[str, object]) -> list[Problem]:
        given = {name: content for name, content in detail.items() if content is not None}
        problems = [
            Problem(name, "unknown_detail", str(content), self._detail_names(), _LEAVE_OUT)
            for name, content in given.items()
            if name not in self.details
        ]
        for name, definition in self.details.items():
            if name in given:
                problem = definition.check(given[name])
                problems += [problem] if problem else []
            elif definition.required:
                problems.append(definition.missing())
        return problems

    def _detail_names(self) -> Label:
        if not self.details:
            return Label("ingen felter", "no fields")
        names = list(self.details)
        return Label(joined(names, "da", last=OR), joined(names, "en", last=OR))


_PLANNED = Problem(
    "is_planned",
    "cannot_be_planned",
    "planned",
    Label("kun det, der er sket", "only what has happened"),
    Label(
        "Registrér det, når det er sket; en aftale hører til i planen.",
        "Record it when it has happened; an appointment belongs in the plan.",
    ),
)
_ONE_DAY_ONLY = (
    Label("en enkelt dag", "a single day"),
    Label("Angiv kun dagen; der er ingen slutdato.", "Give the day only; there is no end."),
)
_NOT_EMPTY = (
    Label("en dag efter den første", "a day after the first one"),
    Label(
        "Slutdatoen er den første dag bagefter; lad den stå tom, hvis det stadig er sådan.",
        "The end is the first day after; leave it empty if it is still so.",
    ),
)
_END_AFTER_START = (
    Label("en dag efter den første", "a day after the first one"),
    Label("Byt om på datoerne, eller ret dem.", "Swap the dates, or correct them."),
)
_LEAVE_OUT = Label("Udelad feltet.", "Leave the field out.")


def parse_kind(mapping: Mapping[str, object], place: Place) -> Kind:
    """Read a kind that another file declares, for example an import mapping.

    Args:
        mapping: The definition with its `id`, as YAML or JSON gives it.
        place: The file (and line) to name in errors.

    Raises:
        LanguageErrors: With file, field, what was met and what is accepted.

    >>> kind = parse_kind({"id": "fine", "label": {"da": "Bøde", "en": "Fine"}, "event": True,
    ...     "category": "case", "states": {"sent": {"da": "Sendt", "en": "Sent"}}}, Place("m.yaml"))
    >>> kind.event, list(kind.states)
    (True, ['sent'])
    """
    return read_kind(plain_node(mapping, place))


def read_kind(node: Node, name: str = "") -> Kind:
    """Read a kind from its node; its id is `name`, or stands inside."""
    fields = node.fields((*(() if name else ("id",)), *REQUIRED), OPTIONAL)
    event, exclusive = fields.flag("event"), fields.flag("exclusive")
    if event and exclusive:
        raise fields["exclusive"].refuse("`event` or `exclusive`, not both")
    details = fields.get("details")
    states = fields["states"].entries()
    if not states:
        raise fields["states"].refuse("at least one state")
    return Kind(
        id=name or fields["id"].name(),
        label=fields["label"].label(),
        category=fields["category"].text(),
        states={state: inner.label() for state, inner in states.items()},
        details={
            detail: parse_detail(detail, inner)
            for detail, inner in (details.entries() if details else {}).items()
        },
        exclusive=exclusive,
        event=event,
        may_be_planned=fields.flag("may_be_planned"),
        joins_by_municipality=fields.word("joins", JOINS, default=JOINS[0]) == JOINS[1],
        absent_means=fields.word("absent_means", AbsentMeans, default=AbsentMeans.NONE),
        help=fields.label("help"),
    )
