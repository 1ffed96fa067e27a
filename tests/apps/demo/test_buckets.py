from datetime import date, timedelta

import pytest

from tovholder.demo.buckets import buckets, recording_day, review_day
from tovholder.demo.diary import UPDATED, WRONG_DATE, WRONG_PERSON, Fact, Newcomer, Trait

TODAY = date(2026, 11, 22)
LONG_AGO = date(2024, 2, 1)


def a_fact(told_on: date, name: str = "a", *, reason: str = "", **others: object) -> Fact:
    start = date(2024, 1, 31)
    fields = {"state": "signed", "end": start + timedelta(days=1)} | others
    return Fact(name, "p", "999", "contract", start=start, told_on=told_on, reason=reason, **fields)


@pytest.mark.parametrize("place", [recording_day, review_day])
def test_recording_is_never_early_never_late_and_keeps_the_order(place):
    days = [TODAY - timedelta(days=ago) for ago in range(3700, -1, -1)]
    recorded = [place(day, today=TODAY) for day in days]
    assert recorded == sorted(recorded)
    assert all(day <= on <= TODAY for day, on in zip(days, recorded, strict=True))


def test_ten_years_need_about_fifty_days_of_recording():
    days = {recording_day(TODAY - timedelta(days=ago), today=TODAY) for ago in range(3700)}
    assert 40 <= len(days) <= 60


def test_a_correction_comes_after_what_it_corrects_and_before_the_news_of_its_day():
    first, corrected = a_fact(LONG_AGO), a_fact(TODAY, reason=UPDATED)
    news = a_fact(TODAY, "b")
    made = list(buckets([first, corrected, news], today=TODAY))
    assert [bucket.entries for bucket in made] == [(first,), (corrected,), (news,)]
    assert [bucket.reason for bucket in made] == ["", UPDATED, ""]


def test_what_is_told_and_corrected_within_one_batch_is_recorded_once_as_it_then_stood():
    ended = a_fact(LONG_AGO + timedelta(days=9), state="other", reason=UPDATED)
    (bucket,) = buckets([a_fact(LONG_AGO), ended], today=TODAY)
    (fact,) = bucket.entries
    assert (fact.state, fact.reason) == ("other", "")


def test_what_is_taken_back_within_one_batch_is_never_recorded():
    told_on = date(2022, 2, 1)
    gone = a_fact(told_on + timedelta(days=9), reason=WRONG_PERSON, is_taken_back=True)
    assert not list(buckets([a_fact(told_on), gone], today=TODAY))


def test_different_mistakes_are_put_right_under_reasons_of_their_own():
    told = [a_fact(LONG_AGO, "a"), a_fact(LONG_AGO, "b")]
    later = date(2024, 9, 1)
    wrong = [a_fact(later, "a", reason=WRONG_DATE), a_fact(later, "b", reason=WRONG_PERSON)]
    made = list(buckets([*told, *wrong], today=TODAY))
    assert [bucket.reason for bucket in made] == ["", WRONG_DATE, WRONG_PERSON]


def test_an_attribute_learnt_in_the_batch_that_makes_the_person_belongs_to_the_person():
    newcomer = Newcomer("p", "999", {"preferred_language": "en"}, LONG_AGO)
    learnt = Trait("p", "999", "preferred_language", "ar", LONG_AGO, "")
    (bucket,) = buckets([newcomer, learnt], today=TODAY)
    (person,) = bucket.entries
    assert person.attributes == {"preferred_language": "ar"}
