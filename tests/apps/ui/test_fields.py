from datetime import date

import pytest
from django import forms

from tovholder.ui import fields
from tovholder.ui.gallery import ExampleForm


class PlainForm(forms.Form):
    """As a room would write it, without knowing about widgets."""

    born = forms.DateField(label="Born", help_text="As in the passport.")
    secret = forms.CharField(widget=forms.HiddenInput)


def test_a_date_is_the_browsers_own_field_with_an_iso_value_in_danish_too():
    control = fields.drawn(PlainForm(initial={"born": date(2024, 3, 1)})["born"]).control

    assert 'type="date"' in control
    assert 'value="2024-03-01"' in control


def test_hint_and_error_are_tied_to_the_control():
    drawn = fields.drawn(PlainForm({"born": "soon"})["born"])

    assert drawn.described_by == "id_born_hint id_born_error"
    assert 'aria-describedby="id_born_hint id_born_error"' in drawn.control
    assert 'aria-invalid="true"' in drawn.control


def test_a_placeholder_is_left_out_since_it_vanishes_on_typing():
    form = PlainForm()
    form.fields["born"].widget.attrs["placeholder"] = "Born"

    assert "placeholder" not in fields.drawn(form["born"]).control


@pytest.mark.parametrize(
    ("name", "layout"),
    [("note", "control"), ("size", "group"), ("extras", "group"), ("is_urgent", "tick")],
)
def test_every_kind_of_widget_has_its_layout(name, layout):
    assert fields.drawn(ExampleForm()[name]).layout == layout


def test_a_hidden_field_is_drawn_without_a_label(render):
    html = render("{% field form.secret %}", form=PlainForm())

    assert 'type="hidden"' in html
    assert "<label" not in html


def test_a_group_has_a_legend_and_a_label_for_each_choice(render):
    html = render("{% field form.size %}", form=ExampleForm(initial={"size": "l"}))

    assert "<legend" in html
    assert html.count("<label") == 2
    assert 'value="l" checked' in html


def test_the_error_summary_links_to_each_wrong_field(render):
    html = render("{% error_summary form %}", form=PlainForm({"secret": "x"}))

    assert 'href="#id_born"' in html
    assert 'role="alert"' in html


def test_a_form_without_errors_has_no_summary(render):
    assert render("{% error_summary form %}", form=PlainForm()).strip() == ""
