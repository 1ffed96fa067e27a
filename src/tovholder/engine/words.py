"""Texts of a definition in the languages of its pack; the program's own in Danish and English."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Label:
    """The same text in several languages: Danish, English and any `others` by their code."""

    da: str = ""
    en: str = ""
    others: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> "Label":
        """Return the label with the text of each language, by its code.

        >>> Label.of({"nb": "Kontrakt", "en": "Contract"}).text("nb")
        'Kontrakt'
        """
        others = sorted((code, text) for code, text in texts.items() if code not in ("da", "en"))
        return cls(texts.get("da", ""), texts.get("en", ""), tuple(others))

    def text(self, language: str) -> str:
        """Return the text in a language or its variants.

        A language that the label lacks is answered in English, else in Danish, else in what
        there is.

        >>> Label("Kontrakt", "Contract").text("da-dk")
        'Kontrakt'
        >>> Label.of({"nb": "Kontrakt", "uk": "Договір"}).text("da")
        'Kontrakt'
        """
        code = language.replace("_", "-").partition("-")[0]
        texts = {"da": self.da, "en": self.en, **dict(self.others)}
        return texts.get(code) or self.en or self.da or "".join(dict(self.others[:1]).values())

    def __str__(self) -> str:
        return self.text("en")


def joined(parts: Sequence[str], language: str, *, last: Label | None = None) -> str:
    """Join the parts of a list as people do, with a word before the last one.

    >>> joined(["a", "b", "c"], "en")
    'a, b and c'
    """
    word = (last or AND).text(language)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def number_of(count: int, one: Label, many: Label, language: str) -> str:
    """Return a count with its unit in the right number.

    >>> number_of(1, Label("dag", "day"), Label("dage", "days"), "en")
    '1 day'
    """
    return f"{count} {(one if count == 1 else many).text(language)}"


AND = Label("og", "and")
OR = Label("eller", "or")
NO, YES = Label("nej", "no"), Label("ja", "yes")
_MONTHS = (
    Label("januar", "January"), Label("februar", "February"), Label("marts", "March"),
    Label("april", "April"), Label("maj", "May"), Label("juni", "June"),
    Label("juli", "July"), Label("august", "August"), Label("september", "September"),
    Label("oktober", "October"), Label("november", "November"), Label("december", "December"),
)  # fmt: skip
_DATE = Label("{day}. {month} {year}", "{day} {month} {year}")
_POINT = Label(".|,", ",|.")  # between thousands, and before decimals


def day_words(day: date, language: str) -> str:
    """Return a day as people write it.

    >>> day_words(date(2016, 7, 1), "da"), day_words(date(2016, 7, 1), "en")
    ('1. juli 2016', '1 July 2016')
    """
    month = _MONTHS[day.month - 1].text(language)
    return _DATE.text(language).format(day=day.day, month=month, year=day.year)


def number_words(number: Decimal | int, language: str) -> str:
    """Return a number as people write it.

    >>> number_words(Decimal("76500.50"), "da"), number_words(1200, "en")
    ('76.500,5', '1,200')
    """
    written = f"{Decimal(number).normalize():,f}"
    thousands, decimals = _POINT.text(language).split("|")
    return "".join({",": thousands, ".": decimals}.get(sign, sign) for sign in written)


def money_words(oere: int, language: str) -> str:
    """Return an amount of money, which is kept in øre.

    >>> money_words(7650000, "da"), money_words(9906, "en")
    ('76.500 kr.', 'DKK 99.06')
    """
    kroner, rest = divmod(oere, 100)
    written = number_words(kroner, language)
    if rest:
        written += f"{_POINT.text(language)[-1]}{rest:02}"
    return Label("{} kr.", "DKK {}").text(language).format(written)


def minutes_words(minutes: int, language: str) -> str:
    """Return minutes a week as hours a week.

    >>> minutes_words(1200, "en"), minutes_words(1110, "da"), minutes_words(1, "en")
    ('20 hours a week', '18 timer og 30 minutter om ugen', '1 minute a week')
    """
    hours, rest = divmod(minutes, 60)
    parts = [number_of(hours, *_HOUR, language)] if hours else []
    parts += [number_of(rest, *_MINUTE, language)] if rest or not hours else []
    return f"{joined(parts, language)} {_A_WEEK.text(language)}"


_HOUR = Label("time", "hour"), Label("timer", "hours")
_MINUTE = Label("minut", "minute"), Label("minutter", "minutes")
_A_WEEK = Label("om ugen", "a week")
