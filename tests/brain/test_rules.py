"""The remembering policy against Rasa's own."""

from __future__ import annotations

import copy
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rules import RememberingRulePolicy

LISTENED = {"prev_action": {"action_name": "action_listen"}}
LOOP = {"active_loop": {"name": "errand_form"}}
DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [faq, greet, ask_person]
actions: [utter_faq, utter_greet, action_hand_over, errand_form]
forms: {errand_form: {required_slots: []}}
"""
)


def after(intent: str, **more: Any) -> dict[str, Any]:
    return {"user": {"intent": intent}, **LISTENED, **more}


def situation(*states: dict[str, Any]) -> str:
    return json.dumps(list(states), sort_keys=True)


RULED = {
    RULES: {
        situation(after("faq")): "utter_faq",
        situation(after("faq"), {"user": {"intent": "faq"}, "prev_action": {"action_name": "utter_faq"}}): (
            "action_listen"
        ),
        situation(after("greet")): "utter_greet",
        situation(after("ask_person", **LOOP)): "action_hand_over",
    },
    RULES_FOR_LOOP_UNHAPPY_PATH: {situation(after("greet", **LOOP)): "loop_was_interrupted"},
}


@pytest.fixture
def policies(tmp_path: Path) -> tuple[RulePolicy, RememberingRulePolicy]:
    def made(kind: type[RulePolicy]) -> Any:
        where = LocalModelStorage(tmp_path), Resource("rules"), ExecutionContext(GraphSchema({}))
        return kind(kind.get_default_config(), *where, lookup=copy.deepcopy(RULED))

    quick: RememberingRulePolicy = made(RememberingRulePolicy)
    quick.rules_are_settled()
    return made(RulePolicy), quick


def dialogues() -> Iterator[DialogueStateTracker]:
    """Every dialogue of up to two turns, with and without a form, before and after what was done."""
    turns = list(itertools.product(["faq", "greet", "ask_person"], ["utter_faq", "utter_greet", None]))
    for loop, number in itertools.product([None, "errand_form"], [1, 2]):
        for chosen in itertools.product(turns, repeat=number):
            events: list[Any] = [SessionStarted(), ActionExecuted("action_listen")]
            events += [ActiveLoop(loop)] if loop else []
            for intent, action in chosen:
                events.append(UserUttered("words", {"name": intent}))
                events += [ActionExecuted(action)] if action else []
            yield DialogueStateTracker.from_events("somebody", events, domain=DOMAIN)


def test_it_decides_as_rasa_does_and_asks_rasa_once(
    policies: tuple[RulePolicy, RememberingRulePolicy], monkeypatch: pytest.MonkeyPatch
) -> None:
    rasas, ours = policies
    looked: list[int] = []
    fitting = RulePolicy._get_possible_keys

    def counted(self: RulePolicy, lookup: dict[str, str], states: list[dict[str, Any]]) -> set[str]:
        if self is ours:
            looked.append(1)
        return set(fitting(self, lookup, states))

    monkeypatch.setattr(RulePolicy, "_get_possible_keys", counted)
    for tracker in [*dialogues(), *dialogues()]:
        expected = rasas.predict_action_probabilities(tracker, DOMAIN)
        found = ours.predict_action_probabilities(tracker, DOMAIN)
        assert found.probabilities == expected.probabilities
        assert found.events == expected.events
        assert (found.is_end_to_end_prediction, found.hide_rule_turn) == (
            expected.is_end_to_end_prediction,
            expected.hide_rule_turn,
        )
    assert 0 < len(looked) < len(list(dialogues()))


def test_a_rule_about_words_is_still_found(policies: tuple[RulePolicy, RememberingRulePolicy]) -> None:
    _, ours = policies
    ours.lookup[RULES][situation({"user": {"text": "words"}, **LISTENED})] = "action_hand_over"
    tracker = DialogueStateTracker.from_events(
        "somebody", [ActionExecuted("action_listen"), UserUttered("words", {"name": "greet"})], domain=DOMAIN
    )

    def chosen() -> str:
        told = ours.predict_action_probabilities(tracker, DOMAIN)
        return str(DOMAIN.action_names_or_texts[told.probabilities.index(1.0)])

    assert chosen() == "utter_greet"
    ours.rules_are_settled()
    assert chosen() == "action_hand_over"


def test_what_is_remembered_is_not_handed_out(policies: tuple[RulePolicy, RememberingRulePolicy]) -> None:
    _, ours = policies
    ours._get_possible_keys(ours.lookup[RULES], [after("faq")]).clear()
    assert ours._get_possible_keys(ours.lookup[RULES], [after("faq")])
