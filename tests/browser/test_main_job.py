"""The main job, walked through in a real browser: from signing in to a proof, and out again."""

import uuid
import zlib
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import opened
from tests.browser.looks import assert_good
from tovholder.demo.places import PASSWORD

COORDINATOR, SPECIALIST = "maja.vestermark", "lene.havreholm"
OFFICER, ADMINISTRATOR = "karen.dyrehoej", "anders.fjordby"
REFERRAL = "Henvist til danskuddannelse"
MOST_TABS = 120


def days_ago(days: int) -> date:
    return date.today() - timedelta(days=days)  # noqa: DTZ011, TID251 - the server reads its clock


def sign_in(page: Page, who: str) -> None:
    page.goto("/")
    page.locator("input[type=email]").fill(f"{who}@example.org")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("main").locator("button[type=submit]").click()
    expect(page.get_by_role("button", name="Log af")).to_be_visible()


def fill_date(page: Page, name: str, day: date) -> None:
    for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"input[name={name}_{part}]").fill(str(number))


def take_in(page: Page, family_name: str, *, taken_over: date) -> str:
    """Record a newcomer and return the address of the person's page."""
    page.goto("/people/new/")
    page.get_by_label("Fornavne").fill("Prøve")
    page.get_by_label("Efternavn").fill(family_name)
    fill_date(page, "birth_date", birth_date_of(family_name))
    fill_date(page, "taken_over", taken_over)
    page.get_by_label("Flygtning", exact=True).check()
    page.get_by_role("button", name="Gem borgeren").click()
    expect(page.get_by_role("status")).to_contain_text("Borgeren er registreret")
    return page.url


def birth_date_of(family_name: str) -> date:
    """A birth date of the name's own, so that nobody is taken for somebody similar."""
    return date(1960, 1, 1) + timedelta(days=zlib.crc32(family_name.encode()) % 15_000)


def search(page: Page, text: str) -> None:
    page.goto("/people/")
    page.get_by_label("Søg på navn eller CPR-nummer").fill(text)
    page.get_by_role("button", name="Søg").click()


@pytest.fixture
def family_name() -> str:
    """A name that nobody else has, of letters only."""
    return "Vandring" + "".join(chr(ord("a") + int(sign, 16)) for sign in uuid.uuid4().hex[:8])


@pytest.fixture
def coordinator(page: Page) -> Page:
    sign_in(page, COORDINATOR)
    return page


@pytest.fixture
def newcomer(coordinator: Page, family_name: str) -> str:
    """Address of a person taken over 40 days ago, so the referral is overdue."""
    return take_in(coordinator, family_name, taken_over=days_ago(40))


@pytest.fixture
def another(browser: Browser, site: str) -> Iterator[Page]:
    """A second browser, for a second colleague."""
    context = opened(browser, site, "desktop")
    yield context.new_page()
    context.close()


def test_from_a_misspelt_name_to_a_proof(coordinator: Page, newcomer: str, family_name: str):
    page = coordinator
    search(page, f"{family_name[:5]}{family_name[6:]}")
    assert family_name[:5] not in page.url
    assert_good(page, "people")
    page.get_by_role("link", name=f"Prøve {family_name}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Prøve {family_name}")
    assert_good(page, "person")
    page.get_by_role("link", name=REFERRAL).first.click()
    expect(page.get_by_role("main")).to_contain_text("1 måned efter overtagelsen af ansvaret")
    expect(page.get_by_role("main")).to_contain_text("integrationsloven § 21")
    assert_good(page, "proof")


def test_a_recorded_fact_meets_the_expectation_and_a_correction_makes_it_late(
    coordinator: Page, newcomer: str
):
    page = coordinator
    page.get_by_role("link", name=REFERRAL).first.click()
    page.get_by_role("link", name="Registrér: Henvisning til danskuddannelse").click()
    assert_good(page, "record")
    fill_date(page, "start", days_ago(20))
    page.get_by_role("button", name="Gem").click()
    receipt = page.get_by_role("status").first
    expect(receipt).to_contain_text("fra »Frist overskredet« til »Opfyldt«")
    page.get_by_role("link", name="Historik").click()
    assert_good(page, "history")
    page.get_by_role("link", name="Henvisning til danskuddannelse").click()
    page.get_by_role("link", name="Ret", exact=True).click()
    fill_date(page, "start", days_ago(2))
    page.get_by_label("Hvorfor rettes det?").fill("Brevet er dateret senere")
    assert_good(page, "correct")
    page.get_by_role("button", name="Gem rettelsen").click()
    expect(receipt).to_contain_text("fra »Opfyldt« til »Opfyldt for sent«")


