"""A small world of kinds and words to try the language in; no law of any country."""

from datetime import date

import yaml

LAW = {"ref": "§ 1", "source": "a book", "confidence": "quoted", "chapter": "1"}
EARLIEST = date(1900, 1, 1)
ANYBODY = {"any": [{"kind": "stay"}, {"not": {"kind": "stay"}}]}


def label(text: str) -> dict:
    return {"da": text, "en": text}


def _states(*names: str) -> dict:
    return {name: label(name) for name in names}


def _kind(*states: str, **rest: object) -> dict:
    return {"label": label("kind"), "category": "case", "states": _states(*states), **rest}


def _choice(*names: str) -> dict:
    return {"type": "choice", "label": label("choice"), "choices": _states(*names)}


POINTS = {"type": "integer", "label": label("points"), "at_least": 0, "at_most": 3}
MINUTES = {"type": "minutes_per_week", "label": label("minutes")}
KINDS = {
    "stay": _kind("here", "away", may_be_planned=True),
    "basis": _kind("granted", "refused", absent_means="unknown"),
    "work": _kind(
        "employed", "own_firm",
        details={"minutes_per_week": MINUTES, "place": _choice("town", "farm")},
    ),
    "course": _kind(
        "attending", "on_hold", may_be_planned=True,
        details={"level": _choice("one", "two"), "points": POINTS},
    ),
    "talk": _kind(
        "held", "cancelled", event=True, may_be_planned=True,
        details={
            "form": _choice("meeting", "phone"), "points": POINTS, "level": _choice("one", "two"),
        },
    ),
    "need": _kind("needed", "not_needed", event=True, absent_means="unknown"),
    "leave": _kind("sick", "other"),
    "absence": _kind("excused", "unexcused"),
    "death": _kind("died", event=True),
    "waiver": _kind(
        "granted", event=True,
        details={
            "expectation": {"type": "text", "label": label("expectation"), "required": True},
            "occurrence": {"type": "text", "label": label("occurrence"), "required": True},
            "ordinal": {"type": "integer", "label": label("ordinal")},
        },
    ),
}  # fmt: skip
ATTRIBUTES = {
    "birth_date": {"type": "date", "label": label("born"), "category": "case"},
    "sex": {**_choice("female", "male"), "label": label("sex"), "category": "case"},
}


def a_parameter(unit: str, *values: tuple[date, object], **rest: object) -> dict:
    return {
        "description": label("number"),
        "unit": unit,
        "law": "§ 1",
        "values": [
            {"from": day, "value": value, "source": "a book", "confidence": "quoted"}
            for day, value in values
        ],
        **rest,
    }


def a_version(within: object = None, **rest: object) -> dict:
    written = {} if within is None else {"within": within}
    return {"valid": [EARLIEST, None], "law": LAW, **written, **rest}


def an_expectation(name: str, **parts: object) -> dict:
    """Something asked of everybody within a month of their stay, unless the parts say else."""
    return {
        "id": name,
        "title": label(name),
        "kind": "duty",
        "versions": [a_version("P1M")],
        "who": "anybody",
        "from": {"kind": "stay", "state": "here"},
        "what": {"kind": "talk", "state": "held"},
        "owner": "office",
        **parts,
    }


def a_pack(*expectations: dict, **parts: object) -> dict:
    """A whole pack as its files stand in YAML."""
    predicates = {
        "anybody": {"label": label("is anybody"), "holds": ANYBODY},
        **parts.pop("predicates", {}),
    }
    return {
        "categories": {"case": label("case")},
        "owners": {"office": label("office")},
        "kinds": KINDS,
        "attributes": ATTRIBUTES,
        "parameters": {},
        "suspensions": {},
        "calendar": {"weekend": ["saturday", "sunday"], "closed_days": []},
        **parts,
        "predicates": predicates,
        "expectations": {each["id"]: each for each in expectations},
    }


class _Plain(yaml.SafeDumper):
    """Writes what stands in several places in full each time."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def written(part: object) -> str:
    return yaml.dump(part, Dumper=_Plain, sort_keys=False, allow_unicode=True)


def texts(pack: dict) -> dict[str, str]:
    """The pack as the files of a folder."""
    names = [
        "categories",
        "owners",
        "kinds",
        "attributes",
        "parameters",
        "predicates",
        "suspensions",
    ]
    found = {f"{name}.yaml": written(pack[name]) for name in names if pack[name]}
    found["pack.yaml"] = written({"languages": ["da", "en"], "calendar": pack["calendar"]})
    for name, expectation in pack["expectations"].items():
        found[f"expectations/{name}.yaml"] = written(expectation)
    return found
