"""The routes by which editors learn, answered from memory."""

from __future__ import annotations

import copy
from typing import Any
from uuid import uuid4

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response

from tests.browser import mock_learning as made
from tests.browser.mock_office import OfficeDesk
from tests.browser.mock_records import Json, Refusal, moment
from tests.browser.mock_studio_routes import EDITING, StudioDesk

TOPICS = {"outside": "out_of_scope", "new": "faq/satispay", "business": "faq/business_proposal"}
"""Where messages go that are put into no topic by name."""


class LearningBook:
    """What is to be learned, and what editors did with it.

    Attributes:
        decided: The bodies of all decisions.
        waiting: How many messages are not in a group yet.
        refuses: Answers every change with this refusal, where it is set.
        applied: What was done with imported rows.
        drafted: Thresholds that were put into the draft, with the revision they were based on.
    """

    def __init__(self) -> None:
        self.groups = made.groups()
        self.proposals = made.proposals()
        self.tests = made.tests()
        self.questions: dict[str, list[Json]] = {"friends": made.questions(), "tourists": []}
        self.thresholds = made.thresholds()
        self.revision = 3
        self.waiting = 0
        self.decided: list[Json] = []
        self.applied: list[Json] = []
        self.drafted: list[tuple[str, Json]] = []
        self.imported: list[str] = []
        self.refuses: Refusal | None = None

    def ask(self, text: str, test: str = "friends") -> None:
        """Somebody writes on a test's page."""
        key = f"q{len(self.questions[test]) + 1}"
        self.questions[test].append(made.question(key, text, None, "hand_over"))

    def find(self, group_id: str) -> Json:
        """A group (``Refusal``)."""
        found = next((one for one in self.groups if one["id"] == group_id), None)
        if found is None:
            raise Refusal(404, "not_found", "Questo gruppo non c'è più.")
        return found

    def change(self) -> None:
        """Raises what tests want to be answered to every change."""
        if self.refuses is not None:
            raise self.refuses


class LearningDesk(StudioDesk):
    """A desk with a studio, and what editors learn from.

    Attributes:
        book: All of that.
    """

    def __init__(self) -> None:
        super().__init__()
        self.book = add_learning(self)


def learning_routes(desk: OfficeDesk, book: LearningBook) -> APIRouter:
    """All of them, for editors only."""
    router = APIRouter(prefix="/api/content")
    _add_inbox(router, desk, book)
    _add_proposals(router, desk, book)
    _add_beta(router, desk, book)
    _add_thresholds(router, desk, book)
    _add_exchange(router, desk, book)

    return router


def add_learning(desk: OfficeDesk) -> LearningBook:
    """Teaches a desk in memory the routes of learning."""
    book = LearningBook()
    app = desk.app.other_asgi_app
    assert isinstance(app, FastAPI)
    app.router.routes[:0] = learning_routes(desk, book).routes
    return book


def _add_inbox(router: APIRouter, desk: OfficeDesk, book: LearningBook) -> None:
    @router.get("/inbox")
    async def read(
        request: Request, state: str = "open", kind: str | None = None, language: str | None = None
    ) -> Json:
        desk.allow(request, EDITING)
        shown = [
            one
            for one in book.groups
            if one["state"] == state
            and (kind is None or kind in one["kinds"])
            and (language is None or one["language"] == language)
        ]
        items = [one | {"messages": one["messages"][:5]} for one in shown]
        told = {"items": items, "next": None, "total": len(items), "waiting": book.waiting}
        return _told(request, told)

    @router.post("/inbox/decide")
    async def decide(request: Request) -> Json:
        editor = desk.allow(request, EDITING)
        book.change()
        body = await request.json()
        book.decided.append(body)
        return _decide(book, body, editor["name"])

    @router.post("/inbox/reopen")
    async def reopen(request: Request) -> Json:
        desk.allow(request, EDITING)
        book.change()
        for group_id in (await request.json())["groups"]:
            book.find(group_id)["state"] = "open"
        return {"reopened": 1}

    @router.get("/inbox/{group_id}")
    async def read_one(group_id: str, request: Request) -> Json:
        desk.allow(request, EDITING)
        return _told(request, book.find(group_id))


