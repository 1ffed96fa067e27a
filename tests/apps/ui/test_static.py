import re
import subprocess
import sys
import time
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import override_settings
from scripts import messages, packages

from tovholder.ui.parts import TONE_ICONS
from tovholder.ui.templatetags import ui

COLLECT = """
from django.conf import settings
from django.core.management import call_command
import django

settings.configure(
    INSTALLED_APPS=["tovholder.ui", "django_htmx", "django.contrib.staticfiles"],
    STATIC_URL="static/", STATIC_ROOT={root!r}, STATICFILES_DIRS=[("dkfds", {dkfds!r})],
    STORAGES={{"staticfiles": {{
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}}},
)
django.setup()
call_command("collectstatic", interactive=False, verbosity=0)
"""


def test_static_files_are_collected_with_every_reference_found_and_fast(scratch: Path):
    code = COLLECT.format(root=str(scratch), dkfds=str(packages.PACKAGES / "dkfds"))
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert time.monotonic() - begun < 10
    assert list(scratch.glob("ui/tovholder.*.css.gz"))


def test_the_own_style_sheet_is_there_without_the_fetched_files():
    assert finders.find("ui/tovholder.css")


def test_the_pages_do_without_the_design_system_where_it_was_not_fetched(render):
    ui._static.cache_clear()
    with override_settings(DEBUG=True, STATICFILES_DIRS=[]):
        finders.get_finder.cache_clear()
        try:
            assert render("{% design_system %}{% icon 'search' %}") == ""
        finally:
            ui._static.cache_clear()
            finders.get_finder.cache_clear()


def test_every_icon_that_a_template_names_is_in_the_design_system():
    sprite = (packages.PACKAGES / "dkfds" / "img" / "all-svg-icons.svg").read_text("utf-8")
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    named: set[str] = set()
    for path in messages.SOURCE.glob("*/templates/**/*.html"):
        named |= set(re.findall(r'icon[ =]"([\w-]+)"', path.read_text(encoding="utf-8")))

    assert named - drawn == set()
    assert {icon for icon in TONE_ICONS.values() if icon} <= drawn
