"""Tables, as lines of cells: to and from what was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from content.categories import categories
from content.errors import ImportTooLarge, ImportWithoutColumns
from content.exchange import columns as c
from content.exchange.cells import BadCell, original, read_buttons, write_buttons
from content.exchange.languages import guess
from content.exchange.records import (
    LANGUAGES,
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    MOST_ROWS,
    Item,
    Reason,
)
from content.topics import CUSTOMERS, FAQ, LIMITS, MANNERS, OPENINGS, Answer, Topic

Cells = Sequence[str]
SPOKEN = {
    "it": {"it", "ita", "italiano", "italian", "it-it"},
    "en": {"en", "eng", "inglese", "english", "en-gb", "en-us"},
}
LOOKED_THROUGH = 10
"""Lines before the heading: a table's name, an empty line."""
_NAME = re.compile(r"[\w/-]{1,120}")
_ITALIAN_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:.]+([+-]\d{2}:\d{2}|Z)?)?")
_ALLOWED = {"manner": MANNERS, "opening": OPENINGS, "customer": CUSTOMERS}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, by the columns' names."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


def to_lines(topics: Iterable[Topic]) -> Iterator[list[str]]:
    """Topics as a table: a line for each way of asking, the wordings of the answer beside the first ones."""
    yield list(c.COLUMNS)
    for topic in topics:
        for language in languages_of(topic):
            yield from _lines(topic, language)


def languages_of(topic: Topic) -> list[str]:
    """A topic's languages, in the order in which it is answered in them."""
    asked = (language for language in topic.examples if topic.examples[language])
    answered = (answer.language for answer in topic.answers)
    return list(dict.fromkeys([*answered, *topic.titles, *asked]))


def _lines(topic: Topic, language: str) -> Iterator[list[str]]:
    answers = [answer for answer in topic.answers if answer.language == language]
    examples = topic.examples.get(language, ())
    title = topic.titles.get(language, "")
    for number, (example, answer) in enumerate(zip_longest(examples or ("",), answers)):
        told = {
            c.QUESTION: example or "",
            c.LANGUAGE: language,
            c.CATEGORY: topic.category,
            c.TOPIC: topic.name,
            c.TITLE: "" if number else title,
            **(_told(answer) if answer else {}),
        }
        yield [told.get(name, "") for name in c.COLUMNS]


def _told(answer: Answer) -> dict[str, str]:
    limits = {name: getattr(answer, name) or "" for name in LIMITS}
    return {
        c.ANSWER: answer.text,
        c.IMAGE: answer.image or "",
        c.BUTTONS: write_buttons(answer.buttons),
        **limits,
    }


def from_lines(lines: Iterable[Cells], default: str) -> list[Item]:
    """What a table holds.

    Args:
        lines: Its cells.
        default: The language of what names none, and speaks none that can be told.

    Raises:
        ImportWithoutColumns: No line names a column for questions and one for answers.
        ImportTooLarge: It has more lines than anybody looks through.
    """
    named = _named(lines)
    whole = [line for line in named if line[c.TOPIC]]
    plain = [line for line in named if not line[c.TOPIC]]
    items = [*_whole(whole, default), *(_plain(line, default) for line in plain)]
    return _once(sorted(items, key=lambda item: item.row))


def _named(lines: Iterable[Cells]) -> list[Line]:
    heading: dict[int, str] = {}
    found: list[Line] = []
    for number, cells in enumerate(lines, 1):
        if number > MOST_ROWS * 4:
            raise ImportTooLarge(MOST_ROWS)
        if not heading:
            heading = _heading(cells, number)
        elif any(cell.strip() for cell in cells):
            found.append(_line(number, cells, heading))
    if not heading:
        raise ImportWithoutColumns
    return found


def _heading(cells: Cells, number: int) -> dict[int, str]:
    found = c.recognised(cells)
    if c.is_heading(found):
        return found
    if number > LOOKED_THROUGH:
        raise ImportWithoutColumns
    return {}


def _line(number: int, cells: Cells, heading: Mapping[int, str]) -> Line:
    told = {
        name: original(cells[place].replace("\r\n", "\n").replace("\r", "\n")).strip()
        for place, name in heading.items()
        if place < len(cells)
    }
    return Line(number, told)


