"""The studio's routes, answered from memory."""

from __future__ import annotations

import copy
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response

from tests.browser import mock_studio as made
from tests.browser.mock_office import OfficeDesk
from tests.browser.mock_records import Json, Refusal, moment
from tests.browser.mock_studio_state import StudioBook, previewed

EDITING = {"editor", "supervisor", "admin"}


class StudioDesk(OfficeDesk):
    """A desk with a studio.

    Attributes:
        studio: What editors write there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.studio = add_studio(self)

    def move_publication(self, state: str, **changes: Any) -> None:
        """A publication moves on, and every console is told."""
        assert self.studio.publication
        self.studio.publication |= {"state": state, "step": "", "changed_at": moment()} | changes
        told = {key: self.studio.publication[key] for key in ("id", "state", "progress")}
        self._run(self.sockets.emit("publication", told, namespace="/console"))


def add_studio(desk: OfficeDesk) -> StudioBook:
    """Puts the studio's routes before the others; returns what they work on."""
    book = StudioBook()
    router = APIRouter(prefix="/api/content")
    _add_topics(router, desk, book)
    _add_phrases(router, desk, book)
    _add_looking(router, desk, book)
    _add_publications(router, desk, book)
    _add_versions(router, desk, book)
    app = desk.app.other_asgi_app
    assert isinstance(app, FastAPI)
    app.router.routes[:0] = router.routes
    return book


def _language(request: Request) -> str:
    return "en" if request.headers.get("accept-language", "it").startswith("en") else "it"


def _add_topics(router: APIRouter, desk: OfficeDesk, book: StudioBook) -> None:
    @router.get("/topics")
    async def read_topics(request: Request) -> Json:
        desk.allow(request, EDITING)
        language = _language(request)
        items = [item for item in {**book.live, **book.draft} if item.startswith("topic:")]
        live = book.versions[0]
        return {
            "items": [book.row(item, language) for item in items],
            "categories": [
                {"id": key, "title": english if language == "en" else italian}
                for key, italian, english in made.CATEGORIES
            ],
            "live": {"number": live["number"], "published_at": live["at"], "by": live["author"]},
            "changes": len(book.draft),
        }

    @router.post("/topics", status_code=201)
    async def add_topic(request: Request) -> Json:
        agent = desk.allow(request, EDITING)
        body = await request.json()
        slug = next(iter(body["titles"].values())).lower().replace(" ", "_")
        blank: Json = {"name": f"faq/{slug}", "kind": "faq", "examples": {}, "answers": []}
        book.put(f"topic:faq/{slug}", blank | body, agent["name"])
        return book.page(f"topic:faq/{slug}")

    @router.get("/topics/{name:path}")
    async def read_topic(name: str, request: Request) -> Json:
        desk.allow(request, EDITING)
        return book.page(f"topic:{name}")

    @router.put("/topics/{name:path}")
    async def change_topic(name: str, request: Request) -> Json:
        agent = desk.allow(request, EDITING)
        body = await request.json()
        book.write(f"topic:{name}", body["revision"], body["topic"], agent["name"])
        return book.page(f"topic:{name}")

    @router.delete("/topics/{name:path}")
    async def remove_topic(name: str, revision: int, request: Request) -> Json:
        agent = desk.allow(request, EDITING)
        book.write(f"topic:{name}", revision, None, agent["name"])
        return book.page(f"topic:{name}")

    @router.post("/revert", status_code=204)
    async def revert(request: Request) -> Response:
        agent = desk.allow(request, EDITING)
        item = (await request.json())["item"]
        book.put(item, copy.deepcopy(book.live.get(item)), agent["name"])
        if item not in book.live:
            book.draft.pop(item, None)
        return Response(status_code=204)


def _add_phrases(router: APIRouter, desk: OfficeDesk, book: StudioBook) -> None:
    @router.get("/phrases")
    async def read_phrases(request: Request, q: str = "") -> Json:
        desk.allow(request, EDITING)
        items = []
        for item in book.live:
            if not item.startswith("phrase:"):
                continue
            value = book.value(item)
            assert value
            texts = [one["text"] for one in value["answers"]]
            if not any(q.lower() in text.lower() for text in texts):
                continue
            languages = sorted({one["language"] for one in value["answers"]})
            row = {"name": value["name"], "text": texts[0], "languages": languages, "state": book.state(item)}
            items.append(row | {"problems": {"errors": 0, "warnings": 0}})
        return {"items": items}

    @router.get("/phrases/{name:path}")
    async def read_phrase(name: str, request: Request) -> Json:
        desk.allow(request, EDITING)
        return book.page(f"phrase:{name}")

    @router.put("/phrases/{name:path}")
    async def change_phrase(name: str, request: Request) -> Json:
        agent = desk.allow(request, EDITING)
        body = await request.json()
        book.write(f"phrase:{name}", body["revision"], body["phrase"], agent["name"])
        return book.page(f"phrase:{name}")


