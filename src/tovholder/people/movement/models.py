"""Each run through the standings of a municipality, for those who look after it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunKind(models.TextChoices):
    """Whom a run is about."""

    MOVE = "move", _("Moved by the day or by other rules")
    REBUILD = "rebuild", _("Everybody from the histories")


class RunOutcome(models.TextChoices):
    """How a run ended, or that it has not."""

    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped; the next run goes on")
    FAILED = "failed", _("Failed; it is tried again")


class MovementRun(models.Model):
    """One run through standings: a day that has come, other rules, or all from the histories.

    `reached` is the highest person id up to which a rebuild is done, where the next goes on. A
    row without `ended_at` is under way, or was cut off: the next run of its municipality says.
    """

    municipality = models.ForeignKey("access.Municipality", on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=RunKind)
    outcome = models.CharField(max_length=10, choices=RunOutcome, default=RunOutcome.UNDER_WAY)
    day = models.DateField()
    pack_hash = models.CharField(max_length=64)
    actor = models.CharField(max_length=120)
    started_at = models.DateTimeField()
    advanced_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    persons = models.PositiveIntegerField()
    persons_done = models.PositiveIntegerField(default=0)
    rows_changed = models.PositiveIntegerField(default=0)
    reached = models.BigIntegerField(default=0)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-started_at"], name="movement_run_newest")
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.day}"
