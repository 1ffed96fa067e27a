"""What the people made to a recipe are told of, in few words."""

from dataclasses import dataclass
from datetime import date, timedelta

from tovholder.demo import everyday, reception
from tovholder.demo.diary import Diary, Step
from tovholder.demo.stays import Stay


@dataclass
class Cook:
    """Follows one recipe: a single person, everything written down on the day it happens.

    Days are counted from take-over: `cook.day(12)`.
    """

    diary: Diary
    stay: Stay

    def day(self, number: int) -> date:
        """Return the day so many days after take-over."""
        return self.stay.start + timedelta(days=number)

    def received(self, *, contract: int = 10, referral: int = 9, offer: int = 12) -> None:
        """Tell of contract, referral and first offer on these days after take-over."""
        self.signed(contract)
        self.referred(referral)
        self.offered(offer)

    def signed(self, number: int) -> None:
        """Tell of the contract and of the declaration that goes with it."""
        self.diary.event("contract", "signed", self.day(number))
        self.diary.event("declaration", "signed", self.day(number))

    def referred(self, number: int) -> None:
        """Tell of the referral to Danish education, and when it could begin."""
        self.diary.event("danish_referral", "referred", self.day(number), course="danish_2")
        self.diary.event("danish_start", "possible", self.day(number + 10))

    def offered(self, number: int, state: str = "internship", *, weeks: int = 13) -> None:
        """Tell of an offer from a day on."""
        begins = self.day(number)
        self.diary.agreed("offer", state, begins, begins + timedelta(weeks=weeks))

    def supported(self, job: int | None = None) -> None:
        """Tell of the benefit, and of the day from which on a job makes it needless."""
        steps = [Step("self_support_and_return_benefit", self.day(2), {"amount_dkk": 6753})]
        if job is not None:
            steps.append(Step("none", self.day(job)))
            self.diary.spell("labour", "employed", self.day(job), minutes_per_week=2220)
        self.diary.chain("benefit", steps)

    def extended(self, *numbers: int) -> None:
        """Tell of extensions of the programme, and that a year was too short an aim."""
        for number in numbers:
            self.diary.event(
                "extension", "decided", self.day(number),
                until=self.day(number + 380).isoformat(), reason=reception.EXTENSION_REASONS[1],
            )  # fmt: skip
        everyday.waive(
            self.diary, "introduction-period-at-most-a-year", "home", self.day(numbers[0]),
            reception.NOT_WITHIN_A_YEAR,
        )  # fmt: skip

    def passed(self, number: int) -> None:
        """Tell of a Danish test."""
        self.diary.event("danish_test", "passed", self.day(number), test="pd2")

    def visited(self, number: int, *follow_ups: int) -> None:
        """Tell of the visitation and of follow-ups, by their days."""
        self.diary.event("visitation", "done", self.day(number))
        for each in follow_ups:
            self.diary.event("follow_up", "held", self.day(each), form="meeting")

    def settled(self) -> None:
        """Tell of a temporary place from take-over on, and of a home half a year later."""
        where = {"in_vulnerable_area": False}
        steps = [Step("temporary", self.day(0), where), Step("permanent", self.day(240), where)]
        self.diary.chain("home", steps)

    def enrolled(self, end: date | None = None) -> None:
        """Tell of the programme, still going on without an end."""
        steps = reception.programme_steps(self.stay, self.day(1))
        self.diary.chain("programme", steps, end=end)

    def needs_health_offer(self) -> None:
        """Tell that a need was judged."""
        self.diary.event("health_need", "needed", self.day(2))

    def needs_no_health_offer(self) -> None:
        """Tell that no need was found."""
        self.diary.event("health_need", "not_needed", self.day(2))
