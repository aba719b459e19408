"""What is known of each language: word lists, tables and weights as data files in one folder per language.

The code that uses them lives in `reading`; nothing here knows what the data mean.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from depesche.errors import LanguageError, UnknownLanguage

_ROOT = Path(__file__).parent
_SHOWN = "labels.toml"  # the words that people see


@dataclass(frozen=True, slots=True)
class Language:
    """The data of one language; files are read once, when first asked for."""

    code: str
    folder: Path
    _words: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    _tables: dict[str, dict[str, Any]] = field(default_factory=dict, repr=False, compare=False)

    def words(self, name: str) -> frozenset[str]:
        """The entries of `data/<name>.txt`, one a line, casefolded; `#` opens a comment."""
        if name not in self._words:
            lines = self.text(f"{name}.txt").splitlines()
            entries = (line.partition("#")[0].strip().casefold() for line in lines)
            self._words[name] = frozenset(entry for entry in entries if entry)
        return self._words[name]

    def table(self, name: str) -> dict[str, Any]:
        """The contents of `data/<name>.toml`."""
        if name not in self._tables:
            self._tables[name] = tomli.loads(self.text(f"{name}.toml"))
        return self._tables[name]

    def path(self, name: str) -> Path:
        """Where a file of the language lies, whether it is there or not."""
        return self.folder / name

    def text(self, name: str) -> str:
        """The contents of `data/<name>`. Raises `LanguageError` where it is missing."""
        path = self.folder / "data" / name
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError as error:
            message = f"language {self.code}: {name} is missing; install Depesche again"
            raise LanguageError(message) from error


def available() -> list[str]:
    """Codes of the languages that are installed: those in which articles are read."""
    return sorted(path.parent.name for path in _ROOT.glob("*/weights"))


def installed(code: str) -> Path | None:
    """The folder of a language (BCP 47; the region is ignored), None where it is not installed."""
    folder = _folder(code)
    return folder if folder is not None and (folder / "weights").is_dir() else None


def _folder(code: str) -> Path | None:
    folder = _ROOT / code.partition("-")[0].lower()
    return folder if folder.name.isalpha() and (folder / "data").is_dir() else None


@cache
def load(code: str) -> Language:
    """The language with this code (BCP 47; the region is ignored). Raises `UnknownLanguage`."""
    folder = installed(code)
    if folder is None:
        known = ", ".join(available())
        raise UnknownLanguage(f"language {code!r} is not installed; there is: {known}")
    return Language(folder.name, folder)


@cache
def shown(code: str) -> Language:
    """The language in which results are shown: this one where it has the words, else the first installed one."""
    folder = _folder(code)
    if folder is None or not (folder / "data" / _SHOWN).is_file():
        return load(available()[0])
    return Language(folder.name, folder)
