"""JSON Schema of a rule pack's files, so that an editor helps while they are written.

It is built from the words that the readers accept, and so cannot say anything else than they do.
What only the whole pack can show (names, numbers, days that leave a gap) is left to the readers.
"""

from tovholder.engine.language import attributes, details, kinds
from tovholder.engine.language.expectations import (
    AppliesTo,
    CountsOn,
    ExpectationKind,
    RepeatFrom,
    Resume,
    WhoAt,
)
from tovholder.engine.language.parameters import Unit
from tovholder.engine.language.reading import (
    expectations,
    parameters,
    parts,
    predicates,
    settings,
    suspensions,
    versions,
)
from tovholder.engine.language.schema_parts import (
    FLAG,
    NAME,
    PARTS,
    TEXT,
    Schema,
    either,
    fields,
    named,
    part,
    some,
    word,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID: Schema = {"type": "string", "pattern": NAME}
_NUMBER: Schema = {"type": "number"}
_CHOICES: Schema = {
    "if": {"properties": {"type": {"const": "choice"}}},
    "then": {"required": ["choices"]},
    "else": {"properties": {"choices": False}},
}


def schema() -> Schema:
    """Return the schema of every file of a rule pack; `$defs` has each kind of file by its name.

    >>> schema()["$defs"]["roll"]
    {'enum': ['next_working_day']}
    """
    return {
        "$schema": DIALECT,
        "title": "Definition of a rule pack",
        **_choice_of_file(),
        "$defs": {**PARTS, **_shared(), **_things(), **_files()},
    }


def _choice_of_file() -> Schema:
    """Tell the files apart by a word that only one of them has."""
    told_apart = (
        ("expectation", ("id", "versions")),
        ("pack", ("languages", "calendar", "title")),
    )
    choice: Schema = part("definitions")
    for name, words in reversed(told_apart):
        has = {"anyOf": [{"required": [each]} for each in words]}
        choice = {"if": has, "then": part(name), "else": choice}
    return choice


def _shared() -> dict[str, Schema]:
    """Return the schemas of the parts of an expectation that a version may say for itself."""
    known: dict[str, Schema] = {
        "at_least": part("number"),
        "spread": part("length"),
        "every": part("length"),
        "from": word(RepeatFrom),
        "predicate": part("condition"),
        "resume": word(Resume),
    }
    return {
        "who": part("condition"),
        "who_at": word(WhoAt),
        "what": part("day_expression"),
        "match": {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1},
        "count": fields(known, ("at_least",), ("spread",)),
        "repeat": fields(known, ("every", "from")),
        "while": fields(known, ("predicate",), ("resume",)),
        "pauses": some(part("fact"), at_least=0),
        "roll": word([parts.ROLL]),
        "worth": part("parameter_name"),
        "remind": some(part("duration"), at_least=0),
        "citizen": part("label"),
    }


def _things() -> dict[str, Schema]:
    """Return the schemas of what is defined, one by one."""
    own: dict[str, Schema] = {name: part(name) for name in versions.SHARED}
    expectation: dict[str, Schema] = {
        **own,
        "id": _ID,
        "title": part("label"),
        "kind": word(ExpectationKind),
        "versions": some(part("version")),
        "from": part("day_expression"),
        "owner": _ID,
        "stops": some(part("day_expression"), at_least=0),
        "after": some(_ID, at_least=0),
        "once": fields({"across": some(_ID)}, ("across",)),
        "counts_on": word(CountsOn),
        "waivable": fields({"by": some(_ID)}, ("by",)),
        "checklist": some(_ID, at_least=0),
    }
    return {
        "version": _version(own),
        "expectation": fields(expectation, expectations.REQUIRED, expectations.OPTIONAL),
        **_words(),
    }


def _version(shared: dict[str, Schema]) -> Schema:
    """Return the schema of a version, which may empty what the expectation says for all."""
    nothing: Schema = {"type": "null"}
    known: dict[str, Schema] = {
        **{
            name: schema if name in expectations.REQUIRED else either(schema, nothing)
            for name, schema in shared.items()
        },
        "valid": {
            "type": "array",
            "prefixItems": [part("day"), either(part("day"), nothing)],
            "minItems": 2,
            "maxItems": 2,
        },
        "law": part("law"),
        "applies_to": word(AppliesTo),
        "within": either(part("within"), nothing),
        "note": part("label"),
    }
    return fields(known, versions.REQUIRED, (*versions.OF_A_VERSION, *versions.SHARED))


def _words() -> dict[str, Schema]:
    """Return the schemas of the words that expectations use."""
    labels = named(part("label"))
    known: dict[str, Schema] = {
        **{name: part("label") for name in ("label", "help", "unit")},
        **dict.fromkeys(("exclusive", "event", "may_be_planned", "required", "hidden"), FLAG),
        "category": _ID,
        "states": labels,
        "choices": labels,
        "details": named(part("detail")),
        "joins": word(kinds.JOINS),
        "absent_means": word(kinds.AbsentMeans),
        "at_least": _NUMBER,
        "at_most": _NUMBER,
        "holds": part("condition"),
    }
    types = {
        "detail": {**known, "type": word(details.DetailType)},
        "attribute": {**known, "type": word(attributes.AttributeType)},
    }
    return {
        "kind": fields(known, kinds.REQUIRED, kinds.OPTIONAL),
        "detail": {**fields(types["detail"], details.REQUIRED, details.OPTIONAL), **_CHOICES},
        "attribute": {
            **fields(types["attribute"], attributes.REQUIRED, attributes.OPTIONAL),
            **_CHOICES,
        },
        "predicate": fields(known, predicates.NAMED),
        "parameter": _parameter(),
        "suspension": _suspension(),
    }


def _parameter() -> Schema:
    amount = either(part("duration"), _NUMBER, {"const": parameters.UNKNOWN}, {"type": "null"})
    dated: dict[str, Schema] = {
        "from": part("day"),
        "value": amount,
        **dict.fromkeys(("source", "confidence", "row"), TEXT),
    }
    known: dict[str, Schema] = {
        "description": part("label"),
        "unit": word(Unit),
        "law": TEXT,
        "values": some(fields(dated, parameters.DATED, parameters.ALSO_DATED)),
        "may_be_local": FLAG,
    }
    return fields(known, parameters.REQUIRED, parameters.OPTIONAL)


def _suspension() -> Schema:
    known: dict[str, Schema] = {
        "label": part("label"),
        "law": part("law"),
        "from": part("day"),
        "until": either(part("day"), {"type": "null"}),
        "chapters": some(TEXT),
        "expectations": some(_ID),
    }
    names: Schema = {"anyOf": [{"required": [name]} for name in suspensions.OPTIONAL]}
    return {**fields(known, suspensions.REQUIRED, suspensions.OPTIONAL), **names}


def _files() -> dict[str, Schema]:
    """Return the schemas of the files that hold many things, and of pack.yaml."""
    days = some(part("day"), at_least=0)
    calendar: dict[str, Schema] = {
        "weekend": some(word(settings.WEEKDAYS), at_least=0),
        "holidays": some({"type": "string"}),
        "closed_days": days,
    }
    known: dict[str, Schema] = {
        "title": part("label"),
        "languages": some({"type": "string", "pattern": "^[a-z]{2,3}$"}),
        "calendar": fields(calendar, (), settings.CALENDAR),
    }
    told_apart = (
        ("parameter", "values"),
        ("kind", "states"),
        ("predicate", "holds"),
        ("attribute", "type"),
        ("suspension", "until"),
    )
    one: Schema = part("label")
    for name, word_of_its_own in reversed(told_apart):
        one = {"if": {"required": [word_of_its_own]}, "then": part(name), "else": one}
    return {
        "pack": fields(known, (), settings.SETTINGS),
        "definitions": named(one, at_least=0),
        **{
            noun: named(part(thing), at_least=0)
            for noun, thing in (
                ("kinds", "kind"),
                ("attributes", "attribute"),
                ("parameters", "parameter"),
                ("predicates", "predicate"),
                ("suspensions", "suspension"),
                ("categories", "label"),
                ("owners", "label"),
                ("checklists", "label"),
            )
        },
    }
