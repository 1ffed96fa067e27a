"""Choices of a field that are known only when the form is made."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms


def choose(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a choice field of a form its choices."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)
