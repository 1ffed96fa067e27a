from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from tovholder.engine.history import Precision
from tovholder.people.imports.cells.periods import Period
from tovholder.people.imports.settling.ranking import Claim, rule, subtracted

FIRST = date(2020, 1, 1).toordinal()


def day(number: int) -> date:
    return date.fromordinal(FIRST + number)


def period(start: int, end: int | None) -> Period:
    return Period(day(start), None if end is None else day(end))


def test_the_lower_ranked_claim_keeps_the_days_before_and_after() -> None:
    rulings = rule([Claim(0, 1, period(10, 20)), Claim(1, 2, period(0, None))])
    assert rulings[1].pieces == (period(10, 20),)
    assert rulings[2].pieces == (period(0, 10), period(20, None))
    assert rulings[2].gave_way_to == 1


def test_a_claim_that_is_wholly_covered_keeps_nothing() -> None:
    rulings = rule([Claim(0, 1, period(0, None)), Claim(1, 2, period(5, 9))])
    assert rulings[2].pieces == ()


def test_claims_of_one_rank_clash_and_nobody_guesses() -> None:
    rulings = rule([Claim(0, 1, period(0, 10)), Claim(0, 2, period(5, 15))])
    assert rulings[1].clashes_with is None
    assert (rulings[2].pieces, rulings[2].clashes_with) == ((), 1)


def test_claims_that_touch_do_not_overlap() -> None:
    rulings = rule([Claim(0, 1, period(0, 10)), Claim(0, 2, period(10, 15))])
    assert rulings[2].pieces == (period(10, 15),)


def test_a_cut_end_is_an_exact_day() -> None:
    uncertain = Period(day(0), day(30), Precision.MONTH, Precision.MONTH)
    (piece,) = subtracted(uncertain, [period(20, None)])
    assert (piece.start_precision, piece.end_precision) == (Precision.MONTH, Precision.DAY)


periods = some.builds(
    lambda start, length: period(start, start + length if length else None),
    some.integers(0, 60),
    some.integers(0, 30),
)


@given(some.lists(some.tuples(some.integers(0, 2), periods), max_size=8))
@settings(deadline=None)
def test_no_two_pieces_left_cover_the_same_day(drawn: list[tuple[int, Period]]) -> None:
    claims = [Claim(rank, order, each) for order, (rank, each) in enumerate(drawn)]
    pieces = [piece for ruling in rule(claims).values() for piece in ruling.pieces]
    in_order = sorted(pieces, key=lambda piece: piece.start)
    for one, following in pairwise(in_order):
        assert one.end is not None
        assert one.end <= following.start


@given(periods, some.lists(periods, max_size=4))
@settings(deadline=None)
def test_every_day_is_either_left_or_covered(whole: Period, others: list[Period]) -> None:
    pieces = subtracted(whole, others)
    for number in range(100):
        on = day(number)
        is_claimed = _covers(whole, on)
        is_taken = any(_covers(other, on) for other in others)
        assert any(_covers(piece, on) for piece in pieces) == (is_claimed and not is_taken)


def _covers(each: Period, on: date) -> bool:
    return each.start <= on and (each.end is None or on < each.end)
