"""Fills an empty database with an invented municipality, all of it or nothing."""

from dataclasses import asdict
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from tovholder.access.actions import Trace, append_entry
from tovholder.access.models import LogEntry, Municipality
from tovholder.access.scopes import entered
from tovholder.demo import colleagues, lives, places
from tovholder.demo.approving import approve_first_pack
from tovholder.demo.numbers import set_own_numbers
from tovholder.demo.places import HOME, TOWNS
from tovholder.demo.towns import Filling, told
from tovholder.demo.writing import Scribe, moment, scope_of
from tovholder.people.actions import move_standings

FILLED = "demo_fill"
APPROVED_BEFORE = timedelta(days=14)


def ensure_filled(*, today: date, seed: int, small: bool) -> str:
    """Fill the demo unless that was done before, and move every standing to a day.

    Safe to run twice: nothing is added to a demo that is there.

    Returns:
        What to print: who can sign in, and where the demo is not the one asked for, how to get it.
    """
    wanted = Filling(today, seed, small)
    is_new = not Municipality.objects.filter(code=HOME.code).exists()
    if is_new:
        fill(wanted)
    for town in TOWNS:
        move_standings(scope_of(town.code, today), today=today)
    notice = "" if is_new else _notice(wanted)
    return notice + places.sign_ins()


@transaction.atomic
def fill(filling: Filling) -> None:
    """Make the municipalities, their colleagues and everything told about their newcomers."""
    first_day = filling.today - lives.TEN_YEARS - timedelta(days=60)
    users = colleagues.set_up(first_day)
    set_own_numbers(first_day)
    for code, of_town in told(filling).items():
        scribe = Scribe(code, filling.today)
        scribe.write(of_town.entries)
        scribe.lay(of_town.held, users=users)
    approve_first_pack(users, day=filling.today - APPROVED_BEFORE)
    _log(filling)


def _log(filling: Filling) -> None:
    """Keep in the log from what the demo was made."""
    scope = scope_of(HOME.code, filling.today)
    detail = asdict(filling) | {"today": filling.today.isoformat()}
    with entered(scope):
        trace = Trace(what=FILLED, action=LogEntry.Action.WRITE, detail=detail)
        append_entry(trace, by=scope, at=moment(filling.today))


def _notice(wanted: Filling) -> str:
    """Return a warning when the demo there is was made from something else."""
    scope = scope_of(HOME.code, wanted.today)
    with entered(scope):
        entry = LogEntry.objects.filter(municipality_id=HOME.code, what=FILLED).latest("id")
    made = entry.detail
    if (made["seed"], made["is_small"]) == (wanted.seed, wanted.is_small):
        return f"Using the demo filled on {made['today']}, as it stands on {wanted.today}.\n"
    return (
        f"Using the demo filled on {made['today']} with seed {made['seed']}"
        f"{', small' if made['is_small'] else ''}; for another one delete {settings.VAR} first.\n"
    )
