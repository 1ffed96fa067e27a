"""The chapter before arrival: department and allocation, the hand-over talk, the home ready."""

from datetime import date

from tovholder.demo.diary import DAY, Diary
from tovholder.demo.stays import Stay

DEPARTMENT = "Integrationsafdelingen"
FROM_ASYLUM = frozenset({"refugee", "temporary_protection"})


def prepare(diary: Diary, stay: Stay) -> None:
    """Tell what was done before the take-over, or on its day where nobody knew of it before."""
    if diary.chance(0.97) or diary.is_exact:
        since = stay.told_from
        fact = diary.fact("coordination", "named", since, None, since, {"department": DEPARTMENT})
        diary.note(fact)
        if diary.end:
            diary.close(fact, diary.end, told_on=diary.end)
    if not stay.is_announced:
        return
    if not stay.basis.startswith("family") and diary.chance(0.5):
        _before(diary, "allocation", "allocated", stay.told_from)
    if stay.basis in FROM_ASYLUM and diary.chance(0.88):
        _before(diary, "handover_talk", "held", stay.told_from + (stay.start - stay.told_from) / 2)
    if not stay.basis.startswith("family") and diary.chance(0.94):
        _before(diary, "home_preparation", "ready", stay.start - diary.days(1, 6))


def _before(diary: Diary, kind: str, state: str, day: date) -> None:
    """Tell that something happened on a day before the case began here."""
    if day <= diary.today:
        diary.note(diary.fact(kind, state, day, day + DAY, day, {}))
