"""An expectation in sentences: a lawyer can read it and say whether it is right."""

import re

import pytest
from tests.engine.grammar import (
    FIRST,
    LAW,
    SUSPENSIONS,
    an_expectation,
    texts,
    whole_pack,
    within,
)

from tovholder.engine.durations import Duration
from tovholder.engine.language import NotKnown, Unit, load_pack
from tovholder.engine.language.explaining import amount_words, explained

PACK = whole_pack()
MONTH_BEFORE = within({"before": "P1M"})


def told(language="en", **changes):
    """The paragraphs of the talk with changes, by their headings."""
    pack = load_pack(texts(an_expectation(**changes), suspensions=SUSPENSION))
    paragraphs = explained(pack.expectations["talk"], pack, language)
    return {paragraph.heading: list(paragraph.lines) for paragraph in paragraphs}


SUSPENSION = SUSPENSIONS.replace('  chapters: ["4"]\n', "")


def test_a_plain_duty_is_told_in_danish():
    paragraphs = told("da", waivable={"by": ["coordinator", "town_clerk"]}, remind=["P14D", "P3D"])
    assert paragraphs["Hvad det er"] == [
        "Samtale. En pligt efter reglerne.",
        "Ansvarlig: Kontoret.",
    ]
    assert paragraphs["Hvem det gælder"] == [
        "Det gælder på denne betingelse: personen er voksen.",
        "Det afgøres på startdagen og ændrer sig ikke siden.",
    ]
    assert paragraphs["Hvornår det begynder"] == ["Startdagen er den første dag med “Omsorg”."]
    assert paragraphs["Hvad der opfylder det"] == [
        "Det opfyldes af “Besøg: Aflagt”.",
        "Det tæller, når det sker på startdagen eller senere.",
    ]
    assert paragraphs["Hvor hurtigt"] == [
        "Senest 1 måned efter startdagen.",
        "Der mindes om det 14 dage og 3 dage før fristen.",
    ]
    assert paragraphs["Fravigelse"] == [
        "Det kan fraviges med en begrundelse af tovholderen eller town clerk."
    ]
    assert paragraphs["Hjemmel"] == [
        "Fra 1. januar 2000: § 1. Kilde: a book. Læst i den nævnte kilde."
    ]


def test_what_is_not_said_is_said_to_be_so():
    paragraphs = told()
    assert paragraphs["What stops the clock"][0] == "No facts stop the clock."
    assert paragraphs["What ends it"] == ["Nothing ends it before it is met."]
    assert paragraphs["Waiver"] == ["It cannot be waived."]
    assert not paragraphs.keys() & {
        "Whether it is repeated", "What it is worth to the municipality",
    }  # fmt: skip


TIMES = [
    (
        [{"valid": [FIRST, None], "law": LAW}],
        ["The rule names no number, and so there is no due date."],
    ),
    (within("P0D"), ["At the latest on the start day itself."]),
    (
        within({"aim": "P14D", "at_latest": "P1M"}),
        ["At the latest 1 month after the start day. The aim is within 14 days."],
    ),
    (
        within({"after": "P3Y", "until": "P5Y"}),
        ["More than 3 years and at the latest 5 years after the start day."],
    ),
    (MONTH_BEFORE, ["At the latest 1 month before the start day."]),
    (
        within("$limit"),
        [
            "From 1 January 2000: at the latest 1 month after the start day.",
            "From 1 January 2030: the deadline is not known to us: our source does not say it.",
        ],
    ),
    (
        within({"aim": "$limit", "at_latest": "P1Y"}, "2030-01-01"),
        ["At the latest 1 year after the start day. The aim is within a time not known to us."],
    ),
    (
        within({"after": "$limit", "until": "P1Y"}, "2031-01-01"),
        ["More than a time not known to us and at the latest 1 year after the start day."],
    ),
    (
        within("$own"),
        [
            "No deadline is in force.",
            "A municipality may have its own number for “The number own”.",
        ],
    ),
]


@pytest.mark.parametrize(("versions", "lines"), TIMES)
def test_each_kind_of_time_is_said_with_its_numbers_and_their_days(versions, lines):
    own = "own: {description: {da: Eget, en: The number own}, unit: duration, law: a, values: ["
    own += "{from: 2000-01-01, value: null, source: a, confidence: b}], may_be_local: true}"
    pack = load_pack(texts(an_expectation(versions=versions, remind=[]), parameters__own=own))
    paragraphs = explained(pack.expectations["talk"], pack, "en")
    (found,) = (each.lines for each in paragraphs if each.heading == "How soon")
    assert list(found) == lines


