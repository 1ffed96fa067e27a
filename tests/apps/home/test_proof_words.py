"""The sentence of a proof says what the computation says, in both languages."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from tovholder.engine.history import Attribute, Episode, History, Precision
from tovholder.engine.person.evaluate import evaluate
from tovholder.engine.person.proof import prove
from tovholder.home.pages.missing import missing_words
from tovholder.home.pages.sentences import proof_sentence
from tovholder.rules.packs import national_pack

PACK = national_pack()
AT = datetime(2023, 1, 1, tzinfo=UTC)
TAKEN_OVER = date(2023, 3, 3)


def a_fact(kind, state, start, end=None, *, lineage="", planned=False, precision=Precision.DAY):
    after = date.fromordinal(start.toordinal() + 1) if PACK.kinds[kind].event else end
    return Episode(
        lineage or f"{kind}-{start}", kind, state, start, after, "751", {}, "form", AT,
        start_precision=precision, is_planned=planned,
    )  # fmt: skip


def a_newcomer(*facts, taken_over=None):
    born = Attribute("birth_date", date(1990, 1, 1), AT, None)
    begun = taken_over or a_fact("responsibility", "taken_over", TAKEN_OVER)
    basis = a_fact("residence_basis", "refugee", date(2023, 1, 1))
    return History((born,), (begun, basis, *facts))


def sentence(history, on, *, expectation="contract-agreed", language="en"):
    standing = next(
        each for each in evaluate(history, PACK, on=on) if each.expectation == expectation
    )
    proof = prove(
        history, PACK, expectation=expectation, lineage=standing.lineage, ordinal=1, on=on
    )
    with override(language):
        return proof_sentence(proof, PACK)


@pytest.mark.parametrize(
    ("facts", "on", "expected"),
    [
        ((), date(2023, 3, 5), "the last day is 3 April 2023, 1 month after the take-over of "
         "responsibility on 3 March 2023"),
        ((), date(2023, 3, 28), "it is soon due"),
        ((), date(2023, 4, 4), "the last day was 3 April 2023"),
        ((("contract", "signed", date(2023, 4, 3)),), date(2023, 5, 1), "met on 3 April 2023, in "
         "time"),
        ((("contract", "signed", date(2023, 4, 13)),), date(2023, 5, 1), "met on 13 April 2023, "
         "10 days too late"),
        ((("leave", "illness", date(2023, 3, 10)),), date(2023, 3, 20), "the clock has stood "
         "still since 10 March 2023"),
        ((("death", "died", date(2023, 3, 10)),), date(2023, 5, 1), "it stopped on 10 March 2023, "
         "before the last day"),
        ((("departure", "left_denmark", date(2023, 4, 10)),), date(2023, 5, 1), "was overdue by "
         "then"),
    ],
)  # fmt: skip
def test_the_sentence_says_state_date_length_and_start(facts, on, expected):
    history = a_newcomer(*(a_fact(*fact) for fact in facts))
    assert expected in sentence(history, on)


def test_a_vague_start_is_said_to_be_missing_and_not_guessed():
    vague = a_fact("responsibility", "taken_over", TAKEN_OVER, precision=Precision.MONTH)
    history = a_newcomer(taken_over=vague)
    assert "cannot be decided" in sentence(history, date(2023, 5, 1))
    standing = next(
        each
        for each in evaluate(history, PACK, on=date(2023, 5, 1))
        if each.expectation == "contract-agreed"
    )
    with override("en"):
        (words,) = missing_words(standing.missing, PACK)
    assert words == "The day is not known exactly: Responsibility of the municipality"


def test_a_planned_take_over_is_waited_for():
    planned = a_fact("responsibility", "taken_over", date(2023, 6, 1), planned=True)
    assert "which is planned for 1 June 2023" in sentence(
        a_newcomer(taken_over=planned), date(2023, 5, 1)
    )


def test_a_law_without_a_number_gives_no_last_day():
    begun = a_fact("responsibility", "taken_over", date(2025, 3, 3))
    assert "There is no last day" in sentence(a_newcomer(taken_over=begun), date(2025, 5, 1))
