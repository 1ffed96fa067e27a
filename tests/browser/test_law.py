"""The law in a real browser: the list, a definition, trying it, approval; both sizes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import assert_good
from tests.browser.test_main_job import ADMINISTRATOR, COORDINATOR, sign_in

LEADER = "henning.skovlund"
DUTY = "Kontrakt indgået"
TRY = "/law/contract-agreed/try/"


def open_all(page: Page) -> None:
    """Open everything that is folded in, so that the look covers it."""
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")


def walk(page: Page) -> None:
    """From the list over a definition and a try-out to the approval."""
    sign_in(page, LEADER)
    page.get_by_role("link", name="Loven", exact=True).click()
    assert_good(page, "law")
    page.get_by_label("Søg i titler og lov").fill("kontrakt")
    page.get_by_role("button", name="Vis", exact=True).click()
    page.get_by_role("link", name=DUTY, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(DUTY)
    expect(page.get_by_role("main")).to_contain_text("Hvem den gælder for nu")
    open_all(page)
    assert_good(page, "law-definition")
    page.get_by_role("link", name="Prøv den på en opdigtet borger").click()
    open_all(page)
    assert_good(page, "law-try")
    page.goto("/law/approval/")
    expect(page.get_by_role("main")).to_contain_text("De gældende regler er godkendt")
    assert_good(page, "law-approval")
    page.goto("/law/touched/")
    assert_good(page, "law-touched")


def test_the_law_is_walked_through_on_a_desk(page: Page):
    walk(page)


def test_the_law_is_walked_through_on_a_phone(phone: Page):
    walk(phone)


def overdue_from(page: Page) -> str:
    """The day from which on it is overdue, as the strip says it."""
    row = page.locator("#outcome tr", has=page.get_by_text("Frist overskredet")).last
    return row.locator("th").inner_text().split()[0]


def test_a_date_that_is_moved_moves_the_answer_at_once(page: Page):
    sign_in(page, COORDINATOR)
    page.goto(f"{TRY}?scenario=1")
    before = overdue_from(page)
    page.get_by_role("button", name=re.compile(r"^\+1 måned\s*: Kommunens ansvar")).click()
    expect(page.locator("#outcome")).not_to_contain_text(f"{before}Frist")
    expect(page.locator("#outcome tr").filter(has_text=before)).to_have_count(0)
    focused = page.evaluate("document.activeElement.textContent")
    assert "Kommunens ansvar" in focused
    page.get_by_label("Den dag, der spørges om").fill("2030-01-01")
    page.get_by_label("Den dag, der spørges om").dispatch_event("change")
    expect(page.locator("#outcome")).to_contain_text("Den 1. januar 2030")
    assert page.url.endswith("?scenario=1")


def test_a_definition_is_tried_without_javascript_and_by_enter(plain_page: Page):
    page = plain_page
    sign_in(page, COORDINATOR)
    page.goto(TRY)
    page.get_by_label("Endnu en oplysning").select_option("contract")
    page.get_by_role("button", name="Tilføj oplysningen").click()
    expect(page.get_by_role("heading", name="Kontrakt", exact=True)).to_be_visible()
    page.get_by_label("Fødselsdato").fill("1990-05-05")
    page.get_by_label("Fødselsdato").press("Enter")
    expect(page.locator("#outcome")).to_be_visible()
    assert page.get_by_label("Fødselsdato").input_value() == "1990-05-05"


@pytest.mark.parametrize("size", ["page", "phone"])
def test_a_number_is_looked_at_before_it_is_set(request: pytest.FixtureRequest, size: str):
    page: Page = request.getfixturevalue(size)
    sign_in(page, ADMINISTRATOR)
    page.goto("/law/numbers/contract_deadline/")
    assert_good(page, "law-number")
    page.get_by_label("Tallet", exact=False).first.fill("P1M")
    page.get_by_label("Fra", exact=True).fill("2014-01-01")
    page.get_by_label("Hvor det kommer fra").fill("Byrådets beslutning af 3. december 2013")
    page.get_by_role("button", name="Se, hvad det ændrer").click()
    expect(page.get_by_role("main")).to_contain_text("Af de borgere")
    assert_good(page, "law-number-seen")
