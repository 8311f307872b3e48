"""Messages that a vendor has approved beforehand, for when free words are no longer taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from handoff.messages import Button


@dataclass(frozen=True, slots=True)
class TemplateVariable:
    """A placeholder of a template, and an example of what stands there."""

    name: str
    example: str


@dataclass(frozen=True, slots=True)
class Template:
    """A message that the vendor has approved: it may be sent also when the reply window has closed.

    Attributes:
        id: The vendor's identifier.
        name: Its name, for people.
        language: Of its words, as the vendor names it.
        category: The vendor's word for what it is for (``UTILITY``, ``MARKETING``).
        body: Its words; placeholders are ``{{name}}``.
        variables: The placeholders, in the order in which they stand there.
        buttons: Choices under it, which the vendor shows by itself.
    """

    id: str
    name: str
    language: str
    category: str
    body: str
    variables: tuple[TemplateVariable, ...] = ()
    buttons: tuple[Button, ...] = ()


@runtime_checkable
class Templating(Protocol):
    """A channel whose vendor keeps approved templates; ``send`` takes what is made of them."""

    async def templates(self) -> list[Template]:
        """Every template that may be sent now.

        Raises:
            BadCredentials: The vendor does not know us.
            VendorUnreachable: No answer.
        """

    def problem_with(self, value: str) -> str | None:
        """Why the vendor would refuse a variable's value, as a stable code; None where it is fine."""
