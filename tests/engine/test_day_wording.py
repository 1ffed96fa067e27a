"""Days and filters read aloud: every form, first, latest and each, in Danish and in English."""

import pytest
from tests.engine.grammar import an_expectation, texts

from tovholder.engine.language import load_pack
from tovholder.engine.words import Label, number_words

DAYS = [
    ({"kind": "work"}, "den første dag med “Arbejde”", "the first day of “Work”"),
    (
        {"kind": "work", "take": "last"},
        "begyndelsen på den seneste periode med “Arbejde”",
        "the start of the latest period of “Work”",
    ),
    ({"kind": "work", "take": "each"}, "begyndelsen på “Arbejde”", "the start of “Work”"),
    (
        {"kind": "work", "at": "end"},
        "afslutningen på den første periode med “Arbejde”",
        "the end of the first period of “Work”",
    ),
    (
        {"kind": "work", "at": "reached", "min": "P6M", "take": "last"},
        "den seneste dag, hvor “Arbejde” har varet 6 måneder",
        "the latest day on which “Work” has lasted 6 months",
    ),
    (
        {
            "kind": "work",
            "min": "P42D",
            "gap_ok": "P2D",
            "where": {"minutes_per_week": {"mean_at_least": 1110}},
        },
        "den første dag med “Arbejde” (når det varer mindst 6 uger; i gennemsnit mindst 18 timer "
        "og 30 minutter om ugen; afbrydelser på højst 2 dage regnes ikke)",
        "the first day of “Work” (if it lasts at least 6 weeks; at least 18 hours and 30 minutes a "
        "week on average; interruptions of at most 2 days are disregarded)",
    ),
    (
        {"kind": "visit", "take": "last"},
        "den seneste registrering af “Besøg”",
        "the latest “Visit”",
    ),
    ({"kind": "visit", "take": "each"}, "“Besøg”", "“Visit”"),
    (
        {"hold": "adult"},
        "den første dag i den første periode, hvor dette gælder: personen er voksen",
        "the first day of the first period in which the person is an adult",
    ),
    (
        {"hold": "adult", "min": "P26W", "at": "end", "take": "last"},
        "afslutningen på den seneste periode på mindst 26 uger, hvor dette gælder: personen er "
        "voksen",
        "the end of the latest period of at least 26 weeks in which the person is an adult",
    ),
    (
        {"hold": "adult", "min": "$limit", "take": "each"},
        "den dag, hvor dette har gældt i “Tallet limit” uden afbrydelse: personen er voksen",
        "the day on which it has been so for “The number limit” without a break that the person is "
        "an adult",
    ),
    (
        {"kind": "leave", "sum": "days", "at_least": "$needed", "take": "last"},
        "den seneste dag, hvor der har været mindst “Tallet needed” dage med “Orlov”",
        "the latest day on which there have been at least “The number needed” days of “Leave”",
    ),
    (
        {
            "kind": "course",
            "where": {"course": ["first", "second"], "lessons": {"at_least": 3}},
            "sum": "lessons",
            "at_least": 20,
            "in_last": "P1M",
            "rearm": "P3M",
            "take": "each",
        },
        "en dag, hvor summen af “Lektioner” i “Kursus” (Modul: Første eller Andet og Lektioner: "
        "mindst 3 lektioner) er mindst 20 i løbet af 1 måned (tidligst igen efter 3 måneder)",
        "a day on which the sum of “Lessons” in “Course” (Module: First or Second and Lessons: at "
        "least 3 lessons) is at least 20 within 1 month (again after 3 months at the earliest)",
    ),
    (
        {
            "kind": "work",
            "where": {
                "minutes_per_week": {"at_least": 1200},
                "pay": {"at_most": 1000.5},
                "grade": 2,
                "ordinary": False,
                "employer": "X",
            },
        },
        "den første dag med “Arbejde” (Timer: mindst 20 timer om ugen, Løn: højst 1.000,50 kr., "
        "Trin: 2, Ordinært: nej og Sted: X)",
        "the first day of “Work” (Hours: at least 20 hours a week, Pay: at most DKK 1,000.50, "
        "Grade: 2, Ordinary: no and Place: X)",
    ),
    (
        {"last_of": [{"birthday": 18}, {"plus": "P1Y", "to": {"kind": "care"}}]},
        "det seneste af disse: den dag, personen fylder 18 år og 1 år efter den første dag med "
        "“Omsorg”",
        "the latest of these: the day on which the person turns 18 and 1 year after the first day "
        "of “Care”",
    ),
]


@pytest.mark.parametrize(("day", "da", "en"), DAYS)
def test_a_day_is_said_as_a_reader_would_say_it(day, da, en):
    start = load_pack(texts(an_expectation(**{"from": day}))).expectations["talk"].start
    assert (start.describe("da"), start.describe("en")) == (da, en)


def test_an_attribute_is_said_with_its_value():
    talk = load_pack(texts(an_expectation(who={"sex": "female"}))).expectations["talk"]
    assert talk.newest.who.describe("da") == "er registreret med “Køn: Kvinde”"


def test_a_label_answers_in_the_nearest_language_it_has():
    assert Label("Dansk", "English").text("nb") == "English"
    assert Label.of({"da": "Dansk", "nb": "Norsk"}).text("uk") == "Dansk"
    assert Label.of({"nb": "Norsk"}).text("en") == "Norsk"
    assert Label().text("da") == ""
    assert str(Label.of({"da": "Dansk"})) == "Dansk"


def test_a_great_number_is_written_in_full():
    assert number_words(1000000, "da") == "1.000.000"
