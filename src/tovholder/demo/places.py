"""The invented municipalities, their departments and the colleagues who sign in.

The codes belong to no municipality (Denmark's run from 101 to 860) and nobody lives there.
"""

from dataclasses import dataclass

PASSWORD = "raevlinge-viser-2013"  # noqa: S105 - printed with the sign-ins; the people are invented


@dataclass(frozen=True)
class Town:
    """An invented municipality."""

    code: str
    name: str


@dataclass(frozen=True)
class Office:
    """A department or partner, and the categories of facts it works with."""

    town: str
    code: str
    name: str
    name_en: str
    categories: tuple[str, ...]
    is_coordinating: bool = False
    is_partner: bool = False


@dataclass(frozen=True)
class Post:
    """One role held in one office."""

    town: str
    office: str
    role: str


@dataclass(frozen=True)
class Colleague:
    """Someone who signs in, with one or more posts."""

    full_name: str
    email: str
    posts: tuple[Post, ...]
    language: str = "da"


HOME = Town("999", "Rævlinge Kommune")
NEIGHBOUR = Town("998", "Tranekilde Kommune")
TOWNS = (HOME, NEIGHBOUR)

ALL = (
    "identity", "cpr", "origin", "case", "employment", "benefit", "education", "danish",
    "health", "family", "civil",
)  # fmt: skip
OFFICES = (
    Office("999", "integration", "Integrationsafdelingen", "Integration department", ALL, True),
    Office("999", "jobcenter", "Jobcenter Rævlinge", "Job centre",
           ("identity", "case", "employment", "benefit", "education", "danish")),
    Office("999", "sprogcenter", "Sprogcenter Rævlinge", "Language centre",
           ("identity", "danish"), is_partner=True),
    Office("999", "skole-dagtilbud", "Skole og Dagtilbud", "School and day care",
           ("identity", "family", "education")),
    Office("999", "familie", "Familieafdelingen", "Family department",
           ("identity", "case", "family")),
    Office("999", "sundhed", "Sundhedscentret", "Health centre", ("identity", "health")),
    Office("999", "ydelse", "Ydelseskontoret", "Benefits office",
           ("identity", "cpr", "benefit", "employment")),
    Office("999", "bolig", "Boligkontoret", "Housing office", ("identity", "case")),
    Office("999", "ledelse", "Social- og Arbejdsmarkedsledelsen", "Management", ALL),
    Office("998", "integration", "Integrationsteamet", "Integration team", ALL, True),
    Office("998", "jobcenter", "Jobcenter Tranekilde", "Job centre",
           ("identity", "case", "employment", "benefit", "education", "danish")),
)  # fmt: skip


def colleague(full_name: str, *posts: tuple[str, str], town: str = "999") -> Colleague:
    """Return a colleague whose address is made from the name; posts are (office, role)."""
    folded = full_name.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return Colleague(
        full_name=full_name,
        email=f"{folded.replace(' ', '.')}@example.org",
        posts=tuple(Post(town, office, role) for office, role in posts),
    )


COLLEAGUES = (
    colleague("Maja Vestermark", ("integration", "coordinator")),
    colleague("Søren Ågesby", ("integration", "coordinator")),
    colleague("Amina Birkelund", ("integration", "coordinator")),
    colleague("Jonas Kærgaard", ("integration", "coordinator")),
    colleague("Lene Havreholm", ("jobcenter", "specialist")),
    colleague("Viktor Sandbæk", ("jobcenter", "specialist")),
    colleague("Tove Lindeskov", ("sprogcenter", "specialist")),
    colleague("Rikke Østenby", ("skole-dagtilbud", "specialist")),
    colleague("Bo Enghave", ("familie", "specialist")),
    colleague("Ingrid Møllevang", ("sundhed", "specialist")),
    colleague("Palle Rørdal", ("ydelse", "specialist")),
    colleague("Gitte Åsted", ("bolig", "specialist")),
    colleague("Henning Skovlund", ("ledelse", "leader")),
    colleague("Else Brandholt", ("integration", "coordinator"), ("ledelse", "leader")),
    colleague("Anders Fjordby", ("ledelse", "administrator")),
    colleague("Karen Dyrehøj", ("ledelse", "protection_officer")),
    colleague("Cecilie Nørrelund", ("integration", "coordinator"), town="998"),
    colleague("Mads Tornager", ("jobcenter", "specialist"), town="998"),
)


def coordinators(town: str) -> tuple[str, ...]:
    """Return the addresses of a town's coordinators, who share its families."""
    return tuple(
        each.email
        for each in COLLEAGUES
        if any(post.town == town and post.role == "coordinator" for post in each.posts)
    )


def offices(town: Town) -> tuple[Office, ...]:
    """Return a town's offices."""
    return tuple(each for each in OFFICES if each.town == town.code)


def colleagues(town: Town) -> tuple[Colleague, ...]:
    """Return those whose first post is in a town."""
    return tuple(each for each in COLLEAGUES if each.posts[0].town == town.code)


def sign_ins() -> str:
    """Return who can sign in, as a table to print.

    >>> print(sign_ins().splitlines()[3])
    maja.vestermark@example.org      coordinator         Integration department
    """
    lines = [f"Every colleague below has the password {PASSWORD}. All of them are invented."]
    for town in TOWNS:
        lines += ["", town.name]
        for each in colleagues(town):
            lines += [_row(each, post) for post in each.posts]
    return "\n".join(lines)


def _row(each: Colleague, post: Post) -> str:
    office = next(o for o in OFFICES if (o.town, o.code) == (post.town, post.office))
    return f"{each.email:<33}{post.role:<20}{office.name_en}"
