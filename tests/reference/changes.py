"""`next_change_on`: until then, with nothing new recorded, the standing stays as it is."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tests.reference.combining import ABSENT, numbered
from tovholder.engine.history import History
from tovholder.engine.language import RulePack
from tovholder.engine.person import Standing, evaluate

HORIZON = timedelta(days=400)


def broken_promises(rules: RulePack, history: History, on: date, ahead: Sequence[int]) -> list[str]:
    """Where a standing is another on a day before its `next_change_on`.

    Args:
        ahead: Days after `on` to look at, and beside them always the last day before the change.
    """
    now = numbered(evaluate(history, rules, on=on))
    days = {on + timedelta(days=days) for days in ahead}
    days |= {
        each.next_change_on - timedelta(days=1) for each in now.values() if each.next_change_on
    }
    found = []
    for day in sorted(day for day in days if on < day < on + HORIZON):
        then = numbered(evaluate(history, rules, on=day))
        for key, standing in now.items():
            if standing.next_change_on is None or day < standing.next_change_on:
                found += _changed(key, standing, then, day)
    return found


def _changed(key: tuple, standing: Standing, then: Mapping, day: date) -> list[str]:
    later = then.get(key)
    before, after = _said(standing), _said(later) if later else (ABSENT,)
    if before == after or (before[0] == after[0] == ABSENT):
        return []
    return [f"{key}: {before} until {standing.next_change_on}, but on {day} {after}"]


def _said(standing: Standing) -> tuple:
    dates = (standing.due_date, standing.aim_date, standing.met_date)
    return str(standing.state), *(str(day) if day else None for day in dates)
