"""The set-up as an administrator reads it: departments, partners and colleagues."""

from collections.abc import Iterable
from dataclasses import dataclass

from tovholder.access import context, queries
from tovholder.access.models import Membership, Organisation
from tovholder.home.forms.logs import ListSearchForm
from tovholder.ui.formats import joined


@dataclass(frozen=True)
class ListedOrganisation:
    """A department or partner."""

    name: str
    code: str
    kind: str
    categories: str
    is_coordinating: bool


@dataclass(frozen=True)
class OrganisationsPage:
    """All departments and partners of the municipality that the search finds."""

    rows: tuple[ListedOrganisation, ...]
    search: ListSearchForm


@dataclass(frozen=True)
class ListedColleague:
    """A colleague with one role; somebody with two roles has two lines."""

    name: str
    email: str
    role: str
    organisation: str


@dataclass(frozen=True)
class ColleaguesPage:
    """All roles in the municipality today that the search finds."""

    rows: tuple[ListedColleague, ...]
    search: ListSearchForm


def organisations_page(found: Iterable[Organisation], search: ListSearchForm) -> OrganisationsPage:
    """Return the departments and partners whose name or code holds the word searched for."""
    word = search.chosen()
    rows = [
        ListedOrganisation(
            name=context.name_of(each),
            code=each.code,
            kind=each.get_kind_display(),
            categories=joined([queries.category_label(one) for one in each.categories]),
            is_coordinating=each.is_coordinating,
        )
        for each in found
    ]
    return OrganisationsPage(
        tuple(row for row in rows if word in f"{row.name} {row.code}".lower()), search
    )


def colleagues_page(found: Iterable[Membership], search: ListSearchForm) -> ColleaguesPage:
    """Return the roles whose holder, address or department holds the word searched for."""
    word = search.chosen()
    rows = [
        ListedColleague(
            name=each.user.full_name,
            email=each.user.email,
            role=each.get_role_display(),
            organisation=context.name_of(each.organisation),
        )
        for each in found
    ]
    return ColleaguesPage(
        tuple(row for row in rows if word in f"{row.name} {row.email} {row.organisation}".lower()),
        search,
    )
