"""The JSON Schema that helps an editor: right definitions pass it and wrong ones do not."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from tests.engine.grammar import (
    EVERYTHING,
    FIRST,
    KINDS,
    LAW,
    PACK_YAML,
    SUSPENSIONS,
    TALK,
    an_expectation,
    texts,
    within,
)

from tovholder.engine.language import schema as module
from tovholder.engine.language.schema import schema

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "language.schema.json"
DEFINITIONS = Path(module.__file__).parents[2] / "rules" / "definitions"
VALIDATOR = Draft202012Validator(schema())
INVENTED = texts(
    TALK, EVERYTHING, pack=PACK_YAML, suspensions=SUSPENSIONS, kinds__more="{}", kinds=KINDS
)


def as_json(content):
    """What an editor sees: days are texts."""
    if isinstance(content, dict):
        return {str(name): as_json(inner) for name, inner in content.items()}
    if isinstance(content, list):
        return [as_json(inner) for inner in content]
    return content.isoformat() if isinstance(content, date) else content


def mistakes(content):
    return [error.message for error in VALIDATOR.iter_errors(as_json(content))]


def test_the_schema_is_itself_valid():
    Draft202012Validator.check_schema(schema())


def test_the_schema_in_the_documents_is_the_one_that_is_built():
    assert json.loads(DOCUMENT.read_text(encoding="utf-8")) == schema()


@pytest.mark.parametrize("path", sorted(DEFINITIONS.rglob("*.yaml")), ids=lambda path: path.name)
def test_our_definitions_fit_the_schema(path):
    assert mistakes(yaml.safe_load(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("file", INVENTED)
def test_invented_definitions_fit_the_schema(file):
    content = yaml.safe_load(INVENTED[file])
    assert mistakes(content) == []
    noun = file.partition("/")[0].removesuffix(".yaml")
    name = "expectation" if noun == "expectations" else noun
    part = Draft202012Validator({**schema(), "$ref": f"#/$defs/{name}"})
    assert part.is_valid(as_json(content))


WRONG = [
    {"who": None},
    {"extra": 1},
    {"kind": "duties"},
    {"id": "A Talk"},
    {"title": "Talk"},
    {"versions": []},
    {"versions": [{"valid": [FIRST], "law": LAW}]},
    {"versions": [{"valid": [FIRST, None, None], "law": LAW}]},
    {"versions": [{"valid": ["soon", None], "law": LAW}]},
    {"versions": [{"valid": [FIRST, None]}]},
    {"versions": [{"valid": [FIRST, None], "law": {"ref": "§ 1"}}]},
    {"versions": [{"valid": [FIRST, None], "law": LAW, "applies_to": "old"}]},
    {"versions": [{"valid": [FIRST, None], "law": LAW, "owner": "office"}]},
    {"versions": [{"valid": [FIRST, None], "law": LAW, "who": None}]},
    {"versions": within("14 days")},
    {"versions": within("P")},
    {"versions": within({"aim": "P14D"})},
    {"versions": within({"after": "P1M", "before": "P1M"})},
    {"who": {"all": []}},
    {"who": {"all": ["adult"], "any": ["adult"]}},
    {"who": {"sex": "male", "tongue": "da"}},
    {"who": {"age": {}}},
    {"who": {"age": {"at_least": "18"}}},
    {"who": {"kind": "work", "min": "P1M"}},
    {"who": {"kind": "work", "where": {"pay": {"least": 1}}}},
    {"who_at": "daily"},
    {"from": {"birthday": "18"}},
    {"from": {"plus": "P1Y"}},
    {"from": {"hold": "adult", "gap_ok": "P1D"}},
    {"from": {"kind": "work", "at": "begin"}},
    {"from": {"kind": "work", "sum": "days"}},
    {"from": {"kind": "work", "sum": "days", "at_least": 5, "min": "P1D"}},
    {"what": {"state": "paid"}},
    {"what": {"first_of": []}},
    {"match": {}},
    {"evidence": "P3M after"},
    {"count": {"spread": "P1D"}},
    {"count": {"at_least": 0}},
    {"repeat": {"every": "P1Y", "from": "start"}},
    {"while": {"predicate": "adult", "resume": "stop"}},
    {"counts_on": "end"},
    {"worth": 76500},
    {"roll": "monday"},
    {"once": {"with": ["talk"]}},
    {"waivable": {"by": []}},
    {"remind": ["soon"]},
    {"citizen": {}},
]


@pytest.mark.parametrize("changes", WRONG, ids=str)
def test_a_wrong_expectation_does_not_fit(changes):
    assert mistakes(an_expectation(**changes))


WRONG_FILES = [
    "languages: [Danish]",
    "calendar: {weekend: [lørdag]}",
    "calendar: {closed_days: [soon]}",
    "fine: {label: {da: a, en: a}, states: {}, category: case}",
    "fine: {label: {da: a, en: a}, states: {a: {da: a}}, category: case, evnt: true}",
    "Fine: {da: a, en: a}",
    "sex: {type: choice, label: {da: a}, category: identity}",
    "sex: {type: text, choices: {a: {da: a}}, label: {da: a}, category: identity}",
    "sex: {type: txt, label: {da: a}, category: identity}",
    "p: {description: {da: a}, unit: kroner, law: a, values: []}",
    "p: {description: {da: a}, unit: count, law: a, values: [{from: 2000-01-01, value: 1}]}",
    "adult: {label: {da: a}, holds: {age: 18}}",
    "a: {label: {da: a}, law: {ref: a, source: a, confidence: a}, from: 2000-01-01, until: null}",
    "office: 1",
]


@pytest.mark.parametrize("text", WRONG_FILES)
def test_another_wrong_file_does_not_fit(text):
    assert mistakes(yaml.safe_load(text))
