"""Every component and filter of the pages: `{% load ui %}`.

Each component is one template `ui/_name.html`; the gallery page shows all of them in all
variants. Texts come in already translated: `{% button _("Save") %}`.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tovholder.ui import fields, formats, listing
from tovholder.ui.charts.figure import Figure
from tovholder.ui.parts import TONE_ICONS, Event, Fact, Link, Step, Tone

register = template.Library()

for written in (
    formats.date_long,
    formats.date_short,
    formats.time_short,
    formats.precise_date,
    formats.number,
    formats.share,
    formats.dkk,
    formats.duration,
    formats.days_from,
    formats.age,
):
    register.filter(written.__name__, written)

Context = dict[str, Any]


@lru_cache
def _static(path: str) -> str:
    """Return the address of a fetched file, or "" where it has not been fetched."""
    if settings.DEBUG and not finders.find(path):
        return ""
    try:
        return staticfiles_storage.url(path)
    except ValueError:  # the manifest does not list it
        return ""


@register.simple_tag
def design_system() -> SafeString:
    """Return the link to the design system's style sheet, or nothing where it is missing."""
    address = _static("dkfds/css/dkfds.min.css")
    return format_html('<link rel="stylesheet" href="{}">', address) if address else SafeString()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon of the design system; decoration only, hidden from screen readers.

    Args:
        name: The icon's name in DKFDS, such as "search"; "" gives nothing.
    """
    address = _static("dkfds/img/all-svg-icons.svg") if name else ""
    if not address:
        return SafeString()
    return format_html(
        '<svg class="icon-svg" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        address,
        name,
    )


@register.inclusion_tag("ui/_button.html")
def button(text: str, url: str = "", **options: str) -> Context:
    """Draw a button, or a link that looks like one when there is an address.

    Args:
        text: What it does, as a verb.
        url: Where the link goes; without it the button submits its form.
        options: `variant` primary (default), secondary, tertiary or warning; `icon`; `about`:
            what it is about, read by screen readers only ("Edit" + "the contract"); `name`,
            `value` and `form` of a submit button.
    """
    return {"text": text, "url": url, "variant": "primary", **options}


@register.simple_tag
def badge(text: str, tone: str = Tone.NEUTRAL) -> SafeString:
    """Draw a state as a word on a tint, with the icon of its tone.

    Put together here and not in a template: a list has a hundred of them, and this is 5 ms less.

    Args:
        text: The state in words.
        tone: One of `Tone`: neutral, info, success, warning, error, muted.
    """
    mark = icon(TONE_ICONS[Tone(tone)])
    return format_html('<span class="badge state-{}">{}{}</span>', tone, mark, text)


@register.inclusion_tag("ui/_message.html")
def message(text: str, tone: str = Tone.INFO, heading: str = "") -> Context:
    """Draw a message in a box.

    Args:
        text: One or two sentences.
        tone: info, success, warning or error; another tone is drawn as info. Warnings and
            errors are read aloud at once.
        heading: A short heading above the text.
    """
    known = tone if tone in {"info", "success", "warning", "error"} else "info"
    return {"text": text, "tone": known, "heading": heading}


@register.inclusion_tag("ui/_empty_state.html")
def empty_state(title: str, text: str = "", url: str = "", action: str = "") -> Context:
    """Draw what stands where a list would be, and what to do about it.

    Args:
        title: What is not there.
        text: Why, or how it gets there.
        url: Where the action's link goes.
        action: The text of that link.
    """
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField, size: str = "", hide_optional: bool = False) -> Context:
    """Draw a form field: label, hint, error and control, tied together for screen readers.

    Args:
        bound: A field of a form; every kind of widget. Dates get the browser's date field.
        size: Width of the control: "" (its kind's own), short, medium or full.
        hide_optional: Do not write "(optional)" behind the label, as in filters.
    """
    return {"field": fields.drawn(bound, size=size), "hide_optional": hide_optional}


@register.inclusion_tag("ui/_error_summary.html")
def error_summary(form: BaseForm) -> Context:
    """Draw the form's errors with links to their fields; nothing when there are none.

    Args:
        form: A form; each of its errors is listed, those of no single field first.
    """
    wrong = [(fields.drawn(bound), error) for bound in form for error in bound.errors]
    return {"form": form, "wrong": wrong, "general": form.non_field_errors()}


@register.inclusion_tag("ui/_form_fields.html")
def form_fields(form: BaseForm) -> Context:
    """Draw the error summary and every field of a form, in the form's order.

    Args:
        form: A form; the `<form>`, the token and the buttons are the page's own.
    """
    return {"form": form}


@register.simple_block_tag
def table(content: str, caption: str, **options: str) -> SafeString:
    """Draw a table around its rows: caption, and a frame that scrolls on a phone.

    Args:
        content: `<thead>` and `<tbody>`.
        caption: What the table shows.
        options: `id`; `hide_caption` for screen readers only, where a heading says the same;
            `density` "compact" (default) or "roomy".
    """
    context = {"content": content, "caption": caption, "density": "compact", **options}
    return render_to_string("ui/_table.html", context)


@register.inclusion_tag("ui/_sort_link.html", takes_context=True)
def sort_link(context: Context, column: str, text: str, **options: str) -> Context:
    """Draw a column heading that sorts, with `aria-sort`; other parameters stay.

    Args:
        context: The page's context; reads the request's `sort` parameter ("name", "-name").
        column: The column's code in the address.
        text: The heading.
        options: `sort`: the order in force, where the page has a default; `is_number`: align
            to the end; `is_wide`: leave the column out on a phone.
    """
    query = _query(context)
    direction = listing.sort_direction(options.get("sort") or query.get("sort", ""), column)
    following = f"-{column}" if direction == "ascending" else column
    url = listing.with_query(query, sort=following, page=None)
    return {"text": text, "direction": direction, "url": url, **options}


@register.inclusion_tag("ui/_pagination.html", takes_context=True)
def pagination(context: Context, page: int, pages: int) -> Context:
    """Draw links to the pages of a list; nothing when there is only one.

    Args:
        context: The page's context; the other parameters of the address stay.
        page: The page shown, from 1.
        pages: How many there are.
    """
    query = _query(context)
    links = [
        (number, listing.with_query(query, page=number) if number else "")
        for number in listing.page_window(page, pages)
    ]
    return {
        "page": page,
        "pages": pages,
        "links": links,
        "previous": listing.with_query(query, page=page - 1) if page > 1 else "",
        "next": listing.with_query(query, page=page + 1) if page < pages else "",
    }


@register.inclusion_tag("ui/_breadcrumb.html")
def breadcrumb(links: Sequence[Link]) -> Context:
    """Draw the way from the front page to this one.

    Args:
        links: `Link`s, the last of them current.
    """
    return {"links": links}


@register.inclusion_tag("ui/_tabs.html")
def tabs(links: Sequence[Link], label: str) -> Context:
    """Draw links between the views of one thing.

    Args:
        links: `Link`s, one of them current.
        label: What the tabs choose between, for screen readers.
    """
    return {"links": links, "label": label}


@register.inclusion_tag("ui/_filters.html", takes_context=True)
def filters(context: Context, form: BaseForm, method: str = "get") -> Context:
    """Draw a filter form, and a chip for each filter in use.

    Args:
        context: The page's context; the order in force is kept.
        form: A form bound to the filters in force.
        method: "get": filters stand in the address, and a chip is a link that takes its filter
            away. "post" where a filter may hold personal data, such as a name: the page keeps
            them elsewhere, and a chip is a button `remove=<field>`.
    """
    query = _query(context)
    return {
        "form": form,
        "method": method,
        "chips": listing.chips(form, query),
        "sort": query.get("sort", ""),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("ui/_facts.html")
def facts(items: Sequence[Fact]) -> Context:
    """Draw a definition list.

    Args:
        items: `Fact`s; an empty one is written as not known, a hidden one as hidden.
    """
    return {"items": items}


@register.inclusion_tag("ui/_events.html")
def events(items: Sequence[Event]) -> Context:
    """Draw dated events below each other.

    Args:
        items: `Event`s in the order to be shown.
    """
    return {"items": items}


@register.inclusion_tag("ui/_progress.html")
def progress(steps: Sequence[Step], label: str) -> Context:
    """Draw the steps of a longer task and how far it has come.

    Args:
        steps: `Step`s, each done, current, todo or error.
        label: What the steps lead to, for screen readers.
    """
    return {"steps": steps, "label": label}


@register.inclusion_tag("ui/_chart.html")
def chart(figure: Figure) -> Context:
    """Draw a chart in its frame: heading, picture, its numbers as a table, source.

    Args:
        figure: What a module of `ui.charts` returns.
    """
    return figure.context()


@register.inclusion_tag("ui/_confirm.html", takes_context=True)
def confirm(context: Context, question: str, **options: Any) -> Context:
    """Draw the form of a page that asks before something is done.

    Args:
        context: The page's context, for the form's token.
        question: What will happen, as a question.
        options: `consequences`: sentences on what follows; `form`: fields to fill in first;
            `action`: the button's text; `tone` "warning" for what cannot be undone; `back_url`.
    """
    return {"question": question, "csrf_token": context.get("csrf_token"), **options}


@register.simple_block_tag
def help_panel(content: str) -> SafeString:
    """Draw the page's help, closed at first; nothing when the page has none.

    Args:
        content: Paragraphs.
    """
    filled = SafeString(content.strip())  # a rendered block; stripping alone forgets that
    return render_to_string("ui/_help.html", {"content": filled}) if filled else SafeString()


@register.filter
def item(mapping: Mapping[str, object], key: str) -> object:
    """Return the entry of a mapping under a key that is itself a variable."""
    return mapping.get(key, "")


def _query(context: Context) -> QueryDict:
    """Return the parameters of the page's address; none outside a request."""
    request = context.get("request")
    return request.GET if isinstance(request, HttpRequest) else QueryDict()
