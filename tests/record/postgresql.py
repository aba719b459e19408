"""A PostgreSQL server for tests: made from nothing, on a socket in a folder that nobody else sees."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from depesche.record.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWNER = "postgres"  # the server refuses to be run by root


def find_programs() -> Path | None:
    """The folder of the server's programs, None where it is not installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    if found:
        folders.append(Path(found).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@dataclass(frozen=True)
class Cluster:
    """A running server with its programs and the folder of its socket."""

    programs: Path
    folder: Path
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _templates: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def started(cls, programs: Path) -> Iterator[Cluster]:
        """Make a server, start it, and stop it at the end."""
        with tempfile.TemporaryDirectory(prefix="depesche-", ignore_cleanup_errors=True) as name:
            server = cls(programs, Path(name))
            if os.geteuid() == 0:
                owner = pwd.getpwnam(_OWNER)
                os.chown(name, owner.pw_uid, owner.pw_gid)
            server.run(
                "initdb", "--pgdata", f"{name}/data", "--username", _OWNER, "--auth", "trust", "-E", "UTF8"
            )
            options = (
                f"-c listen_addresses= -c unix_socket_directories={name} -c fsync=off -c max_connections=40"
            )
            server.run("pg_ctl", "-D", f"{name}/data", "-l", f"{name}/log", "-w", "-o", options, "start")
            try:
                yield server
            finally:
                server.run("pg_ctl", "-D", f"{name}/data", "-m", "immediate", "-w", "stop")

    def run(self, program: str, *arguments: str) -> str:
        """Run one of the programs as the owner of the server; what it says."""
        user = _OWNER if os.geteuid() == 0 else None
        command = [str(self.programs / program), *arguments]
        done = subprocess.run(
            command, check=True, text=True, user=user, cwd=self.folder, capture_output=program != "pg_ctl"
        )
        return done.stdout or ""

    def sql(self, command: str, database: str = "postgres") -> str:
        """Run a command of SQL; what it says."""
        return self.run("psql", "-h", str(self.folder), "-U", _OWNER, "-d", database, "-Atc", command)

    def new_database(self, template: str = "template1") -> str:
        """The address of a new, empty database."""
        name = f"crisis{next(self._numbers)}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self._address(name)

    def new_record(self) -> str:
        """The address of a new, empty record."""
        if not self._templates:
            name = f"crisis{next(self._numbers)}"
            self.sql(f"CREATE DATABASE {name}")
            Record.open(self._address(name)).close()
            self._templates.append(name)
        return self.new_database(self._templates[0])

    def _address(self, name: str) -> str:
        return f"postgresql://{_OWNER}@/{name}?host={self.folder}"
