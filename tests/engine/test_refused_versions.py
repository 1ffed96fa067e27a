"""Versions and what ties facts together: every mistake is named with its place and way out."""

import pytest
from tests.engine.grammar import FIRST, LAW, the_refusal


def versions(*periods, **rest):
    return [{"valid": list(days), "law": LAW, "within": "P1M", **rest} for days in periods]


MATCH = [
    (
        {"match": "detail.course"},
        "match",
        "“detail.course”",
        "fields such as `detail.course: from.course`",
        "",
    ),
    (
        {"match": {"detail.corse": "from.course"}},
        "match.detail.corse",
        "“detail.corse”, which “visit” does not have",
        "detail.course, detail.minutes, municipality, state",
        "Did you mean “detail.course”?",
    ),
    (
        {"match": {"course": "from.course"}},
        "match.course",
        "“course”",
        "detail.course, detail.minutes, municipality, state",
        "Did you mean “detail.course”?",
    ),
    (
        {"match": {"detail.course": "course"}},
        "match.detail.course",
        "“course”",
        "from.course, from.municipality, from.state",
        "Write “from.course”.",
    ),
    (
        {"match": {"detail.course": "from.curse"}},
        "match.detail.course",
        "“from.curse”, which “care” does not have",
        "from.course, from.municipality, from.state",
        "Did you mean “from.course”?",
    ),
    (
        {"match": {"detail.course": "from.course"}},
        "match.detail.course",
        "“detail.course” (choice) and “from.course” (text)",
        "two fields of the same type",
        "",
    ),
    (
        {"match": {"detail.minutes": "from.course"}},
        "match.detail.minutes",
        "“detail.minutes” (integer) and “from.course” (text)",
        "two fields of the same type",
        "",
    ),
    (
        {"match": {"municipality": "from.state"}},
        "match.municipality",
        "“municipality” (text) and “from.state” (choice)",
        "two fields of the same type",
        "",
    ),
    (
        {"match": {"municipality": "from.municipality"}, "what": {"hold": "adult"}},
        "match",
        "`match`, while `what` is no fact but a spell of days or a birthday",
        "a `what` that is a fact of a kind",
        "",
    ),
    (
        {"match": {"municipality": "from.municipality"}, "from": {"birthday": 18}},
        "match",
        "`match`, while `from` is no fact but a spell of days or a birthday",
        "a `from` that is a fact of a kind",
        "",
    ),
    (
        {
            "match": {"detail.course": "from.course"},
            "what": {"first_of": [{"kind": "visit"}, {"kind": "leave"}]},
        },
        "match.detail.course",
        "“detail.course”, which “leave” does not have",
        "municipality, state",
        "",
    ),
]


@pytest.mark.parametrize(("changes", "field", "met", "accepted", "way_out"), MATCH)
def test_a_mistake_in_what_must_agree_is_named(changes, field, met, accepted, way_out):
    assert the_refusal(changes) == (field, met, accepted, way_out)


VERSIONS = [
    ({"versions": []}, "versions", "a list of 0", "at least one version", ""),
    (
        {"versions": versions([FIRST, None], ["2010-01-01", None])},
        "versions.2.valid",
        "“2010-01-01”, while the version before is valid until any later day",
        "versions in order that do not overlap; both days of `valid` are included",
        "Let the version before end on 2009-12-31.",
    ),
    (
        {"versions": versions([FIRST, "2009-12-30"], ["2010-01-01", None])},
        "versions.2.valid",
        "“2010-01-01”, which leaves a gap after 2009-12-30",
        "2009-12-31",
        "Write 2009-12-31, or let the version before end on 2009-12-31.",
    ),
    (
        {"versions": versions(["2010-01-01", "2011-12-31"], [FIRST, None])},
        "versions.2.valid",
        "“2000-01-01”, while the version before is valid until 2011-12-31",
        "versions in order that do not overlap; both days of `valid` are included",
        "Put the versions in the order of their days.",
    ),
    (
        {"versions": versions([FIRST, "1999-12-31"])},
        "versions.1.valid.2",
        "“1999-12-31”",
        "a day on or after 2000-01-01",
        "Swap the two days.",
    ),
    (
        {"versions": versions([FIRST])},
        "versions.1.valid",
        "a list of 1",
        "the first and the last day, such as [2016-07-01, 2024-12-31]",
        "",
    ),
    (
        {"versions": versions(["2020-02-30", None])},
        "versions.1.valid.1",
        "“2020-02-30”",
        "a text, a number or a day that exists",
        "Did you mean 2020-02-29?",
    ),
    (
        {"versions": versions([FIRST, None], applies_to="old")},
        "versions.1.applies_to",
        "“old”",
        "new, running",
        "",
    ),
    (
        {"versions": versions([FIRST, None], owner="office")},
        "versions.1.owner",
        "“owner”",
        (
            "applies_to, citizen, count, evidence, law, match, note, pauses, remind, repeat, "
            "roll, valid, what, while, who, who_at, within, worth"
        ),
        "",
    ),
    (
        {"versions": [{"valid": [FIRST, None]}]},
        "versions.1",
        "no “law”",
        "a line `law: …`",
        "Add `law`.",
    ),
    (
        {"versions": versions([FIRST, None], who="adlt")},
        "versions.1.who",
        "“adlt”",
        "adult, from_afar",
        "Did you mean “adult”?",
    ),
    (
        {"versions": versions([FIRST, None], note={"da": "x"})},
        "versions.1.note",
        "no “en”",
        "a line `en: …`",
        "Add `en`.",
    ),
    (
        {"versions": versions([FIRST, None], what=None)},
        "versions.1.what",
        "nothing",
        "fields, each on its own line as `name: value`",
        "",
    ),
    ({"waivable": {"by": []}}, "waivable.by", "a list of 0", "at least one word", ""),
    (
        {"waivable": {"by": ["leader", "leader"]}},
        "waivable.by.2",
        "“leader”",
        "each word once",
        "Leave the second “leader” out.",
    ),
    ({"citizen": {"da": "a", "en": "b", "nb": "c"}}, "citizen.nb", "“nb”", "da, en", ""),
    ({"title": "Talk"}, "title", "“Talk”", "fields, each on its own line as `name: value`", ""),
    ({"kind": "duti"}, "kind", "“duti”", "aim, duty, grant, step", "Did you mean “duty”?"),
    ({"id": "tlk"}, "id", "“tlk”", "talk", "Write `id: talk`, or call the file tlk.yaml."),
    ({"owner": None}, "", "no “owner”", "a line `owner: …`", "Add `owner`."),
]


@pytest.mark.parametrize(("changes", "field", "met", "accepted", "way_out"), VERSIONS)
def test_a_mistake_in_a_version_or_a_field_is_named(changes, field, met, accepted, way_out):
    assert the_refusal(changes) == (field, met, accepted, way_out)
