"""Rasa's ``RulePolicy``, which remembers what it has looked up."""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import Any

from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

from bot.history import RecentPast

KEPT = 2000
"""Situations that are remembered; an assistant meets some hundreds."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class RememberingRulePolicy(RulePolicy):
    """Decides as ``RulePolicy`` does, in less time.

    Rasa compares the situation with every rule, anew for each action; here which rules fit a situation is
    remembered. After each message it looks for rules about the message's very words before those about its
    intent: where every rule is about intents, that is left out. And it describes every situation that the
    conversation ever was in: here as many are described as the longest rule looks back.

    Configuration: that of ``RulePolicy``.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._fitting: OrderedDict[str, frozenset[str]] | None = None
        self._looks_at_words = True
        self._longest = 0

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> RememberingRulePolicy:
        """Called by Rasa before serving: from now on the rules don't change."""
        policy: RememberingRulePolicy = super().load(
            config, model_storage, resource, execution_context, **kwargs
        )
        policy.rules_are_settled()
        return policy

    def rules_are_settled(self) -> None:
        """Begins to remember; while rules are still being learned, that would be wrong."""
        known = [*self.lookup.get(RULES, {}), *self.lookup.get(RULES_FOR_LOOP_UNHAPPY_PATH, {})]
        self._looks_at_words = not all(_is_about_an_intent(rule) for rule in known)
        self._longest = max((len(self._rule_key_to_state(rule)) for rule in known), default=0)
        self._fitting = OrderedDict()

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> tuple[str | None, str | None, bool]:
        """Called by Rasa, first for words, then for the intent."""
        if use_text_for_last_user_input and not self._looks_at_words:
            return None, None, False
        found: tuple[str | None, str | None, bool] = super()._find_action_from_rules(
            tracker, domain, use_text_for_last_user_input
        )
        if found[0] is None and self._longest:
            # Rasa keeps the whole conversation as the reason why there is no rule.
            longest, self._longest = self._longest, 0
            try:
                found = super()._find_action_from_rules(tracker, domain, use_text_for_last_user_input)
            finally:
                self._longest = longest
        return found

    def _prediction_states(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        use_text_for_last_user_input: bool = False,
        rule_only_data: dict[str, Any] | None = None,
    ) -> list[State]:
        """Called by Rasa: the situations that rules are compared with, as many as the longest rule has."""
        seen = RecentPast(tracker, self._longest) if self._longest else tracker
        states: list[State] = super()._prediction_states(
            seen, domain, use_text_for_last_user_input, rule_only_data
        )
        return states

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        """Called by Rasa: the rules that fit a situation."""
        if self._fitting is None:
            return set(super()._get_possible_keys(lookup, states))
        situation = f"{id(lookup)} {json.dumps(states, sort_keys=True)}"
        fitting = self._fitting.get(situation)
        if fitting is None:
            fitting = self._fitting[situation] = frozenset(super()._get_possible_keys(lookup, states))
            if len(self._fitting) > KEPT:
                self._fitting.popitem(last=False)
        return set(fitting)


def _is_about_an_intent(rule: str) -> bool:
    """Whether a rule that applies right after a message names the message's intent."""
    situation = json.loads(rule)[-1]
    listened = situation.get(PREVIOUS_ACTION, {}).get(ACTION_NAME) == ACTION_LISTEN_NAME
    return not listened or INTENT in situation.get(USER, {})
