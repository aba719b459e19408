"""Every error that Depesche raises on purpose.

DepescheError
├── InputError                an input cannot be read; the message says what to do
│   ├── UnreadableInput       no such file, no permission, a binary
│   │   ├── NoPage            an address that is none, does not answer, or not with a page
│   │   └── PrivateAddress    an address in a private network, where only public ones are fetched
│   ├── NoTextFound           nothing to read in it: empty, no main text, a folder without articles
│   ├── TooLarge              more than the limit of its source allows
│   └── InvalidArticle        a line or field that does not fit the contract; carries `source` and `line`
├── InvalidDate               a date that is none
├── InvalidReading            a reading that does not fit the contract
├── RecordError               a record cannot be used; the message says what to do
│   ├── NoRecord              there is none at this place
│   ├── NotARecord            the file or database is something else
│   ├── DamagedRecord         the file is a record with damaged pages
│   ├── NewerRecord           a newer Depesche made it
│   ├── RecordUnavailable     busy, full disk, no permission, lost connection; nothing was half done
│   │   └── AnswerTookTooLong  a question was stopped when its time was over
│   ├── UnknownEntry          no act, event, article, matter … with this id
│   │   ├── UnknownParty      no party of this name
│   │   └── UnknownMatter     no matter of this name
│   ├── AmbiguousEntry        a shortened id or name that fits several
│   ├── InvalidDecision       a decision that cannot be taken: an unknown field, a span outside the text
│   └── InvalidExport         a file that `depesche import` cannot take; carries `line`
├── UsersError                who may use the desk cannot be read or changed; the message says what to do
│   ├── NoUsers               the desk needs a login, and nobody could log in
│   ├── UnknownUser           there is no user of this name
│   └── InvalidUser           a name, role or password that cannot be taken
└── LanguageError             a language that is not there, or not complete
    ├── UnknownLanguage       no such folder under `languages/`
    └── MissingWeights        the language's network is not installed

Messages are one line, say what is wrong and what to do, and are shown to people as they are.
"""

from __future__ import annotations


class DepescheError(Exception):
    """The root: whoever catches it has caught everything that Depesche raises on purpose."""


class InputError(DepescheError):
    """An input cannot be read. `source` names it as the caller did, `line` counts from 1."""

    def __init__(self, message: str, *, source: str | None = None, line: int | None = None) -> None:
        self.source = source
        self.line = line
        place = source if line is None else f"{source or 'input'}:{line}"
        super().__init__(f"{place}: {message}" if place else message)


class UnreadableInput(InputError):
    """No such file, no permission, a binary, or an address that does not answer."""


class NoPage(UnreadableInput):
    """An address that is none, that does not answer, or not with a page that can be read."""


class PrivateAddress(UnreadableInput):
    """An address in a private network, where only public ones are fetched."""


class NoTextFound(InputError):
    """There is nothing to read in it."""


class TooLarge(InputError):
    """It is larger than its source allows."""


class InvalidArticle(InputError):
    """A line or field that does not fit the contract of an article."""


class InvalidDate(DepescheError):
    """A date that is none."""


class InvalidReading(DepescheError):
    """A reading that does not fit the contract."""


class RecordError(DepescheError):
    """A record cannot be used, or not in this way."""


class NoRecord(RecordError):
    """There is no record at this place."""


class NotARecord(RecordError):
    """The file or database is something else."""


class DamagedRecord(RecordError):
    """The file is a record, and some of it cannot be read."""


class NewerRecord(RecordError):
    """A newer Depesche made the record."""


class RecordUnavailable(RecordError):
    """The record cannot be reached or written for now; nothing was half done."""


class AnswerTookTooLong(RecordUnavailable):
    """A question was stopped when its time was over."""


class UnknownEntry(RecordError):
    """There is no entry with this id."""


class UnknownParty(UnknownEntry):
    """There is no party of this name."""


class UnknownMatter(UnknownEntry):
    """There is no matter of this name."""


class AmbiguousEntry(RecordError):
    """A shortened id or name fits several entries."""


class InvalidDecision(RecordError):
    """A decision that cannot be taken."""


class InvalidExport(RecordError):
    """A file that cannot be imported; `line` counts from 1."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        self.line = line
        super().__init__(message)


class UsersError(DepescheError):
    """Who may use the desk cannot be read or changed."""


class NoUsers(UsersError):
    """The desk needs a login, and nobody could log in."""


class UnknownUser(UsersError):
    """There is no user of this name."""


class InvalidUser(UsersError):
    """A name, role or password that cannot be taken."""


class LanguageError(DepescheError):
    """A language that is not there, or not complete."""


class UnknownLanguage(LanguageError):
    """No such folder under `languages/`."""


class MissingWeights(LanguageError):
    """The language's network is not installed."""
