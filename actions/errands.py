"""Every errand, and the questions that several of them ask: a new one is one line here.

Its intent is its name; it also needs a rule that begins the form (``data/rules/errands.yml``) and its slots
in the domain.
"""

from __future__ import annotations

from actions.errand import Errand, Question
from actions.identify import Proof, WhichOrder
from actions.order_errands import (
    AddressChange,
    ConfirmAddress,
    ConfirmCancel,
    NewAddress,
    OrderCancel,
    OrderChange,
)
from actions.parcel_errand import ParcelStatus
from actions.return_errands import Exchange, Returns, Withdrawal
from actions.return_status import ReturnStatus
from actions.shopping_errands import SHOPPING_ERRANDS

_ERRANDS: tuple[Errand, ...] = (
    ParcelStatus(),
    ReturnStatus(),
    Returns(),
    Withdrawal(),
    Exchange(),
    OrderCancel(),
    OrderChange(),
    AddressChange(),
    *SHOPPING_ERRANDS,
)
_QUESTIONS: tuple[Question, ...] = (WhichOrder(), Proof(), ConfirmCancel(), NewAddress(), ConfirmAddress())

ERRANDS = {errand.name: errand for errand in _ERRANDS}
"""By the intent that begins them."""
QUESTIONS = {question.slot: question for question in _QUESTIONS}
"""By slot."""
