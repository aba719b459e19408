"""What a desk is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

STATIC = Path(__file__).parent / "static"
HOST = "127.0.0.1"
PORT = 8765


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the record lies, where the desk answers, and what it takes in.

    `parties` is a file of the reader's own parties, `static` the folder of the built front end. Sizes are in bytes;
    `patience` is in seconds: so long may the pieces of a request take to come in, `longest_wait` all of it.

    With `login` users must log in also on this machine; they are those in the file `users`, else in the one beside the
    record. `public_address` is where others find the desk behind a proxy, `proxy` the address of the proxy whose word
    on who asks is taken (if not on this machine), `allowed_hosts` are further names it may be called by. With
    `private_addresses` articles may be added from private networks too. An answer that takes longer than
    `longest_answer` seconds is stopped; what others write shows in kept answers after `lag` seconds, and somewhat later
    where the record is very large (`keeper.py`).
    """

    record: str
    host: str = HOST
    port: int = PORT
    parties: Path | None = None
    static: Path = STATIC
    login: bool = False
    users: Path | None = None
    public_address: str | None = None
    proxy: str | None = None
    allowed_hosts: tuple[str, ...] = ()
    private_addresses: bool = False
    largest_body: int = 10_000_000
    largest_upload: int = 64_000_000
    most_files: int = 200
    patience: float = 30.0
    longest_wait: float = 300.0
    longest_answer: float = 30.0
    lag: float = 5.0
    poll: float = 1.0
    threads: int = 12

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the desk."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def is_everywhere(self) -> bool:
        """Whether it answers at all addresses of this machine."""
        return self.host in {"", "0.0.0.0", "::"}  # noqa: S104 (told apart, not bound)

    @property
    def login_needed(self) -> bool:
        """Whether others could reach the desk, directly or through a proxy, or a login is wanted anyway."""
        others = self.public_address is not None or self.proxy is not None or bool(self.allowed_hosts)
        return self.login or others or not self.is_local

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach it over https."""
        return (self.public_address or "").casefold().startswith("https://")

    @property
    def trusted_proxy(self) -> str | None:
        """The addresses whose word on who asks is taken, with commas between."""
        return self.proxy or ("127.0.0.1,::1" if self.public_address and self.is_local else None)

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def is_built(self) -> bool:
        """Whether the front end is there."""
        return (self.static / "index.html").is_file()
