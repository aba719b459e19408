"""Articles that are read again: by whom, what stays, and which readings are out of date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from depesche.errors import InvalidExport
from depesche.reading.extractor import this_extractor
from depesche.reading.types import Extractor
from depesche.record import review
from depesche.record.importing import Imported, import_lines
from depesche.record.outdated import articles_to_reread, outdated
from depesche.record.questions import show
from depesche.record.questions.articles import readings
from tests.record.making import DEMAND, REFUSAL, numbered

if TYPE_CHECKING:
    from pathlib import Path

    from depesche.record.record import Record

FIRST, SECOND = Extractor("depesche", "1"), Extractor("depesche", "2")


def test_a_reading_is_kept_as_an_earlier_one_and_can_be_taken_up_again(record: Record) -> None:
    article = record.add(REFUSAL, FIRST).article
    shorter = replace(REFUSAL, acts=REFUSAL.acts[:1])
    assert record.add(shorter, SECOND).outcome == "reread"
    assert record.add(REFUSAL, FIRST).outcome == "known"
    assert record.article(article).extractor == SECOND
    assert record.add(REFUSAL, FIRST, again=True).outcome == "reread"
    assert record.article(article).extractor == FIRST
    assert record.act(f"{article}-2").kind == "announce"
    assert [(one.extractor, one.current) for one in readings(record, article)] == [
        (FIRST, True),
        (SECOND, False),
    ]


def test_a_decision_stays_where_the_act_is_there_and_is_shown_where_it_is_not(record: Record) -> None:
    article = record.add(REFUSAL, FIRST).article
    review.confirm(record, [f"{article}-1"], who="Vera")
    review.edit(record, [f"{article}-2"], {"kind": "offer"}, who="Vera")
    added = record.add(replace(REFUSAL, acts=REFUSAL.acts[1:]), SECOND)
    assert added.missing == (f"{article}-1",)
    assert outdated(record).missing == (f"{article}-1",)
    lost, found = record.act(f"{article}-1"), record.act(f"{article}-2")
    assert (lost.review, lost.extractor) == ("confirmed", FIRST)
    assert (found.kind, found.review, found.extractor) == ("offer", "edited", SECOND)
    assert show(record, lost.id).article.extractor == SECOND


def test_a_reading_says_who_made_it(record: Record) -> None:
    by_herself = replace(REFUSAL, extractor=Extractor("Anna Leser", "2024"))
    import_lines(record, [DEMAND.to_json(), by_herself.to_json()], Extractor("Archiv"))
    assert record.read_by(DEMAND.text) == Extractor("Archiv")
    assert record.read_by(REFUSAL.text) == Extractor("Anna Leser", "2024")
    (lead,) = {act.extractor for act in review.uncertain(record) if act.kind == "demand"}
    assert lead == Extractor("Archiv")


def test_readings_before_a_line_that_is_none_are_kept(record: Record) -> None:
    lines = [numbered(number).to_json() for number in range(53)]
    with pytest.raises(InvalidExport, match=r"^line 54: .+ \(53 articles before it are added\)$") as raised:
        import_lines(record, [*lines, '{"id": 3}', numbered(54).to_json()])
    assert raised.value.line == 54
    assert record.read_by(numbered(52).text) is not None
    assert record.read_by(numbered(54).text) is None
    assert import_lines(record, lines) == Imported(0, 0)


def test_what_says_nothing_of_itself_is_not_ours(record: Record) -> None:
    article = record.add(DEMAND).article
    assert record.article(article).extractor == Extractor("unknown")
    assert record.read_by(DEMAND.text) == Extractor("unknown")
    assert record.read_by("Etwas anderes.") is None


def test_only_our_own_readings_by_other_weights_or_parties_are_out_of_date(
    record: Record, tmp_path: Path
) -> None:
    own = tmp_path / "parteien.toml"
    own.write_text('[[party]]\nid = "x:rat"\nname = "Inselrat"\nkind = "organisation"\n', encoding="utf-8")
    with_own = this_extractor("de", own)
    assert with_own != this_extractor("de")
    assert with_own.version.startswith(this_extractor("de").version)
    record.add(DEMAND, with_own)
    record.add(REFUSAL, Extractor("Anna Leser"))
    assert (outdated(record, own).current, dict(outdated(record, own).old)) == (1, {})
    assert dict(outdated(record).old) == {with_own: 1}
    assert dict(outdated(record).others) == {Extractor("Anna Leser"): 1}
    number, found = articles_to_reread(record)
    assert (number, [one.text for one in found]) == (1, [DEMAND.text])
    assert articles_to_reread(record, own)[0] == 0


def test_an_article_is_read_again_as_it_was_given(record: Record) -> None:
    article = record.add(replace(REFUSAL, published="2024-02-03T08:15"), FIRST).article
    _, found = articles_to_reread(record)
    (again,) = found
    assert (again.id, again.title, again.url, again.language) == (
        REFUSAL.id,
        REFUSAL.title,
        REFUSAL.url,
        REFUSAL.language,
    )
    assert again.published == "2024-02-03T08:15"
    assert record.article(article).text == again.text


def test_the_version_names_what_a_reading_rests_on(tmp_path: Path) -> None:
    first, same, other = (tmp_path / name for name in ("a.toml", "b.toml", "c.toml"))
    for path, content in ((first, "[kind]\n"), (same, "[kind]\n"), (other, "[kind]\n\n")):
        path.write_text(content, encoding="utf-8")
    assert this_extractor("de", first) == this_extractor("de", same) != this_extractor("de", other)
    assert this_extractor("de", first) != this_extractor("xx", first)
