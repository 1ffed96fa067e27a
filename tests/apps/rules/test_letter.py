"""The text for a letter: every state, both languages, in plain words, on one page."""

import re
from dataclasses import replace
from datetime import date

import pytest
from tests.apps.rules.builders import a_fact, a_newcomer, a_waiver, an_event, taken_over

from tovholder.engine.durations import Duration
from tovholder.engine.language.days import Later
from tovholder.engine.language.suspensions import Law, Suspension
from tovholder.engine.person import State, evaluate, prove
from tovholder.engine.words import Label
from tovholder.rules.packs import national_pack
from tovholder.rules.voices.letter import LETTER_LANGUAGES, letter

PACK = national_pack()
CONTRACT = PACK.expectations["contract-agreed"]
ON_A_PAGE = 45 * 85
SIGNED = an_event("contract", "signed", date(2022, 4, 1))
LATE = an_event("contract", "signed", date(2022, 4, 20))
LEAVE = a_fact("leave", "illness", date(2022, 3, 15))
OVER = a_fact("leave", "illness", date(2022, 3, 15), date(2022, 3, 25))
DIED = an_event("death", "died", date(2022, 3, 20))
LEFT = an_event("departure", "left_denmark", date(2022, 4, 20))
PLANNED = taken_over(date(2022, 6, 1), is_planned=True)
WAIVED = a_waiver("contract-agreed", "responsibility", date(2022, 3, 20))
UNKNOWN = {"born": None}


def a_proof(*facts, on=date(2022, 3, 20), expectation="contract-agreed", **rest):
    history = a_newcomer(*facts, **rest)
    found = evaluate(history, PACK, on=on)
    standing = next(each for each in found if each.expectation == expectation)
    return prove(
        history, PACK, expectation=expectation, lineage=standing.lineage, ordinal=standing.ordinal,
        on=on,
    )  # fmt: skip


def a_letter(*facts, language="en", **rest):
    return letter(a_proof(*facts, **rest), PACK, language=language).text


STATES = {
    State.OPEN: ((), date(2022, 3, 20), "It must have happened by 10 April 2022 at the latest."),
    State.DUE_SOON: ((), date(2022, 4, 9), "It must have happened by 10 April 2022"),
    State.OVERDUE: ((), date(2022, 4, 11), "It should have happened by 10 April 2022"),
    State.MET: ((SIGNED,), date(2022, 5, 1), "It happened on 1 April 2022. That was in time."),
    State.MET_LATE: ((LATE,), date(2022, 5, 1), "It happened on 20 April 2022. It should have"),
    State.WAIVED: ((WAIVED,), date(2022, 5, 1), "On 20 March 2022 it was decided not to ask"),
    State.PAUSED: ((LEAVE,), date(2022, 4, 1), "The time has stood still since 15 March 2022."),
    State.MISSED: ((LEFT,), date(2022, 5, 1), "It did not happen in time. It no longer applies"),
    State.ENDED: ((DIED,), date(2022, 5, 1), "It no longer applies from 20 March 2022 on."),
    State.WAITING: ((PLANNED,), date(2022, 4, 1), "It begins on 1 June 2022 if all goes as plan"),
}
BY_HAND = {
    State.SUSPENDED: "The deadlines of this rule are suspended for the time being.",
    State.UNDER_WAY: "It has begun. It must have happened by 10 April 2022",
    State.NOT_APPLICABLE: "It does not apply to you.",
}


@pytest.mark.parametrize("state", STATES)
def test_the_letter_says_by_when_or_what_has_come_of_it(state):
    facts, on, expected = STATES[state]
    assert a_proof(*facts, on=on).standing.state is state
    assert expected in a_letter(*facts, on=on)


def in_state(state):
    """A proof with the state put in its place, for states that our contract never has."""
    proof = a_proof()
    return replace(proof, standing=replace(proof.standing, state=state))


@pytest.mark.parametrize("state", BY_HAND)
def test_the_states_that_few_definitions_have_are_said_too(state):
    assert BY_HAND[state] in letter(in_state(state), PACK, language="en").text


def test_what_is_missing_is_listed_and_asked_for():
    text = a_letter(**UNKNOWN)
    assert "We cannot say yet whether and when it is to happen" in text
    assert "\n- Not recorded: Date of birth" in text
    assert "If you know about it, please tell us." in text


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
@pytest.mark.parametrize("state", list(State))
def test_every_state_fits_on_a_page_in_both_languages(state, language):
    text = letter(in_state(state), PACK, language=language, name="Amal Nour", sender="X").text
    assert len(text) < ON_A_PAGE
    assert not re.search(r"[{}]|None", text)


def test_what_the_rule_does_not_say_is_not_asked_of_the_person():
    proof = in_state(State.UNDETERMINED)
    standing = replace(proof.standing, missing=("parameter:contract_deadline",))
    text = letter(replace(proof, standing=standing), PACK, language="en").text
    assert "we do not know what the rule says about:" in text
    assert "please tell us" not in text


def test_where_no_last_day_is_told_it_is_not_said_how_one_was_found():
    assert "The last day is counted from" not in a_letter(DIED, on=date(2022, 5, 1))
    assert "The last day is counted from" in a_letter(LEFT, on=date(2022, 5, 1))


