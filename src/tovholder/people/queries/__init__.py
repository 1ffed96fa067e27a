"""Every read of this room, for a scope; the modules are named by what they return."""

from tovholder.people.queries.details import (
    HistoryDetail,
    PersonDetail,
    history_detail,
    names_of,
    person_detail,
)
from tovholder.people.queries.filters import PeopleFilter
from tovholder.people.queries.histories import history_of
from tovholder.people.queries.lists import PeoplePage, PersonRow, list_people
from tovholder.people.queries.packs import local_kinds, pack_for
from tovholder.people.queries.standings import ProofDetail, proof_for

__all__ = [
    "HistoryDetail",
    "PeopleFilter",
    "PeoplePage",
    "PersonDetail",
    "PersonRow",
    "ProofDetail",
    "history_detail",
    "history_of",
    "list_people",
    "local_kinds",
    "names_of",
    "pack_for",
    "person_detail",
    "proof_for",
]
