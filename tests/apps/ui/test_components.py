import inspect
import re
from datetime import date
from pathlib import Path

import pytest
from django.template import TemplateSyntaxError
from django.utils import translation

from tovholder.ui import views
from tovholder.ui.gallery import gallery_page
from tovholder.ui.parts import Event, Fact, Link, Tone
from tovholder.ui.templatetags import ui

TODAY = date(2024, 3, 3)
COMPONENTS = sorted(set(ui.register.tags) - {"design_system", "icon"})


TEMPLATES = Path(ui.__file__).parents[1] / "templates" / "ui"


def gallery_source() -> str:
    names = ("gallery_show.html", "gallery_forms.html", "base.html", "_form_fields.html")
    return "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in names)


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_is_on_the_gallery_page(name):
    assert re.search(rf"{{% {name}\b", gallery_source()), f"{name} is not shown"


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_documents_its_arguments(name):
    function = getattr(ui, name)
    described = inspect.getdoc(function).partition("Args:")[2]

    for argument in inspect.signature(function).parameters:
        assert f"{argument}:" in described, f"{name} does not describe {argument}"


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_gallery_renders_in_both_languages(rf, language):
    with translation.override(language):
        html = views.gallery_show(rf.get("/gallery/")).content.decode()

    assert f'<html lang="{language}"' in html
    assert ("Komponenter" in html) == (language == "da")


def test_the_gallery_is_the_same_every_time():
    assert str(gallery_page(TODAY).timeline) == str(gallery_page(TODAY).timeline)


def test_user_texts_are_escaped_everywhere(render):
    evil = "<script>alert(1)</script>"
    html = render(
        "{% button evil %}{% badge evil %}{% message evil %}{% empty_state evil evil %}"
        "{% facts facts %}{% events events %}{% tabs tabs label=evil %}"
        "{% table evil %}<tbody><tr><td>{{ evil }}</td></tr></tbody>{% endtable %}",
        evil=evil,
        facts=[Fact(evil, evil, note=evil)],
        events=[Event(TODAY, evil, evil, by=evil)],
        tabs=[Link(evil, "#")],
    )

    assert "<script>" not in html


def test_a_button_with_an_address_is_a_link(render):
    assert render("{% button 'Go' url='/x/' %}").strip().startswith('<a class="button')
    assert 'type="submit"' in render("{% button 'Go' %}")


@pytest.mark.parametrize("tone", list(Tone))
def test_a_state_is_always_said_in_words(render, tone):
    assert "Overdue" in render("{% badge 'Overdue' tone %}", tone=tone)


def test_a_tone_nobody_knows_is_refused(render):
    with pytest.raises((ValueError, TemplateSyntaxError), match="purple"):
        render("{% badge 'x' 'purple' %}")


@pytest.mark.parametrize(
    ("address", "direction", "following"),
    [
        ("/?sort=name&colour=red", 'aria-sort="ascending"', "colour=red&amp;sort=-name"),
        ("/?sort=-name", 'aria-sort="descending"', "sort=name"),
        ("/?sort=other&page=3", "", '"?sort=name"'),
    ],
)
def test_a_sortable_heading_says_its_order_and_offers_the_other(
    render, address, direction, following
):
    html = render("{% sort_link 'name' 'Name' %}", address=address)

    assert direction in html
    assert ("aria-sort" in html) == bool(direction)
    assert following in html


def test_one_page_needs_no_links(render):
    assert render("{% pagination 1 1 %}").strip() == ""


def test_page_links_keep_the_filters(render):
    html = render("{% pagination 2 3 %}", address="/?colour=red&page=2")

    assert 'href="?colour=red&amp;page=3"' in html
    assert 'aria-current="page"' in html


def test_a_fact_says_that_it_is_missing_or_hidden(render):
    html = render("{% facts items %}", items=[Fact("A"), Fact("B", "secret", is_hidden=True)])

    assert "ikke kendt" in html
    assert "skjult for din rolle" in html
    assert "secret" not in html


def test_a_filter_that_may_hold_names_posts_and_removes_by_button(render):
    form = gallery_page(TODAY).filters
    html = render("{% filters form method='post' %}", form=form, csrf_token="t")

    assert 'method="post"' in html
    assert 'name="csrfmiddlewaretoken"' in html
    assert 'name="remove" value="colour"' in html


def test_an_empty_help_panel_is_left_out(render):
    assert render("{% help_panel %}  {% endhelp_panel %}") == ""
    assert "<p>Help</p>" in render("{% help_panel %} <p>Help</p> {% endhelp_panel %}")


def test_an_icon_that_was_not_fetched_leaves_the_text_alone(render, monkeypatch):
    monkeypatch.setattr(ui, "_static", lambda _path: "")

    assert "<svg" not in render("{% button 'Save' icon='save' %}")
