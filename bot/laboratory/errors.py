"""What the laboratory refuses; each error has the status and the code that its caller gets."""

from __future__ import annotations


class LaboratoryError(Exception):
    """Something that was asked for can't be done.

    Attributes:
        status: Of HTTP.
        code: For whoever asked.
    """

    status = 500
    code = "failed"


class UnknownKnowledge(LaboratoryError):
    """Nobody has put content under that name."""

    status = 404
    code = "unknown_knowledge"


class StillFitting(LaboratoryError):
    """The content under that name is being learned."""

    status = 409
    code = "fitting"


class CouldNotFit(LaboratoryError):
    """The content under that name could not be learned; its state says why."""

    status = 409
    code = "not_learned"


class UnknownIntent(LaboratoryError):
    """There is no such intent in that content."""

    status = 422
    code = "unknown_intent"


class BadContent(LaboratoryError):
    """A folder can't be read as content, or a file is no model; the text names the file, and no more."""

    status = 422
    code = "bad_content"
