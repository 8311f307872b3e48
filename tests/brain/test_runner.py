"""The planned graph against Rasa's own way of running it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.exceptions import InvalidConfigException, RasaException

from bot.runner import PlannedGraphRunner

RUNNERS = [DaskGraphRunner, PlannedGraphRunner]


class Fails(GraphComponent):
    """Fails as it is told to."""

    def __init__(self, how: type[Exception]) -> None:
        self.how = how

    @classmethod
    def create(cls, config: dict[str, Any], *_: Any, **__: Any) -> Fails:
        return cls(config["how"])

    def run(self) -> None:
        raise self.how("so")


class Adds(GraphComponent):
    """Adds what it is given to a number of its own, and remembers that it was run."""

    runs: ClassVar[list[int]] = []

    def __init__(self, own: int) -> None:
        self.own = own

    @classmethod
    def create(cls, config: dict[str, Any], *_: Any, **__: Any) -> Adds:
        return cls(config["own"])

    def add(self, first: int = 0, second: int = 0) -> int:
        self.runs.append(self.own)
        return self.own + first + second


def node(own: int, **needs: str) -> SchemaNode:
    return SchemaNode(needs, Adds, "create", "add", {"own": own}, eager=True)


# `root` is needed by two, which both are needed by `end`; `apart` by nobody.
NODES = {
    "end": node(1000, first="left", second="right"),
    "left": node(10, first="root"),
    "right": node(100, first="root", second="given"),
    "root": node(1, first="given"),
    "apart": node(5),
}


def built(kind: type[GraphRunner], tmp_path: Path) -> GraphRunner:
    schema = GraphSchema(NODES)
    return kind.create(schema, LocalModelStorage(tmp_path), ExecutionContext(schema))


@pytest.mark.parametrize("targets", [["end"], ["left"], ["right", "apart"], ["apart"]])
def test_the_outcome_is_that_of_rasa(tmp_path: Path, targets: list[str]) -> None:
    outcomes = [built(kind, tmp_path).run({"given": 7}, targets) for kind in RUNNERS]
    assert outcomes[0] == outcomes[1]
    assert list(outcomes[1]) == targets


def test_each_node_runs_once_and_only_where_it_is_needed(tmp_path: Path) -> None:
    runner = built(PlannedGraphRunner, tmp_path)
    for _ in range(2):
        Adds.runs.clear()
        runner.run({"given": 7}, ["end"])
        assert sorted(Adds.runs) == [1, 10, 100, 1000]


def test_a_run_knows_nothing_of_the_last_one(tmp_path: Path) -> None:
    runner = built(PlannedGraphRunner, tmp_path)
    assert [runner.run({"given": n}, ["root"])["root"] for n in (1, 2)] == [2, 3]


@pytest.mark.parametrize("kind", RUNNERS)
def test_what_is_missing_and_what_clashes_is_told(tmp_path: Path, kind: type[GraphRunner]) -> None:
    runner = built(kind, tmp_path)
    with pytest.raises(GraphRunError, match="Missing input"):
        runner.run({}, ["root"])
    with pytest.raises(GraphRunError, match="node"):
        runner.run({"given": 1, "root": "end"}, ["end"])


@pytest.mark.parametrize("kind", RUNNERS)
@pytest.mark.parametrize(
    ("how", "told"),
    [
        (ValueError, GraphComponentException),
        (RasaException, RasaException),
        (InvalidConfigException, InvalidConfigException),
    ],
)
def test_what_fails_is_told_as_rasa_tells_it(
    tmp_path: Path, kind: type[GraphRunner], how: type[Exception], told: type[Exception]
) -> None:
    schema = GraphSchema({"fails": SchemaNode({}, Fails, "create", "run", {"how": how}, eager=True)})
    runner = kind.create(schema, LocalModelStorage(tmp_path), ExecutionContext(schema))
    with pytest.raises(told) as caught:
        runner.run({}, ["fails"])
    assert type(caught.value) is told
