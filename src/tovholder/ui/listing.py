"""Addresses of lists: sorted, filtered, paged, each as a link that keeps the rest."""

from dataclasses import dataclass
from datetime import date

from django.forms import BaseForm, ModelChoiceField
from django.forms.boundfield import BoundField
from django.http import QueryDict

from tovholder.ui import formats

GAP = 0


@dataclass(frozen=True)
class Chip:
    """A filter that is in use, and how to take it away."""

    field: str
    text: str
    url: str


def with_query(query: QueryDict, **changes: str | int | None) -> str:
    """Return the query string with some parameters set, or taken away by None.

    >>> with_query(QueryDict("sort=name&page=3"), sort="-name", page=None)
    '?sort=-name'
    """
    changed = query.copy()
    for name, setting in changes.items():
        changed.pop(name, None)
        if setting is not None:
            changed[name] = str(setting)
    return f"?{changed.urlencode()}"


def sort_direction(sort: str, column: str) -> str:
    """Return "ascending", "descending" or "none" for a column under `sort` ("name", "-name")."""
    return {column: "ascending", f"-{column}": "descending"}.get(sort, "none")


def page_window(page: int, pages: int) -> tuple[int, ...]:
    """Return the page numbers to show; `GAP` stands for those left out.

    >>> page_window(6, 20)
    (1, 0, 5, 6, 7, 0, 20)
    """
    near = {1, pages, *range(page - 1, page + 2)}
    if page <= 4:
        near |= set(range(1, 6))
    if page >= pages - 3:
        near |= set(range(pages - 4, pages + 1))
    shown: list[int] = []
    for number in sorted(each for each in near if 1 <= each <= pages):
        if shown and number - shown[-1] > 1:
            shown.append(number - 1 if number - shown[-1] == 2 else GAP)
        shown.append(number)
    return tuple(shown)


def chips(form: BaseForm, query: QueryDict) -> tuple[Chip, ...]:
    """Return the filters in use, from a bound form; a chip's link leaves the others in place."""
    if not form.is_bound or not form.is_valid():
        return ()
    return tuple(
        Chip(bound.name, _in_words(bound), _without(query, bound.html_name))
        for bound in form
        if form.cleaned_data.get(bound.name) and not bound.is_hidden
    )


def _without(query: QueryDict, name: str) -> str:
    return with_query(query, **{name: None, "page": None})


def _in_words(bound: BoundField) -> str:
    """Return "Label: what is chosen"; a tick box is its label alone."""
    chosen = bound.form.cleaned_data[bound.name]
    if chosen is True:
        return str(bound.label)
    labels = _labels(bound)
    each = chosen if isinstance(chosen, list | tuple) else [chosen]
    words = [labels.get(str(one)) or _plain(one) for one in each]
    return f"{bound.label}: {', '.join(words)}"


def _labels(bound: BoundField) -> dict[str, str]:
    """Return the label of each choice of the field, groups flattened."""
    if isinstance(bound.field, ModelChoiceField):
        return {}
    flat: dict[str, str] = {}
    for code, label in getattr(bound.field, "choices", ()):
        inner = label if isinstance(label, list | tuple) else [(code, label)]
        flat |= {str(each): str(text) for each, text in inner}
    return flat


def _plain(chosen: object) -> str:
    return formats.date_short(chosen) if isinstance(chosen, date) else str(chosen)
