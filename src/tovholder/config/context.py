"""What every page knows."""

from importlib.metadata import version

from django.conf import settings
from django.http import HttpRequest

VERSION = version("tovholder")


def site(request: HttpRequest) -> dict[str, object]:
    """Return whether this is a demo with invented people, and which version runs."""
    return {"is_demo": settings.IS_DEMO, "version": VERSION}
