"""Files as people have them: any encoding and separator, damaged, hostile, or somebody else's."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from content.errors import ImportRefused, ImportTooLarge, ImportUnreadable, ImportWithoutColumns
from content.exchange import reading
from content.exchange.records import Brought, Format, Reason

ROWS = [("Domanda", "Risposta", "Lingua"), ("Perché è così?", "«Perché» sì; davvero, è così.", "Italiano")]


def table(separator: str) -> str:
    return "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in ROWS)


def read(content: bytes | str) -> Brought:
    return reading.read(content.encode() if isinstance(content, str) else content, "it")


def pairs(brought: Brought) -> list[tuple[str, str]]:
    return [(item.question, item.answer) for item in brought.items]


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book, written = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(written)
    return written.getvalue()


def bomb() -> bytes:
    """A workbook whose one sheet is a hundred megabytes of nothing."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 100_000_000)
    return written.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_is_read_as_any_spreadsheet_writes_it(encoding: str, separator: str) -> None:
    brought = read(table(separator).encode(encoding))
    assert (brought.format, brought.languages) == (Format.CSV, ["it"])
    assert pairs(brought) == [(ROWS[1][0], ROWS[1][1])]


def test_excel_s_own_first_line_names_the_separator() -> None:
    assert len(read("sep=;\r\n" + table(";")).items) == 1


def test_a_heading_may_stand_below_a_title() -> None:
    assert len(read("Le nostre FAQ;;\n;;\n" + table(";")).items) == 1


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", ImportWithoutColumns),
        (b"colonna;altra\n1;2\n", ImportWithoutColumns),
        (b"question,answer\n" + b"a,b\n" * 20_001, ImportTooLarge),
        (b"x" * 5_000_001, ImportTooLarge),
        (b"\x00" * 100, ImportUnreadable),
        (b"\xd0\xcf\x11\xe0 old", ImportUnreadable),
        (b"PK\x03\x04 broken", ImportUnreadable),
        (b"nlu:\n- intent: [a\n", ImportUnreadable),
        (b"version: &a [1]\nnlu: *a\n", ImportUnreadable),
        (b"nlu:\n- " + b"[" * 5000, ImportUnreadable),
        (b"nlu:\n- \xff\n", ImportUnreadable),
    ],
)
def test_what_cannot_be_read_is_refused(content: bytes, error: type[ImportRefused]) -> None:
    with pytest.raises(error):
        read(content)


def test_a_bomb_is_not_unpacked() -> None:
    content = bomb()
    assert len(content) < 200_000
    with pytest.raises(ImportTooLarge):
        read(content)


def test_a_workbook_that_is_none_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(ImportUnreadable):
        read(written.getvalue())


def test_a_workbook_s_formulas_are_nothing_and_its_dates_are_days() -> None:
    content = workbook(
        ("question", "answer", "valid_from"),
        ("Quando?", "Domani.", date(2026, 11, 27)),
        ("Quanto?", '=HYPERLINK("https://evil.example")', None),
        (12, 5.0, None),
    )
    first, second, third = read(content).items
    assert first.answers[0].valid_from == "2026-11-27"
    assert second.refused is Reason.NO_ANSWER
    assert (third.question, third.answer) == ("12", "5")


def test_dates_that_italian_excel_wrote_are_read() -> None:
    item = read("question;answer;valid_from\nSaldi?;Sì.;1/7/2026\n").items[0]
    assert item.answers[0].valid_from == "2026-07-01"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (";risposta;it;", Reason.NO_QUESTION),
        ("domanda;;it;", Reason.NO_ANSWER),
        ("domanda;risposta;francese;", Reason.UNKNOWN_LANGUAGE),
        (f"{'d' * 501};risposta;it;", Reason.QUESTION_TOO_LONG),
        (f"domanda;{'r' * 4001};it;", Reason.ANSWER_TOO_LONG),
        ("domanda;risposta;it;domani", Reason.BAD_CELL),
    ],
)
def test_a_row_that_nobody_can_take_says_why(row: str, reason: Reason) -> None:
    brought = read(f"question;answer;language;valid_until\nBuona?;Sì.;it;\n{row}\n")
    assert [item.refused for item in brought.items] == [None, reason]