def _decide(book: LearningBook, body: Json, editor: str) -> Json:
    added: list[Json] = []
    created: list[str] = []
    dismissed = 0
    accepts = body["decision"] == "accept"
    for one in book.groups:
        whole = one["id"] in body["groups"]
        taken = [m for m in one["messages"] if whole or m["id"] in body["messages"]]
        if one["state"] != "open" or not taken:
            continue
        home = body["home"] or one["proposed"]
        topic = home.get("intent") or {"outside": "out_of_scope", "new": "faq/satispay"}.get(
            home["home"], "faq/business"
        )
        if accepts and home["home"] == "new" and topic not in created:
            created.append(topic)
        added += [{"topic": topic, "text": m["text"]} for m in taken] if accepts else []
        dismissed += 0 if accepts else len(taken)
        if whole:
            one.update(state="accepted" if accepts else "dismissed", decided_at=moment(), decided_by=editor)
        else:
            one["messages"] = [m for m in one["messages"] if m not in taken]
            one["size"] = len(one["messages"])
    return {"added": added, "dismissed": dismissed, "created": created}


def _add_proposals(router: APIRouter, desk: OfficeDesk, book: LearningBook) -> None:
    @router.get("/proposals")
    async def read(request: Request) -> Json:
        desk.allow(request, EDITING)
        return _told(request, {"items": book.proposals})

    @router.post("/proposals/{proposal_id}/accept")
    async def accept(proposal_id: str, request: Request) -> Json:
        desk.allow(request, EDITING)
        book.change()
        book.proposals = [one for one in book.proposals if one["id"] != proposal_id]
        return {"name": f"faq/{proposal_id}"}

    @router.post("/proposals/{proposal_id}/dismiss", status_code=204)
    async def dismiss(proposal_id: str, request: Request) -> None:
        desk.allow(request, EDITING)
        book.change()
        book.proposals = [one for one in book.proposals if one["id"] != proposal_id]


def _add_beta(router: APIRouter, desk: OfficeDesk, book: LearningBook) -> None:
    @router.get("/beta")
    async def read(request: Request) -> Json:
        desk.allow(request, EDITING)
        return {"items": book.tests}

    @router.post("/beta", status_code=201)
    async def add(request: Request) -> Json:
        desk.allow(request, EDITING)
        book.change()
        key = uuid4().hex
        test: Json = {"id": key, "link": f"/beta/{key}", "created_at": moment(), "questions": 0}
        test |= await request.json()
        book.tests.insert(0, test)
        book.questions[key] = []
        return test

    @router.get("/beta/{test_id}")
    async def read_report(test_id: str, request: Request) -> Json:
        desk.allow(request, EDITING)
        return _report(book, test_id, request)

    @router.put("/beta/{test_id}/questions/{question_id}")
    async def judge(test_id: str, question_id: str, request: Request) -> Json:
        desk.allow(request, EDITING)
        book.change()
        asked = next(one for one in book.questions[test_id] if one["id"] == question_id)
        asked["verdict"] = (await request.json())["verdict"]
        return _report(book, test_id, request)


def _add_thresholds(router: APIRouter, desk: OfficeDesk, book: LearningBook) -> None:
    @router.get("/thresholds")
    async def read(request: Request) -> Json:
        desk.allow(request, EDITING)
        return _thresholds(book, request)

    @router.post("/thresholds/replay")
    async def replay(request: Request) -> Json:
        desk.allow(request, EDITING)
        return _told(request, replayed(book, await request.json()))

    @router.put("/thresholds/{intent:path}")
    async def fix(intent: str, request: Request) -> Json:
        desk.allow(request, EDITING)
        book.change()
        body = await request.json()
        if body["revision"] != book.revision:
            raise Refusal(409, "changed_meanwhile", "Marta Neri ha cambiato le soglie un minuto fa.")
        book.revision += 1
        book.drafted.append((intent, body))
        row: Json = next(one for one in book.thresholds if one["intent"] == intent)
        row["draft"] = {"lower": body["lower"], "upper": body["upper"]} if body["upper"] else row["learned"]
        return _thresholds(book, request)


