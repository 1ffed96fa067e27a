"""A pathway as a model of a case: CMMN 1.1, the form of the Object Management Group.

Each expectation is a stage with a task, a milestone and timers. What CMMN cannot carry stands in
the file as documentation, and is returned as data: see `losses`.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tovholder.engine.language import Expectation, RulePack
from tovholder.engine.language.expectations import Version, kinds_asked, kinds_in
from tovholder.engine.language.kinds import Kind
from tovholder.rules.voices.elements import NAMESPACE, Fragment, child, documented
from tovholder.rules.voices.grammar import LANGUAGE_NAME
from tovholder.rules.voices.losses import ALWAYS, LOSSES, Loss, by_construct, losses_of
from tovholder.rules.voices.stages import add_stage
from tovholder.rules.voices.triggers import Setting

TARGET = "urn:tovholder:rules"
_PROPERTY = "http://www.omg.org/spec/CMMN/PropertyType/"
_TYPES = {
    "integer": "integer", "decimal": "decimal", "date": "date", "boolean": "boolean",
    "minutes_per_week": "integer", "amount_dkk": "decimal",
}  # fmt: skip


@dataclass(frozen=True)
class Export:
    """A pathway in another form, and what that form does not carry."""

    content: bytes
    losses: tuple[Loss, ...]


def as_cmmn(
    pack: RulePack, chosen: Sequence[str] = (), *, on: date | None = None, language: str = "en"
) -> Export:
    """Return expectations as a model of a case.

    Args:
        pack: The rules.
        chosen: Ids of expectations, in order; none chosen: all of the pack.
        on: The day whose versions and numbers are written, without it the newest ones; of an
            expectation without a version that day, the newest.
        language: Of names and texts.

    Raises:
        KeyError: There is no such expectation.
    """
    wanted = [pack.expectations[name] for name in chosen or pack.expectations]
    day = on or date.max
    picked = [(each, each.version_on(day) or each.newest) for each in wanted]
    losses = tuple(loss for each in picked for loss in losses_of(*each, pack))
    setting = Setting(pack, day, language)
    root = _root(setting)
    kinds = _kinds(picked)
    for kind in kinds:
        _file_item_definition(root, kind, language)
    case = child(root, "case", id="pathway", name=_title(setting))
    documented(case, _preface(on, losses))
    _case_file(case, kinds, language)
    _plan(case, picked, setting)
    _roles(case, wanted, setting)
    ET.indent(root)
    content = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return Export(content + b"\n", losses)


def _root(setting: Setting) -> ET.Element:
    root = ET.Element(f"{{{NAMESPACE}}}definitions")
    root.attrib |= {
        "id": "definitions",
        "name": _title(setting),
        "targetNamespace": TARGET,
        "expressionLanguage": LANGUAGE_NAME,
        "exporter": "Tovholder",
        "exporterVersion": setting.pack.hash,
    }
    return root


def _case_file(case: ET.Element, kinds: Iterable[Kind], language: str) -> None:
    """Write the facts as things of the case file, named without a prefix as the tools do."""
    files = child(case, "caseFileModel", id="file")
    for kind in kinds:
        child(
            files,
            "caseFileItem",
            id=f"file-{kind.id}",
            name=kind.label.text(language),
            multiplicity="ZeroOrMore",
            definitionRef=f"kind-{kind.id}",
        )


def _plan(
    case: ET.Element, picked: Iterable[tuple[Expectation, Version]], setting: Setting
) -> None:
    plan = child(case, "casePlanModel", id="plan", name=_title(setting))
    fragment = Fragment()
    for expectation, version in picked:
        add_stage(fragment, expectation, version, setting)
    fragment.write(plan)


def _roles(case: ET.Element, wanted: Iterable[Expectation], setting: Setting) -> None:
    """Write who owns a task, and who may waive one."""
    roles = child(case, "caseRoles", id="roles")
    named = {role for each in wanted for role in (each.owner, *each.waivable_by)}
    for role in sorted(named):
        label = setting.pack.owners.get(role)
        name = label.text(setting.language) if label else role
        child(roles, "role", id=f"role-{role}", name=name)


def _title(setting: Setting) -> str:
    title = setting.pack.title
    return title.text(setting.language) if title else "Tovholder"


def _kinds(picked: Iterable[tuple[Expectation, Version]]) -> list[Kind]:
    """Return the kinds that starts, evidence, stops and conditions read, each once, by id."""
    found: dict[str, Kind] = {}
    for expectation, version in picked:
        for part in (expectation.start, version.what, *expectation.stops):
            found |= {kind.id: kind for kind in kinds_in(part)}
        found |= {kind.id: kind for kind in kinds_asked(version.who)}
    return [found[name] for name in sorted(found)]


def _file_item_definition(root: ET.Element, kind: Kind, language: str) -> None:
    """Write a kind of fact as a thing of the case file, with its state, days and details."""
    item = child(
        root, "caseFileItemDefinition", id=f"kind-{kind.id}", name=kind.label.text(language)
    )
    documented(item, "States: " + ", ".join(kind.states))
    fixed = {"state": "string", "start": "date", "end": "date"}
    details = {name: _TYPES.get(detail.type, "string") for name, detail in kind.details.items()}
    for name, sort in {**details, **fixed}.items():
        child(item, "property", id=f"kind-{kind.id}-{name}", name=name, type=_PROPERTY + sort)


def _preface(on: date | None, losses: Sequence[Loss]) -> str:
    """Return what a reader of the file should know first: the day, and what is lost."""
    when = f"as they stand on {on}" if on else "in their newest version"
    lines = [f"Exported from Tovholder's rules {when}. This form does not carry:"]
    for name, losers in by_construct(losses).items():
        whose = "" if name in ALWAYS else f" ({', '.join(losers)})"
        lines.append(f"- {name}: {LOSSES[name]}{whose}")
    return "\n".join(lines)
