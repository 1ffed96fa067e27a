"""The Danish texts compiled, and pages rendered without the rooms above."""

from collections.abc import Callable, Iterator

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from scripts import messages

Render = Callable[..., str]


@pytest.fixture(scope="session", autouse=True)
def _compiled_texts() -> None:
    messages.compile_app(messages.SOURCE / "ui")


@pytest.fixture(autouse=True)
def _own_addresses(settings) -> None:
    settings.ROOT_URLCONF = "tests.apps.ui.addresses"


@pytest.fixture(autouse=True)
def _danish() -> Iterator[None]:
    with translation.override("da"):
        yield


@pytest.fixture
def render(rf: RequestFactory) -> Render:
    """Render template source after `{% load i18n ui %}`; `address` is the request's."""

    def rendered(source: str, *, address: str = "/", **context: object) -> str:
        template = Template("{% load i18n ui %}" + source)
        return template.render(Context({"request": rf.get(address), **context}))

    return rendered