def _plain(line: Line, default: str) -> Item:
    """A line of somebody's own table: a question and its answer."""
    question, text = " ".join(line[c.QUESTION].split()), line[c.ANSWER]
    try:
        language = language_of(line[c.LANGUAGE]) or guess(f"{question} {text}", default)
        item = Item(
            row=line.number,
            question=question,
            language=language,
            category=category_of(line[c.CATEGORY]),
            title=line[c.TITLE],
            examples=(question,) if question else (),
            answers=(_answer(line, language),) if text else (),
        )
    except BadCell as error:
        return Item(line.number, question, default, refused=error.reason)
    return checked(item)


def _whole(lines: Sequence[Line], default: str) -> Iterator[Item]:
    """Lines that name their topic, together."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        groups.setdefault((line[c.TOPIC], line[c.LANGUAGE]), []).append(line)
    for (topic, spoken), together in groups.items():
        first = together[0]
        try:
            yield checked(_together(topic, language_of(spoken) or default, together))
        except BadCell as error:
            yield Item(first.number, first[c.QUESTION], default, topic=topic, refused=error.reason)


def _together(topic: str, language: str, lines: Sequence[Line]) -> Item:
    if not _NAME.fullmatch(topic):
        raise BadCell
    examples = tuple(line[c.QUESTION] for line in lines if line[c.QUESTION])
    title = next((line[c.TITLE] for line in lines if line[c.TITLE]), "")
    said = [line for line in lines if line[c.ANSWER] or line[c.BUTTONS] or line[c.IMAGE]]
    return Item(
        row=lines[0].number,
        question=title or (examples or ("",))[0],
        language=language,
        category=category_of(next((line[c.CATEGORY] for line in lines if line[c.CATEGORY]), "")),
        topic=topic if "/" in topic else f"{FAQ}{topic}",
        title=title,
        examples=examples,
        answers=tuple(_answer(line, language) for line in said),
    )


def _answer(line: Line, language: str) -> Answer:
    limits = {name: _limit(name, line[name]) for name in LIMITS}
    return Answer(
        text=line[c.ANSWER],
        language=language,
        **limits,
        buttons=read_buttons(line[c.BUTTONS]),
        image=line[c.IMAGE] or None,
    )


def _limit(name: str, said: str) -> str | None:
    if not said:
        return None
    if name in {"valid_from", "valid_until"}:
        return _date(said)
    if name == "country":
        said = said.upper()
    if said not in _ALLOWED.get(name, (said,)) or (name == "country" and not re.fullmatch("[A-Z]{2}", said)):
        raise BadCell
    return said


def _date(said: str) -> str:
    """As ISO 8601; an Italian spreadsheet writes what it takes for a date its own way."""
    if italian := _ITALIAN_DATE.fullmatch(said):
        day, month, year = italian.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    if not _DATE.fullmatch(said):
        raise BadCell
    return said


def language_of(said: str) -> str:
    """A language's code; empty where nothing is said.

    Raises:
        BadCell: It is none that there is.
    """
    wanted = said.strip().casefold()
    found = next((code for code, names in SPOKEN.items() if wanted in names), "")
    if wanted and found not in LANGUAGES:
        raise BadCell(Reason.UNKNOWN_LANGUAGE)
    return found


def category_of(said: str) -> str:
    """A category's id, by itself or by its title in any language; empty for what nobody knows."""
    wanted = said.strip().casefold()
    for category in categories():
        if wanted in {category.id, *(title.casefold() for title in category.titles.values())}:
            return category.id
    return ""


def checked(item: Item) -> Item:
    """The same, refused where nobody could take it."""
    if item.refused is not None:
        return item
    if not (item.examples or item.title):
        return item.but(Reason.NO_QUESTION)
    if not item.answers and not item.is_whole:
        return item.but(Reason.NO_ANSWER)
    if any(len(text) > LONGEST_QUESTION for text in (*item.examples, item.title)):
        return item.but(Reason.QUESTION_TOO_LONG)
    if any(len(answer.text) > LONGEST_ANSWER for answer in item.answers):
        return item.but(Reason.ANSWER_TOO_LONG)
    return item


def _once(items: Iterable[Item]) -> list[Item]:
    """What is asked twice in one table is taken the first time."""
    seen: set[tuple[str, str]] = set()
    found = []
    for item in items:
        key = (item.language, item.question.casefold())
        again = key in seen and not item.is_whole and item.refused is None
        seen.add(key)
        found.append(item.but(Reason.REPEATED) if again else item)
    return found
