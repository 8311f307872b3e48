"""Every channel there is: one line each. ``docs/howto/add-a-channel.md`` adds one step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import cast

from connectors.base import Channel, ChannelContext, ConfigurationError, Look, Off
from connectors.settings import ChannelSettings, Variable

CHANNELS: dict[str, str] = {
    "whatsapp": "connectors.whatsapp:build",
    "telegram": "connectors.telegram:build",
    "webchat": "connectors.webchat:build",
}
"""Channel name → ``module:function``; the function takes a ``ChannelContext``."""

Build = Callable[[ChannelContext], Channel | Off]


def build(name: str, context: ChannelContext, channels: Mapping[str, str] = CHANNELS) -> Channel | Off:
    """Builds one channel from the environment.

    Returns:
        The channel, or ``Off`` with the reason where it has no credentials.

    Raises:
        ConfigurationError: There is no such channel, or its settings do not fit together.
    """
    if name not in channels:
        raise ConfigurationError(f"There is no channel {name!r}; there are {', '.join(channels)}.")
    module, _, function = channels[name].partition(":")
    return cast(Build, getattr(import_module(module), function))(context)


def build_all(
    context: ChannelContext, channels: Mapping[str, str] = CHANNELS, names: Iterable[str] | None = None
) -> dict[str, Channel | Off]:
    """Builds every channel, or those named, in the registry's order.

    Raises:
        ConfigurationError: As ``build``.
    """
    return {name: build(name, context, channels) for name in (channels if names is None else names)}


def looks(channels: Mapping[str, str] = CHANNELS) -> dict[str, Look]:
    """What each channel would show, also those that are off; a channel that has no ``look`` is left out."""
    modules = {name: import_module(entry.partition(":")[0]) for name, entry in channels.items()}
    return {
        name: cast(Callable[[], Look], module.look)()
        for name, module in modules.items()
        if hasattr(module, "look")
    }


def variables(channels: Mapping[str, str] = CHANNELS) -> list[Variable]:
    """Every environment variable of every channel, for documentation."""
    for entry in channels.values():
        import_module(entry.partition(":")[0])
    packages = tuple(f"{entry.partition(':')[0]}." for entry in channels.values())
    models = [model for model in ChannelSettings.__subclasses__() if model.__module__.startswith(packages)]
    return [variable for model in models for variable in model.variables()]
