"""What goes out, and that it comes in again."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from depesche.errors import InvalidExport, RecordUnavailable
from depesche.reading.types import Role
from depesche.record import export, review
from depesche.record.backup import backup
from depesche.record.importing import import_lines
from depesche.record.record import Record
from depesche.record.types import Filter
from tests.record.making import DEMAND, REFUSAL, Told, reading
from tests.record.states import state

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

_GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
_MEETING = reading(
    "Norwegen und Island verhandeln in Oslo & Bergen.",
    Told("consult", "verhandeln"),
    name="kurier",
    published="2024-02-09",
)


@pytest.fixture
def filled(record: Record) -> Record:
    """A record with a demand in two papers, its refusal, a meeting and some decisions."""
    demand = record.add(DEMAND).article
    record.add(replace(DEMAND, url="https://kurier.example/2", text=DEMAND.text + " So berichtet NTB."))
    refusal = record.add(REFUSAL).article
    both = (*_MEETING.acts[0].actors, Role(None, "Island", "Island", "ISL"))
    record.add(replace(_MEETING, acts=(replace(_MEETING.acts[0], actors=both),)))
    review.edit(record, [f"{refusal}-2"], {"status": "planned"}, who="Vera", note="erst angekündigt")
    by_hand = {"kind": "accuse", "trigger": "behindern", "actors": ["Norwegen"]}
    review.add_by_hand(record, demand, by_hand, who="Max")
    review.undo(record, who="Max")
    review.assign(record, [f"{demand}-1"], "Seegrenze", who="Max")
    return record


def exported(record: Record, form: export.Form, path: Path, wanted: Filter | None = None) -> str:
    """What is written."""
    export.write(record, form, path, wanted)
    return path.read_text(encoding="utf-8-sig")


def test_json_lines_come_back_without_loss(filled: Record, tmp_path: Path) -> None:
    before = state(filled, log=True)
    lines = exported(filled, "jsonl", tmp_path / "crisis.jsonl")
    with Record.open(tmp_path / "again.db") as again:
        imported = import_lines(again, lines.splitlines())
        assert (imported.articles, imported.acts) == (4, 6)
        assert state(again, log=True) == before
        assert exported(again, "jsonl", tmp_path / "twice.jsonl") == lines


def test_an_imported_record_goes_on_like_the_first_one(filled: Record, tmp_path: Path) -> None:
    lines = exported(filled, "jsonl", tmp_path / "crisis.jsonl")
    with Record.open(tmp_path / "again.db") as again:
        import_lines(again, lines.splitlines())
        for record in (filled, again):
            review.undo(record, 1, who="Vera")
            assert record.add(DEMAND).outcome == "known"
            record.add(replace(DEMAND, url=None, text=DEMAND.text + " Das meldet die Agentur NTB aus Oslo."))
        assert state(again) == state(filled)


def test_a_filtered_export_holds_what_was_wanted_and_can_be_taken_in(filled: Record, tmp_path: Path) -> None:
    lines = exported(filled, "jsonl", tmp_path / "part.jsonl", Filter(kinds=("demand",))).splitlines()
    entries = [json.loads(line) for line in lines]
    assert {entry["kind"] for entry in entries if entry["type"] == "act"} == {"demand"}
    assert len([entry for entry in entries if entry["type"] == "article"]) == 2
    with Record.open(tmp_path / "part.db") as part:
        assert import_lines(part, lines).acts == 2


def test_readings_are_imported_like_added_ones(record: Record) -> None:
    imported = import_lines(record, [DEMAND.to_json(), REFUSAL.to_json(), DEMAND.to_json()])
    assert (imported.articles, imported.acts) == (2, 3)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: [], "nothing in it"),
        (lambda lines: ["no json"], "line 1 is no JSON"),
        (lambda lines: [*lines, "[1]"], "no entry"),
        (lambda lines: [*lines, '{"type": "poem"}'], "'poem'"),
        (lambda lines: [*lines, lines[2]], "does not fit"),
        (lambda lines: [*lines, '{"type": "party", "id": "X", "colour": "red"}'], "'colour'"),
        (lambda lines: [*lines, '{"type": "act", "id": "X", "day": "tomorrow"}'], "does not fit"),
        (lambda lines: ['{"type": "depesche", "form": 99}'], "newer Depesche"),
        (lambda lines: [*lines[:5], lines[5][:-9]], "line 6"),
    ],
)
def test_a_file_that_does_not_fit_is_named_by_its_line_and_nothing_is_taken_in(
    tmp_path: Path, change: object, said: str
) -> None:
    with Record.open(tmp_path / "first.db") as first:
        first.add(DEMAND)
        lines = exported(first, "jsonl", tmp_path / "crisis.jsonl").splitlines()
    with Record.open(tmp_path / "second.db") as second:
        empty = state(second, log=True)
        with pytest.raises(InvalidExport, match=said):
            import_lines(second, change(lines))  # type: ignore[operator]
        assert state(second, log=True) == empty


def test_an_export_is_not_taken_into_a_record_that_has_articles(filled: Record, tmp_path: Path) -> None:
    lines = exported(filled, "jsonl", tmp_path / "crisis.jsonl").splitlines()
    with pytest.raises(InvalidExport, match="not empty"):
        import_lines(filled, lines)


def test_words_of_an_article_are_no_formula_in_csv(record: Record, tmp_path: Path) -> None:
    told = Told("demand", "fordert", "Norwegen", "Island", "=HYPERLINK(1)")
    record.add(reading("Norwegen fordert von Island =HYPERLINK(1).", told))
    (row,) = csv.DictReader(exported(record, "csv", tmp_path / "crisis.csv").splitlines())
    assert row["content"] == "'=HYPERLINK(1)"
    assert "'" not in exported(record, "jsonl", tmp_path / "crisis.jsonl")


def test_csv_has_all_fields_and_spans_of_every_act(filled: Record, tmp_path: Path) -> None:
    text = exported(filled, "csv", tmp_path / "crisis.csv")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == 5
    row = next(row for row in rows if row["kind"] == "demand")
    assert (row["actor_ids"], row["recipient_parties"], row["matter_name"]) == ("NOR", "Island", "Seegrenze")
    article = filled.article(row["article"])
    ((start, end),) = json.loads(row["content_spans"])
    assert article.text[start:end] == row["content"]
    assert row["article_source"] == "tageblatt.example"
    assert (row["day"], row["deadline"], row["review"]) == ("2024-02-01", "2024-03-31", "open")


def test_parquet_has_the_same_rows_typed(filled: Record, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra parquet")
    export.write(filled, "parquet", tmp_path / "crisis.parquet")
    rows = parquet.read_table(tmp_path / "crisis.parquet").to_pylist()
    assert len(rows) == 5
    assert rows[0]["day"] == date(2024, 2, 1)
    assert isinstance(rows[0]["confidence"], float)


def test_graphml_has_parties_and_what_they_do_to_each_other_by_month(filled: Record, tmp_path: Path) -> None:
    written = export.write(filled, "graphml", tmp_path / "crisis.graphml")
    root = ElementTree.parse(tmp_path / "crisis.graphml").getroot()
    nodes = {node.get("id"): texts(node) for node in root.iter(f"{_GRAPHML}node")}
    assert nodes["NOR"]["label"] == "Norwegen"
    edges = [(edge, texts(edge)) for edge in root.iter(f"{_GRAPHML}edge")]
    assert written.written == len(edges) == 2
    ((demand, values),) = [pair for pair in edges if pair[1]["kind"] == "demand"]
    assert (demand.get("source"), demand.get("target"), demand.get("directed")) == ("NOR", "ISL", "true")
    assert (values["weight"], values["month"], values["start"]) == ("1.0", "2024-02", "2024-02-01")
    ((meeting, _),) = [pair for pair in edges if pair[1]["kind"] == "consult"]
    assert meeting.get("directed") == "false"
    declared = {key.get("id") for key in root.iter(f"{_GRAPHML}key")}
    assert {data.get("key") for data in root.iter(f"{_GRAPHML}data")} <= declared


def texts(element: ElementTree.Element) -> dict[str, str]:
    """The data of a node or edge."""
    return {str(data.get("key")): data.text or "" for data in element.iter(f"{_GRAPHML}data")}


def test_plover_leaves_out_and_counts_what_it_has_no_type_for(filled: Record, tmp_path: Path) -> None:
    path = tmp_path / "plover.jsonl"
    written = export.write(filled, "plover", path)
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [record["event_type"] for record in records] == ["REQUEST", "REJECT", "CONSULT"]
    assert (written.written, written.left_out) == (3, 1)
    assert len(records[0]["sources"]) == 2
    assert records[0]["quad_code"] == "VERBAL CONFLICT"


@pytest.mark.parametrize("form", ["csv", "jsonl", "graphml", "plover"])
def test_an_empty_record_gives_a_valid_file(record: Record, tmp_path: Path, form: export.Form) -> None:
    assert export.write(record, form, tmp_path / "out").left_out == 0
    if form == "graphml":
        ElementTree.parse(tmp_path / "out")


def test_a_file_that_cannot_be_written_is_one_clear_line_and_the_old_one_stays(
    record: Record, tmp_path: Path
) -> None:
    with pytest.raises(RecordUnavailable, match="is a folder"):
        export.write(record, "csv", tmp_path)
    with pytest.raises(RecordUnavailable, match="cannot be written"):
        export.write(record, "csv", tmp_path / "none" / "out.csv")
    assert list(tmp_path.glob(".*")) == []


def write_half_and_copy(record: Record, connection: Connection, copy: Path) -> None:
    """Copy a record in the middle of a transaction that will not be finished."""
    connection.exec_driver_sql("UPDATE act SET kind = 'warn'")
    backup(record, copy)
    raise InterruptedError


def test_a_backup_is_a_record_of_its_own_taken_while_others_write(filled: Record, tmp_path: Path) -> None:
    before = state(filled, log=True)
    copy = tmp_path / "copy.db"
    with pytest.raises(InterruptedError), filled.writing() as (connection, _):
        write_half_and_copy(filled, connection, copy)
    with Record.open(copy, create=False) as again:
        assert state(again, log=True) == before
        assert again.add(DEMAND).outcome == "known"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_backup_over_the_record_of_a_killed_writer_holds_what_was_copied(
    filled: Record, tmp_path: Path
) -> None:
    live, copy = tmp_path / "live.db", tmp_path / "copy.db"
    with Record.open(live) as writer:  # its log is not yet in the file, as after a kill
        writer.add(REFUSAL)
        for path in tmp_path.glob("live.db*"):
            path.with_name(path.name.replace("live", "copy")).write_bytes(path.read_bytes())
    assert copy.with_name("copy.db-wal").stat().st_size
    backup(filled, copy)
    with Record.open(copy, create=False) as again:
        assert state(again, log=True) == state(filled, log=True)
