"""How fast the desk answers many at once, and how soon its pages show their content.

`python -m benchmarks.desk [--record FILE | --articles N] [--seconds 60] [--readers 50] [--reviewers 5] [--report]`

Serves a copy of a record on this machine in a process of its own, and lets readers open pages and reviewers decide,
each with a connection of their own and a pause after every page, as people do. Then, with nobody else there, opens
pages in Chromium, where Node and `desk/node_modules` are there. Refusals because another decided first (409) are
counted apart; any other answer that is not 200 or 201 is an error.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection, HTTPException, RemoteDisconnected
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, urlencode

from benchmarks.common import ROOT, machine, run, show
from benchmarks.record import fill
from benchmarks.report import PAGE, markdown_table, replace_measured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ARTICLES = 2_000
BEGIN = "<!-- desk: begin -->"
END = "<!-- desk: end -->"
API = "/api/v1"
OPENINGS = 12  # of each page in Chromium
_PATIENCE = 60.0  # seconds that an answer may take before it counts as an error
_GOOD = frozenset({200, 201})
_CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who uses the desk at once: each waits for a time around `pause` seconds after every page."""

    readers: int = 50
    reviewers: int = 5
    seconds: float = 60.0
    pause: float = 5.0


@dataclass(slots=True)
class Route:
    """Answers of one kind: how many, how many failed or conflicted, and percentiles in milliseconds."""

    answers: int
    errors: int
    conflicts: int
    p50: float
    p95: float
    worst: float