def _add_looking(router: APIRouter, desk: OfficeDesk, book: StudioBook) -> None:
    @router.post("/preview")
    async def preview(request: Request) -> Json:
        desk.allow(request, EDITING)
        return previewed(await request.json())

    @router.post("/check")
    async def check(request: Request) -> Json:
        desk.allow(request, EDITING)
        return {"items": book.all_problems()}

    @router.get("/changes")
    async def changes(request: Request) -> Json:
        desk.allow(request, EDITING)
        return {"items": book.changes()}

    @router.post("/advice")
    async def advice(request: Request) -> Json:
        desk.allow(request, EDITING)
        return made.ADVICE

    @router.post("/try")
    async def try_out(request: Request) -> Json:
        desk.allow(request, EDITING)
        body = await request.json()
        book.tried.append(body)
        if book.preparing > 0:
            book.preparing -= 1
            return {"state": "preparing", "draft": None, "live": None, "same": False}
        return tried(book, body)


def tried(book: StudioBook, body: Json) -> Json:
    """The draft knows what stands in it word for word; what is live knows sales."""
    old = made.reading("faq/sizes", "Taglie e misure", 0.38, "Ti passo a una persona.", "hand_over")
    values = [book.value(item) for item in {**book.draft, **book.live} if item.startswith("topic:")]
    found = next(
        (one for one in values if one and any(body["text"] in ways for ways in one["examples"].values())),
        None,
    )
    if found is None:
        return {"state": "ready", "draft": old, "live": old, "same": True}
    said = next((one["text"] for one in found["answers"]), "…")
    read = made.reading(found["name"], next(iter(found["titles"].values())), 0.94, said)
    return {"state": "ready", "draft": read, "live": old, "same": False}


def _add_publications(router: APIRouter, desk: OfficeDesk, book: StudioBook) -> None:
    @router.post("/publications", status_code=202)
    async def publish(request: Request) -> Json:
        agent = desk.allow(request, EDITING)
        return book.begin(agent["name"], (await request.json())["note"])

    @router.get("/publications/current")
    async def current(request: Request) -> Json:
        desk.allow(request, EDITING)
        return {"publication": book.publication}

    @router.post("/publications/{publication_id}/go")
    async def go(publication_id: str, request: Request) -> Json:
        desk.allow(request, EDITING)
        assert book.publication
        book.publication |= {"going": True, "state": "publishing", "progress": 0.9}
        return book.publication

    @router.post("/publications/{publication_id}/stop")
    async def stop(publication_id: str, request: Request) -> Json:
        desk.allow(request, EDITING)
        assert book.publication
        book.publication |= {"state": "stopped", "changed_at": moment()}
        return book.publication


def _add_versions(router: APIRouter, desk: OfficeDesk, book: StudioBook) -> None:
    @router.get("/versions")
    async def versions(request: Request) -> Json:
        desk.allow(request, EDITING)
        return {"items": book.versions}

    @router.get("/versions/{version_id}/difference")
    async def difference(version_id: str, request: Request) -> Json:
        desk.allow(request, EDITING)
        after = copy.deepcopy(made.topic("faq/promotions", "promotions"))
        before = copy.deepcopy(after)
        before["answers"][0]["text"] = before["answers"][0]["text"].replace(
            "due volte l'anno", "una volta l'anno"
        )
        before["examples"]["it"] = before["examples"]["it"][:-2]
        item = {"item": "topic:faq/promotions", "title": "Saldi e promozioni"}
        return {"items": [item | {"before": before, "after": after}]}

    @router.post("/versions/{version_id}/restore", status_code=202)
    async def restore(version_id: str, request: Request) -> Json:
        agent = desk.allow(request, EDITING)
        number = int(version_id.rpartition("-")[2])
        return book.begin(agent["name"], (await request.json())["note"], number)


__all__ = ["Refusal", "StudioDesk", "add_studio"]
