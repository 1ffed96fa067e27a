"""What the door refused, shown at the fields of a form."""

from django.forms import Form

from tovholder.home.forms.details import PREFIX
from tovholder.people.problems import FactsRefusedError


def show_refusal(form: Form, refused: FactsRefusedError) -> None:
    """Add each reason to its field; one about something the form does not ask for to the top."""
    for problem in refused.problems:
        words = [part for part in (problem.accepted, problem.way_out) if part]
        form.add_error(field_of(form, problem.field), ": ".join(words))


def field_of(form: Form, name: str) -> str | None:
    """Return the form's name of a field that the door or a kind names, None if unknown."""
    return next((known for known in (name, f"{PREFIX}{name}") if known in form.fields), None)
