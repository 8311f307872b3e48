"""What the assistant knows, as editors see it: topics, phrases and thresholds, without files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar, get_args

from content.errors import ContentMalformed
from content.objects import Given, as_text, as_texts

Json = dict[str, Any]
Item = TypeVar("Item")
Kind = Literal["faq", "acting", "talk", "outside"]
"""``faq``: a question with an answer; ``acting``: what the assistant does something about; ``talk``:
courtesies; ``outside``: what is not the shop's business."""

KINDS: tuple[Kind, ...] = get_args(Kind)
FAQ = "faq/"
"""How the names of topics that editors add and remove begin."""
OPENINGS = ("open", "closed")
CUSTOMERS = ("guest", "known", "vip")
MANNERS = ("tu", "lei")


@dataclass(frozen=True, slots=True)
class Button:
    """What a shopper can tap.

    Attributes:
        title: What stands on it.
        payload: ``/intent``, with entities as JSON where it has some, or a link.
    """

    title: str
    payload: str

    def to_json(self) -> Json:
        """As HTTP carries it."""
        return {"title": self.title, "payload": self.payload}

    @classmethod
    def from_json(cls, value: Any, where: str = "") -> Button:
        """Back from ``to_json``.

        Raises:
            ContentMalformed: It is none.
        """
        found = Given(value, where, ("title", "payload"))
        return cls(found.text("title"), found.text("payload"))


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer, and when it applies; None is "whatever it is".

    Attributes:
        text: What is said.
        language: ISO 639-1.
        channel: Only on this one.
        manner: ``tu`` or ``lei``.
        opening: ``open`` or ``closed``: only while the shop is.
        country: ISO 3166-1, two letters: only to who buys from there.
        customer: ``guest``, ``known`` or ``vip``.
        valid_from: ISO date in the shop's zone, or date-time with offset; inclusive.
        valid_until: The same; a date is in force until its last minute.
        buttons: What follows.
        image: Link to a picture.
    """

    text: str
    language: str
    channel: str | None = None
    manner: str | None = None
    opening: str | None = None
    country: str | None = None
    customer: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    buttons: tuple[Button, ...] = ()
    image: str | None = None

    def to_json(self) -> Json:
        """As HTTP carries it."""
        return {
            "text": self.text,
            "language": self.language,
            **{name: getattr(self, name) for name in LIMITS},
            "buttons": [button.to_json() for button in self.buttons],
            "image": self.image,
        }

    @classmethod
    def from_json(cls, value: Any, where: str = "") -> Answer:
        """Back from ``to_json``; what is left out is None.

        Raises:
            ContentMalformed: It is none.
        """
        found = Given(value, where, ("text", "language", *LIMITS, "buttons", "image"))
        return cls(
            text=found.text("text"),
            language=found.text("language"),
            **{name: found.text_or_none(name) for name in LIMITS},
            buttons=found.many("buttons", Button.from_json),
            image=found.text_or_none("image"),
        )


LIMITS = ("channel", "manner", "opening", "country", "customer", "valid_from", "valid_until")
"""What keeps an answer to some occasions."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that people come with.

    Attributes:
        name: The intent: ``faq/sizes``, ``greet``.
        kind: See ``Kind``.
        category: An id of ``content/categories.yml``; empty where nobody has said.
        titles: What it is called on a button, by language.
        examples: Ways of asking, by language.
        answers: What is said; of an ``acting`` topic the action knows that, and they are empty.
    """

    name: str
    kind: Kind
    category: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()

    @property
    def slug(self) -> str:
        """The name without ``faq/``: what files and titles are called by."""
        return self.name.removeprefix(FAQ)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those it is asked or answered in, sorted."""
        answered = {answer.language for answer in self.answers}
        return tuple(sorted({*self.titles, *(one for one in self.examples if self.examples[one]), *answered}))

    def title(self, language: str) -> str:
        """What it is called; in another language, or by its name, where nobody has said."""
        others = next(iter(self.titles.values()), self.slug)
        return self.titles.get(language) or others

    def to_json(self) -> Json:
        """As HTTP carries it."""
        return {
            "name": self.name,
            "kind": self.kind,
            "category": self.category,
            "titles": dict(self.titles),
            "examples": {language: list(texts) for language, texts in self.examples.items()},
            "answers": [answer.to_json() for answer in self.answers],
        }

    @classmethod
    def from_json(cls, value: Any) -> Topic:
        """Back from ``to_json``.

        Raises:
            ContentMalformed: It is none; ``field`` says where.
        """
        found = Given(value, "", ("name", "kind", "category", "titles", "examples", "answers"))
        kind = found.text("kind")
        if kind not in KINDS:
            raise ContentMalformed("kind", f"{kind!r} is no kind of topic")
        return cls(
            name=found.text("name"),
            kind=kind,
            category=found.text_or_none("category") or "",
            titles=found.mapping("titles", as_text),
            examples=found.mapping("examples", as_texts),
            answers=found.many("answers", Answer.from_json),
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something the assistant says while it acts or asks back: words only.

    Attributes:
        name: The response: ``utter_parcel/ready``.
        answers: Its wordings.
    """

    name: str
    answers: tuple[Answer, ...] = ()

    def to_json(self) -> Json:
        """As HTTP carries it."""
        return {"name": self.name, "answers": [answer.to_json() for answer in self.answers]}

    @classmethod
    def from_json(cls, value: Any) -> Phrase:
        """Back from ``to_json``.

        Raises:
            ContentMalformed: It is none; ``field`` says where.
        """
        found = Given(value, "", ("name", "answers"))
        return cls(found.text("name"), found.many("answers", Answer.from_json))


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which confidence a topic is answered, fixed by hand; None leaves it to what training learned.

    Attributes:
        lower: Below it a person is called, 0 to 1.
        upper: From it on the answer is given; between the two the assistant asks back.
    """

    lower: float | None = None
    upper: float | None = None

    def to_json(self) -> Json:
        """As HTTP carries it."""
        return {"lower": self.lower, "upper": self.upper}

    @classmethod
    def from_json(cls, value: Any) -> Threshold:
        """Back from ``to_json``.

        Raises:
            ContentMalformed: It is none.
        """
        found = Given(value, "", ("lower", "upper"))
        return cls(found.share("lower"), found.share("upper"))


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be different; None takes a thing away (a phrase can't be taken away).

    Attributes:
        topics: By name.
        phrases: By the response's name.
        thresholds: By the intent's name.
    """

    topics: Mapping[str, Topic | None] = field(default_factory=dict)
    phrases: Mapping[str, Phrase] = field(default_factory=dict)
    thresholds: Mapping[str, Threshold | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.topics or self.phrases or self.thresholds)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that editors work on.

    Attributes:
        topics: By name, in the files' order.
        phrases: By the response's name, in the files' order.
        thresholds: Those fixed by hand, by the intent's name.
    """

    topics: Mapping[str, Topic] = field(default_factory=dict)
    phrases: Mapping[str, Phrase] = field(default_factory=dict)
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)

    def changed(self, changes: Changes) -> Content:
        """The content as it is after changes."""
        return replace(
            self,
            topics=_over(self.topics, changes.topics),
            phrases=_over(self.phrases, changes.phrases),
            thresholds=_over(self.thresholds, changes.thresholds),
        )

    def changes_to(self, other: Content) -> Changes:
        """What makes this content the other."""
        return Changes(
            topics=_difference(self.topics, other.topics),
            phrases={
                name: phrase for name, phrase in other.phrases.items() if self.phrases.get(name) != phrase
            },
            thresholds=_difference(self.thresholds, other.thresholds),
        )


def _over(before: Mapping[str, Item], changes: Mapping[str, Item | None]) -> dict[str, Item]:
    return {name: item for name, item in {**before, **changes}.items() if item is not None}


def _difference(before: Mapping[str, Item], after: Mapping[str, Item]) -> dict[str, Item | None]:
    gone = dict.fromkeys(name for name in before if name not in after)
    return {**gone, **{name: item for name, item in after.items() if before.get(name) != item}}


def answers_by_language(answers: tuple[Answer, ...]) -> Iterator[tuple[str, tuple[Answer, ...]]]:
    """Answers, grouped: the languages in the order in which they first come."""
    for language in dict.fromkeys(answer.language for answer in answers):
        yield language, tuple(answer for answer in answers if answer.language == language)
