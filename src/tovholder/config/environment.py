"""Typed readers of environment variables: the only place that touches `os.environ`."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit


class EnvironmentValueError(ValueError):
    """An environment variable holds something that cannot be used."""


def text(name: str, default: str = "") -> str:
    """Return the variable, or `default` when it is missing or empty."""
    return os.environ.get(name) or default


def flag(name: str, *, default: bool = False) -> bool:
    """Return a yes/no variable.

    Raises:
        EnvironmentValueError: the value is neither a yes (1, true, yes, on) nor a no.
    """
    met = text(name).strip().lower()
    if not met:
        return default
    if met in {"1", "true", "yes", "on"}:
        return True
    if met in {"0", "false", "no", "off"}:
        return False
    raise EnvironmentValueError(f"{name} is {met!r}; write true or false.")


def whole(name: str, *, default: int) -> int:
    """Return a whole number, at least 1.

    Raises:
        EnvironmentValueError: the value is no such number.
    """
    met = text(name, str(default)).strip()
    if not met.isascii() or not met.isdigit() or int(met) < 1:
        raise EnvironmentValueError(f"{name} is {met!r}; write a whole number from 1 up.")
    return int(met)


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated variable as a list without empty parts."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """Return a folder; it need not exist."""
    return Path(text(name, str(default))).expanduser().resolve()


def secret(name: str, *, kept_in: Path) -> str:
    """Return a secret variable; where it is missing, one made once and kept in a file.

    The file is for a demo or a single machine; set the variable where several share a database.
    """
    if given := text(name):
        return given
    kept_in.parent.mkdir(parents=True, exist_ok=True)
    if not kept_in.exists():
        made = kept_in.with_suffix(f".{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            os.link(made, kept_in)  # whoever comes first decides; the others read the same
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return kept_in.read_text(encoding="ascii")


def database(url: str) -> dict[str, object]:
    """Return Django's description of the PostgreSQL database at `url`.

    Args:
        url: `postgresql://user:password@host:port/name`; a socket folder goes into the
            host, percent-encoded (`postgresql://user@%2Frun%2Fpostgresql/name`).

    Raises:
        EnvironmentValueError: another kind of database, or a URL without a name.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise EnvironmentValueError(
            f"The database address begins with {parts.scheme!r}; Tovholder runs on PostgreSQL "
            "only: write postgresql://user:password@host:5432/name."
        )
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise EnvironmentValueError("The database address names no database after the host.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(_host(url)),
        "PORT": str(parts.port or ""),
    }


def _host(url: str) -> str:
    """Return the host as written; `urlsplit` would lower-case a socket folder."""
    netloc = urlsplit(url).netloc.rpartition("@")[2]
    return netloc.rpartition(":")[0] if netloc.rpartition(":")[2].isdigit() else netloc
