"""Leaves TensorFlow out of a process that has no use for it.

Rasa imports TensorFlow when it starts, for the base classes of components that this assistant's pipeline
does not have: 10 s and about 300 MB for nothing. Here the name is answered by a stand-in: classes can
derive from what it holds, and using it says what to do instead. It is installed by our own launchers only;
the ``rasa`` command, and with it DIET or TED in somebody's ``config.yml``, works as ever.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

LEFT_OUT = frozenset({"tensorflow", "tensorflow_hub", "tensorflow_text", "keras"})


class LeftOut(RuntimeError):
    """TensorFlow is left out of this process; a pipeline that needs it is started with the `rasa` command."""

    def __init__(self) -> None:
        super().__init__((type(self).__doc__ or "").strip())


class _StandInType(type):
    """Any attribute is another stand-in; making an instance is an error."""

    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(name)

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        raise LeftOut


class _StandInModule(ModuleType):
    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(name)


class _Finder(MetaPathFinder, Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Called by ``import``."""
        left_out = fullname.partition(".")[0] in LEFT_OUT
        return ModuleSpec(fullname, self, is_package=True) if left_out else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Called by ``import``."""
        return _StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Called by ``import``; there is nothing to run."""


def _stand_in(name: str) -> type:
    return _StandInType(name, (), {})


def leave_out_tensorflow() -> None:
    """Has every later import of TensorFlow get the stand-in; of no effect where it is imported already."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Has imports of these modules fail for a while, unless the real ones are there already.

    A library that looks for TensorFlow to work with it, and does without where there is none, must not be
    shown the stand-in.
    """
    before = {name: sys.modules[name] for name in names if name in sys.modules}
    hidden = [name for name in names if name not in before or isinstance(before[name], _StandInModule)]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # Python's own way to say "not there"
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
        sys.modules.update(before)
