"""A country that does not exist, in its own language and calendar: its law runs as data alone."""

import ast
from datetime import date
from pathlib import Path

import pytest

import tovholder.engine
from tovholder.engine.language.explaining import explained
from tovholder.engine.person import State, evaluate, prove
from tovholder.rules.packs import check, national_pack, pack_in
from tovholder.rules.trials import FEWEST, read_scenarios, short_of_scenarios, try_out
from tovholder.rules.voices.calendar import as_file, task_of
from tovholder.rules.voices.cmmn import as_cmmn
from tovholder.rules.voices.letter import letter

COUNTRY = Path(__file__).parent / "second_country"
DEFINITIONS = COUNTRY / "definitions"
PACK = pack_in(DEFINITIONS)
SCENARIOS = read_scenarios(COUNTRY / "scenarios", PACK)


def test_the_pack_reads_without_a_word_of_complaint():
    assert check(DEFINITIONS) == ()
    assert len(PACK.expectations) == 6
    assert PACK.languages == ("ar", "en")


def test_it_shares_no_kind_and_no_expectation_with_ours():
    ours = national_pack()
    assert not PACK.kinds.keys() & ours.kinds.keys()
    assert not PACK.expectations.keys() & ours.expectations.keys()
    assert not PACK.categories.keys() & (ours.categories.keys() - {"health"})


def test_its_week_ends_on_friday_and_saturday():
    assert not PACK.calendar.works_on(date(2031, 5, 16))
    assert not PACK.calendar.works_on(date(2031, 5, 17))
    assert PACK.calendar.works_on(date(2031, 5, 18))
    assert not PACK.calendar.works_on(date(2031, 3, 23)), "a closed Sunday of its own"


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name, found in SCENARIOS.items() for number in range(len(found))],
)
def test_every_scenario_says_what_its_lawyers_expect(name, number):
    failures = [
        (outcome.expected.on, failure)
        for outcome in try_out(SCENARIOS[name][number], name, PACK)
        for failure in outcome.failures
    ]
    assert not failures


def test_every_expectation_has_scenarios_enough():
    assert short_of_scenarios(SCENARIOS, PACK) == {}
    assert min(map(len, SCENARIOS.values())) >= FEWEST


def every_standing():
    """Yield every standing that the scenarios come to, with its history and day."""
    for name, scenarios in SCENARIOS.items():
        for scenario in scenarios:
            history = scenario.history()
            for expected in scenario.expected:
                for standing in evaluate(history, PACK, on=expected.on):
                    if standing.expectation == name and standing.state is not State.NOT_APPLICABLE:
                        yield history, standing, expected.on


def test_every_standing_is_proven_told_in_a_letter_and_put_in_a_calendar():
    told = 0
    for history, standing, day in every_standing():
        proof = prove(
            history, PACK, expectation=standing.expectation, lineage=standing.lineage,
            ordinal=standing.ordinal, on=day,
        )  # fmt: skip
        assert proof.standing == standing
        assert "{" not in letter(proof, PACK, language="en").text
        task = task_of(standing, PACK, seed="s", link="https://example.org", language="ar")
        assert task.title == PACK.expectations[standing.expectation].title.text("ar")
        told += 1
    assert told > 30


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", PACK.expectations)
def test_every_expectation_is_explained_in_its_own_words(name, language):
    expectation = PACK.expectations[name]
    paragraphs = explained(expectation, PACK, language)
    text = "\n".join(line for paragraph in paragraphs for line in paragraph.lines)
    assert PACK.owners[expectation.owner].text(language) in text


def test_the_pathway_is_exported_in_its_own_language():
    content = as_cmmn(PACK, language="ar").content.decode()
    for expectation in PACK.expectations.values():
        assert expectation.title.text("ar") in content


def test_the_calendar_keeps_the_script_of_the_country():
    at = evaluate(SCENARIOS["register-entry"][0].history(), PACK, on=date(2031, 3, 20))
    tasks = [task_of(each, PACK, seed="s", link="x", language="ar") for each in at]
    from datetime import UTC, datetime

    file = as_file(tasks, stamp=datetime(2031, 3, 20, tzinfo=UTC)).decode().replace("\r\n ", "")
    assert PACK.expectations["register-entry"].title.text("ar") in file


# What the engine may know by name: the waiver, which is part of the grammar, and the day of birth.
KNOWN_NAMES = {"waiver", "birth_date"}
ENGINE = Path(tovholder.engine.__file__).parent
COMMON = {"home", "leave", "offer", "absence", "household", "other", "death", "education"}
"""Kinds whose names are everyday English words, which a sentence of the engine may use."""


def words_of(path: Path) -> set[str]:
    """Every name and every text of a module, its docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and ast.get_docstring(node) is not None
    }
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            found.add(node.value)
        found |= {getattr(node, name) for name in ("id", "attr", "arg", "name")
                  if isinstance(getattr(node, name, None), str)}  # fmt: skip
    return found


@pytest.mark.parametrize(
    "path", sorted(ENGINE.rglob("*.py")), ids=lambda path: str(path.relative_to(ENGINE))
)
def test_the_engine_knows_no_kind_of_any_country_by_name(path):
    ours = national_pack()
    kinds = (ours.kinds.keys() | PACK.kinds.keys()) - KNOWN_NAMES
    attributes = ours.attributes.keys() - KNOWN_NAMES - {"cpr"}  # a type of value, too
    used = words_of(path)
    assert not used & (kinds | attributes)
    plain = " ".join(used).lower()
    assert not [kind for kind in kinds - COMMON if f" {kind} " in f" {plain} "]
