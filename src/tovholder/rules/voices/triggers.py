"""What makes a day of the definition language come, in the events of a case."""

import itertools
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import date

from tovholder.engine.language import RulePack
from tovholder.engine.language.days import (
    At,
    Birthday,
    DayExpression,
    DayOf,
    FirstOf,
    LastOf,
    Later,
    RollingSum,
    Spell,
)
from tovholder.engine.language.expectations import kinds_asked
from tovholder.rules.voices.elements import Fragment, child, element, on_file, on_item
from tovholder.rules.voices.lengths import amount_on

Way = list[ET.Element]
"""What must have happened together."""


@dataclass(frozen=True)
class Setting:
    """What an export is made from: the rules, the day of their numbers, the language of texts."""

    pack: RulePack
    on: date
    language: str


def ways(expression: DayExpression, name: str, plan: Fragment, setting: Setting) -> list[Way]:
    """Return the ways in which a day can come; timers and events they need go into the plan.

    Args:
        expression: The day.
        name: What the names of new elements begin with.
        plan: Where they are added.
        setting: For the numbers and words.
    """
    match expression:
        case FirstOf(parts):
            return [way for part in parts for way in ways(part, name, plan, setting)]
        case LastOf(parts):
            found = [ways(part, name, plan, setting) for part in parts]
            return [list(itertools.chain(*each)) for each in itertools.product(*found)]
        case Later():
            return [_later(expression, name, plan, setting)]
        case Birthday():
            return [_birthday(expression, name, plan, setting)]
        case Spell(condition=condition):
            kinds = dict.fromkeys(kind.id for kind in kinds_asked(condition))
            return [[on_file(kind, event)] for kind in kinds for event in ("create", "update")]
        case DayOf(kind=kind) | RollingSum(kind=kind):
            at_end = isinstance(expression, DayOf) and expression.at is At.END
            return [[on_file(kind.id, "update" if at_end else "create")]]


def _later(moved: Later, name: str, plan: Fragment, setting: Setting) -> Way:
    """Return a timer that starts when the inner day has come."""
    begun = f"{name}-begun-{len(plan.definitions)}"
    item = plan.place(element("milestone", id=begun, name=moved.day.describe(setting.language)))
    for number, way in enumerate(ways(moved.day, begun, plan, setting), start=1):
        child(item, "entryCriterion", sentryRef=plan.sentry(f"{begun}-on-{number}", way))
    timer = element("timerEventListener", id=f"{begun}-later")
    if length := amount_on(moved.length, setting.pack, setting.on):
        child(timer, "timerExpression", str(length))
    start = child(timer, "planItemStartTrigger", sourceRef=item.attrib["id"])
    child(start, "standardEvent", "occur")
    return [on_item(plan.place(timer).attrib["id"], "occur")]


def _birthday(birthday: Birthday, name: str, plan: Fragment, setting: Setting) -> Way:
    event = element(
        "userEventListener",
        id=f"{name}-birthday-{birthday.years}",
        name=birthday.describe(setting.language),
    )
    return [on_item(plan.place(event).attrib["id"], "occur")]
