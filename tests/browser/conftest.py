"""A real server with invented people, and Debian's Chromium to walk through it.

    pytest tests/browser                                    # starts and fills a server of its own
    TOVHOLDER_BROWSER_SITE=http://localhost:8000 pytest …   # walks through one that runs already

Pictures of the pages are left in `var/screenshots`.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = PROJECT / "var" / "browser"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
START_SECONDS = 240


def server_command(port: int) -> list[str]:
    """Return the command that fills a small invented municipality and serves it."""
    return [sys.executable, "-m", "tovholder", "demo", "--small", "--port", str(port)]


def server_environment() -> dict[str, str]:
    """Return the environment of a server as in production, untouched by the tests' own."""
    kept = {
        name: setting
        for name, setting in os.environ.items()
        if not name.startswith("TOVHOLDER_") and not name.startswith("DJANGO_")
    }
    kept.pop("DATABASE_URL", None)
    own = {"TOVHOLDER_VAR": str(FOLDER), "TOVHOLDER_STATIC": str(FOLDER / "static")}
    return kept | own | {"TOVHOLDER_DEMO": "true"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder, so that `-m "not browser"` leaves it out."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of Chromium; without one, skip, or fail where CI=true."""
    if found := shutil.which("chromium"):
        return found
    sentence = "Chromium is missing: run scripts/browser.py, or sudo apt-get install chromium."
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def site(chromium: str) -> Iterator[str]:
    """Return the address of a running site, started and stopped here unless one is given."""
    if given := os.environ.get("TOVHOLDER_BROWSER_SITE"):
        yield given.rstrip("/")
        return
    environment = server_environment()
    shutil.rmtree(FOLDER, ignore_errors=True)  # what an earlier run recorded would be found again
    FOLDER.mkdir(parents=True)
    collect = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(
        [*collect, "--settings", "tovholder.config.settings"], env=environment, check=True
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = FOLDER / "server.log"
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            server_command(port), env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address, server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=60)


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the site answers; fail with the server's last words when it does not."""
    for _second in range(START_SECONDS):
        try:
            with urllib.request.urlopen(f"{address}/account/login/", timeout=5):
                return
        except urllib.error.HTTPError as error:
            pytest.fail(f"The sign-in page answers {error.code}: {last_words(log)}")
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(1)
    pytest.fail(f"The server did not start: {last_words(log)}")


def last_words(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-2000:]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS, headless=True)
    yield launched
    launched.close()


def opened(browser: Browser, site: str, size: str, **options: object) -> BrowserContext:
    """Return a fresh session: no cookies, Danish, one of the two sizes."""
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=site,
        locale="da-DK",
        timezone_id="Europe/Copenhagen",
        viewport={"width": width, "height": height},
        **options,
    )
    context.set_default_timeout(10_000)
    return context


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page on a desk, nobody signed in."""
    context = opened(browser, site, "desktop")
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A page on a phone, nobody signed in."""
    context = opened(browser, site, "phone")
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_page(browser: Browser, site: str) -> Iterator[Page]:
    """A page on a desk without JavaScript, nobody signed in."""
    context = opened(browser, site, "desktop", java_script_enabled=False)
    yield context.new_page()
    context.close()
