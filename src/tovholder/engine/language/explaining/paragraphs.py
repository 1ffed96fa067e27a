"""An expectation in paragraphs, in the order in which a reader asks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tovholder.engine.language.expectations import (
    AppliesTo,
    Expectation,
    ExpectationKind,
    Version,
)
from tovholder.engine.language.explaining.confidence import confidence_words
from tovholder.engine.language.explaining.numbers import Numbers, during
from tovholder.engine.language.explaining.sentences import (
    about_pauses,
    about_start,
    about_stops,
    about_what,
    about_whom,
)
from tovholder.engine.language.explaining.states import about_states
from tovholder.engine.language.explaining.times import about_repeats, about_time
from tovholder.engine.language.explaining.worth import about_worth
from tovholder.engine.language.pack import RulePack
from tovholder.engine.words import OR, Label, joined

About = Callable[[Expectation, Numbers, str], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading and the sentences under it."""

    heading: str
    lines: tuple[str, ...]


def explained(expectation: Expectation, pack: RulePack, language: str) -> tuple[Paragraph, ...]:
    """Return what an expectation means, in sentences that a lawyer can check.

    Where its versions differ, each sentence says for which days it holds. What is not part of
    the expectation (repeats, a grant's worth) has no paragraph.
    """
    told = [Paragraph(_WHAT_IT_IS.text(language), tuple(_about_kind(expectation, pack, language)))]
    for heading, about in _ABOUT:
        told.append(
            Paragraph(heading.text(language), _by_version(expectation, pack, language, about))
        )
    told.append(Paragraph(_WORTH.text(language), tuple(about_worth(expectation, pack, language))))
    told.append(Paragraph(_WAIVERS.text(language), tuple(_about_waivers(expectation, language))))
    told.append(Paragraph(_LAW.text(language), tuple(_about_law(expectation, language))))
    states = tuple(about_states(expectation, pack, language))
    told.append(Paragraph(_STATES.text(language), states))
    return tuple(paragraph for paragraph in told if paragraph.lines)


def _by_version(
    expectation: Expectation, pack: RulePack, language: str, about: About
) -> tuple[str, ...]:
    """Return the sentences that hold for all versions, else those of each with its days."""
    told: list[tuple[Version, Version, tuple[str, ...]]] = []
    for version in expectation.versions:
        lines = tuple(about(expectation, Numbers(version, pack), language))
        if told and told[-1][2] == lines:
            told[-1] = (told[-1][0], version, lines)
        else:
            told.append((version, version, lines))
    if len(told) == 1:
        return told[0][2]
    return tuple(
        f"{during(first, last, language)}{' '.join(lines)}" for first, last, lines in told if lines
    )


def _about_kind(expectation: Expectation, pack: RulePack, language: str) -> Iterator[str]:
    yield f"{expectation.title.text(language)}. {_KINDS[expectation.kind].text(language)}"
    owner = pack.owners[expectation.owner].text(language)
    yield _OWNER.text(language).format(owner)
    if expectation.after:
        titles = [f"“{pack.expectations[each].title.text(language)}”" for each in expectation.after]
        yield _AFTER.text(language).format(joined(titles, language))
    if expectation.once_across:
        others = [pack.expectations[each].title.text(language) for each in expectation.once_across]
        yield _ONCE.text(language).format(joined([f"“{each}”" for each in others], language))
    items = expectation.newest.checklist
    if items:
        names = [pack.checklists[each].text(language) for each in items]
        yield _CHECKLIST.text(language).format("; ".join(names))
    if expectation.newest.citizen:
        yield _CITIZEN.text(language).format(expectation.newest.citizen.text(language))


def _about_waivers(expectation: Expectation, language: str) -> Iterator[str]:
    if expectation.waivable_by:
        roles = [_role(each, language) for each in expectation.waivable_by]
        yield _WAIVABLE.text(language).format(joined(roles, language, last=OR))
    else:
        yield _NOT_WAIVABLE.text(language)


def _role(name: str, language: str) -> str:
    return _ROLES[name].text(language) if name in _ROLES else name.replace("_", " ")


def _about_law(expectation: Expectation, language: str) -> Iterator[str]:
    if len(expectation.versions) > 1:
        yield _VERSION.text(language)
    for version in expectation.versions:
        law = version.law
        sure = confidence_words(law.confidence, language)
        ref, source = law.ref.removesuffix("."), law.source.removesuffix(".")
        line = _CITED.text(language).format(ref=ref, source=source, sure=sure)
        if law.chapter:
            line += " " + _CHAPTER.text(language).format(law.chapter)
        if version.applies_to is AppliesTo.RUNNING:
            line += " " + _RUNNING.text(language)
        if version.note:
            line += " " + version.note.text(language)
        yield during(version, version, language) + line


_ABOUT: tuple[tuple[Label, About], ...] = (
    (Label("Hvem det gælder", "Whom it concerns"), about_whom),
    (Label("Hvornår det begynder", "When it begins"), about_start),
    (Label("Hvad der opfylder det", "What meets it"), about_what),
    (Label("Hvor hurtigt", "How soon"), about_time),
    (Label("Hvad der stopper tiden", "What stops the clock"), about_pauses),
    (Label("Hvad der får det til at ophøre", "What ends it"), about_stops),
    (Label("Om det gentages", "Whether it is repeated"), about_repeats),
)
_WHAT_IT_IS = Label("Hvad det er", "What it is")
_WORTH = Label("Hvad det er værd for kommunen", "What it is worth to the municipality")
_WAIVERS = Label("Fravigelse", "Waiver")
_LAW = Label("Hjemmel", "Law")
_STATES = Label("Hvad det kaldes undervejs", "What it is called on the way")
_KINDS = {
    ExpectationKind.DUTY: Label("En pligt efter reglerne.", "A duty under the rules."),
    ExpectationKind.AIM: Label(
        "Et mål; ingen regel pålægger det.", "An aim; no rule makes it a duty."
    ),
    ExpectationKind.STEP: Label(
        "Et skridt i forløbet; ingen regel pålægger det.",
        "A step on the way; no rule makes it a duty.",
    ),
    ExpectationKind.GRANT: Label(
        "Et tilskud, som kommunen kan få.", "A grant that the municipality can receive."
    ),
}
_OWNER = Label("Ansvarlig: {}.", "Responsible: {}.")
_AFTER = Label("Det følger helst efter {}.", "It best follows {}.")
_ONCE = Label(
    "Af dette og {} kan kun ét opfyldes én gang.",
    "Of this and {} only one can be met, once.",
)
_CHECKLIST = Label("Husk: {}.", "Remember: {}.")
_CITIZEN = Label("Til borgeren: {}", "To the citizen: {}")
_WAIVABLE = Label(
    "Det kan fraviges med en begrundelse af {}.", "It can be waived, with a reason, by {}."
)
_NOT_WAIVABLE = Label("Det kan ikke fraviges.", "It cannot be waived.")
_ROLES = {
    "coordinator": Label("tovholderen", "the coordinator"),
    "specialist": Label("en specialist", "a specialist"),
    "leader": Label("en leder", "a leader"),
}
_VERSION = Label(
    "Det, der gælder på startdagen, følger sagen, medmindre andet står her.",
    "What is valid on the start day stays with the case unless it is said otherwise here.",
)
_CITED = Label("{ref}. Kilde: {source}. {sure}", "{ref}. Source: {source}. {sure}")
_CHAPTER = Label("Kapitel {}.", "Chapter {}.")
_RUNNING = Label(
    "Gælder også det, der allerede er begyndt.", "It applies also to what has begun already."
)
