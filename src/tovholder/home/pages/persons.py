"""The pages on which a person is taken in and the particulars are corrected."""

from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.urls import reverse

from tovholder.access.scopes import Scope
from tovholder.home.forms.persons import NewPersonForm, ParticularsCorrectionForm, may_be_recorded
from tovholder.home.pages.person import person_name
from tovholder.people import queries
from tovholder.people.facts import Fact, NewEpisode, NewPerson
from tovholder.people.labels import Hidden
from tovholder.people.queries import PeopleFilter, PersonDetail
from tovholder.ui.parts import Link

MOST_SIMILAR = 20
NEWCOMER = "newcomer"


@dataclass(frozen=True)
class PersonFormPage:
    """The form for somebody new; `namesakes` are similar persons to look at first."""

    form: Form
    namesakes: tuple[Link, ...]
    back_url: str


@dataclass(frozen=True)
class ParticularsPage:
    """The form that corrects who somebody is."""

    name: str
    form: Form
    person_url: str


def namesakes(scope: Scope, form: NewPersonForm, *, today: date) -> tuple[Link, ...]:
    """Return persons in reach with a similar name and the same birth date."""
    typed = form.cleaned_data
    text = f"{typed['given_name']} {typed['family_name']}"
    found = queries.list_people(
        scope, filters=PeopleFilter(text=text), per_page=MOST_SIMILAR, today=today
    )
    return tuple(
        Link(str(row.name), reverse("home_person_show", args=[row.key]))
        for row in found.rows
        if row.birth_date == typed["birth_date"].day
    )


def new_person_facts(form: NewPersonForm) -> list[Fact]:
    """Return the person, the take-over and the residence basis as the door takes them."""
    start: date = form.cleaned_data["taken_over"]
    attributes = {name: content for name, content in form.attributes().items() if content}
    return [
        NewPerson(NEWCOMER, attributes),
        NewEpisode(NEWCOMER, "responsibility", "taken_over", start),
        NewEpisode(NEWCOMER, "residence_basis", form.cleaned_data["residence_basis"], start),
    ]


def recorded_particulars(detail: PersonDetail) -> dict[str, str]:
    """Return the attributes that the reader sees and may correct, as they are kept."""
    return {
        line.name: line.value
        for line in detail.attributes
        if not isinstance(line.value, Hidden) and may_be_recorded(detail.pack.attributes[line.name])
    }


def particulars_page(detail: PersonDetail, form: ParticularsCorrectionForm) -> ParticularsPage:
    """Return the page of a correction."""
    url = reverse("home_person_show", args=[detail.key])
    return ParticularsPage(person_name(detail.name), form, url)
