"""Who works where, who holds which case, and the log of what was read and written."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a colleague does; what each may do is the table in `access.policies`."""

    COORDINATOR = "coordinator", _("Coordinator")
    SPECIALIST = "specialist", _("Specialist")
    LEADER = "leader", _("Leader")
    ADMINISTRATOR = "administrator", _("Administrator")
    PROTECTION_OFFICER = "protection_officer", _("Data protection officer")


class Purpose(models.TextChoices):
    """Why personal data are used; every read and write states one."""

    CASEWORK = "casework", _("Casework")
    LEADERSHIP = "leadership", _("Leadership and supervision")
    ADMINISTRATION = "administration", _("Administration")
    PROTECTION = "protection", _("Data protection")


class Category(models.TextChoices):
    """What a fact is about. A reader sees the categories of his right, never the others.

    The same as in `rules/definitions/categories.yaml`, code and words; a test compares the two.
    """

    IDENTITY = "identity", _("Name and household")
    CPR = "cpr", _("CPR number")
    ORIGIN = "origin", _("Origin")
    CASE = "case", _("Integration case")
    EMPLOYMENT = "employment", _("Work and offers in companies")
    BENEFIT = "benefit", _("Benefits")
    EDUCATION = "education", _("Education")
    DANISH = "danish", _("Danish education")
    HEALTH = "health", _("Health")
    FAMILY = "family", _("Family and absence")
    CIVIL = "civil", _("Associations")


class Municipality(models.Model):
    """An authority, by its three-digit code."""

    code = models.CharField(primary_key=True, max_length=3)
    name = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A department of a municipality or a partner outside it."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department", _("Department")
        PARTNER = "partner", _("Partner")

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.DEPARTMENT)
    categories = ArrayField(
        models.CharField(max_length=30, choices=Category), default=list, blank=True
    )
    is_coordinating = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "code"], name="organisation_code_once_per_municipality"
            ),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(is_coordinating=True),
                name="one_coordinating_department_per_municipality",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Finds users by e-mail address without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A colleague or partner who signs in. Citizens are not users of this table."""

    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="da")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["full_name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.full_name


class Membership(models.Model):
    """A role that a user holds in an organisation, on the days `[start_date, end_date)`."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=Role)
    start_date = models.DateField(default=date(2000, 1, 1))
    end_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(end_date=None) | Q(end_date__gt=F("start_date")),
                name="membership_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.role


class Assignment(models.Model):
    """A person's case laid with an organisation (and a colleague), on `[start_date, end_date)`.

    `person_id` has no foreign key: `access` lies under the room that owns persons.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    person_id = models.BigIntegerField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "person_id"],
                include=["start_date", "end_date", "municipality"],
                name="assignment_held",
            ),
            models.Index(fields=["user", "person_id"]),
            models.Index(fields=["person_id"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(end_date=None) | Q(end_date__gt=F("start_date")),
                name="assignment_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} from {self.start_date}"


class LogEntry(models.Model):
    """One read or write of personal data: who, when, why, whose, which categories.

    Appended only: a trigger refuses change and deletion, and a job seals the rows (`LogSeal`).
    """

    class Action(models.TextChoices):
        READ = "read", _("Read")
        WRITE = "write", _("Recorded")
        EXPORT = "export", _("Exported")

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    at = models.DateTimeField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    actor = models.CharField(max_length=120)
    purpose = models.CharField(max_length=20, choices=Purpose)
    action = models.CharField(max_length=10, choices=Action)
    what = models.CharField(max_length=80)
    person_ids = ArrayField(models.BigIntegerField(), default=list)
    categories = ArrayField(models.CharField(max_length=30), default=list)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["person_ids"], name="logentry_person_ids"),
            models.Index(fields=["municipality", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.what}"


class LogSeal(models.Model):
    """The hash chain over log entries: each seal covers the entries up to `last_entry_id`.

    `marks` holds 16 bytes an entry (its id, the first half of its own hash), so that a broken
    chain names the entry and not only the seal; `digest` covers the whole hashes.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    at = models.DateTimeField()
    first_entry_id = models.BigIntegerField()
    last_entry_id = models.BigIntegerField()
    entries = models.PositiveIntegerField()
    marks = models.BinaryField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "last_entry_id"], name="seal_once_per_last_entry"
            )
        ]

    def __str__(self) -> str:
        return self.digest
