"""The structure of CMMN 1.1 as far as an export uses it: what holds what, and who names whom."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

NAMESPACE = "{http://www.omg.org/spec/CMMN/20151109/MODEL}"
DEFINITIONS = {"stage", "humanTask", "milestone", "timerEventListener", "userEventListener"}
ON_PARTS = {"planItemOnPart", "caseFileItemOnPart"}
STARTS = {"planItemStartTrigger", "caseFileItemStartTrigger"}

MANY = None
TEXTS = ({"documentation"}, MANY)
STAGE = (({"planItem"}, MANY), ({"sentry"}, MANY), (DEFINITIONS, MANY), ({"exitCriterion"}, MANY))
CHILDREN = {
    "definitions": (({"caseFileItemDefinition"}, MANY), ({"case"}, MANY)),
    "caseFileItemDefinition": (TEXTS, ({"property"}, MANY)),
    "case": (TEXTS, ({"caseFileModel"}, 1), ({"casePlanModel"}, 1), ({"caseRoles"}, 1)),
    "caseFileModel": (TEXTS, ({"caseFileItem"}, MANY)),
    "caseRoles": (TEXTS, ({"role"}, MANY)),
    "casePlanModel": (TEXTS, *STAGE),
    "stage": (TEXTS, *STAGE),
    "planItem": (({"itemControl"}, 1), ({"entryCriterion"}, MANY), ({"exitCriterion"}, MANY)),
    "itemControl": (({"repetitionRule"}, 1), ({"requiredRule"}, 1)),
    "repetitionRule": (({"condition"}, 1),),
    "sentry": ((ON_PARTS, MANY), ({"ifPart"}, 1)),
    "ifPart": (({"condition"}, 1),),
    "planItemOnPart": (({"standardEvent"}, 1),),
    "caseFileItemOnPart": (({"standardEvent"}, 1),),
    "planItemStartTrigger": (({"standardEvent"}, 1),),
    "timerEventListener": (({"timerExpression"}, 1), (STARTS, 1)),
}
"""Children in the order of the schema, each group with how many there may be."""

ATTRIBUTES = {
    "definitions": {"id", "name", "targetNamespace", "expressionLanguage", "exporter",
                    "exporterVersion"},
    "caseFileItemDefinition": {"id", "name"},
    "property": {"id", "name", "type"},
    "case": {"id", "name"},
    "caseFileModel": {"id"},
    "caseFileItem": {"id", "name", "multiplicity", "definitionRef"},
    "caseRoles": {"id"},
    "role": {"id", "name"},
    "casePlanModel": {"id", "name"},
    "stage": {"id", "name", "autoComplete"},
    "planItem": {"id", "definitionRef"},
    "sentry": {"id"},
    "entryCriterion": {"id", "sentryRef"},
    "exitCriterion": {"id", "sentryRef"},
    "planItemOnPart": {"sourceRef"},
    "caseFileItemOnPart": {"sourceRef"},
    "planItemStartTrigger": {"sourceRef"},
    "humanTask": {"id", "name", "performerRef"},
    "milestone": {"id", "name"},
    "timerEventListener": {"id", "name"},
    "userEventListener": {"id", "name", "authorizedRoleRefs"},
    "documentation": {"textFormat"},
}  # fmt: skip
REFERENCES = {
    ("planItem", "definitionRef"): DEFINITIONS,
    ("entryCriterion", "sentryRef"): {"sentry"},
    ("exitCriterion", "sentryRef"): {"sentry"},
    ("planItemOnPart", "sourceRef"): {"planItem"},
    ("planItemStartTrigger", "sourceRef"): {"planItem"},
    ("caseFileItemOnPart", "sourceRef"): {"caseFileItem"},
    ("caseFileItem", "definitionRef"): {"caseFileItemDefinition"},
    ("humanTask", "performerRef"): {"role"},
    ("userEventListener", "authorizedRoleRefs"): {"role"},
}
EVENTS = {"planItemOnPart": {"occur"}, "planItemStartTrigger": {"occur"},
          "caseFileItemOnPart": {"create", "update"}}  # fmt: skip
"""Milestones, timers and told events occur; things of the case file are created and updated."""


def tag(element: ET.Element) -> str:
    return element.tag.removeprefix(NAMESPACE)


def problems(content: bytes) -> Iterator[str]:
    """Yield everything in an export that CMMN would not accept."""
    root = ET.fromstring(content)
    names = [each.attrib["id"] for each in root.iter() if "id" in each.attrib]
    yield from (f"the id {name} twice" for name in set(names) if names.count(name) > 1)
    tags = {each.attrib["id"]: tag(each) for each in root.iter() if "id" in each.attrib}
    for element in root.iter():
        yield from _wrong_children(element)
        unknown = set(element.attrib) - ATTRIBUTES.get(tag(element), set())
        yield from (f"{tag(element)} has no attribute {name}" for name in unknown)
        yield from _lost_references(element, tags)
        allowed = EVENTS.get(tag(element))
        event = element.findtext(f"{NAMESPACE}standardEvent")
        if allowed and event not in allowed:
            yield f"{tag(element)} waits for {event}"
    yield from _out_of_scope(root, frozenset())


def _wrong_children(element: ET.Element) -> Iterator[str]:
    rest = [tag(each) for each in element]
    for group, most in CHILDREN.get(tag(element), ()):
        count = 0
        while rest and rest[0] in group and (most is MANY or count < most):
            rest.pop(0)
            count += 1
    yield from (f"{each} cannot stand there in {tag(element)}" for each in rest)


def _lost_references(element: ET.Element, tags: dict[str, str]) -> Iterator[str]:
    for (owner, attribute), wanted in REFERENCES.items():
        if tag(element) == owner:
            for name in element.attrib.get(attribute, "").split():
                if tags.get(name) not in wanted:
                    yield f"{owner} names {name}, which is no {'/'.join(wanted)}"


def _out_of_scope(stage: ET.Element, around: frozenset[str]) -> Iterator[str]:
    """Yield names of sentries, definitions and plan items that the stage does not see."""
    own = {each.attrib["id"] for each in stage if "id" in each.attrib}
    for item in stage.iterfind(f"{NAMESPACE}planItem"):
        named = {item.attrib["definitionRef"]} | {
            each.attrib["sentryRef"] for each in item if "sentryRef" in each.attrib
        }
        yield from (f"{name} does not lie beside {item.attrib['id']}" for name in named - own)
    for part in stage.iterfind(f"{NAMESPACE}sentry/{NAMESPACE}planItemOnPart"):
        if part.attrib["sourceRef"] not in own | around:
            yield f"a sentry does not see {part.attrib['sourceRef']}"
    for inner in stage:
        yield from _out_of_scope(inner, around | own)
