"""What ``sportello doctor`` looks at: each part of a clone, and what to do where it is not in order."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import NamedTuple

from connectors import registry
from connectors.base import Channel, ChannelContext, ConfigurationError, ConnectorError, Finding, Off
from desk.settings import Settings
from desk.setup import alone, schema
from desk.setup.accounts import with_accounts
from desk.setup.errors import DatabaseUnavailable
from desk.setup.home import HOME, ROOT, brain_python, shown
from desk.setup.model import Models
from desk.supervisor.programs import Address, is_ready, reachable

CHANNEL_SECONDS = 30.0
FRONT_END = ("widget.js", "console/index.html", "shop/index.html")


class Examined(NamedTuple):
    """One line of the report.

    Attributes:
        part: What was looked at.
        finding: What was found there.
    """

    part: str
    finding: Finding


async def examine(settings: Settings, root: Path = ROOT, home: Path = HOME) -> list[Examined]:
    """Looks at everything; asks the vendors too, where there are credentials.

    Args:
        settings: The desk's.
        root: The clone.
        home: What it keeps at run time.
    """
    found = [
        Examined("desk", Finding(True, f"Python {platform.python_version()}")),
        Examined("brain", brain_environment(root)),
        Examined("front end", front_end(settings.ui_directory)),
        Examined("model", model(Models(root, home, content=settings.content_folder))),
    ]
    found += [Examined("database", finding) for finding in await database(settings)]
    found += [Examined("running", finding) for finding in running(settings, home)]
    found += [line async for line in _channels(settings, root)]
    return found


def brain_environment(root: Path) -> Finding:
    """Whether Rasa is installed."""
    python = brain_python(root)
    rasa = sorted(python.parent.parent.glob("lib/python*/site-packages/rasa-*.dist-info"))
    if not python.exists() or not rasa:
        return Finding(False, "Rasa is not installed.", "Run `make setup`.")
    version = rasa[0].stem.removeprefix("rasa-")
    return Finding(True, f"Rasa {version}, Python {rasa[0].parents[1].name.removeprefix('python')}")


def front_end(folder: Path) -> Finding:
    """Whether widget, shop page and console are built."""
    missing = [name for name in FRONT_END if not (folder / name).is_file()]
    if missing:
        return Finding(False, f"Not built: {', '.join(missing)}.", "Run `make setup`.")
    return Finding(True, "built")


def model(models: Models) -> Finding:
    """Whether there is a model, of today's content."""
    latest = models.latest()
    if latest is None:
        return Finding(False, "There is no model yet.", "Run `sportello train`.")
    if not models.is_fresh():
        return Finding(False, f"{latest.name} is of earlier content.", "Run `sportello train`.")
    return Finding(True, f"{latest.name} is up to date")


async def database(settings: Settings) -> list[Finding]:
    """Whether the database answers, has today's schema, and somebody can sign in."""
    try:
        if not await asyncio.to_thread(schema.is_current, settings):
            return [Finding(False, "The schema is of an earlier version.", "Run `sportello db upgrade`.")]
        accounts = await with_accounts(settings, lambda accounts: accounts.list())
    except DatabaseUnavailable as error:
        return [Finding(False, str(error), "Check SPORTELLO_DATABASE_URL, and that the database runs.")]
    active = sum(not account.disabled_at for account in accounts)
    if not active:
        remedy = "Run `sportello agent add EMAIL --name NAME --admin`."
        return [Finding(True, "up to date"), Finding(False, "Nobody can sign in.", remedy)]
    return [Finding(True, f"up to date, {active} active account{'s' if active > 1 else ''}")]


def running(settings: Settings, home: Path) -> Iterator[Finding]:
    """Whether brain and desk answer; that nothing runs is no fault."""
    if not alone.is_running(home):
        yield Finding(True, "Sportello is not running in this folder")
        return
    brain = Address("127.0.0.1", settings.brain_port, "/webhooks/sportello/ready")
    desk = Address(reachable(settings.host), settings.port, "/readyz")
    for name, address in (("brain", brain), ("desk", desk)):
        if is_ready(address):
            yield Finding(True, f"the {name} is ready on port {address.port}")
        else:
            remedy = f"It may still be starting; if not, see {shown(home / 'logs' / name)}.log."
            yield Finding(False, f"The {name} is not ready on port {address.port}.", remedy)


async def _channels(settings: Settings, root: Path) -> AsyncIterator[Examined]:
    context = ChannelContext(public_url=settings.public_url, env_file=root / ".env")
    for name in registry.CHANNELS:
        try:
            channel = registry.build(name, context)
        except ConfigurationError as error:
            yield Examined(name, Finding(False, str(error), "Mend the setting: docs/settings.md."))
            continue
        if isinstance(channel, Off):
            yield Examined(name, Finding(True, f"off: {channel.reason}"))
            continue
        for finding in await _ask(channel):
            yield Examined(name, finding)


async def _ask(channel: Channel) -> list[Finding]:
    try:
        async with asyncio.timeout(CHANNEL_SECONDS):
            return await channel.check()
    except ConnectorError as error:
        return [Finding(False, str(error), "Check the channel's settings, and the network.")]
    except TimeoutError:
        return [Finding(False, "The vendor did not answer.", "Check the network, and try again.")]
    finally:
        await channel.close()
