"""Write docs/law: a page for each definition of the national rules, Danish first, then English.

`--check` compares instead of writing, and fails when a page tells another law than the rules.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tovholder.engine.language import Expectation, Parameter, RulePack, Version
from tovholder.engine.language.explaining import explained
from tovholder.engine.language.explaining.numbers import amount_words
from tovholder.engine.person import State
from tovholder.engine.words import money_words
from tovholder.rules.packs import national_pack
from tovholder.rules.scenario import Expected, Scenario, ScenarioFact
from tovholder.rules.trials import read_scenarios
from tovholder.rules.walking import parameters_in

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "law"
LANGUAGES = ("da", "en")
MADE = "<!-- Made by scripts/law_pages.py from the definitions; `make draw` makes it anew. -->"
WORDS = {
    "da": {
        "words": "Med almindelige ord", "versions": "Lovens udgaver", "numbers": "Tal",
        "scenarios": "Scenarier", "valid": "Gælder", "law": "Lov", "source": "Kilde",
        "sure": "Hvor sikre vi er", "note": "Bemærkning", "open": "indtil videre",
        "from": "Fra", "value": "Værdi", "given": "Givet", "born": "født", "on": "Den",
        "expected": "Forventet", "due": "frist", "aim": "sigte", "start": "regnet fra",
        "met": "opfyldt", "planned": "planlagt", "none": "ingen",
        "kind": "Slags", "owner": "Ansvarlig", "unknown": "Kender vi ikke",
        "running": "Gælder også for det, der allerede løber.", "worth": "værd",
        "version": "udgaven fra", "chapter": "kapitel",
        "known_on": "som kendt den", "missing": "mangler", "last": "til og med",
        "duty": "Pligt efter loven", "aim_kind": "Sigte, ikke lov", "step": "Skridt",
        "grant": "Tilskud", "local": "Kommunen kan selv sætte tallet.", "nr": "nr.",
    },
    "en": {
        "words": "In plain words", "versions": "Versions of the law", "numbers": "Numbers",
        "scenarios": "Scenarios", "valid": "Valid", "law": "Law", "source": "Source",
        "sure": "How sure we are", "note": "Note", "open": "until further notice",
        "from": "From", "value": "Value", "given": "Given", "born": "born", "on": "On",
        "expected": "Expected", "due": "due", "aim": "aim", "start": "counted from",
        "met": "met", "planned": "planned", "none": "none",
        "kind": "Sort", "owner": "Responsible", "unknown": "Not known to us",
        "running": "Also holds for what was running already.", "worth": "worth",
        "version": "version of", "chapter": "chapter",
        "known_on": "as known on", "missing": "missing", "last": "until and with",
        "duty": "Duty by law", "aim_kind": "Aim, not law", "step": "Step", "grant": "Grant",
        "local": "The municipality may set the number itself.", "nr": "no.",
    },
}  # fmt: skip


def pages(pack: RulePack, scenarios: dict[str, tuple[Scenario, ...]]) -> dict[str, str]:
    """Return the text of each page by the name of its file."""
    made = {
        f"{each.id}.md": page(each, pack, scenarios.get(each.id, ()))
        for each in pack.expectations.values()
    }
    return {"README.md": index(pack)} | made


def index(pack: RulePack) -> str:
    """Return the list of all pages."""
    lines = [
        MADE,
        "# Loven som data",
        "",
        "En side for hver forventning: hvad den siger, siden hvornår, med hvilke tal og kilder.",
        "Danish first, then English. The definitions lie in `src/tovholder/rules/definitions`.",
        "",
        "| forventning | expectation | slags | lov |",
        "|---|---|---|---|",
    ]
    for each in sorted(pack.expectations.values(), key=lambda one: one.title.text("da")):
        newest = each.versions[-1]
        kind = kind_words(each, "da")
        link = f"[{cell(each.title.text('da'))}]({each.id}.md)"
        lines.append(
            f"| {link} | {cell(each.title.text('en'))} | {kind} | {cell(newest.law.ref)} |"
        )
    return "\n".join([*lines, ""])


def page(expectation: Expectation, pack: RulePack, scenarios: tuple[Scenario, ...]) -> str:
    """Return the page of one expectation."""
    lines = [MADE, f"# {expectation.title.text('da')}", ""]
    for language in LANGUAGES:
        if language != LANGUAGES[0]:
            lines += [f"# {expectation.title.text(language)}", ""]
        lines += in_language(expectation, pack, scenarios, language)
    return "\n".join(lines)


def in_language(
    expectation: Expectation, pack: RulePack, scenarios: tuple[Scenario, ...], language: str
) -> Iterator[str]:
    """Yield the lines of a page in one language."""
    words = WORDS[language]
    owner = pack.owners[expectation.owner].text(language)
    yield f"`{expectation.id}` · {kind_words(expectation, language)} · {words['owner']}: {owner}"
    yield ""
    yield from (f"## {words['words']}", "")
    sources = {version.law.source for version in expectation.versions}
    for paragraph in explained(expectation, pack, language):
        if any(source in line for line in paragraph.lines for source in sources):
            continue  # the versions follow, each with its source
        yield from (f"**{paragraph.heading}**", "")
        yield from [f"- {line}" for line in paragraph.lines]
        yield ""
    yield from (f"## {words['versions']}", "")
    for version in reversed(expectation.versions):
        yield from version_lines(version, language)
    names = parameters_in(expectation)
    if names:
        yield from (f"## {words['numbers']}", "")
    for name in names:
        yield from parameter_lines(pack.parameters[name], language)
    if scenarios:
        yield from (f"## {words['scenarios']}", "")
    for scenario in scenarios:
        yield from scenario_lines(scenario, pack, language)


def kind_words(expectation: Expectation, language: str) -> str:
    """Return what sort of expectation it is."""
    name = "aim_kind" if expectation.kind.value == "aim" else expectation.kind.value
    return WORDS[language][name]


def version_lines(version: Version, language: str) -> Iterator[str]:
    """Yield a version with its law and source."""
    words = WORDS[language]
    until = version.valid_until or words["open"]
    yield from (f"### {version.valid_from} – {until}", "")
    chapter = version.law.chapter
    where = f"{version.law.ref}, {words['chapter']} {chapter}" if chapter else version.law.ref
    yield f"- {words['law']}: {where}"
    yield f"- {words['source']}: {version.law.source}"
    yield f"- {words['sure']}: {version.law.confidence}"
    if version.applies_to.value == "running":
        yield f"- {words['running']}"
    if version.note:
        yield f"- {words['note']}: {version.note.text(language)}"
    yield ""


def parameter_lines(parameter: Parameter, language: str) -> Iterator[str]:
    """Yield a number with its dated values."""
    words = WORDS[language]
    yield from (f"### {parameter.description.text(language)}", "")
    yield f"`{parameter.id}` · {parameter.law}"
    if parameter.may_be_local:
        yield words["local"]
    yield ""
    yield f"| {words['from']} | {words['value']} | {words['source']} | {words['sure']} |"
    yield "|---|---|---|---|"
    for dated in parameter.values:
        amount = amount_words(dated.amount, parameter.unit, language)
        yield (
            f"| {dated.valid_from} | {cell(amount)} | {cell(dated.source)} "
            f"| {cell(dated.confidence)} |"
        )
    yield ""


def scenario_lines(scenario: Scenario, pack: RulePack, language: str) -> Iterator[str]:
    """Yield a scenario: what is given, and what is expected on which day."""
    words = WORDS[language]
    yield from (f"### {scenario.title.text(language)}", "")
    if scenario.note:
        yield from (scenario.note.text(language), "")
    yield f"{words['given']}:"
    yield ""
    if scenario.born is not None:
        yield f"- {words['born']} {scenario.born}"
    for name, recorded in scenario.attributes.items():
        yield f"- {pack.attributes[name].label.text(language)}: {recorded}"
    for fact in scenario.facts:
        yield f"- {fact_words(fact, pack, language)}"
    yield from ("", f"{words['expected']}:", "")
    for expected in scenario.expected:
        yield f"- {expected_words(expected, language)}"
    yield ""


def fact_words(fact: ScenarioFact, pack: RulePack, language: str) -> str:
    """Return a fact as it stands in a list."""
    words, kind = WORDS[language], pack.kinds[fact.kind]
    what = f"{kind.label.text(language)}: {kind.states[fact.state].text(language)}"
    last = date.fromordinal(fact.end.toordinal() - 1) if fact.end else None
    days = str(fact.start) if last == fact.start else f"{words['from'].lower()} {fact.start}"
    if last and last != fact.start:
        days += f" {words['last']} {last}"
    told = [f"{what}, {days}"]
    told += [
        f"{kind.details[name].label.text(language)}: {each}"
        for name, each in fact.detail.items()
        if name in kind.details and not kind.details[name].hidden
    ]
    return "; ".join(told + ([words["planned"]] if fact.is_planned else []))


def expected_words(expected: Expected, language: str) -> str:
    """Return what is expected on a day."""
    words = WORDS[language]
    when = f"{words['on']} {expected.on}"
    if expected.known_on:
        when += f" ({words['known_on']} {expected.known_on})"
    number = f" ({words['nr']} {expected.ordinal})" if expected.ordinal > 1 else ""
    told = [f"**{State(expected.state).label.text(language)}**{number}"]
    for name, figure in expected.figures.items():
        told.append(f"{words.get(name, name)} {figure_words(name, figure, language)}")
    return f"{when}: {', '.join(told)}"


def figure_words(name: str, figure: object, language: str) -> str:
    """Return a day, an amount or a list of what is missing."""
    if figure is None or figure == ():
        return WORDS[language]["none"]
    if isinstance(figure, tuple):
        return ", ".join(map(str, figure))
    return money_words(int(str(figure)), language) if name == "worth" else str(figure)


def cell(text: str) -> str:
    """Return a text that cannot break a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def main() -> int:
    """Write the pages, or with `--check` say which are not up to date."""
    wanted = pages(national_pack(), read_scenarios())
    FOLDER.mkdir(exist_ok=True)
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    stale = sorted(name for name in {*wanted, *there} if wanted.get(name) != there.get(name))
    if "--check" in sys.argv[1:]:
        for name in stale:
            print(f"docs/law/{name} is not up to date; run `make draw`.", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        if name in wanted:
            (FOLDER / name).write_text(wanted[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
