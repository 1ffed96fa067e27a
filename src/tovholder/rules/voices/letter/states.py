"""Says in a letter by when something is to happen, or what has come of it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from tovholder.engine.language import ExpectationKind
from tovholder.engine.language.days import At, DayExpression, DayOf, FirstOf
from tovholder.engine.person import Proof, State
from tovholder.engine.person.wording import describe_missing
from tovholder.engine.words import Label
from tovholder.rules.voices.letter.words import Words


def when(words: Words) -> Iterator[str]:
    """Yield the sentences of a state."""
    yield from _WHEN[words.proof.standing.state](words)


def _asked(words: Words) -> Iterator[str]:
    standing = words.proof.standing
    if standing.due_date is None:
        yield words.say(_NO_LAST_DAY)
    else:
        sentence = _BY.get(words.proof.expectation.kind, _BY[ExpectationKind.DUTY])
        yield words.say(sentence, due=standing.due_date)
        if standing.aim_date and standing.aim_date < standing.due_date:
            yield words.say(_AIM, aim=standing.aim_date)
    yield from _times(words)


def _times(words: Words) -> Iterator[str]:
    """Yield how many times it is to happen, where once is not enough."""
    needed = words.proof.needed or 1
    if needed > 1:
        counted = sum(use.is_counted for use in words.proof.evidence)
        yield words.say(_TIMES, needed=needed, counted=counted)


_TIMES = Label(
    "Det skal ske {needed} gange; vi har noteret {counted}.",
    "It is to happen {needed} times; we have recorded {counted}.",
)
_NO_LAST_DAY = Label("Der er ingen fast sidste dag for det.", "There is no fixed last day for it.")
_BY = {
    ExpectationKind.DUTY: Label(
        "Det skal være sket senest {due}.", "It must have happened by {due} at the latest."
    ),
    ExpectationKind.AIM: Label(
        "Målet er, at det er sket senest {due}.", "The aim is that it has happened by {due}."
    ),
    ExpectationKind.GRANT: Label(
        "Det tæller med, hvis det sker senest {due}.", "It counts if it happens by {due}."
    ),
}
_AIM = Label("Om muligt skal det ske senest {aim}.", "If possible, it should happen by {aim}.")


def _begun(words: Words) -> Iterator[str]:
    yield words.say(Label("Det er begyndt.", "It has begun."))
    yield from _asked(words)


def _overdue(words: Words) -> Iterator[str]:
    yield words.say(_SHOULD_HAVE, due=words.proof.standing.due_date)
    yield words.say(
        Label(
            "Den dag er gået, og vi har ikke noteret, at det er sket.",
            "That day has passed, and we have not recorded that it has happened.",
        )
    )


_SHOULD_HAVE = Label(
    "Det skulle have været sket senest {due}.", "It should have happened by {due} at the latest."
)


def _met(words: Words) -> Iterator[str]:
    yield _happened(words)
    if words.proof.standing.due_date:
        yield words.say(Label("Det var i tide.", "That was in time."))


def _met_late(words: Words) -> Iterator[str]:
    yield _happened(words)
    if due := words.proof.standing.due_date:
        yield words.say(_SHOULD_HAVE, due=due)


def _happened(words: Words) -> str:
    if met := words.proof.standing.met_date:
        return words.say(Label("Det skete {met}.", "It happened on {met}."), met=met)
    return words.say(Label("Det er sket.", "It has happened."))


def _waived(words: Words) -> Iterator[str]:
    waiver = words.proof.waiver
    if waiver is None:
        yield words.say(Label("Det skal ikke ske.", "It is not asked for."))
        return
    decided = Label(
        "Det blev besluttet {day}, at det ikke skal ske.",
        "On {day} it was decided not to ask for it.",
    )
    yield words.say(decided, day=waiver.start)
    if reason := str(waiver.detail.get("reason") or "").strip():
        yield words.say(
            Label("Begrundelsen er: {reason}", "The reason is: {reason}"), reason=reason
        )


def _paused(words: Words) -> Iterator[str]:
    steps = words.proof.due
    if steps and steps.pauses:
        since = Label("Tiden står stille siden {day}.", "The time has stood still since {day}.")
        yield words.say(since, day=steps.pauses[-1].first)
    else:
        yield words.say(Label("Tiden står stille for nu.", "The time stands still for now."))
    yield words.say(
        Label(
            "Når pausen er slut, regner vi den nye sidste dag ud.",
            "When the pause is over, we work out the new last day.",
        )
    )


def _suspended(words: Words) -> Iterator[str]:
    yield words.say(
        Label(
            "Fristerne efter denne regel er sat ud af kraft for tiden. Derfor er der ingen sidste "
            "dag lige nu.",
            "The deadlines of this rule are suspended for the time being. Therefore there is no "
            "last day right now.",
        )
    )
    for suspension in words.proof.suspensions:
        stands_in = Label("Det står i: {ref}.", "That stands in: {ref}.")
        yield words.say(stands_in, ref=suspension.law.ref.removesuffix("."))


def _missed(words: Words) -> Iterator[str]:
    if due := words.proof.standing.due_date:
        yield words.say(_SHOULD_HAVE, due=due)
    yield words.say(Label("Det skete ikke i tide.", "It did not happen in time."))
    yield from _ended(words)


def _ended(words: Words) -> Iterator[str]:
    if closed := _stop_day(words.proof):
        yield words.say(
            Label("Det gælder ikke længere fra {day}.", "It no longer applies from {day} on."),
            day=closed,
        )
    elif due := words.proof.standing.due_date:
        yield words.say(
            Label(
                "Det kunne tælle med til og med {due} og gælder ikke længere.",
                "It could count until {due} and no longer applies.",
            ),
            due=due,
        )
    else:
        yield words.say(Label("Det gælder ikke længere.", "It no longer applies."))


def _waiting(words: Words) -> Iterator[str]:
    start = words.proof.start
    if start and start.is_planned:
        yield words.say(
            Label(
                "Det begynder {day}, hvis det går som planlagt.",
                "It begins on {day} if all goes as planned.",
            ),
            day=start.start,
        )
        return
    yield words.say(Label("Det er ikke tid til det endnu.", "It is not time for it yet."))
    if words.proof.standing.due_date:
        yield from _asked(words)


def _undetermined(words: Words) -> Iterator[str]:
    """Yield what is not known: facts, which the person may know, and what the rule says."""
    is_number = [name.startswith(_NUMBER) for name in words.missing]
    facts = [name for name, is_rule in zip(words.missing, is_number, strict=True) if not is_rule]
    if facts:
        named = (describe_missing(name, words.pack, words.language) for name in facts)
        lines = "".join(f"\n- {fact}" for fact in dict.fromkeys(named))
        yield words.say(_NOT_KNOWN, facts=lines)
    for name in words.missing:
        if name.startswith(_NUMBER):
            parameter = words.pack.parameters[name.removeprefix(_NUMBER)]
            yield words.say(_RULE_SILENT, what=parameter.description.text(words.language))
    if not words.missing:
        yield words.say(_UNDECIDED)


_NUMBER = "parameter:"
_NOT_KNOWN = Label(
    "Vi kan endnu ikke sige, om og hvornår det skal ske, for der er noget, vi ikke ved:"
    "{facts}\nVed du noget om det, vil vi gerne høre det.",
    "We cannot say yet whether and when it is to happen, for there is something we do not "
    "know:{facts}\nIf you know about it, please tell us.",
)
_RULE_SILENT = Label(
    "Vi kan endnu ikke sige, hvornår det skal ske, for vi ved ikke, hvad reglen siger om: {what}.",
    "We cannot say yet when it is to happen, for we do not know what the rule says about: {what}.",
)
_UNDECIDED = Label(
    "Vi kan endnu ikke sige, om og hvornår det skal ske.",
    "We cannot say yet whether and when it is to happen.",
)


def _not_applicable(words: Words) -> Iterator[str]:
    yield words.say(Label("Det gælder ikke for dig.", "It does not apply to you."))


_WHEN: dict[State, Callable[[Words], Iterator[str]]] = {
    State.OPEN: _asked,
    State.DUE_SOON: _asked,
    State.UNDER_WAY: _begun,
    State.OVERDUE: _overdue,
    State.MET: _met,
    State.MET_LATE: _met_late,
    State.WAIVED: _waived,
    State.PAUSED: _paused,
    State.SUSPENDED: _suspended,
    State.MISSED: _missed,
    State.ENDED: _ended,
    State.WAITING: _waiting,
    State.UNDETERMINED: _undetermined,
    State.NOT_APPLICABLE: _not_applicable,
}


def tells_last_day(proof: Proof) -> bool:
    """Say whether the letter speaks of a last day, so that it should say where it comes from."""
    return proof.standing.state in _WITH_LAST_DAY or (
        proof.standing.state is State.ENDED and proof.stop is None
    )


_WITH_LAST_DAY = (
    State.OPEN, State.DUE_SOON, State.UNDER_WAY, State.OVERDUE, State.MET, State.MET_LATE,
    State.PAUSED, State.MISSED, State.WAITING,
)  # fmt: skip


def _stop_day(proof: Proof) -> date | None:
    """Return the day on which it stopped; None where nothing did, or not on a day of the fact."""
    for leaf in _plain_stops(proof.expectation.stops):
        if proof.stop and leaf.kind.id == proof.stop.kind:
            return proof.stop.end if leaf.at is At.END else proof.stop.start
    return None


def _plain_stops(stops: Iterable[DayExpression]) -> Iterator[DayOf]:
    """Yield the stops that lie on a day of their fact itself, and not on one counted from it."""
    for stop in stops:
        if isinstance(stop, FirstOf):
            yield from _plain_stops(stop.parts)
        elif isinstance(stop, DayOf) and stop.at is not At.REACHED:
            yield stop
