"""A small pack of one expectation, for tests that change one line of it."""

import yaml

from tovholder.engine.language import RulePack, load_pack


def both(text: str) -> dict[str, str]:
    return {"da": text, "en": text}


KINDS = {
    "begun": {"category": "case", "event": True, "states": {"yes": both("Yes")}},
    "done": {
        "category": "case",
        "event": True,
        "states": {"yes": both("Yes")},
        "details": {"course": {"type": "text", "label": both("Course")}},
    },
    "job": {
        "category": "case",
        "states": {"working": both("Working")},
        "details": {
            "course": {"type": "text", "label": both("Course")},
            "minutes_per_week": {"type": "minutes_per_week", "label": both("Minutes")},
        },
    },
    "rest": {"category": "case", "states": {"resting": both("Resting")}},
    "waiver": {
        "category": "case",
        "event": True,
        "states": {"granted": both("Granted")},
        "details": {
            "expectation": {"type": "text", "label": both("Expectation"), "required": True},
            "occurrence": {"type": "text", "label": both("Occurrence"), "required": True},
            "ordinal": {"type": "integer", "label": both("Ordinal")},
            "reason": {"type": "text", "label": both("Reason")},
        },
    },
}
LAW = {"ref": "Act § 1", "source": "a book", "confidence": "quoted", "chapter": "4"}
DATED = {"source": "a book", "confidence": "quoted"}


def a_parameter(unit: str, *values: object) -> dict[str, object]:
    days = ["2000-01-01", "2020-01-01"]
    dated = [
        {"from": _Day(day), "value": each, **DATED} for day, each in zip(days, values, strict=False)
    ]
    return {"description": both("Number"), "unit": unit, "law": "Act", "values": dated}


class _Day(str):
    """A day, written without quotation marks."""


class _Dumper(yaml.SafeDumper):
    pass


_Dumper.add_representer(
    _Day, lambda dumper, day: dumper.represent_scalar("tag:yaml.org,2002:timestamp", str(day))
)


def day(text: str) -> object:
    return _Day(text)


def a_version(**changes: object) -> dict[str, object]:
    return {"valid": [day("2010-01-01"), None], "law": LAW, "within": "P1M", **changes}


def an_expectation(**changes: object) -> dict[str, object]:
    """A duty: `done` within a month of `begun`, asked of everybody of age."""
    return {
        "id": "it",
        "title": both("It is done"),
        "kind": "duty",
        "versions": [a_version()],
        "who": {"not": {"kind": "rest"}},
        "from": {"kind": "begun", "take": "each"},
        "what": {"kind": "done"},
        "owner": "office",
        **changes,
    }


def a_pack(*expectations: dict[str, object], **files: object) -> RulePack:
    """The pack of the expectations, with whole files replaced or added."""
    kinds = {name: {"label": both(name.capitalize()), **kind} for name, kind in KINDS.items()}
    birth = {"type": "date", "label": both("Born"), "category": "case"}
    written = {
        "categories": {"case": both("Case")},
        "owners": {"office": both("The office")},
        "kinds": kinds,
        "attributes": {"birth_date": birth},
        "parameters": {
            "month": a_parameter("duration", "P1M", "P2M"),
            "silent": a_parameter("duration", "unknown"),
            "reward": a_parameter("amount_dkk", 100),
        },
        **files,
    }
    sources = {f"{name}.yaml": _text(content) for name, content in written.items()}
    for expectation in expectations:
        sources[f"expectations/{expectation['id']}.yaml"] = _text(expectation)
    return load_pack(sources)


def _text(content: object) -> str:
    return yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
