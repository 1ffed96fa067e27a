"""What each table of this room is about: `access` refuses to start without it."""

from tovholder.access.models import Category
from tovholder.access.registry import (
    TECHNICAL,
    FieldRule,
    by_row,
    by_row_name,
    by_row_set,
    register,
)
from tovholder.people.models import (
    AttributeRecord,
    Episode,
    ExternalKey,
    Household,
    Person,
    Standing,
)

# The attributes of rules/definitions/attributes.yaml; a test compares the two.
ATTRIBUTE_CATEGORIES = {
    "given_name": Category.IDENTITY,
    "family_name": Category.IDENTITY,
    "birth_date": Category.IDENTITY,
    "sex": Category.IDENTITY,
    "cpr": Category.CPR,
    "preferred_language": Category.IDENTITY,
    "origin_country": Category.ORIGIN,
}


def register_models() -> None:
    """Register every table that leads to a person."""
    _register_persons()
    _register_facts()


def _register_persons() -> None:
    register(
        Person,
        person="pk",
        fields={
            **dict.fromkeys(
                ("id", "municipality", "key", "created_at", "next_change_on", "pack_hash"),
                TECHNICAL,
            ),
            "given_name": Category.IDENTITY,
            "family_name": Category.IDENTITY,
            "sort_name": Category.IDENTITY,
            "search_name": Category.IDENTITY,
            "birth_date": Category.IDENTITY,
            "birth_precision": Category.IDENTITY,
            "case_start_date": Category.CASE,
            "case_end_date": Category.CASE,
            "residence_basis": Category.CASE,
            "sex": Category.IDENTITY,
            "preferred_language": Category.IDENTITY,
            "origin_country": Category.ORIGIN,
            "cpr_token": Category.CPR,
            "cpr_digest": Category.CPR,
        },
    )
    register(
        ExternalKey,
        person="person_id",
        fields={
            **dict.fromkeys(("id", "municipality", "person", "household"), TECHNICAL),
            "source": Category.CASE,
            "external_key": Category.CASE,
        },
    )
    register(
        Household,
        person=None,
        through=("people.Episode", "household_id"),
        fields=dict.fromkeys(("id", "municipality", "key", "created_at"), TECHNICAL),
    )


def _register_facts() -> None:
    by_name = by_row_name("name", ATTRIBUTE_CATEGORIES)
    register(
        AttributeRecord,
        person="person_id",
        fields={**_recorded(by_name), "name": by_name, "value": by_name},
    )
    by_category = by_row("category")
    register(
        Episode,
        person="person_id",
        fields={
            **_recorded(by_category),
            **dict.fromkeys(("lineage", "is_exclusive", "category"), TECHNICAL),
            **dict.fromkeys(
                ("kind", "state", "period", "start_precision", "end_precision", "is_planned",
                 "detail", "household", "external_key"),
                by_category,
            ),
        },
    )  # fmt: skip
    by_set = by_row_set("categories")
    technical = ("id", "municipality", "person", "categories", "pack_hash", "evaluated_on")
    told = ("expectation", "version_date", "lineage", "ordinal", "state", "start_date", "aim_date",
            "due_date", "met_date", "next_change_on", "missing")  # fmt: skip
    register(
        Standing,
        person="person_id",
        fields={**dict.fromkeys(technical, TECHNICAL), **dict.fromkeys(told, by_set)},
    )


def _recorded(rule: FieldRule) -> dict[str, FieldRule]:
    """Return the fields that every superseded row has, its reason governed by `rule`."""
    technical = ("id", "municipality", "person", "source", "batch", "recorded_at", "recorded_by",
                 "superseded_at", "superseded_by")  # fmt: skip
    return {**dict.fromkeys(technical, TECHNICAL), "reason": rule, "superseded_reason": rule}
