"""The front end: its packages and its build, each only when what it is made from has changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scripts.bootstrap.machine import Machine
from scripts.bootstrap.node import Node, find_node
from scripts.bootstrap.stamps import Stamps, digest

PACKAGES = ("ui/package.json", "ui/package-lock.json")


def install(machine: Machine, root: Path) -> None:
    """Installs the packages of the lock file, unless they are there.

    Raises:
        SetupFailure: Node or a package could not be had.
    """
    stamps, packages = Stamps(root), digest(root, PACKAGES)
    if stamps.read("ui-packages") == [packages] and (root / "ui" / "node_modules").is_dir():
        return
    node = find_node(machine, root)
    machine.say("Installing the front end's packages")
    stamps.forget("ui-packages")
    npm(machine, root, node, ["ci", "--no-audit", "--no-fund", "--loglevel=error"])
    stamps.write("ui-packages", packages)


def build(machine: Machine, root: Path) -> None:
    """Builds widget, shop page and console into ``ui/dist``, unless they are up to date.

    Raises:
        SetupFailure: Something could not be installed, or the build failed.
    """
    stamps, sources = Stamps(root), sources_digest(root)
    if is_built(root):
        return
    install(machine, root)
    machine.say("Building the front end")
    stamps.forget("ui-build")
    npm(machine, root, find_node(machine, root), ["run", "--silent", "build"])
    stamps.write("ui-build", sources)


def sources_digest(root: Path) -> str:
    """A fingerprint of all that the front end is built from."""
    return digest(root, ["ui"])


def is_built(root: Path) -> bool:
    """Whether ``ui/dist`` is what the present sources give."""
    return Stamps(root).read("ui-build") == [sources_digest(root)] and (root / "ui" / "dist").is_dir()


def npm(machine: Machine, root: Path, node: Node, arguments: Sequence[str]) -> None:
    """Runs npm in ``ui/``.

    Raises:
        SetupFailure: It failed.
    """
    path = f"{node.path}:{machine.environment.get('PATH', '')}"
    machine.do([*node.npm, *arguments], root / "ui", {"PATH": path, "CI": "true"})