def test_the_history_as_known_yesterday_lacks_what_was_recorded_today(
    coordinator: Page, newcomer: str
):
    page = coordinator
    page.goto(f"{newcomer}history/")
    page.get_by_label("Som kendt den").fill(days_ago(1).isoformat())
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Den dag var der endnu ikke noget kendt")
    expect(page.get_by_role("main")).to_contain_text("Registreret: Opholdsgrundlag: Flygtning")
    assert_good(page, "history-known")


def test_another_department_does_not_find_the_person_anywhere(
    newcomer: str, family_name: str, another: Page
):
    sign_in(another, SPECIALIST)
    search(another, family_name)
    expect(another.get_by_role("main")).to_contain_text("Ingen fundet")
    assert_good(another, "people-nobody")
    missing = another.goto(newcomer)
    assert missing is not None
    assert missing.status == 404
    assert family_name not in another.content()


def test_after_signing_out_the_page_asks_to_sign_in(coordinator: Page, newcomer: str):
    coordinator.get_by_role("button", name="Log af").click()
    coordinator.goto(newcomer)
    expect(coordinator.locator("input[type=password]")).to_be_visible()


@pytest.mark.parametrize("address", ["/people/", "/people/new/", "/law/"])
def test_the_pages_of_a_coordinator_are_good_on_a_phone(phone: Page, address: str):
    sign_in(phone, COORDINATOR)
    phone.goto(address)
    assert_good(phone, address.strip("/").replace("/", "-"))


@pytest.mark.parametrize("place", ["", "history/", "readers/", "record/", "record/offer/"])
def test_a_person_is_good_on_a_phone(phone: Page, family_name: str, place: str):
    sign_in(phone, COORDINATOR)
    address = take_in(phone, family_name, taken_over=days_ago(40))
    phone.goto(f"{address}{place}")
    assert_good(phone, f"person-{place.strip('/').replace('/', '-') or 'overview'}")


@pytest.mark.parametrize(
    ("who", "address"),
    [(OFFICER, "/log/"), (ADMINISTRATOR, "/setup/"), (ADMINISTRATOR, "/setup/departments/"),
     (ADMINISTRATOR, "/setup/colleagues/")],
)  # fmt: skip
def test_the_pages_of_other_roles_are_good(page: Page, who: str, address: str):
    sign_in(page, who)
    page.goto(address)
    assert_good(page, address.strip("/").replace("/", "-"))


def tab_to(page: Page, place: Locator) -> None:
    """Press Tab until the place has the focus."""
    handle = place.element_handle()
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("place => document.activeElement === place", handle):
            return
    pytest.fail(f"{MOST_TABS} times Tab do not reach {place}")


def test_the_whole_way_by_keyboard(coordinator: Page, newcomer: str, family_name: str):
    page = coordinator
    page.goto("/people/")
    tab_to(page, page.get_by_label("Søg på navn eller CPR-nummer"))
    page.keyboard.type(family_name)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name=f"Prøve {family_name}"))
    page.keyboard.press("Enter")
    page.wait_for_url(newcomer)
    tab_to(page, page.get_by_role("link", name="Registrér det").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/record/**")
    tab_to(page, page.locator("input[name=start_day]"))
    assert_good(page, "record-by-keyboard")


def test_everything_works_without_javascript(plain_page: Page, family_name: str):
    page = plain_page
    sign_in(page, COORDINATOR)
    address = take_in(page, family_name, taken_over=days_ago(40))
    search(page, family_name)
    page.get_by_label("Status på en forventning").select_option("overdue")
    page.get_by_role("button", name="Vis", exact=True).click()
    page.get_by_role("link", name=f"Prøve {family_name}").click()
    page.get_by_role("link", name="Registrér det").first.click()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("alert")).to_contain_text("Der er noget, der skal rettes")
    assert page.url.startswith(address)
