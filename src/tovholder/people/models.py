"""Persons and their histories, and the standings that follow from them.

Nothing here is overwritten: a corrected row keeps its `lineage`, gets `superseded_at`, and a
new row takes its place. `Person` carries the newest attributes as columns for lists and search;
`AttributeRecord` is their history.
"""

import secrets
import uuid
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tovholder.people.movement.models import MovementRun as MovementRun

KEY_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_key() -> str:
    """Return an address part that says nothing about the person: 12 signs, 59 random bits."""
    return "".join(secrets.choice(KEY_ALPHABET) for _sign in range(12))


class Precision(models.TextChoices):
    """How exactly a date is known; the date stored is the first possible day."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class ImportBatch(models.Model):
    """One committed import: which mapping, which files, what came of it."""

    municipality = models.ForeignKey("access.Municipality", on_delete=models.PROTECT)
    mapping = models.CharField(max_length=120)
    mapping_hash = models.CharField(max_length=64)
    files = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    rows_read = models.PositiveIntegerField(default=0)
    rows_accepted = models.PositiveIntegerField(default=0)
    rows_unchanged = models.PositiveIntegerField(default=0)
    rows_rejected = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.mapping


class LocalKind(models.Model):
    """A kind of fact that one municipality declared, as its definition."""

    municipality = models.ForeignKey("access.Municipality", on_delete=models.PROTECT)
    name = models.SlugField(max_length=40)
    definition = models.JSONField()
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "name"], name="local_kind_once_per_municipality"
            )
        ]

    def __str__(self) -> str:
        return self.name


class LocalValue(models.Model):
    """A number that one municipality set where the law, or our source, leaves it open.

    `value` is written as in `rules/definitions/parameters.yaml` (`P1M`, `4`); "" means that the
    municipality has set that no number is in force. Nothing is overwritten: another value for the
    same day, and a withdrawal, supersede the row.
    """

    municipality = models.ForeignKey("access.Municipality", on_delete=models.PROTECT)
    parameter = models.CharField(max_length=80)
    valid_from = models.DateField()
    value = models.CharField(max_length=40, blank=True)
    source = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=120)
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.CharField(max_length=120, blank=True)
    superseded_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "parameter", "valid_from"],
                condition=Q(superseded_at__isnull=True),
                name="local_value_once_per_day",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="local_value_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.parameter} from {self.valid_from}"


class Person(models.Model):
    """Someone a plan is for, as one municipality knows them.

    A person who moves has one row in each municipality: each authority answers for its own.
    Everything but `key` is derived from attributes and episodes, for lists and search:
    `case_start_date` and `case_end_date` are the newest responsibility `[start, end)` and
    `residence_basis` the newest basis; `pack_hash` names the rules that the standings were last
    evaluated under, and `next_change_on` is the first day on which one may change by itself.
    """

    class Sex(models.TextChoices):
        FEMALE = "female", _("Female")
        MALE = "male", _("Male")
        OTHER = "other", _("Other")

    municipality = models.ForeignKey(
        "access.Municipality", on_delete=models.PROTECT, db_index=False
    )
    key = models.CharField(max_length=12, unique=True, default=new_key)
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    sort_name = models.CharField(max_length=220, blank=True)
    search_name = models.CharField(max_length=220, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    birth_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    sex = models.CharField(max_length=10, choices=Sex, blank=True)
    origin_country = models.CharField(max_length=2, blank=True)
    preferred_language = models.CharField(max_length=8, blank=True)
    cpr_token = models.BinaryField(null=True, blank=True)
    cpr_digest = models.BinaryField(null=True, blank=True, max_length=32)
    case_start_date = models.DateField(null=True)
    case_end_date = models.DateField(null=True)
    residence_basis = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    next_change_on = models.DateField(null=True)
    pack_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "cpr_digest"],
                condition=Q(cpr_digest__isnull=False),
                name="cpr_once_per_municipality",
            ),
            models.CheckConstraint(
                condition=Q(cpr_digest__isnull=True, cpr_token__isnull=True)
                | Q(cpr_digest__isnull=False, cpr_token__isnull=False),
                name="cpr_token_with_digest",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "sort_name", "id"]),
            models.Index(fields=["municipality", "birth_date", "id"]),
            models.Index(
                fields=["municipality", "case_start_date", "id"],
                include=["case_end_date", "residence_basis"],
                name="person_case",
            ),
            models.Index(fields=["municipality", "next_change_on"]),
            GinIndex(  # a short list of the newest names: every search reads all of it
                OpClass(F("search_name"), name="gin_trgm_ops"),
                name="person_search_name",
                gin_pending_list_limit=256,
            ),
        ]

    def __str__(self) -> str:
        return self.key


class ExternalKey(models.Model):
    """The name another system has for a person or a household; makes imports repeatable."""

    municipality = models.ForeignKey("access.Municipality", on_delete=models.PROTECT)
    source = models.CharField(max_length=60)
    external_key = models.CharField(max_length=120)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True)
    household = models.ForeignKey("people.Household", on_delete=models.CASCADE, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "source", "external_key"],
                condition=Q(person__isnull=False),
                name="external_person_once_per_source",
            ),
            models.UniqueConstraint(
                fields=["municipality", "source", "external_key"],
                condition=Q(household__isnull=False),
                name="external_household_once_per_source",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, household__isnull=True)
                | Q(person__isnull=True, household__isnull=False),
                name="external_key_names_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.source


class Household(models.Model):
    """Persons who share a family plan. Who belongs when is an episode of kind `household`."""

    municipality = models.ForeignKey("access.Municipality", on_delete=models.PROTECT)
    key = models.CharField(max_length=12, unique=True, default=new_key)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Recorded(models.Model):
    """A row that is superseded, never overwritten."""

    municipality = models.ForeignKey(
        "access.Municipality", on_delete=models.PROTECT, db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False)
    source = models.CharField(max_length=60)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, null=True, db_index=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.CharField(max_length=120, blank=True)
    superseded_reason = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True


class AttributeRecord(Recorded):
    """One value of one attribute as it was known; CPR numbers are stored encrypted."""

    name = models.CharField(max_length=40)
    value = models.TextField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "name"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "name"],
                condition=Q(superseded_at__isnull=True),
                name="attribute_has_one_current_value",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Episode(Recorded):
    """A dated fact. `period` is half-open `[start, end)`; an event is `[d, d + 1)`."""

    lineage = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    period = DateRangeField()
    start_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    end_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    is_planned = models.BooleanField(default=False)
    is_exclusive = models.BooleanField(default=False)
    category = models.CharField(max_length=30)
    detail = models.JSONField(default=dict)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, db_index=False)
    external_key = models.CharField(max_length=160, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "kind"]),
            models.Index(fields=["lineage"]),
            models.Index(
                fields=["municipality", "source", "external_key"],
                condition=Q(superseded_at__isnull=False) & ~Q(external_key=""),
                name="episode_former_external_key",
            ),
            models.Index(
                fields=["household"],
                condition=Q(household__isnull=False),
                name="episode_household",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["lineage"],
                condition=Q(superseded_at__isnull=True),
                name="lineage_has_one_current_row",
            ),
            models.UniqueConstraint(
                fields=["municipality", "source", "external_key"],
                condition=Q(superseded_at__isnull=True) & ~Q(external_key=""),
                name="external_episode_once_per_source",
            ),
            models.CheckConstraint(
                condition=Q(period__isempty=False, period__lower_inf=False),
                name="episode_has_a_first_day",
            ),
            ExclusionConstraint(
                name="one_state_at_a_time",
                expressions=[
                    ("municipality", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("is_planned", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(is_exclusive=True, superseded_at__isnull=True),
                deferrable=models.Deferrable.IMMEDIATE,
            ),
        ]

    def __str__(self) -> str:
        return self.kind


AWAITED = ("open", "under_way", "due_soon", "overdue")
"""States in which something is still to be done and a due date means something."""


class Standing(models.Model):
    """The state of one expectation for one person: derived, rebuildable, moved by the day.

    `lineage` and `ordinal` name the occurrence; `categories` are those of the facts it read, and
    only a reader who may see all of them sees the row. `not_applicable` is not stored.
    """

    municipality = models.ForeignKey(
        "access.Municipality", on_delete=models.PROTECT, db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False)
    expectation = models.CharField(max_length=60)
    version_date = models.DateField()
    lineage = models.UUIDField(null=True)
    ordinal = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20)
    start_date = models.DateField(null=True)
    aim_date = models.DateField(null=True)
    due_date = models.DateField(null=True)
    met_date = models.DateField(null=True)
    next_change_on = models.DateField(null=True)
    categories = ArrayField(models.CharField(max_length=30))
    missing = ArrayField(models.CharField(max_length=80), default=list)
    pack_hash = models.CharField(max_length=64)
    evaluated_on = models.DateField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "state", "expectation"],
                include=["person", "categories"],
                name="standing_by_state",
            ),
            models.Index(
                fields=["municipality", "due_date", "person"],
                include=["categories"],
                condition=Q(state__in=AWAITED, due_date__isnull=False),
                name="standing_awaited",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "expectation", "lineage", "ordinal"],
                nulls_distinct=False,
                name="standing_once_per_occurrence",
            )
        ]

    def __str__(self) -> str:
        return self.expectation
