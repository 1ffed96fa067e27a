"""Definitions in words that more than one page says."""

from datetime import date

from django.utils.translation import gettext as _

from tovholder.engine.durations import Duration
from tovholder.engine.language import Expectation, ExpectationKind, NotKnown, RulePack, Version
from tovholder.engine.language.expectations import Before, Time, Window, Within
from tovholder.engine.language.lengths import Length, ParameterName
from tovholder.home.words import language, law_reference
from tovholder.rules.walking import parameters_in, parts_of
from tovholder.ui.formats import date_short

NO_TIME = Duration()


def kind_words(kind: ExpectationKind) -> str:
    """Return what sort of expectation it is."""
    return {
        ExpectationKind.DUTY: _("Duty by law"),
        ExpectationKind.AIM: _("Aim, not law"),
        ExpectationKind.STEP: _("Step"),
        ExpectationKind.GRANT: _("Grant"),
    }[kind]


def law_words(version: Version) -> str:
    """Return where in the law a version stands."""
    return law_reference(version.law.ref, version.law.chapter)


def valid_words(version: Version) -> str:
    """Return the days on which a version is in force, both included."""
    last = date_short(version.valid_until) if version.valid_until else _("until further notice")
    return f"{date_short(version.valid_from)} – {last}"


def shown_version(expectation: Expectation, day: date) -> Version:
    """Return the version in force on a day; of none in force, the nearest one."""
    found = expectation.version_on(day)
    if found is not None:
        return found
    return expectation.versions[0 if day < expectation.versions[0].valid_from else -1]


def how_soon(version: Version, pack: RulePack, *, on: date, municipality: str) -> str:
    """Return how much time a version gives, in words, by the numbers of a day."""

    def told(length: Length) -> str:
        return _length(length, pack, on, municipality)

    within = version.within
    if within is None or (missing := _missing(within, pack, on, municipality)) == NONE:
        return _("no deadline in numbers")
    if missing:
        return missing
    match within:
        case Within(at_latest, aim):
            latest = _latest(told(at_latest))
            if aim is None or not told(aim):
                return latest
            words = {"aim": told(aim), "latest": latest}
            return _("if possible within %(aim)s, %(latest)s") % words
        case Window(after, until):
            words = {"after": told(after), "until": told(until)}
            return _("after %(after)s and within %(until)s") % words
        case Before(length):
            before = told(length)
            return _("at the latest %(duration)s before") % {"duration": before}


NONE = "none"


def _missing(within: Time, pack: RulePack, on: date, municipality: str) -> str:
    """Return why there is no deadline to name: `NONE`, not known in words, or "" where there is."""
    lengths = [each for each in parts_of(within, ParameterName) if each != _aim(within)]
    dated = [pack.parameters[each.id].on(on, municipality) for each in lengths]
    if any(each and each.amount is NotKnown.NOT_KNOWN for each in dated):
        return _("the deadline is not known to us")
    return NONE if any(each is None or each.amount is None for each in dated) else ""


def _aim(within: Time) -> object:
    return within.aim if isinstance(within, Within) else None


def _latest(length: str) -> str:
    if length == NO_TIME.describe(language()):
        return _("the same day")
    return _("at the latest after %(duration)s") % {"duration": length}


def unknown_numbers(
    version: Version, pack: RulePack, *, on: date, municipality: str
) -> tuple[str, ...]:
    """Return the parameters of a version whose value on a day is not known to us."""
    found = []
    for name in parameters_in(version):
        dated = pack.parameters[name].on(on, municipality)
        if dated is not None and dated.amount is NotKnown.NOT_KNOWN:
            found.append(name)
    return tuple(found)


def _length(length: Length, pack: RulePack, on: date, municipality: str) -> str:
    """Return a length in words, "" where the parameter has none."""
    if isinstance(length, Duration):
        return length.describe(language())
    dated = pack.parameters[length.id].on(on, municipality)
    amount = dated.amount if dated else None
    return amount.describe(language()) if isinstance(amount, Duration) else ""


def within_version(version: Version, day: date) -> date:
    """Return the day itself, or the nearest one on which the version is in force."""
    last = version.valid_until or date.max
    return min(max(day, version.valid_from), last)
