"""Writing a wording: a new one, or an old one with what is different about it."""

from __future__ import annotations

from collections.abc import Sequence

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from content.files.mappings import Change, edited
from content.files.nodes import end, end_of_line, get, is_flow, items, plain
from content.files.scalars import double_quoted, flow, lines, quoted
from content.files.splices import Splice
from content.files.variants import DATES, answer_of, asked_of, button_of, conditions, other_conditions
from content.topics import Answer, Button

STEP = "  "


def new(answer: Answer, default: str, indent: str, newline: str) -> str:
    """The lines of a wording, without the first one's indent and dash, and without the last newline.

    Args:
        answer: What is said.
        default: The language that needs no condition.
        indent: Of its keys.
        newline: How lines end.
    """
    asked = conditions(answer, default, [])
    dates = {name: getattr(answer, name) for name in DATES if getattr(answer, name)}
    stated = {
        "condition": flow(asked) if asked else None,
        "channel": quoted_word(answer.channel),
        "metadata": flow(dates) if dates else None,
        "text": _text(answer.text, indent + STEP, newline),
        "image": double_quoted(answer.image) if answer.image else None,
        "buttons": _buttons(answer.buttons, indent, newline),
    }
    rows = (f"{key}:{_behind(value)}" for key, value in stated.items() if value is not None)
    return (newline + indent).join(rows)


def new_in_brackets(answer: Answer, default: str) -> str:
    """A wording in one line, for a list in brackets."""
    asked = conditions(answer, default, [])
    dates = {name: getattr(answer, name) for name in DATES if getattr(answer, name)}
    stated = {
        "condition": asked,
        "channel": answer.channel,
        "metadata": dates,
        "text": answer.text,
        "image": answer.image,
        "buttons": [one.to_json() for one in answer.buttons],
    }
    return (
        "{"
        + ", ".join(f"{key}: {flow(value)}" for key, value in stated.items() if value or key == "text")
        + "}"
    )


def changed(text: str, node: MappingNode, answer: Answer, default: str, newline: str) -> list[Splice]:
    """What makes a wording say the answer; keys that an answer does not know stay.

    Raises:
        ContentConflict: It can't be changed where it stands.
    """
    before = answer_of(node, default)
    changes = [*_limits(node, before, answer, default), *_said(text, node, before, answer, newline)]
    return edited(text, node, changes, newline)


def _behind(value: str) -> str:
    return value if value[:1] in "\r\n" else f" {value}"


def quoted_word(value: str | None) -> str | None:
    """A name as YAML; None stays None."""
    return flow(value) if value else None


def _limits(node: Node, before: Answer, answer: Answer, default: str) -> list[Change]:
    changes = []
    others = other_conditions(node)
    stated = "language" in asked_of(node)
    if conditions(before, default, others) != (asked := conditions(answer, default, others, stated=stated)):
        changes.append(Change("condition", flow(asked) if asked else None, before="text"))
    if before.channel != answer.channel:
        changes.append(Change("channel", quoted_word(answer.channel), before="text"))
    if any(getattr(before, name) != getattr(answer, name) for name in DATES):
        rest = {
            name: value for name, value in (plain(get(node, "metadata")) or {}).items() if name not in DATES
        }
        dates = {name: getattr(answer, name) for name in DATES if getattr(answer, name)}
        changes.append(Change("metadata", flow({**dates, **rest}) if dates or rest else None, before="text"))
    return changes


def _said(text: str, node: Node, before: Answer, answer: Answer, newline: str) -> list[Change]:
    changes = []
    in_brackets = is_flow(node)
    if before.text != answer.text:
        changes.append(Change("text", _other_text(text, node, answer.text, newline)))
    if before.image != answer.image:
        changes.append(Change("image", double_quoted(answer.image) if answer.image else None))
    if before.buttons != answer.buttons:
        indent = " " * node.value[0][0].start_mark.column
        old = items(get(node, "buttons"))
        found = _buttons(answer.buttons, indent, newline, old, in_brackets=in_brackets)
        changes.append(Change("buttons", found))
    return changes


def _other_text(source: str, node: Node, text: str, newline: str) -> str:
    """In the old one's style where that can say it."""
    old = get(node, "text")
    if is_flow(node) or not isinstance(old, ScalarNode):
        return double_quoted(text)
    finish = end(source, old)
    # A comment after the text would become part of a block.
    last = not source[finish : end_of_line(source, finish)].strip() or old.style in ("|", ">")
    if old.style == "'" and double_quoted(text) == f'"{text}"':
        return "'" + text.replace("'", "''") + "'"
    indent = " " * node.value[0][0].start_mark.column + STEP
    return _text(text, indent, newline) if last else double_quoted(text)


def _text(text: str, indent: str, newline: str) -> str:
    return lines(text, indent, newline) or double_quoted(text)


def _buttons(
    buttons: Sequence[Button],
    indent: str,
    newline: str,
    old: Sequence[Node] = (),
    *,
    in_brackets: bool = False,
) -> str | None:
    if not buttons:
        return None
    before = {button_of(one): one for one in reversed(old)}
    kept = [before.get(one) or _alike(one, old) for one in buttons]
    found = [_button(one, node) for one, node in zip(buttons, kept, strict=True)]
    if in_brackets:
        return "[" + ", ".join(found) + "]"
    return "".join(f"{newline}{indent}- {one}" for one in found)


def _alike(button: Button, old: Sequence[Node]) -> Node | None:
    same = (
        one for one in old if button_of(one).payload == button.payload or button_of(one).title == button.title
    )
    return next(same, None)


def _button(button: Button, old: Node | None) -> str:
    rest = {name: value for name, value in (plain(old) or {}).items() if name not in ("title", "payload")}
    others = "".join(f", {name}: {flow(value)}" for name, value in rest.items())
    return f"{{title: {double_quoted(button.title)}, payload: {quoted(button.payload)}{others}}}"
