"""Elements of a model of a case, under the names and in the order of CMMN 1.1."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass, field

NAMESPACE = "http://www.omg.org/spec/CMMN/20151109/MODEL"
ET.register_namespace("", NAMESPACE)


def element(tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Return an element of CMMN."""
    made = ET.Element(f"{{{NAMESPACE}}}{tag}", attributes)
    made.text = text or None
    return made


def child(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element to another one and return it."""
    made = element(tag, text, **attributes)
    parent.append(made)
    return made


def documented(parent: ET.Element, *texts: str) -> ET.Element:
    """Add texts as documentation, which comes first in every element; return the element."""
    for text in texts:
        if text:
            child(parent, "documentation", text, textFormat="text/plain")
    return parent


def on_item(item: str, event: str) -> ET.Element:
    """Return the part of a sentry that waits for something of the plan."""
    made = element("planItemOnPart", sourceRef=item)
    child(made, "standardEvent", event)
    return made


def on_file(kind: str, event: str) -> ET.Element:
    """Return the part of a sentry that waits for a fact of a kind."""
    made = element("caseFileItemOnPart", sourceRef=f"file-{kind}")
    child(made, "standardEvent", event)
    return made


@dataclass
class Fragment:
    """Parts of a plan, in the three groups that the schema wants one after the other."""

    items: list[ET.Element] = field(default_factory=list)
    sentries: list[ET.Element] = field(default_factory=list)
    definitions: list[ET.Element] = field(default_factory=list)

    def place(self, definition: ET.Element) -> ET.Element:
        """Add a definition together with its plan item, and return the plan item."""
        name = definition.attrib["id"]
        item = element("planItem", id=f"item-{name}", definitionRef=name)
        self.definitions.append(definition)
        self.items.append(item)
        return item

    def sentry(self, name: str, parts: Sequence[ET.Element], condition: str = "") -> str:
        """Add a sentry, which opens when all parts have happened and the condition holds."""
        made = element("sentry", id=name)
        made.extend(parts)
        if condition:
            child(child(made, "ifPart"), "condition", condition)
        self.sentries.append(made)
        return name

    def write(self, parent: ET.Element) -> None:
        """Add the parts to a plan or a stage."""
        for group in (self.items, self.sentries, self.definitions):
            parent.extend(group)
