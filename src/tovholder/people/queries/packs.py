"""The rules that hold in a municipality: the national pack and its own kinds."""

import functools
import json

from django.utils.translation import get_language

from tovholder.engine.language.errors import Place
from tovholder.engine.language.kinds import Kind, parse_kind
from tovholder.engine.language.pack import RulePack
from tovholder.people.models import LocalKind
from tovholder.rules.packs import national_pack


def pack_for(municipality: str) -> RulePack:
    """Return the rule pack of a municipality: the nation's, and the kinds it declared itself.

    One query; the pack is made once for each set of local kinds.
    """
    declared = LocalKind.objects.filter(municipality_id=municipality).order_by("name")
    definitions = declared.values_list("name", "definition")
    return _pack_with(tuple((name, json.dumps(content)) for name, content in definitions))


def local_kinds(municipality: str) -> dict[str, Kind]:
    """Return the kinds that a municipality declared itself, by name."""
    national = national_pack().kinds
    return {
        name: kind for name, kind in pack_for(municipality).kinds.items() if name not in national
    }


def title_of(expectation: str, pack: RulePack) -> str:
    """Return the title of an expectation; one that the rules no longer have stands as its id."""
    definition = pack.expectations.get(expectation)
    return definition.title.text(get_language() or "da") if definition else expectation


@functools.lru_cache(maxsize=128)
def _pack_with(definitions: tuple[tuple[str, str], ...]) -> RulePack:
    if not definitions:
        return national_pack()
    kinds = [
        parse_kind(json.loads(content), Place(f"kind {name}")) for name, content in definitions
    ]
    return national_pack().with_kinds(kinds)
