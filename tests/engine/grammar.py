"""A rule pack that uses the whole definition language, and has nothing to do with any law."""

from collections.abc import Mapping
from datetime import date

from tests.engine.builders import as_yaml

from tovholder.engine.language import LanguageError, LanguageErrors, RulePack, load_pack

CATEGORIES = """
identity: {da: Identitet, en: Identity}
origin: {da: Oprindelse, en: Origin}
case: {da: Sag, en: Case}
"""
OWNERS = "office: {da: Kontoret, en: The office}"
CHECKLISTS = """
booked: {da: Tid bestilt, en: Time booked}
asked: {da: Spurgt, en: Asked}
"""
ATTRIBUTES = """
birth_date: {type: date, label: {da: Født, en: Born}, category: identity}
sex:
  type: choice
  label: {da: Køn, en: Sex}
  category: identity
  choices: {female: {da: Kvinde, en: Female}, male: {da: Mand, en: Male}}
origin_country: {type: country, label: {da: Oprindelse, en: Origin}, category: origin}
mother_tongue: {type: language, label: {da: Modersmål, en: Mother tongue}, category: identity}
given_name: {type: text, label: {da: Fornavn, en: Given name}, category: identity}
"""
KINDS = """
care:
  label: {da: Omsorg, en: Care}
  category: case
  exclusive: true
  states: {given: {da: Ydet, en: Given}}
  details: {course: {type: text, label: {da: Kursus, en: Course}}}
work:
  label: {da: Arbejde, en: Work}
  category: case
  states: {employed: {da: Ansat, en: Employed}, own: {da: Selvstændig, en: Self-employed}}
  details:
    minutes_per_week: {type: minutes_per_week, label: {da: Timer, en: Hours}}
    pay: {type: amount_dkk, label: {da: Løn, en: Pay}}
    ordinary: {type: boolean, label: {da: Ordinært, en: Ordinary}}
    since: {type: date, label: {da: Siden, en: Since}}
    grade: {type: decimal, label: {da: Trin, en: Grade}, at_most: 12}
    employer: {type: text, label: {da: Sted, en: Place}}
course:
  label: {da: Kursus, en: Course}
  category: case
  exclusive: true
  states: {followed: {da: Fulgt, en: Followed}}
  details:
    course:
      type: choice
      label: {da: Modul, en: Module}
      choices: {first: {da: Første, en: First}, second: {da: Andet, en: Second}}
    lessons:
      type: integer
      label: {da: Lektioner, en: Lessons}
      unit: {da: lektioner, en: lessons}
visit:
  label: {da: Besøg, en: Visit}
  category: case
  event: true
  states: {paid: {da: Aflagt, en: Paid}, missed: {da: Udeblevet, en: Missed}}
  details:
    course:
      type: choice
      label: {da: Modul, en: Module}
      choices: {first: {da: Første, en: First}, second: {da: Andet, en: Second}}
    minutes: {type: integer, label: {da: Minutter, en: Minutes}}
leave:
  label: {da: Orlov, en: Leave}
  category: case
  states: {away: {da: Væk, en: Away}, abroad: {da: Udlandet, en: Abroad}}
death:
  label: {da: Dødsfald, en: Death}
  category: case
  event: true
  states: {died: {da: Død, en: Died}}
waiver:
  label: {da: Fravigelse, en: Waiver}
  category: case
  event: true
  states: {granted: {da: Givet, en: Granted}}
  details:
    expectation: {type: text, label: {da: Forventning, en: Expectation}, required: true}
    occurrence: {type: text, label: {da: Gang, en: Occurrence}, required: true}
    ordinal: {type: integer, label: {da: Nummer, en: Number}}
"""


def a_parameter(unit: str, *values: str, name: str) -> str:
    """A parameter with the values `DAY VALUE`."""
    dated = "".join(
        f"\n    - {{from: {day}, value: {amount}, source: a book, confidence: quoted}}"
        for day, amount in (each.split() for each in values)
    )
    label = f"{{da: Tallet {name}, en: The number {name}}}"
    return f"{name}:\n  description: {label}\n  unit: {unit}\n  law: § 1\n  values:{dated}\n"


