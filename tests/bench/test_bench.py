from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from scripts.bench.length import YOUNG_TURNS, Ages, compare_ages
from scripts.bench.load import TURNS, Round, press
from scripts.bench.questions import NoQuestions, Question, candidates, choose
from scripts.bench.report import cost_rows, speed_rows
from scripts.bench.rounds import compare
from scripts.bench.stock import stories_of

FAQ = Path(__file__).resolve().parents[2] / "data" / "faq"
QUESTIONS = [Question("a?", frozenset({"A."})), Question("b?", frozenset({"B."}))]


def _round(latencies: list[float], seconds: float = 1.0, failures: int = 0) -> Round:
    return Round("x", 1, seconds, tuple(latencies), failures, {"desk": 0.5}, {"desk": 2_000_000}, 0.1)


async def _knows_a(text: str) -> list[str]:
    return ["A."]


async def _says_twice(text: str) -> list[str]:
    return ["A.", "A."]


async def test_asks_only_what_every_side_answers_rightly() -> None:
    assert await choose(QUESTIONS, [_knows_a, _knows_a], 1) == ["a?"]
    with pytest.raises(NoQuestions, match="1 of 2"):
        await choose(QUESTIONS, [_knows_a], 2)
    with pytest.raises(NoQuestions, match="0 of 1"):
        await choose(QUESTIONS, [_knows_a, _says_twice], 1)


def test_asks_the_same_at_every_run() -> None:
    assert candidates(FAQ) == candidates(FAQ)
    assert len(candidates(FAQ)) > 500
    assert all(question.answers for question in candidates(FAQ))


async def test_what_fails_or_is_not_answered_is_no_message() -> None:
    async def asked(contact: int, text: str) -> list[str]:
        await asyncio.sleep(0.002)
        if text == "breaks":
            raise TimeoutError
        return [] if text == "silence" else ["yes"]

    done = await press("x", [], asked, ["good", "breaks", "silence"], clients=1, seconds=0.1)
    assert done.failures >= len(done.latencies) > 0
    assert done.seconds >= 0.1


async def test_a_client_becomes_somebody_new() -> None:
    contacts: list[int] = []

    async def asked(contact: int, text: str) -> list[str]:
        contacts.append(contact)
        await asyncio.sleep(0.001)
        return ["yes"]

    await press("x", [], asked, ["a"], clients=2, seconds=0.15)
    assert len(set(contacts)) > 2
    assert max(contacts.count(contact) for contact in contacts) == TURNS


def test_rates_are_of_all_rounds_together() -> None:
    stock = [_round([0.1] * 10), _round([0.1] * 10, seconds=3.0)]
    ours = [_round([0.01] * 30), _round([0.01] * 89 + [2.0], seconds=1.0, failures=1)]
    compared = compare(stock, ours)
    assert compared.stock.rate == 5.0
    assert compared.ours.rate == 60.0
    assert compared.ratio == 12.0
    assert compared.ratios == (3.0, 27.0)
    assert (compared.ours.p50, compared.ours.p95, compared.ours.longest) == (10.0, 10.0, 2000.0)
    assert compared.ours.cpu == {"desk": pytest.approx(1000 / 120, abs=0.01)}


def test_a_side_that_answers_nothing_is_shown_by_its_failures() -> None:
    compared = compare([_round([0.1])], [_round([], failures=3)])
    assert compared.ratio == pytest.approx(0.0, abs=1e-6)
    assert speed_rows([compared])[1][7] == "3"
    assert cost_rows([compared])


def test_each_rule_that_stands_by_itself_becomes_a_story() -> None:
    steps: list[dict[str, str]] = [{"intent": "faq"}, {"action": "utter_faq"}]
    in_a_form = [{"active_loop": "order_form"}, *steps]
    rules = [
        {"rule": "Answer", "steps": steps},
        {"rule": "Answer in a form", "condition": [{"active_loop": "order_form"}], "steps": steps},
        {"rule": "Begin a form", "steps": in_a_form},
    ]
    made = stories_of(rules)
    assert made["stories"] == [{"story": "Answer", "steps": steps}]


async def test_old_and_young_turns_alternate_and_first_turns_do_not_count() -> None:
    asked: Counter[int] = Counter()
    order: list[int] = []

    async def ask(contact: int, text: str) -> list[str]:
        asked[contact] += 1
        order.append(contact)
        return ["yes"]

    ages = await compare_ages(ask, ["a", "b"], turns=20, pairs=12)
    elder = order[0]
    assert (len(ages.old), len(ages.young)) == (12, 12)
    assert asked[elder] == 32
    assert order[20:].count(elder) == 12
    assert all(asked[contact] <= YOUNG_TURNS for contact in asked if contact != elder)
    assert len(asked) == 3


def test_ages_compare_by_medians() -> None:
    assert Ages(old=[0.03, 0.03, 9.0], young=[0.02, 0.02, 0.02]).ratio == pytest.approx(1.5)
