from playwright.sync_api import Page, expect

from tests.browser.looks import assert_good, switch_language


def test_all_components_are_good_on_a_desk_in_both_languages(page: Page):
    page.goto("/gallery/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Komponenter")
    assert_good(page, "gallery-da")

    switch_language(page, "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Components")
    assert_good(page, "gallery-en")


def test_all_components_are_good_on_a_phone(phone: Page):
    phone.goto("/gallery/")
    assert_good(phone, "gallery-da")


def test_the_accessibility_page_is_found_from_the_footer(phone: Page):
    phone.goto("/gallery/")
    phone.get_by_role("contentinfo").get_by_role("link", name="Tilgængelighed").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Tilgængelighed")
    assert_good(phone, "accessibility-da")


def test_the_first_tab_stop_skips_to_the_content(page: Page):
    page.goto("/gallery/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til indholdet")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_help_opens_without_javascript(plain_page: Page):
    plain_page.goto("/gallery/")
    plain_page.get_by_text("Hjælp til denne side").click()

    expect(plain_page.get_by_text("Den, der bygger sider, ser først her.")).to_be_visible()


def test_the_timeline_is_also_a_table(page: Page):
    page.goto("/gallery/")
    page.get_by_text("Det samme som tabel").first.click()

    expect(page.get_by_role("row", name="Eftersyn Eftersyn 3")).to_contain_text("Ikke udført")


def test_pages_are_readable_on_paper(page: Page):
    page.goto("/gallery/")
    page.emulate_media(media="print")

    expect(page.get_by_role("navigation", name="Listens sider")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_pages_are_readable_without_the_design_system(page: Page):
    page.route("**/dkfds/**", lambda route: route.abort())
    page.goto("/gallery/")

    assert_good(page, "gallery-without-design-system")


def test_long_text_at_four_times_the_size_needs_no_sideways_scrolling(phone: Page):
    phone.set_viewport_size({"width": 320, "height": 256})
    phone.goto("/gallery/")

    assert_good(phone, "gallery-320")
