"""The draft of a small shop, in memory: written, checked, published."""

from __future__ import annotations

import copy
import re
from typing import Any

from tests.browser import mock_studio as made
from tests.browser.mock_records import Json, Refusal, moment

TITLE_LENGTH = 24


class StudioBook:
    """What editors write, and what became of it.

    Attributes:
        live: Topics and phrases that shoppers are answered with, by item.
        draft: Those that differ; None for one that goes.
        publication: The one on its way, or the last one.
        preparing: How often a trial is answered with "in a moment" before it is ready.
        unreachable: Whether nothing is written: the network is down.
        tried: What was tried.
        saved: Every write that arrived, by item.
        report: What the next publication finds.
    """

    def __init__(self) -> None:
        self.live: dict[str, Json] = {f"topic:{name}": one for name, one in made.topics().items()}
        self.live |= {f"phrase:{name}": one for name, one in made.phrases().items()}
        self.draft: dict[str, Json | None] = {}
        self.revisions: dict[str, int] = {}
        self.edits: dict[str, list[Json]] = {}
        self.publication: Json | None = None
        self.versions = made.versions()
        self.preparing = 0
        self.unreachable = False
        self.tried: list[Json] = []
        self.saved: list[tuple[str, Json]] = []
        self.report = made.report()

    def value(self, item: str) -> Json | None:
        """A thing as it is being written (``Refusal``)."""
        if item not in self.live and self.draft.get(item) is None:
            raise Refusal(404, "not_found", "Non c'è.")
        return self.draft[item] if item in self.draft else self.live[item]

    def state(self, item: str) -> str:
        if item not in self.draft:
            return "live"
        if self.draft[item] is None:
            return "removed"
        return "changed" if item in self.live else "new"

    def write(self, item: str, revision: int, value: Json | None, by: str) -> None:
        """Writes, if nobody has since (``Refusal``)."""
        if self.unreachable:
            raise Refusal(503, "unavailable", "")
        if revision != self.revisions.get(item, 0):
            last = self.edits[item][0]
            details = {
                "by": last["by"],
                "at": last["at"],
                "theirs": self.draft.get(item, self.live.get(item)),
            }
            raise Refusal(409, "changed_meanwhile", "", revision=self.revisions[item], **details)
        self.put(item, value, by)
        if value is not None:
            self.saved.append((item, value))

    def put(self, item: str, value: Json | None, by: str = "Marco Conti") -> None:
        """Somebody writes, whatever there was."""
        self.revisions[item] = self.revisions.get(item, 0) + 1
        if value == self.live.get(item):
            self.draft.pop(item, None)
        else:
            self.draft[item] = copy.deepcopy(value)
        edit = {"at": moment(), "by": by, "summary": "Ha cambiato le parole." if value else "L'ha tolto."}
        self.edits.setdefault(item, []).insert(0, edit)

    def page(self, item: str) -> Json:
        """A thing and all about it."""
        kind, name = item.split(":")
        value = self.value(item) or self.live[item]
        last = (self.edits.get(item) or [{"by": None, "at": None}])[0]
        return {
            kind: value,
            "live": self.live.get(item),
            "revision": self.revisions.get(item, 0),
            "state": self.state(item),
            "edited_by": last["by"],
            "edited_at": last["at"],
            "problems": self.problems(name, value),
            "history": self.edits.get(item, []),
        }

    def problems(self, name: str, value: Json) -> list[Json]:
        """What is wrong with a thing."""
        return [
            {
                "code": code,
                "severity": severity,
                "field": field,
                "message": message,
                "topic": name,
                "values": values,
            }
            for code, severity, field, message, values in _wrong(value)
        ]

    def all_problems(self) -> list[Json]:
        """What is wrong with everything that is written."""
        written = [(item, value) for item, value in self.draft.items() if value]
        return [one for item, value in written for one in self.problems(item.split(":")[1], value)]

    def row(self, item: str, language: str) -> Json:
        """A topic in the list."""
        value = self.value(item) or self.live[item]
        found = self.problems(value["name"], value) if item in self.draft else []
        last = (self.edits.get(item) or [{"by": None, "at": None}])[0]
        known = value["name"] in made.TITLES
        blank: Json = {"asked": None, "ended_well": None, "score": None, "confusions": []}
        limits = [(one["valid_from"], one["valid_until"]) for one in value["answers"]]
        limited = bool(limits) and all(any(limit) for limit in limits)
        return {
            **{key: value[key] for key in ("name", "kind", "category")},
            "title": value["titles"].get(language) or next(iter(value["titles"].values())),
            "languages": sorted(value["titles"]),
            "examples": {code: len(ways) for code, ways in value["examples"].items()},
            **(made.figures(value["name"]) if known else blank),
            "touched_at": last["at"],
            "touched_by": last["by"],
            "state": self.state(item),
            "problems": _counted(found),
            "valid_from": limits[0][0] if limited else None,
            "valid_until": limits[0][1] if limited else None,
        }

    def changes(self) -> list[Json]:
        """What would go out."""
        return [
            {
                "item": item,
                "title": self.title(item),
                "state": self.state(item),
                "by": self.edits[item][0]["by"],
                "at": self.edits[item][0]["at"],
                "before": self.live.get(item),
                "after": value,
            }
            for item, value in self.draft.items()
        ]

    def title(self, item: str) -> str:
        """What a thing is called."""
        value = self.draft.get(item) or self.live[item]
        return str(value["titles"]["it"]) if "titles" in value else item.split(":")[1]

    def begin(self, by: str, note: str, restores: int | None = None) -> Json:
        """Begins to publish (``Refusal``)."""
        if self.publication and self.publication["state"] not in ("live", "failed", "stopped", "taken_back"):
            author = self.publication["author"]
            raise Refusal(409, "publishing_already", f"{author} sta già pubblicando.", by=author)
        self.publication = {
            "id": f"publication-{len(self.versions)}",
            "state": "checking",
            "progress": 0.05,
            "step": "Controllo la bozza",
            "author": by,
            "note": note,
            "started_at": moment(),
            "changed_at": moment(),
            "error": None,
            "report": None,
            "version": None,
            "restores": restores,
            "going": restores is not None,
        }
        return self.publication

    def go_live(self) -> None:
        """What was written is live now."""
        for item, value in self.draft.items():
            if value is None:
                self.live.pop(item, None)
            else:
                self.live[item] = value
        number = self.versions[0]["number"] + 1
        assert self.publication
        newest: Json = {
            "id": f"version-{number}",
            "number": number,
            "author": self.publication["author"],
            "note": self.publication["note"],
            "at": moment(),
            "state": "live",
            "score": 0.921,
            "changes": {"added": 0, "changed": len(self.draft), "removed": 0},
            "reason": None,
            "commit": None,
        }
        self.versions = [newest, *({**one, "state": "past"} for one in self.versions)]
        self.draft.clear()
        self.publication |= {"state": "live", "progress": 1.0, "version": number, "changed_at": moment()}


