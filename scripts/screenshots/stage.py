"""The shop's day that the pictures show."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

from tests.browser import mock_studio
from tests.browser.mock_learning_routes import LearningDesk
from tests.browser.mock_records import moment

GIULIA = {"id": "giulia", "name": "Giulia Bianchi"}
MARCO = {"id": "marco", "name": "Marco Conti"}


class Stage:
    """A desk in memory with a queue, conversations and figures.

    Attributes:
        url: Where it serves.
        conversations: Ids of the conversations that places name.
    """

    def __init__(self) -> None:
        self._desk = LearningDesk()
        self.url = ""
        self.conversations: dict[str, str] = {}

    def __enter__(self) -> Self:
        self._furnish()
        self.url = self._desk.url = self._desk.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._desk.stop()

    def _furnish(self) -> None:
        desk = self._desk
        desk.add_case(
            "Francesca Riva", "mai arrivato, è la terza volta che scrivo!", reason="complaint", priority=10
        )
        desk.add_case("Emily Clark", "can I change my delivery address?", channel="whatsapp", language="en")
        desk.add_case("Tommaso Greco", "la zip della giacca è rotta", channel="telegram", reason="requested")
        desk.add_case("Sofia Galli", "posso pagare in tre rate?", reason="repeated_misunderstanding")
        self._colleagues("Davide Sala", "ho ordinato la taglia sbagliata")
        self.conversations["closed"] = self._closed()
        self.conversations["conversation"] = self._worked_on()
        self._draft()

    def _mine(self, name: str, text: str, **changes: Any) -> str:
        desk = self._desk
        conversation = desk.add_case(name, text, owner="agent", state="taken", reason="requested", **changes)
        desk.conversations[conversation]["agent"] = GIULIA
        desk.conversations[conversation]["case"].update(agent=GIULIA, taken_at=moment(6))
        return conversation

    def _colleagues(self, name: str, text: str) -> None:
        conversation = self._mine(name, text, channel="whatsapp")
        self._desk.conversations[conversation]["agent"] = MARCO
        self._desk.conversations[conversation]["case"].update(agent=MARCO)

    def _worked_on(self) -> str:
        desk = self._desk
        conversation = self._mine("Paolo Neri", "dov'è il mio pacco?")
        desk.write(
            conversation,
            "bot",
            "Con il numero dell'ordine vedo subito a che punto è. Me lo scrivi?",
            minutes_ago=11,
            state="read",
            buttons=[{"title": "Tempi di consegna"}, {"title": "Una persona"}],
        )
        desk.write(conversation, "shopper", "BL-20418, ma preferisco parlare con qualcuno", minutes_ago=10)
        desk.write(
            conversation,
            "system",
            "Ti passo a una persona del nostro staff: sei al primo posto.",
            minutes_ago=10,
        )
        said = {"author_name": "Giulia Bianchi", "state": "read"}
        desk.write(conversation, "agent", "Ciao Paolo, sono Giulia. Guardo subito.", minutes_ago=6, **said)
        desk.write(conversation, "shopper", "Grazie! Mi serve entro venerdì", minutes_ago=4)
        desk.write(
            conversation,
            "agent",
            "È in consegna: il corriere passa domani tra le 9 e le 13.",
            minutes_ago=2,
            **(said | {"state": "delivered"}),
        )
        return conversation

    def _closed(self) -> str:
        conversation = self._mine("Laura Conti", "avete novità sul rimborso?", channel="whatsapp")
        self._desk.conversations[conversation]["window_closes_at"] = moment(40)
        return conversation

    def _draft(self) -> None:
        """An editor has prepared the sales of November."""
        promotions = mock_studio.topic("faq/promotions", "promotions")
        period = {"valid_from": "2026-11-23", "valid_until": "2026-11-30"}
        promotions["answers"] += [
            mock_studio.answer("it", "Il Black Friday è dal 23 al 30 novembre: -20 % su tutto.", **period),
            mock_studio.answer("en", "Black Friday is from 23 to 30 November: 20% off everything.", **period),
        ]
        self._desk.studio.put("topic:faq/promotions", promotions, "Elena Fontana")

    def without_publication(self) -> None:
        """Nothing is on its way to shoppers."""
        self._desk.studio.publication = None

    def with_publication(self, state: str, progress: float) -> None:
        """A publication is on its way; once it is ready it has its report."""
        self.without_publication()
        publication = self._desk.studio.begin("Elena Fontana", "Black Friday")
        report = mock_studio.report() if state == "ready" else None
        publication.update(state=state, progress=progress, step="", report=report)
