"""A proof as text for a letter and as a task, in a real browser."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import assert_good
from tests.browser.test_main_job import COORDINATOR, REFERRAL, days_ago, sign_in, take_in


@pytest.fixture(params=["page", "phone"])
def proof(request) -> Page:
    """The proof of a newcomer's referral, on a desk and on a phone."""
    page = request.getfixturevalue(request.param)
    sign_in(page, COORDINATOR)
    take_in(page, f"Brev-{uuid.uuid4().hex[:6]}", taken_over=days_ago(20))
    page.get_by_role("link", name=REFERRAL).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(REFERRAL)
    return page


def test_the_text_of_a_letter_is_whole_and_copied_by_the_keyboard(proof):
    proof.get_by_role("link", name="Tekst til et brev").click()
    letter = proof.get_by_label("Teksten, til at kopiere")
    expect(letter).to_be_visible()
    assert_good(proof, "letter")
    hidden = letter.evaluate("box => box.scrollHeight - box.clientHeight")
    assert hidden <= 2, "the box shows the whole text"
    letter.focus()
    proof.keyboard.press("Control+A")
    chosen = letter.evaluate("box => box.selectionEnd - box.selectionStart")
    assert chosen == len(letter.input_value())


def test_the_letter_changes_its_language_and_prints_nothing_but_itself(proof):
    proof.get_by_role("link", name="Tekst til et brev").click()
    proof.get_by_role("link", name="English").click()
    expect(proof.locator("textarea")).to_have_value(re.compile("Dear "))
    proof.emulate_media(media="print")
    expect(proof.locator(".letter-print")).to_be_visible()
    expect(proof.locator(".site-bar")).to_be_hidden()
    expect(proof.locator("textarea")).to_be_hidden()


def test_the_task_is_downloaded_under_the_name_of_the_duty(proof):
    with proof.expect_download() as started:
        proof.get_by_role("link", name="Føj til kalender").click()
    assert started.value.suggested_filename == "danish-referral.ics"
