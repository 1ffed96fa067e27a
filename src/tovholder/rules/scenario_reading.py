"""Reads the files of scenarios, and refuses a fact that could not stand in a history."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path

from tovholder.engine.durations import Duration
from tovholder.engine.history import Precision
from tovholder.engine.language import DatedAmount, Kind, LanguageErrors, RulePack, Unit
from tovholder.engine.language.errors import Collector, refusal, unknown_word
from tovholder.engine.language.nodes import Fields, Node, read_yaml
from tovholder.engine.person import State
from tovholder.rules.scenario import Expected, Scenario, ScenarioFact

MUNICIPALITY = "751"
_ONE_DAY = timedelta(days=1)
_WAIVER = "waiver"
_FIGURES = ("version", "due", "aim", "start", "met", "worth", "missing")
_FACT_WORDS = (
    "id", "on", "from", "to", "detail", "planned", "known", "until_known", "municipality",
)  # fmt: skip


def read_folder(directory: Path, pack: RulePack) -> dict[str, tuple[Scenario, ...]]:
    """Read every file of scenarios in a folder; no folder means no scenarios.

    Returns:
        The scenarios of each expectation, in the order of the file.

    Raises:
        LanguageErrors: All that is wrong in the files.
    """
    found, scenarios = Collector(), {}
    for path in sorted(directory.glob("*.yaml")):
        with found.gather():
            text = path.read_text(encoding="utf-8")
            scenarios[path.stem] = read_scenario_file(text, path.name, pack)
    found.close()
    return scenarios


def read_scenario_file(text: str, file: str, pack: RulePack) -> tuple[Scenario, ...]:
    """Read the scenarios of one expectation, whose id is the name of the file.

    Raises:
        LanguageErrors: With file, line, field, what was met and what is accepted.
    """
    fields = read_yaml(text, file, pack.languages).fields(required=("expectation", "scenarios"))
    name = fields["expectation"].word(pack.expectations)
    expected_name = Path(file).stem
    if name != expected_name:
        raise refusal(fields["expectation"].place, f"“{name}”", [expected_name])
    found, scenarios = Collector(), []
    for item in fields["scenarios"].items():
        with found.gather():
            scenarios.append(_scenario(item, pack))
    found.close()
    return tuple(scenarios)


def _scenario(node: Node, pack: RulePack) -> Scenario:
    fields = node.fields(
        required=("title", "facts", "expect"),
        optional=("note", "born", "attributes", "municipality", "local"),
    )
    found, facts = Collector(), []
    municipality = _text(fields, "municipality", MUNICIPALITY)
    for number, item in enumerate(fields["facts"].items(), start=1):
        with found.gather():
            facts.append(_fact(item, pack, number, municipality))
    found.close()
    _check_lineages(facts, fields["facts"])
    born = fields.get("born")
    return Scenario(
        title=fields["title"].label(),
        note=fields.label("note"),
        born=None if born is None or born.is_empty else _whole_or_part(born),
        facts=tuple(facts),
        expected=_expectations(fields["expect"], {fact.lineage for fact in facts}),
        place=node.place,
        attributes=_attributes(fields.get("attributes"), pack),
        municipality=municipality,
        local=_local_values(fields.get("local"), pack),
    )


def _local_values(node: Node | None, pack: RulePack) -> dict[str, tuple[DatedAmount, ...]]:
    """Read values that the municipality has set: `{name: [{from: 2007-01-01, value: P3Y}]}`."""
    if node is None:
        return {}
    found = {}
    for name, inner in node.fields(optional=pack.parameters).by_name.items():
        parameter = pack.parameters[name]
        values = tuple(_local_value(item, parameter.unit) for item in inner.items())
        try:
            parameter.with_local(MUNICIPALITY, values)
        except ValueError as error:
            raise inner.refuse(
                "a value where our source is silent", suggestion=str(error)
            ) from None
        found[name] = values
    return found


def _local_value(node: Node, unit: Unit) -> DatedAmount:
    fields = node.fields(required=("from", "value"))
    amount = _amount(fields["value"], unit)
    return DatedAmount(fields["from"].day(), amount, "the municipality", "set by the municipality")


def _amount(node: Node, unit: Unit) -> Duration | int:
    if unit is Unit.DURATION:
        return node.duration()
    return _oere(node) if unit is Unit.AMOUNT_DKK else node.integer(at_least=1)


def _attributes(node: Node | None, pack: RulePack) -> dict[str, object]:
    if node is None:
        return {}
    attributes = node.fields(optional=pack.attributes).by_name
    found = {}
    for name, inner in attributes.items():
        choices = pack.attributes[name].choices
        found[name] = inner.word(choices) if choices else _plain(inner)
    return found


def _fact(node: Node, pack: RulePack, number: int, municipality: str) -> ScenarioFact:
    fields = node.fields(required=("kind", "state"), optional=_FACT_WORDS)
    kind = pack.kinds[fields["kind"].word(pack.kinds)]
    start, start_precision = _day_or_part(_first_day(fields))
    end, end_precision = _end(fields, kind, start)
    known = fields["known"].day() if "known" in fields else None
    fact = ScenarioFact(
        lineage=_text(fields, "id", f"fact-{number:02}"),
        kind=kind.id,
        state=fields["state"].word(kind.states),
        start=start,
        end=end,
        municipality=_text(fields, "municipality", municipality),
        detail=_detail(fields.get("detail")),
        start_precision=start_precision,
        end_precision=end_precision,
        is_planned=fields.flag("planned"),
        known=known,
        until_known=_until_known(fields.get("until_known"), known),
    )
    _check_fact(node, kind, fact)
    return fact


def _first_day(fields: Fields) -> Node:
    if ("on" in fields) == ("from" in fields):
        raise fields.node.refuse("`on` for a single day, or `from` (and `to`, the last day)")
    return fields["on"] if "on" in fields else fields["from"]


def _end(fields: Fields, kind: Kind, start: date) -> tuple[date | None, Precision]:
    """Return the first day after the fact."""
    if "on" in fields or kind.event:
        if "to" in fields:
            raise fields["to"].refuse("nothing here: a fact of one day says only `on`")
        return start + _ONE_DAY, Precision.DAY
    if "to" not in fields or fields["to"].is_empty:
        return None, Precision.DAY
    last, precision = _day_or_part(fields["to"])
    return (last + _ONE_DAY if precision is Precision.DAY else last), precision


def _until_known(node: Node | None, known: date | None) -> date | None:
    if node is None:
        return None
    until = node.day()
    if known is not None and until <= known:
        raise node.refuse(f"a day after {known}, on which the fact was recorded")
    return until


def _check_fact(node: Node, kind: Kind, fact: ScenarioFact) -> None:
    end = fact.end
    if fact.end_precision is not Precision.DAY and end is not None:
        end = max(end, fact.start + _ONE_DAY)  # ended in the month in which it began
    problems = kind.check(fact.state, fact.start, end, fact.detail, is_planned=fact.is_planned)
    if problems:
        raise LanguageErrors(
            error
            for problem in problems
            for error in refusal(
                node.place.at(problem.field),
                f"“{problem.met}”",
                [problem.accepted.text("en")],
                problem.way_out.text("en"),
            ).errors
        )


def _check_lineages(facts: Iterable[ScenarioFact], node: Node) -> None:
    """Refuse two facts with one id that are known at the same time, and unknown occurrences."""
    seen: dict[str, ScenarioFact] = {}
    for fact, item in zip(facts, node.items(), strict=True):
        before = seen.get(fact.lineage)
        if before is not None and not _replaces(fact, before):
            raise refusal(
                item.place.at("id"),
                f"“{fact.lineage}” a second time while the first is still known",
                ["an id of its own, or `until_known` on the first and `known` on the second"],
            )
        seen[fact.lineage] = fact
    for fact, item in zip(facts, node.items(), strict=True):
        occurrence = fact.detail.get("occurrence") if fact.kind == _WAIVER else None
        if occurrence is not None and occurrence not in seen:
            raise unknown_word(item.place.at("detail.occurrence"), str(occurrence), seen)


def _replaces(fact: ScenarioFact, before: ScenarioFact) -> bool:
    return (
        before.until_known is not None
        and fact.known is not None
        and before.until_known <= fact.known
    )


def _expectations(node: Node, lineages: set[str]) -> tuple[Expected, ...]:
    return tuple(_expected(item, lineages) for item in node.items())


def _expected(node: Node, lineages: set[str]) -> Expected:
    fields = node.fields(
        required=("on", "state"), optional=("known_on", "ordinal", "of", *_FIGURES)
    )
    known_on, ordinal = fields.get("known_on"), fields.get("ordinal")
    return Expected(
        on=fields["on"].day(),
        state=fields["state"].word(State),
        figures={name: _figure(name, fields[name]) for name in _FIGURES if name in fields},
        place=node.place,
        known_on=known_on.day() if known_on else None,
        ordinal=ordinal.integer(at_least=1) if ordinal else 1,
        of=fields["of"].word(lineages) if "of" in fields else None,
    )


def _figure(name: str, node: Node) -> object:
    if name == "missing":
        return () if node.is_empty else tuple(item.text() for item in node.items())
    if node.is_empty:
        return None
    return _oere(node) if name == "worth" else node.day()


def _oere(node: Node) -> int:
    """Return an amount that is written in kroner, such as 76500 or 99.06, in øre."""
    try:
        oere = Decimal(node.text()).scaleb(2)
    except InvalidOperation:
        oere = Decimal("0.5")
    if oere != oere.to_integral_value():
        raise node.refuse("an amount in kroner with two decimals at most")
    return int(oere)


def _detail(node: Node | None) -> dict[str, object]:
    """Return the details as a history keeps them: days are texts."""
    if node is None:
        return {}
    return {name: _plain(inner) for name, inner in node.entries().items()}


def _plain(node: Node) -> object:
    if isinstance(node.content, tuple | dict):
        raise node.refuse("a text, a number, a day, true or false")
    return node.content.isoformat() if isinstance(node.content, date) else node.content


def _text(fields: Fields, name: str, default: str) -> str:
    return fields[name].text() if name in fields else default


def _whole_or_part(node: Node) -> str | date:
    day, precision = _day_or_part(node)
    return day if precision is Precision.DAY else node.text()


def _day_or_part(node: Node) -> tuple[date, Precision]:
    """Return a day, or the first possible one of a month (2020-05) or a year (2020)."""
    if isinstance(node.content, str | int) and not isinstance(node.content, bool):
        text, months = str(node.content), {4: "-01-01", 7: "-01"}
        try:
            day = date.fromisoformat(text + months.get(len(text), ""))
        except ValueError:
            raise node.refuse("a day such as 2020-05-01, a month 2020-05 or a year 2020") from None
        return day, {4: Precision.YEAR, 7: Precision.MONTH}.get(len(text), Precision.DAY)
    return node.day(), Precision.DAY
