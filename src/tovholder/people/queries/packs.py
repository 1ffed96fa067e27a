"""The rules that hold in a municipality: the national pack, its own kinds and its own numbers."""

import functools
import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import TextField, Value
from django.db.models.functions import Cast, JSONObject
from django.utils.translation import get_language

from tovholder.engine.language.errors import Place
from tovholder.engine.language.kinds import Kind, parse_kind
from tovholder.engine.language.pack import RulePack
from tovholder.engine.language.parameters import DatedAmount
from tovholder.people import local_values
from tovholder.people.local_values import LocalValueRefusedError, NewLocalValue
from tovholder.people.models import LocalKind, LocalValue
from tovholder.rules.packs import national_pack

KIND, NUMBER = "kind", "number"
Own = tuple[tuple[str, str, str], ...]
"""What a municipality said itself, as (sort, name, JSON), in order: the key of its pack."""


def pack_for(municipality: str) -> RulePack:
    """Return the rule pack of a municipality: the nation's, with its own kinds and numbers.

    One query; the pack is made once for each set of own kinds and numbers.
    """
    return _pack_with(own_of(municipality), municipality)


def own_of(municipality: str) -> Own:
    """Return what a municipality declared and set itself; one query."""
    kinds = LocalKind.objects.filter(municipality_id=municipality).annotate(
        sort=Value(KIND), said=Cast("definition", TextField())
    )
    told = JSONObject(valid_from="valid_from", value="value", source="source")
    numbers = LocalValue.objects.filter(
        municipality_id=municipality, superseded_at__isnull=True
    ).annotate(sort=Value(NUMBER), said=Cast(told, TextField()))
    rows = kinds.values_list("sort", "name", "said").union(
        numbers.values_list("sort", "parameter", "said"), all=True
    )
    return tuple(sorted(rows))


def with_own(national: RulePack, own: Own, municipality: str) -> RulePack:
    """Return a pack with a municipality's own kinds and numbers.

    A number that the pack no longer leaves open is left out: then the law's own holds. So is a
    kind whose name the nation has taken for one of its own.
    """
    declared = {name: said for sort, name, said in own if sort == KIND}
    kinds = [
        parse_kind(json.loads(said), Place(f"kind {name}"))
        for name, said in declared.items()
        if name not in national.kinds
    ]
    pack = national.with_kinds(kinds) if kinds else national
    values = _values(own, pack)
    return pack.with_local_values(municipality, values) if values else pack


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
def _pack_with(own: Own, municipality: str) -> RulePack:
    return with_own(national_pack(), own, municipality) if own else national_pack()


def _values(own: Own, pack: RulePack) -> Mapping[str, list[DatedAmount]]:
    """Return the numbers that the pack leaves open, by parameter."""
    found: dict[str, list[DatedAmount]] = defaultdict(list)
    for sort, name, said in own:
        if sort != NUMBER:
            continue
        told = json.loads(said)
        day = date.fromisoformat(told["valid_from"])
        new = NewLocalValue(name, day, told["value"], told["source"])
        try:
            found[name].append(local_values.dated(new, pack))
        except LocalValueRefusedError:
            continue
    return {name: values for name, values in found.items() if values}