@dataclass(slots=True)
class Answers:
    """What was measured, by route; filled by many threads."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    conflicts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, route: str, seconds: float, status: int, problem: str = "") -> None:
        """Keep one answer; status 0 is none."""
        with self.lock:
            self.seconds[route].append(seconds)
            if status == _CONFLICT:
                self.conflicts[route] += 1
            elif status not in _GOOD:
                self.errors[route].append(f"{status} {problem}")

    def routes(self) -> dict[str, Route]:
        """The figures of each route, and of all together."""
        everything = [one for some in self.seconds.values() for one in some]
        errors = sum(map(len, self.errors.values()))
        found = {
            name: _route(some, len(self.errors[name]), self.conflicts[name])
            for name, some in sorted(self.seconds.items())
        }
        return {**found, "all": _route(everything, errors, sum(self.conflicts.values()))}


def _route(seconds: list[float], errors: int, conflicts: int) -> Route:
    cuts = quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else [*seconds, 0.0] * 99
    return Route(len(seconds), errors, conflicts, cuts[49] * 1000, cuts[94] * 1000, max(seconds) * 1000)


@dataclass(frozen=True, slots=True)
class Known:
    """What people at the desk ask about: names and ids that are in the record."""

    parties: list[str]
    matters: list[str]
    articles: list[str]
    words: list[str]
    days: list[str]


@dataclass(slots=True)
class Person:
    """Somebody at the desk, with a connection of their own."""

    address: str
    answers: Answers
    random: Random
    csrf: str = ""
    connection: HTTPConnection | None = None

    def __enter__(self) -> Person:
        """Nothing is connected yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the desk."""
        self._leave()

    def ask(self, route: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """The JSON at a path, timed under the name of a route; empty where there was none."""
        begin = time.perf_counter()
        try:
            status, content = self._asked(path, body)
        except (OSError, HTTPException) as error:
            self._leave()
            self.answers.note(route, time.perf_counter() - begin, 0, repr(error))
            return {}
        self.answers.note(route, time.perf_counter() - begin, status, content[:200].decode(errors="replace"))
        return cast("dict[str, Any]", json.loads(content)) if status in _GOOD else {}

    def _asked(self, path: str, body: dict[str, Any] | None) -> tuple[int, bytes]:
        headers = {"X-CSRF-Token": self.csrf, "Content-Type": "application/json"} if body else {}
        sent = json.dumps(body) if body else None
        method = "POST" if body else "GET"
        if self.connection is not None:
            try:
                return self._sent(self.connection, method, path, sent, headers)
            except (RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                self._leave()  # it was idle too long; browsers open a new one as well
        self.connection = HTTPConnection(self.address, timeout=_PATIENCE)
        return self._sent(self.connection, method, path, sent, headers)

    def _leave(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    @staticmethod
    def _sent(
        connection: HTTPConnection, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        connection.request(method, API + path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def sit_down(self) -> None:
        """Open the desk, as a browser does at first."""
        self.csrf = str(self.ask("session", "/session").get("csrf", ""))

    def wait(self, pause: float) -> None:
        """Look at what was asked for."""
        time.sleep(pause * self.random.uniform(0.5, 1.5))


def known(address: str) -> Known:
    """What the record at an address holds to ask about."""
    with Person(address, Answers(), Random(11)) as someone:  # noqa: S311
        return _known(someone)


def _known(someone: Person) -> Known:
    parties = [one["id"] for one in someone.ask("", "/parties?limit=30")["items"]]
    matters = someone.ask("", "/matters?limit=30")["items"]
    bins = someone.ask("", "/timeline/density?by=none&bin=month")["lanes"][0]["bins"]
    days = [one["start"] for one in bins]
    articles = {
        event["source"]["article"]
        for day in days[:: max(1, len(days) // 10)]
        for event in someone.ask("", f"/timeline?from={day}&limit=20")["items"]
    }
    words = [one["form"] for matter in matters for one in matter["words"][:2] if one["form"].isalpha()]
    return Known(parties, [one["id"] for one in matters], sorted(articles), words or ["Grenze"], days)


def read_a_page(person: Person, there: Known) -> None:
    """Open one page of the desk, with all that it asks for."""
    pages = list(_PAGES.items())
    weights = [weight for _, (weight, _) in pages]
    name, (_, asked) = person.random.choices(pages, weights)[0]
    for path in asked(there, person.random):
        person.ask(name, path)


def _board(there: Known, random: Random) -> list[str]:
    filters: dict[str, str] = random.choice([{}, {"from": random.choice(there.days)}, {"kind": "demand"}])
    return [f"/board?{urlencode({**filters, 'parties': 8, 'matters': 8})}", "/status"]


def _timeline(there: Known, random: Random) -> list[str]:
    party = random.choice(there.parties)
    wanted = random.choice(["", f"&party={quote(party)}", f"&from={random.choice(there.days)}"])
    return [
        f"/timeline/density?by=none{wanted}",
        f"/timeline/density?by=party{wanted}",
        f"/timeline/ahead?limit=50{wanted}",
        f"/timeline?order=newest&limit=50{wanted}",
    ]


def _article(there: Known, random: Random) -> list[str]:
    return [f"/articles/{random.choice(there.articles)}"]


def _search(there: Known, random: Random) -> list[str]:
    return [f"/search?{urlencode({'q': ' '.join(random.sample(there.words, 2))})}"]


def _exchanges(there: Known, random: Random) -> list[str]:
    wanted = random.choice(["", f"&matter={quote(random.choice(there.matters))}"])
    return [f"/exchanges?limit=30{wanted}", f"/graph?parties=12{wanted}"]


def _party(there: Known, random: Random) -> list[str]:
    return [f"/parties/{quote(random.choice(there.parties))}"]


def _brief(there: Known, random: Random) -> list[str]:
    return ["/brief", f"/brief?from={there.days[-1]}"][: random.randint(1, 2)]


_PAGES: dict[str, tuple[int, Callable[[Known, Random], list[str]]]] = {
    "board": (5, _board),
    "timeline": (5, _timeline),
    "article": (6, _article),
    "search": (3, _search),
    "exchanges": (3, _exchanges),
    "party": (2, _party),
    "brief": (1, _brief),
}


def review_an_act(person: Person, _: Known) -> None:
    """Take an act from the queue and decide about it, as it was seen."""
    person.ask("review", "/review?limit=1")
    queue = person.ask("review", "/review?limit=50").get("items", [])
    if not queue:
        return
    act = person.random.choice(queue)["act"]
    about = {"ids": [act["id"]], "seen": {act["id"]: act["version"]}}
    person.ask("decision", f"/decisions/{person.random.choice(('confirm', 'confirm', 'reject'))}", about)


def status_of(address: str) -> dict[str, Any]:
    """What is in the record at an address."""
    with Person(address, Answers(), Random(0)) as someone:  # noqa: S311
        return someone.ask("", "/status")


def load(address: str, crowd: Crowd) -> Answers:
    """Let a crowd use the desk at an address, `host:port`, for a time."""
    there, answers = known(address), Answers()
    end = time.monotonic() + crowd.seconds
    doings = [read_a_page] * crowd.readers + [review_an_act] * crowd.reviewers

    def sit(number: int) -> None:
        time.sleep(crowd.pause * number / len(doings))
        with Person(address, answers, Random(number)) as person:  # noqa: S311
            person.sit_down()
            while time.monotonic() < end:
                doings[number](person, there)
                person.wait(crowd.pause)

    threads = [threading.Thread(target=sit, args=(number,)) for number in range(len(doings))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@contextmanager
def served(record: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`host:port` of a desk on a record, in a process of its own."""
    command = [sys.executable, "-m", "depesche", "serve", "--record", str(record), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        lines = (line.strip() for line in process.stdout or ())
        try:
            yield next(line for line in lines if line.startswith("http://"))[len("http://") :], process
        finally:
            process.terminate()


def page_times(address: str) -> dict[str, dict[str, Any]] | None:
    """Milliseconds to content in Chromium, by page; None where it cannot be run."""
    if shutil.which("node") is None or not (ROOT / "desk" / "node_modules" / "playwright-core").is_dir():
        return None
    command = ["node", "desk/scripts/page-times.mjs", f"http://{address}", str(OPENINGS)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    return cast("dict[str, dict[str, Any]]", json.loads(done.stdout)) if done.returncode == 0 else None


class Memory(threading.Thread):
    """Looks now and then at the memory that a process has of its own.

    `megabytes` is the most, where the system tells it. The pages of the record that it looks at are not counted: they
    are the system's, which takes them away when it wants.
    """

    def __init__(self, process: subprocess.Popen[str]) -> None:
        super().__init__(daemon=True)
        self._status = Path(f"/proc/{process.pid}/status")
        self._done = threading.Event()
        self.megabytes: float | None = None

    def run(self) -> None:
        """Look until it is enough."""
        while not self._done.wait(0.2):
            self.megabytes = max(self._now(), self.megabytes or 0.0) or None

    def __enter__(self) -> Memory:
        """Begin."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """It is enough."""
        self._done.set()
        self.join()

    def _now(self) -> float:
        try:
            lines = self._status.read_text(encoding="utf-8").splitlines()
        except OSError:
            return 0.0
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon")), 0.0)


@dataclass(frozen=True, slots=True)
class Measured:
    """All figures of one run."""

    acts: int
    articles: int
    crowd: Crowd
    routes: dict[str, Route]
    problems: list[str]
    pages: dict[str, dict[str, Any]] | None
    megabytes: float | None


def measure(record: Path, crowd: Crowd) -> Measured:
    """Serve a record, which decisions change, to a crowd; then to one browser."""
    with served(record) as (address, process), Memory(process) as memory:
        status = status_of(address)
        answers = load(address, crowd)
        pages = page_times(address)
    problems = [f"{name}: {one}" for name, some in answers.errors.items() for one in some[:3]]
    return Measured(
        status["acts"], status["articles"], crowd, answers.routes(), problems, pages, memory.megabytes
    )


ROUTE_COLUMNS = ("what", "answers", "errors", "conflicts", "p50 ms", "p95 ms", "worst ms")
PAGE_COLUMNS = ("page to its content", "first visit ms", "median ms", "worst ms")


def route_rows(measured: Measured) -> list[tuple[str, ...]]:
    """A row for each route, under `ROUTE_COLUMNS`."""
    return [
        (
            name,
            f"{one.answers:,}",
            str(one.errors),
            str(one.conflicts),
            f"{one.p50:.0f}",
            f"{one.p95:.0f}",
            f"{one.worst:.0f}",
        )
        for name, one in measured.routes.items()
    ]


def page_rows(measured: Measured) -> list[tuple[str, ...]]:
    """A row for each page, under `PAGE_COLUMNS`."""
    return [
        (
            name,
            f"{one['first']:.0f}",
            f"{sorted(one['others'])[len(one['others']) // 2]:.0f}",
            f"{max(one['others']):.0f}",
        )
        for name, one in (measured.pages or {}).items()
    ]


def section(measured: Measured) -> str:
    """The figures as a section of docs/benchmarks.md."""
    crowd = measured.crowd
    memory = (
        ""
        if measured.megabytes is None
        else f" The server held {measured.megabytes:.0f} MB of its own at most."
    )
    facts = (
        f"A record of {measured.articles:,} articles with {measured.acts:,} acts on SQLite; {crowd.readers} readers "
        f"and {crowd.reviewers} reviewers for {crowd.seconds:.0f} s, each with a page every {crowd.pause:g} s.{memory} "
        f"({machine()})"
    )
    pages = (
        markdown_table(PAGE_COLUMNS, page_rows(measured)) if measured.pages else "Pages were not measured."
    )
    return f"{facts}\n\n{markdown_table(ROUTE_COLUMNS, route_rows(measured))}\n\n{pages}"


def copy_of(record: Path, folder: Path) -> Path:
    """A copy of a record that may be changed, also while somebody uses the record."""
    path = folder / "desk.db"
    with closing(sqlite3.connect(record)) as there, closing(sqlite3.connect(path)) as here:
        there.backup(here)
    return path


def main() -> None:
    """Measure, print tables, and write the figures as JSON or into docs/benchmarks.md if asked to."""
    options = _options()
    crowd = Crowd(options.readers, options.reviewers, options.seconds, options.pause)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.record:
            record = copy_of(options.record, folder)
        else:
            record = folder / "desk.db"
            fill(record, options.articles)
        measured = measure(record, crowd)
    show(
        f"{measured.articles:,} articles, {measured.acts:,} acts; {machine()}",
        ROUTE_COLUMNS,
        route_rows(measured),
    )
    show("Pages in Chromium", PAGE_COLUMNS, page_rows(measured))
    print(*measured.problems, sep="\n")
    _write(measured, options)


def _write(measured: Measured, options: argparse.Namespace) -> None:
    if options.json:
        options.json.write_text(json.dumps(asdict(measured), indent=1) + "\n", encoding="utf-8")
    if options.report:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(replace_measured(page, section(measured), begin=BEGIN, end=END), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="desk", description=__doc__.partition("\n")[0])
    crowd = Crowd()
    parser.add_argument("--record", type=Path, metavar="FILE", help="a record to serve a copy of")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="else, how many a made-up one has")
    parser.add_argument("--readers", type=int, default=crowd.readers)
    parser.add_argument("--reviewers", type=int, default=crowd.reviewers)
    parser.add_argument("--seconds", type=float, default=crowd.seconds)
    parser.add_argument("--pause", type=float, default=crowd.pause, help="seconds between two pages")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to this file")
    parser.add_argument("--report", action="store_true", help="write the figures into docs/benchmarks.md")
    return parser.parse_args()


if __name__ == "__main__":
    run(main)
