"""What every page is held to: no axe violation, no sideways scrolling, and a picture to look at."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"


def assert_accessible(page: Page) -> None:
    """Fail with rule, sentence and place of each violation that axe finds on the page."""
    found = Axe().run(page).response["violations"]
    told = [
        f"{violation['id']}: {violation['help']}\n    {node['html'][:200]}"
        for violation in found
        for node in violation["nodes"][:3]
    ]
    assert not told, f"{page.url}\n" + "\n".join(told)


def assert_fits(page: Page) -> None:
    """Fail when the page is wider than its window; wide parts scroll within themselves."""
    width, window = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= window, f"{page.url} is {width} wide in a window of {window}"


def assert_good(page: Page, name: str) -> None:
    """Take a picture of the page and hold it to all of the above."""
    size = page.viewport_size or {"width": 0}
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-{size['width']}.png", full_page=True)
    assert_accessible(page)
    assert_fits(page)


def switch_language(page: Page, code: str) -> None:
    """Choose a language in the header, as a reader does."""
    button = page.locator(f"button[name=language][value={code}]")
    if button.count():
        button.click()
        page.wait_for_load_state()
