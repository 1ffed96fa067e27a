"""Which rules a municipality has approved, and whom a change of them touches.

What touches whom is derived: it can be deleted and found again from histories and rules.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class PackApproval(models.Model):
    """A rule pack that a municipality has approved: what citizens may be shown. Appended only.

    `contents` is what the pack says, definition by definition (`rules.contents`), `marks` the
    fingerprint of each of them, `sources` its files and `own` the municipality's own kinds and
    numbers of that day: with them the approved rules can be computed again beside newer ones.
    """

    municipality = models.ForeignKey("access.Municipality", on_delete=models.PROTECT)
    pack_hash = models.CharField(max_length=64)
    approved_at = models.DateTimeField()
    approved_by = models.CharField(max_length=120)
    comment = models.TextField(blank=True)
    marks = models.JSONField()
    contents = models.JSONField()
    sources = models.JSONField()
    own = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.pack_hash[:12]


class TouchRun(models.Model):
    """One comparison of all persons under the approved rules and the rules in force.

    `last_person_id` is how far it has come, so that it can go on after a stop.
    """

    municipality = models.ForeignKey("access.Municipality", on_delete=models.PROTECT)
    approval = models.ForeignKey(PackApproval, on_delete=models.PROTECT)
    pack_hash = models.CharField(max_length=64)
    on = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    last_person_id = models.BigIntegerField(default=0)
    persons = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "approval", "pack_hash", "on"],
                name="touch_run_once_per_change_and_day",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
                name="touch_run_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack_hash[:12]} on {self.on}"


class TouchedStanding(models.Model):
    """A standing that another rule pack gives another state or due date. "" is none at all."""

    municipality = models.ForeignKey("access.Municipality", on_delete=models.PROTECT)
    run = models.ForeignKey(TouchRun, on_delete=models.CASCADE, db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE)
    expectation = models.CharField(max_length=60)
    lineage = models.CharField(max_length=40, blank=True)
    ordinal = models.PositiveSmallIntegerField(default=1)
    state_before = models.CharField(max_length=20, blank=True)
    state_after = models.CharField(max_length=20, blank=True)
    due_before = models.DateField(null=True)
    due_after = models.DateField(null=True)
    categories = ArrayField(models.CharField(max_length=30))

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["run", "expectation", "person"], name="touched_by_expectation")
        ]

    def __str__(self) -> str:
        return self.expectation