def _counted(found: list[Json]) -> Json:
    errors = sum(one["severity"] == "error" for one in found)
    return {"errors": errors, "warnings": len(found) - errors}


def _wrong(value: Json) -> list[tuple[str, str, str, str, Json]]:
    found: list[tuple[str, str, str, str, Json]] = []
    for language, title in value.get("titles", {}).items():
        if len(title) > TITLE_LENGTH:
            message = f"“{title}” ha {len(title)} caratteri: ce ne stanno {TITLE_LENGTH}. Accorcialo."
            found.append(("title_long", "error", f"titles.{language}", message, {}))
    spoken = {one["language"] for one in value["answers"]}
    names = {"it": "italiano", "en": "inglese"}
    for language in sorted(set(value.get("titles", {})) - spoken) if value.get("kind") == "faq" else ():
        message = f"Manca la risposta in {names[language]}: chi scrive in {names[language]} non ne avrebbe."
        found.append(("answers_missing", "error", "answers", message, {"language": language}))
    for place, one in enumerate(value["answers"]):
        if not one["text"].strip():
            message = "Questa risposta non dice nulla: scrivila, oppure toglila."
            found.append(("answer_empty", "error", f"answers.{place}.text", message, {}))
        if re.search(r"\bsempre gratis\b", one["text"]):
            message = "“sempre gratis” è una promessa: scrivi da che cosa dipende."
            found.append(("promise", "warning", f"answers.{place}.text", message, {}))
    return found


def previewed(body: Json) -> Json:
    """Answers as three channels show them."""
    channels = []
    for channel, title in (("whatsapp", "WhatsApp"), ("telegram", "Telegram"), ("webchat", "Chat sul sito")):
        own = [one for one in body["answers"] if one["language"] == body["language"]]
        said = [one for one in own if one["channel"] == channel] or [
            one for one in own if one["channel"] is None
        ]
        channels.append(
            {"channel": channel, "title": title, "messages": [_message(channel, one) for one in said]}
        )
    return {"channels": channels}


def _message(channel: str, said: Json) -> Json:
    many = channel == "whatsapp" and len(said["buttons"]) > 3
    buttons: list[Json] = [
        {
            "title": one["title"],
            "shown": "link" if "://" in one["payload"] else "numbered" if many else "button",
        }
        for one in said["buttons"]
    ]
    too_long = channel == "whatsapp" and len(said["text"]) > 700
    problem: Any = "Su WhatsApp arriva in due messaggi." if too_long else None
    return {"text": said["text"], "buttons": buttons, "image": said["image"], "text_problem": problem}
