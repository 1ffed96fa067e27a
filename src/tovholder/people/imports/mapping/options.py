"""The `options` of a mapping: how files, numbers and days are written."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo, available_timezones

from tovholder.engine.language.nodes import Node
from tovholder.people.imports.cells.dates import DateReader
from tovholder.people.imports.cells.formats import FormatError
from tovholder.people.imports.cells.numbers import NumberReader
from tovholder.people.imports.mapping.definition import Conventions, FileOptions

OPTIONS = (
    "encoding", "delimiter", "quote", "header", "skip", "footer", "sheet", "empty", "decimal",
    "thousands", "dates", "time_zone", "short_years_from", "zero_is_unknown",
)  # fmt: skip
ENCODINGS = {
    "auto": ("utf-8", "cp1252"),
    "utf-8": ("utf-8",),
    "utf-8-sig": ("utf-8",),
    "utf-16": ("utf-16",),
    "cp1252": ("cp1252",),
    "windows-1252": ("cp1252",),
    "latin-1": ("latin-1",),
    "iso-8859-1": ("latin-1",),
    "iso-8859-15": ("iso-8859-15",),
}
SIGNS = {"tab": "\t", "space": " ", "comma": ",", "semicolon": ";", "point": ".", "none": ""}
DEFAULT_DATES = ("iso",)
Options = Mapping[str, Node]


def merged_options(general: Node | None, own: Node | None) -> Options:
    """Return the options of a table: its own, and the general ones where it has none."""
    found: dict[str, Node] = {}
    for node in (general, own):
        if node is not None:
            found |= node.fields(optional=OPTIONS).by_name
    return found


def file_options(options: Options) -> FileOptions:
    """Read how the files are written.

    Raises:
        LanguageErrors: with the place, the value met and the values accepted.
    """
    standard = FileOptions()
    encodings = [
        name
        for item in (options["encoding"].items() if "encoding" in options else ())
        for name in ENCODINGS[item.word(ENCODINGS)]
    ]
    return FileOptions(
        encodings=tuple(dict.fromkeys(encodings)) or standard.encodings,
        delimiter=_sign(options, "delimiter", standard.delimiter, needed=True),
        quote=_sign(options, "quote", standard.quote),
        header=_header(options.get("header"), standard.header),
        skip=options["skip"].integer() if "skip" in options else standard.skip,
        footer=options["footer"].integer() if "footer" in options else standard.footer,
        sheet=_sheet(options.get("sheet"), standard.sheet),
        empty=_empty(options.get("empty")),
    )


def conventions(options: Options) -> Conventions:
    """Read how numbers and days are written.

    Raises:
        LanguageErrors: with the place, the value met and the values accepted.
    """
    return Conventions(number_reader(options), date_reader(options))


def number_reader(options: Options) -> NumberReader:
    """Return the reader of numbers with the signs that the options name."""
    decimal = _sign(options, "decimal", ".", needed=True)
    thousands = _sign(options, "thousands", "")
    if decimal == thousands:
        raise options["thousands"].refuse("a sign other than that of `decimal`", "none")
    return NumberReader(decimal=decimal, thousands=thousands)


def date_reader(options: Options) -> DateReader:
    """Return the reader of days with the formats that the options name."""
    zone = options["time_zone"].text() if "time_zone" in options else "Europe/Copenhagen"
    if zone not in available_timezones():
        raise options["time_zone"].refuse("a zone such as Europe/Copenhagen or UTC")
    node = options.get("dates")
    formats = [item.text() for item in node.items()] if node else DEFAULT_DATES
    years, zero = options.get("short_years_from"), options.get("zero_is_unknown")
    try:
        return DateReader(
            formats,
            zone=ZoneInfo(zone),
            short_years_from=years.integer(at_least=1800) if years else None,
            zero_is_unknown=zero.flag() if zero else False,
        )
    except FormatError as error:
        place = node or years or options["time_zone"]
        raise place.refuse(suggestion=str(error)) from error


def _sign(options: Options, name: str, standard: str, *, needed: bool = False) -> str:
    node = options.get(name)
    if node is None:
        return standard
    content = node.content
    if isinstance(content, str) and content in SIGNS and (SIGNS[content] or not needed):
        return SIGNS[content]
    if isinstance(content, str) and len(content) == 1:
        return content
    names = [sign for sign in SIGNS if SIGNS[sign] or not needed]
    raise node.refuse("one sign in quotes", *names)


def _header(node: Node | None, standard: int) -> int:
    if node is None:
        return standard
    if node.content == "none":
        return 0
    if type(node.content) is int and 1 <= node.content <= 3:
        return node.content
    raise node.refuse("1", "2", "3", "none")


def _sheet(node: Node | None, standard: str | int) -> str | int:
    if node is None:
        return standard
    return node.integer(at_least=1) if isinstance(node.content, int) else node.text()


def _empty(node: Node | None) -> frozenset[str]:
    if node is None:
        return frozenset()
    return frozenset(plain_text(item) for item in node.items())


def plain_text(node: Node) -> str:
    """Return a text that a cell may hold; the empty text is one.

    Raises:
        LanguageErrors: YAML read it as yes, no, nothing or a day: it needs quotes.
    """
    if isinstance(node.content, str):
        return node.content.strip()
    if type(node.content) in (int, float):
        return str(node.content)
    raise node.refuse("a text in quotes", suggestion="YAML gives it a meaning of its own.")
