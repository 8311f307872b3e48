"""Files that agents send: what is refused, who may look, and how a stranger's browser takes them."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

import httpx
import pytest

from connectors.base import Capabilities, FileRules
from desk.errors import FileTypeNotAllowed
from desk.uploads.checking import media_type_of, safe_name
from desk.uploads.records import reference_of
from desk.uploads.store import CHUNK
from desk.uploads.tokens import FileTokens
from desk.uploads.uploads import KEPT_UNUSED
from handoff.errors import Rejected
from tests.desk.harness import Desk

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000") + b"\x1f\x15\xc4\x89"
PDF = b"%PDF-1.7\n" + b"x" * 100
RULES = FileRules(frozenset({"image/png", "application/pdf"}), max_bytes=2 * CHUNK, image_bytes=1000)


def office(*entries: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for entry in ("[Content_Types].xml", *entries):
            archive.writestr(entry, "<x/>")
    return content.getvalue()


@pytest.fixture
def takes_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pigeons carry small parcels."""
    capabilities = Capabilities(
        buttons=True, images=True, typing=True, window_hours=24, text_limit=1000, files=RULES
    )
    monkeypatch.setattr("tests.desk.pigeon.PigeonChannel.capabilities", capabilities)


pytestmark = pytest.mark.usefixtures("takes_files")


async def taken(desk: Desk, browser: httpx.AsyncClient, **more: Any) -> str:
    """A conversation that the signed-in agent has."""
    conversation = await desk.conversation(**more)
    answer = await browser.post(f"/api/conversations/{conversation}/take")
    assert answer.status_code == 200, answer.text
    return conversation


async def bring(
    browser: httpx.AsyncClient, conversation: str, content: bytes = PNG, name: str = "foto.png"
) -> httpx.Response:
    return await browser.post(
        f"/api/conversations/{conversation}/uploads", files={"file": (name, content, "image/png")}
    )


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ" + b"\0" * 200,
        b"\x7fELF" + b"\0" * 200,
        b"PK\x03\x04 broken",
        office("word/document.xml", "word/vbaProject.bin"),
        office("META-INF/MANIFEST.MF"),
        b"GIF89a" + b"\0" * 50,  # a type that other channels take
    ],
)
async def test_what_is_not_on_the_list_is_refused_whatever_it_is_called(desk: Desk, content: bytes) -> None:
    async with desk.signed_in() as browser:
        conversation = await taken(desk, browser)
        answer = await bring(browser, conversation, content, "foto.png")
        assert code(answer) == (415, "file_type_not_allowed")


async def test_too_large_says_how_large_it_may_be(desk: Desk) -> None:
    async with desk.signed_in() as browser:
        conversation = await taken(desk, browser)
        answer = await bring(browser, conversation, PNG + b"\0" * 1000)
        assert code(answer) == (413, "file_too_large")
        assert answer.json()["error"]["details"]["max_bytes"] == 1000
        huge = await bring(browser, conversation, b"%PDF-" + b"\0" * 22 * 1024 * 1024)
        assert code(huge) == (413, "body_too_large")


@pytest.mark.parametrize("given", [{"json": {}}, {"files": {"other": b"x"}}, {"data": {"file": "words"}}])
async def test_a_form_without_a_file_is_refused(desk: Desk, given: dict[str, Any]) -> None:
    async with desk.signed_in() as browser:
        conversation = await taken(desk, browser)
        answer = await browser.post(f"/api/conversations/{conversation}/uploads", **given)
        assert code(answer) == (422, "invalid_request")


async def test_only_the_agent_who_has_the_conversation_brings_files(desk: Desk) -> None:
    async with desk.signed_in() as giulia, desk.signed_in("Marco") as marco:
        conversation = await taken(desk, giulia)
        assert code(await bring(marco, conversation)) == (409, "not_owner")
        assert code(await bring(giulia, "0" * 32)) == (404, "conversation_not_found")


async def test_a_file_of_another_conversation_is_not_sent(desk: Desk) -> None:
    async with desk.signed_in() as browser:
        one = await taken(desk, browser)
        other = await taken(desk, browser, contact="+39333000222", text="salve")
        found = (await bring(browser, other)).json()["id"]
        for ids in ([found], ["0" * 32]):
            answer = await browser.post(
                f"/api/conversations/{one}/messages", json={"attachments": ids, "client_id": "c1"}
            )
            assert code(answer) == (404, "upload_not_found")
        transcript = await browser.get(f"/api/conversations/{one}/messages")
        assert [it["author"] for it in transcript.json()["messages"]].count("agent") == 0


async def test_neither_words_nor_files_is_no_message(desk: Desk) -> None:
    async with desk.signed_in() as browser:
        conversation = await taken(desk, browser)
        for body in ({"client_id": "c"}, {"client_id": "c", "text": "  "}):
            answer = await browser.post(f"/api/conversations/{conversation}/messages", json=body)
            assert code(answer) == (422, "invalid_request")