PARAMETERS = "".join([
    a_parameter("duration", "2000-01-01 P1M", "2030-01-01 unknown", name="limit"),
    a_parameter("duration", "2000-01-01 P1M", "2010-01-01 P3M", name="growing"),
    a_parameter("duration", "2020-01-01 P14D", name="late"),
    a_parameter("duration", "2000-01-01 P0D", name="nothing"),
    a_parameter("count", "2000-01-01 4", "2010-01-01 1", name="needed"),
    a_parameter("count", "2000-01-01 1", name="single"),
    a_parameter("count", "2000-01-01 40", name="many"),
    a_parameter("amount_dkk", "2000-01-01 76500", "2010-01-01 99.06", name="grant"),
    a_parameter("minutes_per_week", "2000-01-01 1200", name="hours"),
])  # fmt: skip
PREDICATES = """
adult:
  label: {da: er voksen, en: is an adult}
  holds: {age: {at_least: 18}}
from_afar:
  label: {da: er kommet langvejs fra, en: has come from afar}
  holds: {origin_country: [SY, UA]}
"""
FILES = {
    "categories.yaml": CATEGORIES,
    "owners.yaml": OWNERS,
    "checklists.yaml": CHECKLISTS,
    "attributes.yaml": ATTRIBUTES,
    "kinds.yaml": KINDS,
    "parameters.yaml": PARAMETERS,
    "predicates.yaml": PREDICATES,
}
LAW = {"ref": "§ 1", "source": "a book", "confidence": "quoted"}
FIRST = "2000-01-01"
TALK: Mapping[str, object] = {
    "id": "talk",
    "title": {"da": "Samtale", "en": "Talk"},
    "kind": "duty",
    "versions": [{"valid": [FIRST, None], "law": LAW, "within": "P1M"}],
    "who": "adult",
    "from": {"kind": "care"},
    "what": {"kind": "visit", "state": "paid"},
    "owner": "office",
}
WORK_FOR_SIX_MONTHS = {
    "kind": "work",
    "state": ["employed", "own"],
    "where": {
        "minutes_per_week": {"mean_at_least": "$hours"},
        "ordinary": True,
        "pay": {"at_least": 1, "at_most": 50000},
        "grade": [4, 7],
        "since": date(2020, 1, 1),
    },
    "min": "P6M",
    "gap_ok": "P2D",
    "take": "first",
    "at": "reached",
}
EVERYTHING: Mapping[str, object] = {
    **TALK,
    "kind": "grant",
    "versions": [
        {
            "valid": [FIRST, "2009-12-31"],
            "applies_to": "running",
            "law": {**LAW, "chapter": 4, "row": "OB-1"},
            "within": {"aim": "P14D", "at_latest": "$limit"},
            "note": {"da": "En bemærkning.", "en": "A remark."},
        },
        {
            "valid": ["2010-01-01", None],
            "law": LAW,
            "within": {"after": "P1M", "until": "$growing"},
            "who": {"sex": ["female"]},
            "who_at": "start",
            "what": WORK_FOR_SIX_MONTHS,
            "match": None,
            "evidence": "P3M before",
            "count": None,
            "repeat": None,
            "while": None,
            "pauses": [],
            "roll": None,
            "remind": ["P7D"],
            "citizen": {"da": "Arbejd.", "en": "Work."},
        },
    ],
    "who": {
        "all": [
            {"age": {"at_least": 18, "at_most": 64}},
            {"not": {"kind": "leave", "state": ["away"]}},
            {"any": [{"mother_tongue": ["uk", "ar"]}, {"had": {"kind": "visit"}}]},
        ]
    },
    "who_at": "each_day",
    "from": {
        "first_of": [
            {"last_of": [{"kind": "care"}, {"birthday": 18}]},
            {"plus": "P1Y", "to": {"hold": "adult", "min": "P26W"}},
        ]
    },
    "what": {"first_of": [WORK_FOR_SIX_MONTHS]},
    "match": {"municipality": "from.municipality"},
    "evidence": "ever",
    "count": {"at_least": "$needed", "spread": "P2D"},
    "repeat": {"every": "P12M", "from": "met"},
    "while": {"predicate": {"kind": "care", "state": "given"}, "resume": "restart"},
    "pauses": [{"kind": "leave", "state": "away"}, {"kind": "course", "where": {"lessons": 3}}],
    "stops": [
        {"kind": "death"},
        {"kind": "leave", "sum": "days", "at_least": 5, "in_last": "P30D", "rearm": "P90D"},
        {"kind": "course", "sum": "lessons", "at_least": "$many", "take": "first"},
    ],
    "after": ["talk"],
    "once": {"across": ["talk"]},
    "counts_on": "start",
    "worth": "$grant",
    "roll": "next_working_day",
    "waivable": {"by": ["leader"]},
    "remind": ["P14D", "P3D"],
    "checklist": ["booked", "asked"],
    "citizen": {"da": "Kom til os.", "en": "Come to us."},
    "id": "everything",
}
SUSPENSIONS = """
storm:
  label: {da: Storm, en: Storm}
  law: {ref: § 9, source: a book, confidence: quoted}
  from: 2005-01-01
  until: 2005-02-01
  chapters: ["4"]
  expectations: [talk]
"""
PACK_YAML = """
title: {da: Prøve, en: Trial}
languages: [da, en]
calendar: {weekend: [saturday, sunday], holidays: XX, closed_days: [2026-06-05]}
"""


def an_expectation(**changes: object) -> dict[str, object]:
    """The talk, changed; a change of None leaves a part out."""
    return {name: part for name, part in {**TALK, **changes}.items() if part is not None}


def texts(*expectations: Mapping[str, object], **files: str) -> dict[str, str]:
    """The texts of a pack; files are named without their ending, `__` for a folder."""
    named = {f"{name.replace('__', '/')}.yaml": text for name, text in files.items()}
    written = {f"expectations/{each['id']}.yaml": as_yaml(each) for each in expectations}
    return {**FILES, **written, **named}


def within(length: object, first: str = FIRST) -> list[object]:
    """One version from a day on, with another time."""
    return [{"valid": [first, None], "law": LAW, "within": length}]


def christmas(country: str) -> frozenset[date] | None:
    """The holidays of the only country of this pack."""
    return frozenset({date(2026, 12, 25)}) if country == "XX" else None


def whole_pack() -> RulePack:
    """The pack in which everything that can be written is written."""
    sources = texts(TALK, EVERYTHING, pack=PACK_YAML, suspensions=SUSPENSIONS)
    return load_pack(sources, holidays=christmas)


def refusals(sources: Mapping[str, str]) -> tuple[LanguageError, ...]:
    """What is said about a pack that cannot be read."""
    try:
        load_pack(sources, holidays=christmas)
    except LanguageErrors as refused:
        return refused.errors
    return ()


def the_refusal(changes: Mapping[str, object]) -> tuple[str, str, str, str]:
    """The only mistake in the talk with changes: field, what was met, accepted, suggestion."""
    made = an_expectation(**changes)
    (error,) = refusals({**texts(), "expectations/talk.yaml": as_yaml(made)})
    assert (error.file, bool(error.line)) == ("expectations/talk.yaml", True)
    return error.field, error.met, ", ".join(error.accepted), error.suggestion
