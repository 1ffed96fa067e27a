from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from tovholder.ui.parts import Frame, Link

FRAME = Frame(
    navigation=(Link("Boxes", "/boxes/", is_current=True, count=3),),
    municipality="Nowhere",
    organisation="Stock room",
    purpose="Looking",
)


class Reader:
    is_authenticated = True

    def __str__(self) -> str:
        return "Ada Test"


@pytest.fixture
def page(rf):
    def rendered(**context: object) -> str:
        request = rf.get("/boxes/?colour=red")
        return render_to_string("ui/accessibility_show.html", context, request)

    return rendered


def test_the_frame_can_be_drawn_with_nothing_in_it(page):
    html = page()

    assert '<html lang="da" dir="ltr">' in html
    assert html.index('href="#main-content"') < html.index("<header")
    assert "demonstration" not in html


def test_a_reader_sees_name_place_purpose_and_where_they_are(page):
    html = page(user=Reader(), frame=FRAME, version="9.9")

    for text in ("Ada Test", "Nowhere", "Stock room", "Looking", "Tovholder 9.9"):
        assert text in html
    assert 'href="/boxes/" aria-current="page"' in html


def test_signing_out_is_a_post_and_only_for_those_signed_in(page):
    form = '<form method="post" action="/sign-out/">'

    assert form in page(user=Reader())
    assert form not in page()


def test_the_language_can_be_changed_from_every_page_and_comes_back_to_it(page):
    html = page()

    assert 'name="language" value="en" lang="en"' in html
    assert 'name="next" value="/boxes/?colour=red"' in html


def test_every_page_of_a_demo_says_that_nobody_in_it_is_real(page):
    assert "alle personer er opdigtede" in page(is_demo=True)


def test_messages_are_shown_by_their_level(page):
    message = SimpleNamespace(message="Gemt.", level_tag="success")

    assert 'class="alert alert-success"' in page(messages=[message])


def test_a_source_code_address_is_linked_where_there_is_one(page):
    assert 'href="https://code.example/"' in page(source_url="https://code.example/")
    assert "EUPL-1.2" in page()