def test_reminders_and_working_days_are_said_only_where_there_is_a_due_date():
    dated = told(roll="next_working_day", remind=["P3D"])["How soon"]
    assert dated[1:] == [
        "A due date on a closed day moves to the next working day.",
        "Reminders come 3 days before the due date.",
    ]
    silent = told(roll="next_working_day", remind=["P3D"], versions=within("$limit", "2030-01-01"))
    assert len(silent["How soon"]) == 1


def test_whom_it_concerns_says_when_that_is_decided_and_while_what():
    waiting = {"predicate": {"not": {"kind": "leave"}}}
    assert told(who_at="each_day", **{"while": waiting})["Whom it concerns"] == [
        "It concerns a person who is an adult.",
        "This is decided anew each day until it is met or has ended.",
        "Something is expected only while the person is not someone who is registered with "
        "“Leave”.",
        "The days on which that is not so are added to the due date.",
    ]


def test_several_starts_run_each_by_itself():
    start = {"kind": "work", "take": "each", "min": "$growing"}
    assert told(**{"from": start})["When it begins"] == [
        "The start day is the start of “Work” (if it lasts at least 1 month "
        "(from 1 January 2010: 3 months)).",
        "If that happens several times, each time runs by itself.",
    ]


def test_what_meets_it_says_how_often_and_what_must_agree():
    paragraphs = told(
        **{"from": {"kind": "course"}},
        count={"at_least": 2, "spread": "P7D"},
        match={"detail.course": "from.course", "municipality": "from.municipality"},
        evidence="P3M before",
    )
    assert paragraphs["What meets it"] == [
        "It is met by “Visit: Paid”.",
        "It must happen at least this often: 2.",
        "At least 7 days must pass between two of them.",
        "It counts only where “Module” is the same as “Module” in what the time runs from.",
        "It counts only where the municipality is the same as the municipality in what the time "
        "runs from.",
        "It counts if it happens 3 months before the start day or later.",
    ]


def test_a_number_that_stays_the_same_is_said_once():
    same = "same: {description: {da: a, en: a}, unit: duration, law: a, values: ["
    same += "{from: 2000-01-01, value: P1M, source: a, confidence: b}, "
    same += "{from: 2005-01-01, value: P1M, source: c, confidence: b}]}"
    sources = texts(an_expectation(versions=within("$same")), parameters__own=same)
    pack = load_pack(sources)
    lines = {each.heading: each.lines for each in explained(pack.expectations["talk"], pack, "en")}
    assert lines["How soon"] == ("At the latest 1 month after the start day.",)


def test_a_count_without_a_spread_and_a_day_that_counts_are_said():
    run = {"kind": "work", "min": "P6M"}
    lines = told(count={"at_least": "$needed"}, what=run, counts_on="reached")["What meets it"]
    assert lines[1] == "It must happen at least this often: 4 (from 1 January 2010: 1)."
    assert lines[-1].startswith("The day on which the period has lasted long enough decides")


def test_pauses_suspensions_and_stops_are_said():
    paragraphs = told(
        pauses=[{"kind": "leave", "state": "away"}, {"kind": "course"}],
        stops=[{"kind": "care", "at": "end"}, {"kind": "death"}],
        repeat={"every": "P1Y", "from": "grid"},
    )
    assert paragraphs["What stops the clock"] == [
        "The clock stands still on days on which “Leave: Away” or “Course” is recorded; the due "
        "date moves by as many days.",
        "The due dates of the repeats do not move.",
        "Storm: the deadlines were suspended from 1 January 2005 to 1 February 2005, both days "
        "included (§ 9).",
    ]
    assert paragraphs["What ends it"] == ["It ends with the end of “Care” or “Death”."]
    assert paragraphs["Whether it is repeated"] == [
        "It begins anew every 1 year after the start day, also where the one before was not met."
    ]


def test_a_suspension_without_an_end_and_a_date_before_a_start_are_said():
    still = SUSPENSION.replace("until: 2005-02-01", "until: null")
    pack = load_pack(texts(an_expectation(versions=MONTH_BEFORE), suspensions=still))
    lines = {each.heading: each.lines for each in explained(pack.expectations["talk"], pack, "en")}
    assert lines["What stops the clock"] == (
        "Nothing moves the due date.",
        "Storm: the deadlines are suspended from 1 January 2005 on (§ 9).",
    )


