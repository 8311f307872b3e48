"""The words in which the FAQ says what the assistant does."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.folder import ContentFolder
from desk.faq.doing import invitations, is_offered
from desk.words import Catalogue

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("language", ["it", "en"])
def test_everything_that_the_assistant_does_has_words_of_its_own(language: str) -> None:
    invite = invitations(Catalogue())
    general = invite("nobody_knows", language)
    offered = [it for it in ContentFolder(ROOT).read().topics.values() if is_offered(it, language)]
    assert len(offered) > 20
    assert [it.name for it in offered if invite(it.name, language) == general] == []
