"""Rasa's YAML: one file with questions and answers, to and from what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent

from content.errors import ContentUnreadable, ImportUnreadable
from content.exchange.records import Item, Reason
from content.exchange.tables import category_of, checked, languages_of
from content.files import documents
from content.files.nodes import items
from content.files.scalars import double_quoted, flow
from content.files.variants import answer_of, conditions
from content.topics import FAQ, Answer, Topic

DEFAULT_LANGUAGE = "it"
"""Of a wording without a condition, in this shop's files."""
FILE = "import"
DEEPEST = 30
"""Levels of lists and mappings: Rasa's files have six."""


def write(topics: Iterable[Topic]) -> bytes:
    """One file that ``rasa train`` reads, and ``read`` reads back."""
    known = list(topics)
    asked = [line for topic in known for line in _blocks(topic)]
    said = [line for topic in known for line in _responses(topic)]
    parts = [
        'version: "3.1"',
        "",
        *(["nlu:", *asked] if asked else []),
        "",
        *(["responses:", *said] if said else []),
    ]
    return ("\n".join(parts).rstrip() + "\n").encode()


def _blocks(topic: Topic) -> Iterator[str]:
    for language in languages_of(topic):
        examples = topic.examples.get(language, ())
        if not examples:
            continue
        about = {"language": language, **({"category": topic.category} if topic.category else {})}
        yield f"- intent: {topic.name}"
        yield f"  metadata: {flow(about)}"
        yield "  examples: |"
        yield from (f"    - {example}" for example in examples)


def _responses(topic: Topic) -> Iterator[str]:
    if topic.answers:
        yield f"  utter_{topic.name}:"
        for answer in topic.answers:
            yield from _wording(answer)
    if topic.titles:
        yield f"  utter_title/{topic.slug}:"
        for language, title in topic.titles.items():
            yield from _wording(Answer(title, language))


def _wording(answer: Answer) -> Iterator[str]:
    told: list[tuple[str, str]] = []
    if asked := conditions(answer, DEFAULT_LANGUAGE, []):
        told.append(("condition", flow(asked)))
    dates = {name: getattr(answer, name) for name in ("valid_from", "valid_until")}
    if stated := {name: value for name, value in dates.items() if value}:
        told.append(("metadata", flow(stated)))
    if answer.channel:
        told.append(("channel", double_quoted(answer.channel)))
    told.append(("text", double_quoted(answer.text)))
    if answer.image:
        told.append(("image", double_quoted(answer.image)))
    for number, (name, value) in enumerate(told):
        yield f"  {' ' if number else '-'} {name}: {value}"
    if answer.buttons:
        yield "    buttons:"
        for button in answer.buttons:
            yield f"    - {{title: {double_quoted(button.title)}, payload: {double_quoted(button.payload)}}}"


def read(content: bytes) -> list[Item]:
    """The questions and answers of a file, whether ours or of another assistant.

    Raises:
        ImportUnreadable: It is no YAML, not in Rasa's format, or built to be larger than it looks.
    """
    _check(content)
    try:
        document = documents.read.__wrapped__(FILE, content)
    except ContentUnreadable as error:
        raise ImportUnreadable(f"{error.line}: {error.reason}") from error
    found: list[Item] = []
    for intent in dict.fromkeys(block.intent for block in document.blocks):
        found += _items(document, intent, len(found))
    return found


def _check(content: bytes) -> None:
    """Refuses names for parts (which may grow without end) and nesting that nobody writes by hand."""
    depth = 0
    try:
        for event in YAML(typ="rt", pure=True).parse(content.decode("utf-8-sig")):
            kind = type(event).__name__
            depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
            if isinstance(event, AliasEvent) or depth > DEEPEST:
                raise ImportUnreadable("an alias, or too many levels")
    except (YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise ImportUnreadable("no YAML") from error


def _items(document: documents.Document, intent: str, before: int) -> list[Item]:
    blocks = [block for block in document.blocks if block.intent == intent]
    slug = intent.rpartition("/")[2]
    answers = _said(document, f"utter_{intent}") or _said(document, document.answers.get(intent, ""))
    titles = {it.language: it.text for it in _said(document, f"utter_title/{slug}")}
    category = category_of(next((block.category for block in blocks if block.category), ""))
    examples: dict[str, tuple[str, ...]] = {}
    for block in blocks:
        language = block.language or DEFAULT_LANGUAGE
        examples[language] = (*examples.get(language, ()), *block.texts)
    spoken = dict.fromkeys([*(it.language for it in answers), *titles, *examples])
    return [
        checked(
            _answered(
                Item(
                    row=before + number,
                    question=titles.get(language) or (examples.get(language) or (slug,))[0],
                    language=language,
                    category=category,
                    topic=f"{FAQ}{slug}",
                    title=titles.get(language, ""),
                    examples=examples.get(language, ()),
                    answers=tuple(it for it in answers if it.language == language),
                ),
                bool(answers),
            )
        )
        for number, language in enumerate(spoken, 1)
    ]


def _answered(item: Item, anything: bool) -> Item:
    """What another assistant does, and does not say, is nothing to take."""
    return item if anything else item.but(Reason.NO_ANSWER)


def _said(document: documents.Document, name: str) -> list[Answer]:
    response = document.responses.get(name)
    if response is None:
        return []
    return [answer_of(node, DEFAULT_LANGUAGE) for node in items(response.node)]