def test_repeats_from_the_day_it_was_met_or_due_are_said():
    met = told(repeat={"every": "P1Y", "from": "met"}, pauses=[{"kind": "leave"}])
    assert met["Whether it is repeated"] == [
        "Once met, it is expected again at the latest 1 year after that day."
    ]
    due = told(repeat={"every": "P1Y", "from": "due"})["Whether it is repeated"]
    assert due == ["It is expected again 1 year after each due date, also where that was not kept."]


def test_versions_that_differ_are_told_with_their_days_and_equal_ones_together():
    versions = [
        {"valid": ["2000-01-01", "2004-12-31"], "law": LAW, "within": "P1M"},
        {"valid": ["2005-01-01", "2009-12-31"], "law": LAW, "within": "P1M"},
        {"valid": ["2010-01-01", None], "law": LAW, "within": "P2M", "applies_to": "running"},
    ]
    paragraphs = told(versions=versions)
    assert paragraphs["How soon"] == [
        "1 January 2000 – 31 December 2009: At the latest 1 month after the start day.",
        "From 1 January 2010: At the latest 2 months after the start day.",
    ]
    assert paragraphs["Law"][0].startswith("What is valid on the start day stays with the case")
    assert paragraphs["Law"][-1].endswith("It applies also to what has begun already.")


def paragraphs_of_everything(language):
    found = explained(PACK.expectations["everything"], PACK, language)
    return {paragraph.heading: list(paragraph.lines) for paragraph in found}


def test_a_grant_says_what_it_is_worth_and_what_is_met_once():
    paragraphs = paragraphs_of_everything("da")
    assert paragraphs["Hvad det er værd for kommunen"] == [
        "Beløbet er det, der gælder den dag, det tæller fra.",
        "Fra 1. januar 2000: 76.500 kr.",
        "Fra 1. januar 2010: 99,06 kr.",
    ]
    assert paragraphs["Hvad det er"][2:] == [
        "Det følger helst efter “Samtale”.",
        "Af dette og “Samtale” kan kun ét opfyldes én gang.",
        "Husk: Tid bestilt; Spurgt.",
        "Til borgeren: Arbejd.",
    ]


def test_a_grant_of_one_amount_has_one_line_and_ends_with_its_version():
    versions = [
        {"valid": [FIRST, "2009-12-31"], "law": LAW, "worth": "$grant"},
        {"valid": ["2010-01-01", None], "law": LAW},
    ]
    assert told(kind="grant", versions=versions)["What it is worth to the municipality"] == [
        "The amount is the one in force on the day from which it counts.",
        "From 1 January 2000: DKK 76,500.",
        "From 1 January 2010: no number.",
    ]
    one = told(kind="grant", versions=within("P1M", "2010-01-01"), worth="$grant")
    assert one["What it is worth to the municipality"] == ["From 1 January 2010: DKK 99.06."]


def states(**changes):
    lines = told(**changes)["What it is called on the way"]
    return {line.partition("”")[0].removeprefix("“") for line in lines}


def test_only_states_that_can_occur_are_named():
    plain = {"Does not apply", "Cannot be decided", "Open", "Met", "Ended", "Suspended"}
    late = {"Overdue", "Met late"}
    assert states() == plain | late
    assert states(versions=[{"valid": [FIRST, None], "law": LAW}]) == plain
    assert states(stops=[{"kind": "death"}], waivable={"by": ["leader"]}) == (
        plain | late | {"Missed", "Waived"}
    )
    window = within({"after": "P1M", "until": "P1Y"})
    assert states(versions=window, remind=["P1D"], pauses=[{"kind": "leave"}]) == (
        plain | late | {"Waiting", "Due soon", "Paused"}
    )
    assert states(what={"kind": "work", "min": "P6M"}) == plain | late | {"Under way"}
    assert states(kind="grant") == plain


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_word_of_the_files_and_no_gap_is_left_in_the_sentences(language):
    text = "\n".join(
        line for lines in paragraphs_of_everything(language).values() for line in lines
    )
    assert not re.search(r"\$|\{|\}|_|None|predicate|at_least|P\d", text)
    assert "  " not in text


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (4, Unit.COUNT, "4"),
        (1200, Unit.MINUTES_PER_WEEK, "20 hours a week"),
        (9906, Unit.AMOUNT_DKK, "DKK 99.06"),
        (None, Unit.DURATION, "no number"),
        (NotKnown.NOT_KNOWN, Unit.COUNT, "a number not known to us"),
        (Duration(days=42), Unit.DURATION, "6 weeks"),
    ],
)
def test_an_amount_is_said_in_its_unit(amount, unit, said):
    assert amount_words(amount, unit, "en") == said
