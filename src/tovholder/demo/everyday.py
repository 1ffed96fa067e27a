"""The chapters beside work: leave, absence, measures for families, associations."""

from datetime import date, timedelta

from tovholder.demo.diary import Diary, Fact, NameOf
from tovholder.demo.stays import Stay

MEASURES = ("family_consultant", "parent_course", "friendship_family", "mentor")
ASSOCIATIONS = (
    "Rævlinge Boldklub", "Cyklistforeningen Medvind", "Madklubben Rundt om Bordet",
    "Kirkens Kaffestue", "Strikkecaféen", "Lektiecaféen Nøglen", "Rævlinge Svømmeklub",
    "Haveforeningen Solbakken", "Kulturforeningen Ørnereden",
)  # fmt: skip


def be_away(diary: Diary, stay: Stay) -> None:
    """Tell of parental leave, illness and absence."""
    if stay.gives_birth_after_days is not None:
        begins = stay.start + timedelta(days=stay.gives_birth_after_days)
        diary.spell("leave", "parental", begins, begins + diary.days(150, 330))
        diary.event("birth", "born", begins + diary.days(5, 28))
    if diary.chance(0.1):
        begins = stay.start + diary.days(10, 900)
        ends = begins + (diary.days(20, 60) if diary.chance(0.7) else diary.days(90, 400))
        diary.spell("leave", "illness", begins, ends)
    if diary.chance(0.12):
        day = stay.start + diary.days(30, 700)
        state = "unexcused" if diary.chance(0.6) else "excused"
        diary.agreed("absence", state, day, day + diary.days(1, 4), activity="Danskuddannelse")


def get_support(diary: Diary, stay: Stay) -> None:
    """Tell of a measure for the family, told of the first adult of a family with children."""
    has_children = len(stay.family.members) > len(stay.family.adults)
    if not has_children or stay.member != stay.family.adults[0] or not diary.chance(0.3):
        return
    state = diary.random.choice(
        ("family_consultant", "parent_course", "friendship_family", "mentor")
    )
    begins = stay.start + diary.days(40, 500)
    ends = begins + diary.days(60, 365)
    diary.spell("family_measure", state, begins, ends)
    diary.hold("familie", begins, ends)


def meet_people(diary: Diary, stay: Stay) -> None:
    """Tell of associations: introduced, then a member, perhaps a volunteer."""
    if not diary.chance(0.45):
        return
    name = diary.random.choice(ASSOCIATIONS)
    day = stay.start + diary.days(30, 300)
    diary.agreed("association", "introduced", day, day + timedelta(days=1), association=name)
    if diary.chance(0.6):
        joined = day + diary.days(10, 90)
        if diary.chance(0.3):
            diary.since_month("association", "member", joined, association=name)
        else:
            diary.spell("association", "member", joined, association=name)
        if diary.chance(0.2):
            diary.spell("association", "volunteer", joined + diary.days(100, 400), association=name)


def waive(diary: Diary, expectation: str, start_kind: str, day: date, reason: str) -> None:
    """Tell that an expectation was waived for the occurrence that a fact of a kind started."""
    starts = [e for e in diary.entries if isinstance(e, Fact) and e.kind == start_kind]
    if starts:
        occurrence = NameOf(starts[0].name)
        diary.event(
            "waiver",
            "granted",
            day,
            expectation=expectation,
            occurrence=occurrence,
            ordinal=1,
            reason=reason,
        )
