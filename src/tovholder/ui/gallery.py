"""The examples on the gallery page: every component, in every variant."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.ui.charts.figure import Figure
from tovholder.ui.charts.timeline import Bar, Mark, Shape, TimelineRow, timeline
from tovholder.ui.fields import DateInput
from tovholder.ui.parts import Event, Fact, Link, Step, Tone

SHADES = [
    ("", gettext_lazy("All colours")),
    ("green", gettext_lazy("Green")),
    ("blue", gettext_lazy("Blue")),
    ("red", gettext_lazy("Red")),
]


class ExampleForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(
        label=gettext_lazy("Name of the box"), help_text=gettext_lazy("A few words are enough.")
    )
    note = forms.CharField(label=gettext_lazy("Note"), required=False, widget=forms.Textarea)
    day = forms.DateField(label=gettext_lazy("Delivery day"), widget=DateInput)
    hours = forms.IntegerField(label=gettext_lazy("Hours"), min_value=0, required=False)
    colour = forms.ChoiceField(label=gettext_lazy("Colour"), choices=SHADES)
    size = forms.ChoiceField(
        label=gettext_lazy("Size"),
        choices=[("s", gettext_lazy("Small")), ("l", gettext_lazy("Large"))],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Choose the one that fits best."),
    )
    extras = forms.MultipleChoiceField(
        label=gettext_lazy("Extras"),
        choices=[("lid", gettext_lazy("Lid")), ("handle", gettext_lazy("Handle"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_urgent = forms.BooleanField(label=gettext_lazy("It is urgent"), required=False)
    attachment = forms.FileField(label=gettext_lazy("File"), required=False)


class ExampleFilter(forms.Form):
    """A filter as a list has it."""

    colour = forms.ChoiceField(label=gettext_lazy("Colour"), choices=SHADES, required=False)
    since = forms.DateField(label=gettext_lazy("Since"), widget=DateInput, required=False)
    is_open = forms.BooleanField(label=gettext_lazy("Open ones only"), required=False)


@dataclass(frozen=True)
class Stock:
    """A row of the example table."""

    name: str
    delivered: date
    pieces: int
    part: float
    oere: int
    tone: str
    state: str


@dataclass(frozen=True)
class GalleryPage:
    """All that the gallery page prints."""

    today: date
    trail: tuple[Link, ...]
    form: ExampleForm
    wrong_form: ExampleForm
    filters: ExampleFilter
    tabs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]
    steps: tuple[Step, ...]
    rows: tuple[Stock, ...]
    badges: tuple[tuple[str, str], ...]
    consequences: tuple[str, ...]
    timeline: Figure
    timeline_years: Figure


def gallery_page(today: date) -> GalleryPage:
    """Return the examples as they look on a day."""
    wrong = ExampleForm({"title": "", "day": "2024-02-31", "size": "xl"}, auto_id="wrong_%s")
    return GalleryPage(
        today=today,
        trail=(Link(_("Front page"), "/"), Link(_("Components"), "", is_current=True)),
        form=ExampleForm(initial={"day": today, "size": "s", "extras": ["lid"]}),
        wrong_form=wrong,
        filters=ExampleFilter({"colour": "green", "since": "2024-03-03", "is_open": "on"}),
        tabs=_tabs(),
        facts=_facts(today),
        events=_events(today),
        steps=_steps(),
        rows=_rows(today),
        badges=_badges(),
        consequences=(_("The box leaves the list."), _("What was written about it is kept.")),
        timeline=_timeline(today),
        timeline_years=_timeline_years(today),
    )


def _tabs() -> tuple[Link, ...]:
    return (
        Link(_("Overview"), "?view=overview", is_current=True),
        Link(_("Deliveries"), "?view=deliveries", count=12),
        Link(_("History"), "?view=history"),
    )


def _facts(today: date) -> tuple[Fact, ...]:
    from_day = today - timedelta(days=400)
    return (
        Fact(_("Name"), _("The green box")),
        Fact(_("Made in"), str(from_day.year), note=_("Known only to the year.")),
        Fact(_("Maker"), _("Workshop 3"), url="#facts"),
        Fact(_("Weight")),
        Fact(_("Price"), is_hidden=True),
    )


def _events(today: date) -> tuple[Event, ...]:
    return (
        Event(today, _("Box sent"), by=_("Stock room"), tone=Tone.SUCCESS),
        Event(
            today - timedelta(days=12),
            _("Delivery late"),
            text=_("The lorry broke down; a new day was agreed."),
            tone=Tone.WARNING,
        ),
        Event(today - timedelta(days=90), _("Box ordered"), precision="month", url="#events"),
    )


def _steps() -> tuple[Step, ...]:
    return (
        Step(_("Choose"), "done", url="?step=1"),
        Step(_("Pack"), "error", hint=_("The lid is missing.")),
        Step(_("Look through"), "current"),
        Step(_("Send")),
    )


def _rows(today: date) -> tuple[Stock, ...]:
    day = timedelta(days=1)
    return (
        Stock(_("Blue box"), today - 3 * day, 12, 0.125, 129950, Tone.SUCCESS, _("Delivered")),
        Stock(_("Green box"), today + 9 * day, 1840, 0.5, 20000, Tone.WARNING, _("Due soon")),
        Stock(_("Red box"), today - 40 * day, 7, 0.999, 1250, Tone.ERROR, _("Overdue")),
    )


def _badges() -> tuple[tuple[str, str], ...]:
    return (
        (_("Not started"), Tone.NEUTRAL),
        (_("Under way"), Tone.INFO),
        (_("Delivered"), Tone.SUCCESS),
        (_("Due soon"), Tone.WARNING),
        (_("Overdue"), Tone.ERROR),
        (_("Not relevant"), Tone.MUTED),
    )


def _timeline(today: date) -> Figure:
    """Return two years with every tone, precision and shape."""
    return timeline(
        (_places(today), _loans(today), _checks(today)),
        start=today - timedelta(days=730),
        end=today + timedelta(days=120),
        today=today,
        title=_("The green box, the last two years"),
        description=_("Where the box stood, when it was away, and its checks."),
        source=_("invented example"),
    )


def _ago(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _places(today: date) -> TimelineRow:
    stored, shown = _ago(today, 420), _ago(today, 150)
    bars = (
        Bar(_ago(today, 700), stored, _("Workshop"), Tone.NEUTRAL, precision="month"),
        Bar(stored, shown, _("Stock room"), Tone.INFO),
        Bar(shown, None, _("Shop"), Tone.SUCCESS),
    )
    return TimelineRow(_("Where it stood"), bars=bars)


def _loans(today: date) -> TimelineRow:
    repaired = _ago(today, 200)
    bars = (
        Bar(_ago(today, 600), _ago(today, 590), _("Lent to Workshop 3"), Tone.MUTED),
        Bar(_ago(today, 300), repaired, _("Repair"), Tone.WARNING, end_precision="month"),
        Bar(_ago(today, 120), _ago(today, 60), _("Locked away"), Tone.ERROR),
        Bar(_ago(today, -30), None, _("Exhibition"), Tone.INFO, is_planned=True),
    )
    pauses = (Bar(_ago(today, 480), _ago(today, 400), _("Shop closed")),)
    return TimelineRow(_("Loans and repairs"), bars=bars, pauses=pauses)


def _checks(today: date) -> TimelineRow:
    names = (
        (Shape.EVENT, _("Bought")),
        (Shape.DONE, _("Check 1")),
        (Shape.DONE_LATE, _("Check 2")),
        (Shape.MISSED, _("Check 3")),
        (Shape.WAIVED, _("Check 4")),
        (Shape.LATE, _("Check 5")),
        (Shape.SOON, _("Check 6")),
        (Shape.DUE, _("Check 7")),
    )
    marks = tuple(
        Mark(_ago(today, 660 - 95 * number), name, shape)
        for number, (shape, name) in enumerate(names)
    )
    return TimelineRow(_("Checks"), marks=marks)


def _timeline_years(today: date) -> Figure:
    """Return twelve years: the grid is in years, and a start is known only to the year."""
    first = date(today.year - 9, 1, 1)
    row = TimelineRow(
        _("In use"),
        bars=(
            Bar(date(today.year - 14, 5, 1), first, _("First owner"), Tone.NEUTRAL),
            Bar(first, None, _("Second owner"), Tone.INFO, precision="year"),
        ),
        marks=(Mark(date(today.year - 4, 6, 1), _("Painted"), precision="month"),),
    )
    return timeline(
        (row,),
        start=date(today.year - 11, 1, 1),
        end=date(today.year + 1, 1, 1),
        today=today,
        title=_("The red box, twelve years"),
        description=_("Who has used the box."),
    )
