"""Rasa's graph, run without a scheduler.

A turn runs the graph three times, and each time Rasa has dask plan it anew for threads that it does not
use: a fifth of the brain's processor time (``docs/performance.md``). The order of the nodes never changes,
so here it is worked out once for each set of targets.
"""

from __future__ import annotations

import logging
from graphlib import TopologicalSorter
from typing import Any

import rasa.core.processor
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import InvalidConfigException, RasaException

Plan = list[tuple[str, GraphNode, list[str]]]

logger = logging.getLogger(__name__)


class PlannedGraphRunner(GraphRunner):
    """Runs the nodes that the targets need, one after the other.

    Args:
        graph_schema: The nodes, and what each needs.
        model_storage: Where components load themselves from.
        execution_context: Handed to every component.
        hooks: Called before and after each node.
    """

    def __init__(
        self,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> None:
        self._schema = graph_schema
        self._nodes = {
            name: GraphNode.from_schema_node(name, node, model_storage, execution_context, hooks)
            for name, node in graph_schema.nodes.items()
        }
        self._plans: dict[tuple[str, ...], Plan] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> PlannedGraphRunner:
        """Called by Rasa."""
        return cls(graph_schema, model_storage, execution_context, hooks)

    @property
    def components(self) -> list[Any]:
        """What the nodes hold, in no order."""
        return [node._component for node in self._nodes.values()]  # noqa: SLF001 - nodes tell it to nobody

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Runs the graph.

        Args:
            inputs: Values by the name under which nodes ask for them.
            targets: Nodes whose output is wanted; the schema's if None.

        Returns:
            Output by target.

        Raises:
            GraphRunError: An input has a node's name, or a node lacks what it needs.
        """
        given = dict(inputs or {})
        clashing = given.keys() & self._nodes.keys()
        if clashing:
            raise GraphRunError(f"Inputs named like nodes: {', '.join(sorted(clashing))}.")
        wanted = tuple(targets or self._schema.target_names)
        for name, node, needs in self._plan(wanted):
            given[name] = _output(node, needs, given)
        return {name: given[name] for name in wanted}

    def _plan(self, targets: tuple[str, ...]) -> Plan:
        plan = self._plans.get(targets)
        if plan is None:
            plan = self._plans[targets] = self._planned(list(targets))
        return plan

    def _planned(self, targets: list[str]) -> Plan:
        nodes = self._schema.minimal_graph_schema(targets).nodes
        needs = {name: list(dict.fromkeys(node.needs.values())) for name, node in nodes.items()}
        order = TopologicalSorter(needs).static_order()
        return [(name, self._nodes[name], needs[name]) for name in order if name in nodes]


def _output(node: GraphNode, needs: list[str], given: dict[str, Any]) -> Any:
    """What a node makes of what it is given; one that is loaded and that nobody watches is asked directly."""
    wanted = node._inputs  # noqa: SLF001 - nodes tell none of this to anybody
    if node._hooks or not node._eager or not all(map(given.__contains__, wanted.values())):  # noqa: SLF001
        return node(*[(need, given[need]) for need in needs if need in given])[1]
    try:
        return node._fn(node._component, **{name: given[need] for name, need in wanted.items()})  # noqa: SLF001
    except InvalidConfigException:
        raise
    except RasaException:
        logger.error("Error running graph component for node %s.", node._node_name)  # noqa: SLF001, TRY400
        raise
    except Exception as exc:
        message = f"Error running graph component for node {node._node_name}."  # noqa: SLF001
        raise GraphComponentException(message) from exc


def plan_once() -> None:
    """Has every agent that is loaded from now on run its graph this way."""
    rasa.core.processor.DaskGraphRunner = PlannedGraphRunner
