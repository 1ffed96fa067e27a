"""One expectation as a stage of a case: its entry, its exits, its task, milestones and timers."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from tovholder.engine.language import Expectation
from tovholder.engine.language.days import Birthday, DayExpression, Take, day_leaves
from tovholder.engine.language.expectations import Length, Version, Window, Within
from tovholder.engine.words import Label
from tovholder.rules.voices import grammar
from tovholder.rules.voices.elements import Fragment, child, documented, element, on_item
from tovholder.rules.voices.lengths import amount_on
from tovholder.rules.voices.losses import ALWAYS, losses_of
from tovholder.rules.voices.triggers import Setting, ways

_MET = Label("Sket", "Done")
_LATE = Label("Sidste dag er passeret", "The last day has passed")
_DUE = Label("Sidste dag", "The last day")
_AIM = Label("Målet", "The aim")
_AIM_PASSED = Label("Målet er passeret", "The aim has passed")
_AFTER = Label("Kan tælle fra nu af", "May count from now on")
_WAIVED = Label("Fraveget", "Waived")


def add_stage(plan: Fragment, expectation: Expectation, version: Version, setting: Setting) -> None:
    """Add an expectation to the plan of a case: the stage, what opens it and what ends it."""
    name = expectation.id
    item = plan.place(_stage(expectation, version, setting))
    if repeats := _repeats(expectation, version):
        rule = child(child(item, "itemControl"), "repetitionRule")
        child(rule, "condition", grammar.as_text(repeats))
    asked: dict[str, object] = {"who": grammar.condition(version.who)}
    if version.while_:
        asked["while"] = grammar.condition(version.while_.predicate)
    asked["from"] = grammar.day(expectation.start)
    _add_criteria(
        item, "entryCriterion", f"opens-{name}", (expectation.start, asked), plan, setting
    )
    for number, stop in enumerate(expectation.stops, start=1):
        asked = {"stops": grammar.day(stop)}
        _add_criteria(item, "exitCriterion", f"stops-{name}-{number}", (stop, asked), plan, setting)
    if expectation.waivable_by:
        _add_waiver(item, expectation, plan, setting)


def _add_criteria(
    item: ET.Element,
    tag: str,
    name: str,
    asked: tuple[DayExpression, Mapping[str, object]],
    plan: Fragment,
    setting: Setting,
) -> None:
    """Add one criterion to a plan item for each way in which a day can come."""
    expression, condition = asked
    for number, way in enumerate(ways(expression, name, plan, setting), start=1):
        sentry = plan.sentry(f"{name}-way-{number}", way, grammar.as_text(condition))
        child(item, tag, id=f"at-{sentry}", sentryRef=sentry)


def _add_waiver(
    item: ET.Element, expectation: Expectation, plan: Fragment, setting: Setting
) -> None:
    """Add the event by which somebody decides not to ask for it, and the exit that it opens."""
    name = f"waived-{expectation.id}"
    listener = element(
        "userEventListener",
        id=name,
        name=_WAIVED.text(setting.language),
        authorizedRoleRefs=" ".join(f"role-{role}" for role in expectation.waivable_by),
    )
    waived = plan.place(listener).attrib["id"]
    sentry = plan.sentry(f"{name}-told", [on_item(waived, "occur")])
    child(item, "exitCriterion", id=f"at-{sentry}", sentryRef=sentry)


def _stage(expectation: Expectation, version: Version, setting: Setting) -> ET.Element:
    """Return the stage: a task that ends when what is asked for has happened, and its timers."""
    name, inside = expectation.id, Fragment()
    title = expectation.title.text(setting.language)
    stage = element("stage", id=f"stage-{name}", name=title, autoComplete="true")
    documented(stage, *_texts(expectation, version, setting))
    task = inside.place(
        element(
            "humanTask",
            id=f"task-{name}",
            name=title,
            performerRef=f"role-{expectation.owner}",
        )
    )
    child(child(task, "itemControl"), "requiredRule")
    met = inside.place(element("milestone", id=f"met-{name}", name=_MET.text(setting.language)))
    asked = {"what": grammar.day(version.what), **_counted(version)}
    _add_criteria(met, "entryCriterion", f"meets-{name}", (version.what, asked), inside, setting)
    match version.within:
        case Within(at_latest, aim):
            _add_timer(inside, f"due-{name}", at_latest, (_DUE, _LATE), setting)
            _add_timer(inside, f"aim-{name}", aim, (_AIM, _AIM_PASSED), setting)
        case Window(after, until):
            opens = _add_timer(inside, f"after-{name}", after, (_AFTER, _AFTER), setting)
            _add_timer(inside, f"due-{name}", until, (_DUE, _LATE), setting)
            if opens:
                sentry = inside.sentry(f"begins-{name}", [on_item(opens, "occur")])
                child(task, "entryCriterion", id=f"at-{sentry}", sentryRef=sentry)
    sentry = inside.sentry(f"ends-{name}", [on_item(met.attrib["id"], "occur")])
    child(task, "exitCriterion", id=f"at-{sentry}", sentryRef=sentry)
    inside.write(stage)
    return stage


def _add_timer(
    inside: Fragment, name: str, length: Length | None, words: tuple[Label, Label], setting: Setting
) -> str:
    """Add a timer that runs from the opening of the stage, and the milestone when it is out.

    Returns:
        The plan item of the milestone; "" where there is no number.
    """
    lasts = amount_on(length, setting.pack, setting.on)
    if lasts is None:
        return ""
    running, out = (each.text(setting.language) for each in words)
    timer = element("timerEventListener", id=name, name=running)
    child(timer, "timerExpression", str(lasts))
    sentry = inside.sentry(f"{name}-out", [on_item(inside.place(timer).attrib["id"], "occur")])
    milestone = inside.place(element("milestone", id=f"{name}-passed", name=out))
    child(milestone, "entryCriterion", id=f"at-{sentry}", sentryRef=sentry)
    return milestone.attrib["id"]


def _repeats(expectation: Expectation, version: Version) -> dict[str, object]:
    """Return why the stage may open more than once; nothing where it may not."""
    if version.repeat:
        every = grammar.length(version.repeat.every)
        return {"repeat": {"every": every, "from": version.repeat.origin.value}}
    leaves = day_leaves(expectation.start)
    takes = (leaf.take for leaf in leaves if not isinstance(leaf, Birthday))
    return {"take": "each"} if Take.EACH in takes else {}


def _counted(version: Version) -> dict[str, object]:
    """Return what is asked of the facts together, where it is more than one fact."""
    count = version.count
    if count.at_least == 1 and count.spread is None:
        return {}
    spread = {"spread": grammar.length(count.spread)} if count.spread else {}
    return {"count": {"at_least": grammar.number(count.at_least), **spread}}


def _texts(expectation: Expectation, version: Version, setting: Setting) -> list[str]:
    """Return what stands as documentation: for the citizen, the law, the checklist, the losses."""
    law, language = version.law, setting.language
    until = f"until {version.valid_until}" if version.valid_until else "until further notice"
    steps = [setting.pack.checklists[each].text(language) for each in version.checklist]
    lost = [loss.text for loss in losses_of(expectation, version, setting.pack)
            if loss.construct not in ALWAYS]  # fmt: skip
    return [
        version.citizen.text(language) if version.citizen else "",
        f"{expectation.kind.value} by {law.ref}, valid from {version.valid_from} {until}. "
        f"Source: {law.source} ({law.confidence}).",
        version.note.text(language) if version.note else "",
        "\n".join(["Checklist:", *(f"- {step}" for step in steps)]) if steps else "",
        "\n".join(
            ["Not carried, beside what no expectation keeps:", *(f"- {text}" for text in lost)]
        )
        if lost
        else "",
    ]