def test_what_is_asked_twice_is_taken_once() -> None:
    brought = read("question,answer\nDove siete?,Qui.\ndove siete?,Là.\n")
    assert [item.refused for item in brought.items] == [None, Reason.REPEATED]


def test_the_language_is_told_by_the_words_where_nobody_says() -> None:
    brought = read(
        "question,answer\nWhere is my parcel?,It is on its way to you.\nDov'è il pacco?,È in viaggio.\n"
    )
    assert [item.language for item in brought.items] == ["en", "it"]


@pytest.mark.parametrize(
    "wrapped", [lambda page: page, lambda page: [page], lambda page: {"@graph": [{}, page]}]
)
def test_a_page_is_read_as_search_engines_read_it(wrapped: Any) -> None:
    question = {"@type": "Question", "name": "Do you ship &amp; wrap?"}
    answer = {"@type": "Answer", "text": "<p>Yes.</p><ul><li>Boxes</li><li>Bags</li></ul>"}
    page = {"@type": ["WebPage", "FAQPage"], "mainEntity": [question | {"acceptedAnswer": answer}]}
    script = f'<script type="application/ld+json">{json.dumps(wrapped(page))}</script>'
    brought = read(
        f'<!doctype html><html lang="en-GB"><head>{script}</head><body><h2>No?</h2><p>No.</p></body>'
    )
    assert (brought.format, brought.languages) == (Format.JSONLD, ["en"])
    assert pairs(brought) == [("Do you ship & wrap?", "Yes.\n\n- Boxes\n- Bags")]


HEADINGS = """
<nav><h2>Menu?</h2><p>no</p></nav><h1>Aiuto</h1><h2>Resi e rimborsi</h2>
<h3>Come <em>rendo</em> un articolo?</h3><p>Scrivici.<br>Poi spedisci.</p><p>Fatto.</p>
<h3>Quando arriva il rimborso?</h3><div>Entro 14 giorni.</div><h2>Contatti</h2><p>Telefono.</p>
"""
DEFINED = (
    "<h2>Ordini</h2><dl><dt>Si può annullare?</dt><dd>Sì.</dd><dd>Presto.</dd>"
    "<dt>Fattura?</dt><dd>Sì.</dd></dl>"
)
OPENING = "<h2>Ordini</h2><details><summary><h3>Si cambia?</h3></summary><p>Sì.</p></details>"


@pytest.mark.parametrize(
    ("html", "expected", "category"),
    [
        (
            HEADINGS,
            [
                ("Come rendo un articolo?", "Scrivici.\nPoi spedisci.\n\nFatto."),
                ("Quando arriva il rimborso?", "Entro 14 giorni."),
            ],
            "returns",
        ),
        (DEFINED, [("Si può annullare?", "Sì.\n\nPresto."), ("Fattura?", "Sì.")], "orders"),
        (OPENING, [("Si cambia?", "Sì.")], "orders"),
    ],
)
def test_a_page_is_read_by_its_headings(html: str, expected: list[tuple[str, str]], category: str) -> None:
    brought = read(f'<html lang="it"><body>{html}</body></html>')
    assert (brought.format, pairs(brought)) == (Format.HTML, expected)
    assert {item.category for item in brought.items} == {category}


def test_a_page_that_is_nested_without_end_is_read_all_the_same() -> None:
    brought = read("<html>" + "<div>" * 20_000 + "<h2>Perché?</h2><p>Così.</p>")
    assert pairs(brought) == [("Perché?", "Così.")]


OTHER_ASSISTANT = """
version: "3.1"
nlu:
- intent: ask_hours
  examples: |
    - when are you open
- intent: chitchat/joke
  examples: |
    - tell me a joke
- intent: book
  examples: |
    - book a table
responses:
  utter_hours:
  - text: "From nine to six."
  utter_chitchat/joke:
  - text: "No."
rules:
- rule: hours
  steps:
  - intent: ask_hours
  - action: utter_hours
"""


def test_another_assistant_s_files_are_read_by_its_rules() -> None:
    brought = read(OTHER_ASSISTANT)
    assert brought.format is Format.RASA
    assert [(item.topic, item.answer, item.refused) for item in brought.items] == [
        ("faq/ask_hours", "From nine to six.", None),
        ("faq/joke", "No.", None),
        ("faq/book", "", Reason.NO_ANSWER),
    ]