async def test_a_file_is_sent_shown_and_found_again(any_desk: Desk) -> None:
    desk = any_desk
    content = PDF + bytes(range(256)) * 3000  # more than one piece
    async with desk.signed_in() as browser:
        conversation = await taken(desk, browser)
        brought = await bring(browser, conversation, content, "../../Fattura nº 7.exe")
        assert brought.status_code == 201, brought.text
        upload = brought.json()
        assert (upload["name"], upload["media_type"]) == ("Fattura nº 7.exe.pdf", "application/pdf")
        assert (upload["size"], upload["kind"]) == (len(content), "document")
        body = {"text": "Ecco", "attachments": [upload["id"]], "client_id": "c1"}
        said = await browser.post(f"/api/conversations/{conversation}/messages", json=body)
        assert said.status_code == 201, said.text
        shown = said.json()["messages"][-1]["attachments"][0]
        assert shown["name"] == "Fattura nº 7.exe.pdf"
        again = await browser.post(f"/api/conversations/{conversation}/messages", json=body)
        assert again.json() == said.json()
        for url in (upload["url"], shown["url"]):
            found = await browser.get(url)
            assert found.content == content
            assert found.headers["content-disposition"].startswith("attachment;")
            assert found.headers["x-content-type-options"] == "nosniff"
            assert "sandbox" in found.headers["content-security-policy"]
            assert (await desk.http.get(url)).status_code == 401


async def test_whoever_has_the_address_finds_the_file_and_nobody_else(desk: Desk) -> None:
    async with desk.signed_in() as browser:
        conversation = await taken(desk, browser)
        upload = (await bring(browser, conversation)).json()
    path = desk.services.uploads.path(reference_of(upload["id"]))
    found = await desk.http.get(path)
    assert found.content == PNG
    assert found.headers["content-type"] == "image/png"
    assert found.headers["content-disposition"].startswith("inline;")
    assert found.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "sandbox" in found.headers["content-security-policy"]
    head = await desk.http.head(path)
    assert (head.status_code, head.headers["content-type"], head.content) == (200, "image/png", b"")
    forged = FileTokens("another key").issue(upload["id"])
    for token in (forged, upload["id"], "not" + path.removeprefix("/files/")[3:], "à" * 43, "none"):
        assert code(await desk.http.get(f"/files/{token}")) == (404, "upload_not_found")


async def test_what_was_never_sent_is_thrown_away_after_a_day(desk: Desk) -> None:
    uploads = desk.services.uploads
    async with desk.signed_in() as browser:
        conversation = await taken(desk, browser)
        sent, unsent = [(await bring(browser, conversation)).json()["id"] for _ in range(2)]
        body = {"attachments": [sent], "client_id": "c1"}
        await browser.post(f"/api/conversations/{conversation}/messages", json=body)
        desk.clock.advance(KEPT_UNUSED + timedelta(seconds=1))
        assert await uploads.clean_once() == 1
    with pytest.raises(Rejected) as raised:
        await uploads.read(reference_of(unsent))
    assert raised.value.reason == "file_unavailable"
    assert (await uploads.read(reference_of(sent))).content == PNG


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (None, "file.png"),
        ("", "file.png"),
        ("foto.png", "foto.png"),
        ("foto.PNG", "foto.png"),
        ("C:\\Users\\io\\foto.png", "foto.png"),
        ("../../etc/passwd", "passwd.png"),
        ("a\x00b\r\nc.png", "abc.png"),
        ("fot\u202egnp.exe", "fotgnp.exe.png"),
        ('<"di|Anna">?.png', "di Anna.png"),
        (".png", "png.png"),
        ("x" * 300 + ".png", "x" * 116 + ".png"),
    ],
)
def test_names_harm_nobody(given: str | None, name: str) -> None:
    assert safe_name(given, "image/png") == name


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PNG, "image/png"),
        (PDF, "application/pdf"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 20, "image/jpeg"),
        (b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 20, "image/webp"),
        (b"OggS" + b"\0" * 60, "audio/ogg"),
        (
            office("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_types_are_told_by_content(content: bytes, media_type: str) -> None:
    assert media_type_of(content) == media_type


def test_a_zip_with_too_many_entries_is_refused() -> None:
    with pytest.raises(FileTypeNotAllowed):
        media_type_of(office("word/document.xml", *(str(number) for number in range(10_001))))


async def test_channels_say_what_they_carry(desk: Desk) -> None:
    async with desk.signed_in() as browser:
        found = {it["name"]: it for it in (await browser.get("/api/channels")).json()["items"]}
    assert found["pigeon"] == {
        "name": "pigeon",
        "title": "Pigeon",
        "text_limit": 1000,
        "window_hours": 24,
        "templates": False,
        "attachments": {
            "max_bytes": 2 * CHUNK,
            "image_max_bytes": 1000,
            "media_types": ["application/pdf", "image/png"],
        },
    }
    assert found["webchat"]["attachments"]["max_bytes"] > 0