def test_a_stop_that_is_counted_from_a_fact_gives_no_wrong_day():
    proof = a_proof(DIED, on=date(2022, 5, 1))
    moved = tuple(Later(Duration(months=3), stop) for stop in proof.expectation.stops)
    proof = replace(proof, expectation=replace(proof.expectation, stops=moved))
    text = letter(proof, PACK, language="en").text
    assert "It no longer applies." in text or "and no longer applies." in text
    assert "20 March 2022" not in text


INTERNAL = (
    "expectation", "standing", "occurrence", "lineage", "episode", "parameter", "undetermined",
    "proof", "forventning", "episode", "begrundelse for status", "pakke", "tovholder",
)  # fmt: skip


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
@pytest.mark.parametrize("state", list(State))
def test_no_word_of_the_program_stands_in_a_letter(state, language):
    text = letter(in_state(state), PACK, language=language).text.lower()
    assert not [word for word in INTERNAL if word in text]


def test_the_letter_says_how_the_day_was_found_with_its_pauses():
    text = a_letter(OVER, on=date(2022, 4, 1))
    assert "The last day is counted from 10 March 2022 (Responsibility" in text
    assert "of the municipality: Taken over)." in text
    assert "The rule gives 1 month, which makes it 10 April 2022." in text
    assert "The time stood still from 15 March 2022, and 10 days were added." in text
    assert "Therefore the last day is 20 April 2022." in text


def test_the_same_in_danish():
    text = a_letter(OVER, on=date(2022, 4, 1), language="da")
    assert text.startswith("Om: Kontrakt indgået\n")
    assert "Sidste dag regnes fra 10. marts 2022 (Kommunens ansvar: Overtaget)." in text
    assert "Reglen giver 1 måned; det er 10. april 2022." in text
    assert "der er lagt 10 dage til." in text
    assert "Derfor er sidste dag 20. april 2022." in text


def test_the_letter_names_the_law_who_is_responsible_and_what_to_do():
    text = a_letter()
    assert "The rule stands in: integrationsloven § 19." in text
    assert "Responsible for it: Coordinating department." in text
    assert "If something here is wrong, or if you have questions" in text


def test_an_aim_is_not_called_a_rule_of_the_law():
    home = a_fact("home", "permanent", date(2022, 3, 10))
    text = a_letter(home, expectation="job-or-practice-in-six-months")
    assert "The aim is that it has happened by 10 September 2022." in text
    assert "It is an aim and not something the law asks for. It builds on: Task Force" in text


def test_what_would_be_better_stands_beside_the_last_day():
    text = a_letter(expectation="first-company-offer")
    assert "If possible, it should happen by 24 March 2022." in text


def test_the_reason_of_a_waiver_is_told_for_the_person_may_read_it():
    assert "The reason is: Agreed with them." in a_letter(WAIVED, on=date(2022, 5, 1))


def test_what_the_definition_says_to_citizens_is_left_out_until_it_may_be_told():
    proof, citizen = a_proof(), CONTRACT.newest.citizen.text("en")
    assert citizen in letter(proof, PACK, language="en").text
    assert citizen not in letter(proof, PACK, language="en", tells_citizen=False).text


def test_nobody_is_greeted_or_signs_unless_named():
    proof = a_proof()
    assert "Dear" not in letter(proof, PACK, language="en").text
    text = letter(proof, PACK, language="en", name="Amal Nour", sender="Havnby").text
    assert "\n\nDear Amal Nour\n\n" in text
    assert text.endswith("Kind regards\nHavnby\n")


def test_a_law_without_a_number_has_no_fixed_last_day():
    text = a_letter(taken_over(date(2025, 3, 3)), on=date(2025, 4, 1))
    assert "There is no fixed last day for it." in text


def test_a_time_that_the_municipality_has_set_is_not_called_that_of_the_rule():
    proof = a_proof()
    own = tuple(replace(use, is_local=True) for use in proof.parameters)
    text = letter(replace(proof, parameters=own), PACK, language="en").text
    assert "The municipality has set 1 month, which makes it 10 April 2022." in text


def test_a_last_day_on_a_day_off_is_said_to_be_moved():
    proof = a_proof()
    version = replace(proof.version, rolls=True)
    due = replace(proof.due, result=date(2022, 4, 11))
    text = letter(replace(proof, version=version, due=due), PACK, language="en").text
    assert "the last day is the next working day, 11 April 2022." in text


def test_what_is_needed_several_times_says_how_many_there_are():
    text = letter(replace(a_proof(), needed=4), PACK, language="en").text
    assert "It is to happen 4 times; we have recorded 0." in text


def test_a_suspension_is_named_by_its_law():
    decree = Suspension(
        "s", Label("S", "S"), Law("Decree 7.", "a", "quoted"), date(2022, 1, 1), None
    )
    proof = replace(in_state(State.SUSPENDED), suspensions=(decree,))
    assert "That stands in: Decree 7. " not in letter(proof, PACK, language="en").text
    assert "That stands in: Decree 7.\n" in letter(proof, PACK, language="en").text


def test_what_a_birthday_began_is_counted_from_the_birthday():
    proof = replace(a_proof(), start=None)
    begun = proof.expectation.start.describe("en")
    assert (
        f"The last day is counted from 10 March 2022 ({begun})."
        in letter(proof, PACK, language="en").text
    )