def replayed(book: LearningBook, wanted: Json) -> Json:
    """The lower the mark, the more is answered: of the topic's own messages, or of all."""
    rows = [one for one in book.thresholds if wanted["intent"] in {None, one["intent"]}]
    total, answered = sum(one["messages"] for one in rows), sum(one["answered"] for one in rows)
    before = {
        "answered": answered,
        "asked": (total - answered) // 2,
        "wrong": sum(one["wrong"] for one in rows),
    }
    before |= {"handed_over": total - before["answered"] - before["asked"], "unknown": answered // 3}
    moved = round((rows[0]["upper"] - wanted["upper"]) * 60)
    count = min(len(made.GAINED), abs(moved))
    told = [
        {"text": text, "intent": rows[0]["intent"], "title": "", "confidence": 0.6, "judged": judged}
        for text, judged in made.GAINED[:count]
    ]
    sign = 1 if moved > 0 else -1
    after = dict(before)
    after["answered"] += sign * count
    after["asked"] -= sign * count
    after["wrong"] += sign * sum(one["judged"] == "wrong" for one in told)
    after["unknown"] += sign * sum(one["judged"] == "unknown" for one in told)
    gained, lost = (told, []) if sign > 0 else ([], told)
    return {"messages": total, "before": before, "after": after, "gained": gained, "lost": lost}


def _thresholds(book: LearningBook, request: Request) -> Json:
    items = [one | {"revision": book.revision} for one in book.thresholds]
    return _told(request, {"items": items, "days": 30})


def _report(book: LearningBook, test_id: str, request: Request) -> Json:
    test = next(one for one in book.tests if one["id"] == test_id)
    asked = book.questions[test_id]
    counted = made.by_category(asked, _is_english(request))
    return _told(request, test | {"questions": asked, "by_category": counted})


def _is_english(request: Request) -> bool:
    return request.headers.get("accept-language", "it").startswith("en")


def _told(request: Request, value: Json) -> Json:
    told: Json = made.titled(value, _is_english(request))
    return told


def _add_exchange(router: APIRouter, desk: OfficeDesk, book: LearningBook) -> None:
    @router.post("/imports")
    async def read(request: Request) -> Json:
        desk.allow(request, EDITING)
        book.change()
        if request.headers["content-type"].startswith("multipart/"):
            upload: Any = (await request.form())["file"]
            book.imported.append(upload.filename)
            return previewed("csv")
        book.imported.append((await request.json())["html"])
        return previewed("html")

    @router.post("/imports/{import_id}/apply")
    async def apply(import_id: str, request: Request) -> Json:
        desk.allow(request, EDITING)
        book.change()
        rows = (await request.json())["rows"]
        book.applied += rows
        by_home = {home: [one for one in rows if one["home"] == home] for home in ("new", "merge")}
        refused = {"row": 1, "reason": "Un argomento con questo nome c’è già nella bozza."}
        gone = [refused] if by_home["new"] else []
        topics = ["faq/gift_wrapping", "shipping_cost", "faq/return_cost"]
        return {
            "taken": max(0, len(by_home["new"]) - 1),
            "merged": len(by_home["merge"]),
            "refused": gone,
            "topics": topics,
        }

    @router.get("/export")
    async def export(request: Request) -> Response:
        desk.allow(request, EDITING)
        headers = {"Content-Disposition": f'attachment; filename="faq.{request.query_params["format"]}"'}
        return Response("question,answer\n", media_type="text/csv", headers=headers)


def previewed(read_as: str) -> Json:
    """What a file or page holds."""
    items = [
        {
            "row": number,
            "question": asked,
            "answer": answer,
            "language": "it",
            "category": "Prodotti" if home == "new" else None,
            "home": home,
            "topic": topic,
            "title": title,
            "reason": "Non c'è una risposta." if home == "refused" else None,
        }
        for number, (asked, answer, home, topic, title) in enumerate(copy.deepcopy(made.IMPORTED), start=1)
    ]
    return {"id": "import-1", "format": read_as, "items": items, "languages": ["it"]}
