"""Approved templates: asked of the vendor once a minute, filled in, and put into words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from connectors.base import Channel
from connectors.templates import Template, Templating
from desk.errors import TemplateNotFound, TemplateVariables
from handoff.messages import Outbound, TemplateUse
from handoff.ports import Clock

KEPT_FOR = timedelta(minutes=1)
_PLACEHOLDER = re.compile(r"{{\s*([^{}\s]{1,100})\s*}}")


class Templates:
    """What each channel's vendor has approved."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[str, tuple[datetime, list[Template]]] = {}

    async def of(self, channel: Channel | None, language: str | None = None) -> list[Template]:
        """A channel's templates, those in a language first; none where the channel has no such thing.

        Raises:
            BadCredentials: The vendor does not know us.
            VendorUnreachable: The vendor did not answer.
        """
        if channel is None or not isinstance(channel, Templating):
            return []
        now = self._clock.now()
        at, found = self._known.get(channel.name, (None, []))
        if at is None or now - at > KEPT_FOR:
            found = await channel.templates()
            self._known[channel.name] = now, found
        return sorted(found, key=lambda it: (not _speaks(it, language), it.name, it.language))

    async def fill(self, channel: Channel | None, template_id: str, values: Mapping[str, str]) -> Outbound:
        """A template as a message, its text as the shopper will see it.

        Raises:
            TemplateNotFound: There is none, or it is no longer approved.
            TemplateVariables: A value is missing, is too much, or the vendor would refuse it.
        """
        if channel is None or not isinstance(channel, Templating):
            raise TemplateNotFound
        template = next((it for it in await self.of(channel) if it.id == template_id), None)
        if template is None:
            raise TemplateNotFound
        _check(template, values, channel)
        use = TemplateUse(template.id, template.name, template.language, dict(values))
        return Outbound(text=worded(template.body, values), buttons=template.buttons, template=use)


def placeholders(body: str) -> list[str]:
    """The names in double braces, each once, in the order in which they stand there."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(body)))


def worded(body: str, values: Mapping[str, str]) -> str:
    """A body with values in place of its placeholders."""
    return _PLACEHOLDER.sub(lambda found: values[found.group(1)], body)


def _check(template: Template, values: Mapping[str, str], vendor: Templating) -> None:
    wanted = placeholders(template.body)
    missing = [name for name in wanted if not values.get(name, "").strip()]
    unknown = [name for name in values if name not in wanted]
    problems = {name: vendor.problem_with(values[name]) for name in wanted if name not in missing}
    refused = {name: problem for name, problem in problems.items() if problem}
    if missing or unknown or refused:
        raise TemplateVariables(missing, unknown, refused)


def _speaks(template: Template, language: str | None) -> bool:
    return language is not None and re.split("[-_]", template.language.lower())[0] == language
