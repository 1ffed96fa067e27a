"""The numbers that the invented municipality sets itself, where our sources do not say them."""

from datetime import date

from tovholder.access.scopes import entered
from tovholder.demo.places import HOME
from tovholder.demo.writing import moment, scope_of
from tovholder.people.actions import set_local_value
from tovholder.people.local_values import NewLocalValue

PLAN = "Rævlinge Kommunes beskæftigelsesplan (opfundet, som resten af kommunen)."
READING = (
    "Rævlinge Kommunes egen læsning, indtil kilden er fundet (opfundet, som resten af kommunen)."
)
OWN = (
    NewLocalValue("company_effort_gap", date(2016, 7, 1), "P3M", PLAN),
    NewLocalValue("danish_test_grant_window", date(2007, 1, 1), "P5Y", READING),
    NewLocalValue("job_grant_unbroken", date(2024, 1, 1), "P6M", READING),
    NewLocalValue("job_grant_weekly_minutes", date(2024, 1, 1), "1200", READING),
)
"""Between two offers; and what a municipality may go on as if the law still said. None is law."""


def set_own_numbers(day: date) -> None:
    """Set them; the neighbour leaves them open.

    Args:
        day: When they are set.
    """
    scope = scope_of(HOME.code, day)
    with entered(scope):
        for number in OWN:
            set_local_value(number, by=scope, at=moment(day))
