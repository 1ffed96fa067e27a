"""JSON Schema of the parts of a definition: conditions, days, times, and what they are made of."""

from collections.abc import Iterable, Mapping

from tovholder.engine.language.days import At, Take
from tovholder.engine.language.expectations import EvidenceSince
from tovholder.engine.language.reading import days, filters, laws, parts, predicates, sums, times

Schema = dict[str, object]

NAME = "^[a-z][a-z0-9]*([_-][a-z0-9]+)*$"
DURATION = r"^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$"
PARAMETER = r"^\$[a-z][a-z0-9]*([_-][a-z0-9]+)*$"
DAY = r"^\d{4}-\d{2}-\d{2}$"
TEXT: Schema = {"type": ["string", "number"]}
FLAG: Schema = {"type": "boolean"}


def part(name: str) -> Schema:
    """Return the reference to a part that is defined once."""
    return {"$ref": f"#/$defs/{name}"}


def word(accepted: Iterable[str]) -> Schema:
    """Return the schema of one word out of those accepted."""
    return {"enum": [str(each) for each in accepted]}


def either(*schemas: Schema) -> Schema:
    """Return the schema of what fits one of several."""
    return {"anyOf": list(schemas)}


def some(schema: Schema, *, at_least: int = 1) -> Schema:
    """Return the schema of a list, or of a single thing that counts as a list of one."""
    return either(schema, {"type": "array", "items": schema, "minItems": at_least})


def fields(
    known: Mapping[str, Schema], required: Iterable[str] = (), optional: Iterable[str] = ()
) -> Schema:
    """Return the schema of fields, each of which must be among the known ones."""
    needed = list(required)
    return {
        "type": "object",
        "properties": {name: known[name] for name in (*needed, *optional)},
        "required": needed,
        "additionalProperties": False,
    }


def named(schema: Schema, *, at_least: int = 1) -> Schema:
    """Return the schema of things by their names."""
    return {
        "type": "object",
        "propertyNames": {"pattern": NAME},
        "additionalProperties": schema,
        "minProperties": at_least,
    }


_BOUND: Schema = {"type": "integer", "minimum": 0}
_BOUNDS: dict[str, Schema] = {name: {"type": "number"} for name in ("at_least", "at_most")}
_RUN: dict[str, Schema] = {
    "kind": {"type": "string", "pattern": NAME},
    "state": some({"type": "string", "pattern": NAME}),
    "where": part("where"),
    "min": part("length"),
    "gap_ok": part("length"),
    "take": word(Take),
    "at": word(At),
    "hold": part("condition"),
    "first_of": some(part("day_expression")),
    "last_of": some(part("day_expression")),
    "plus": part("length"),
    "to": part("day_expression"),
    "birthday": {"type": "integer", "minimum": 1},
    "sum": {"type": "string", "pattern": NAME},
    "at_least": part("number"),
    "in_last": part("length"),
    "rearm": part("length"),
}
_CONDITIONS: dict[str, Schema] = {
    "all": some(part("condition")),
    "any": some(part("condition")),
    "not": part("condition"),
    "age": {
        **fields({"at_least": _BOUND, "at_most": _BOUND}, (), ("at_least", "at_most")),
        "minProperties": 1,
    },
    "had": part("fact"),
}
_TIMES: dict[str, Schema] = {
    name: part("length") for name in (*times.AIMED, *times.WINDOW, *times.BEFORE)
}
_FILTER = either(
    some({"type": ["string", "number", "boolean"]}),
    {**fields(_BOUNDS, (), _BOUNDS), "minProperties": 1},
    fields({filters.MEAN: part("number")}, (filters.MEAN,)),
)

PARTS: dict[str, Schema] = {
    "label": {
        "type": "object",
        "propertyNames": {"pattern": "^[a-z]{2,3}$"},
        "additionalProperties": TEXT,
        "minProperties": 1,
    },
    "day": {"type": "string", "format": "date", "pattern": DAY},
    "duration": {"type": "string", "pattern": DURATION},
    "parameter_name": {"type": "string", "pattern": PARAMETER},
    "length": either(part("duration"), part("parameter_name")),
    "number": either({"type": "integer", "minimum": 1}, part("parameter_name")),
    "law": fields(
        dict.fromkeys((*laws.REQUIRED, *laws.OPTIONAL), TEXT), laws.REQUIRED, laws.OPTIONAL
    ),
    "where": {"type": "object", "additionalProperties": _FILTER, "minProperties": 1},
    "fact": fields(_RUN, ("kind",), predicates.FACT),
    "condition": either(
        {"type": "string", "pattern": NAME},
        *(fields(_CONDITIONS, (form,)) for form in predicates.FORMS if form != "kind"),
        part("fact"),
        {
            "type": "object",
            "propertyNames": {"pattern": NAME, "not": word(predicates.FORMS)},
            "additionalProperties": some(TEXT),
            "minProperties": 1,
            "maxProperties": 1,
        },
    ),
    "day_expression": either(
        fields(_RUN, ("kind",), days.FACT),
        fields(_RUN, sums.REQUIRED, sums.OPTIONAL),
        fields(_RUN, ("hold",), days.SPELL),
        fields(_RUN, ("first_of",)),
        fields(_RUN, ("last_of",)),
        fields(_RUN, ("plus", "to")),
        fields(_RUN, ("birthday",)),
    ),
    "within": either(
        part("length"),
        *(fields(_TIMES, form) for form in (times.AIMED, times.WINDOW, times.BEFORE)),
    ),
    "evidence": either(
        word(EvidenceSince),
        {"type": "string", "pattern": DURATION.removesuffix("$") + f"{parts.BEFORE_SUFFIX}$"},
    ),
}
