"""The one place where errors become HTTP: a status, a stable code, and a sentence people can read."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError, SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from connectors import base as connectors
from content import errors as content
from desk import errors as desk
from desk.http.schemas import ErrorBody, ErrorOut
from desk.studio import errors as studio
from desk.words import Catalogue, negotiate
from handoff import errors as handoff
from handoff.queue import errors as queue

logger = logging.getLogger(__name__)

STATUSES: Mapping[type[Exception], int] = {
    desk.DeskError: 500,
    desk.InvalidRequest: 422,
    desk.InvalidEmail: 422,
    desk.InvalidName: 422,
    desk.WeakPassword: 422,
    desk.NotSignedIn: 401,
    desk.BadCredentials: 401,
    desk.SecondFactorNeeded: 401,
    desk.BadCode: 401,
    desk.NoSecondFactor: 409,
    desk.SecondFactorOn: 409,
    desk.NoSecretKey: 503,
    desk.TokenNotFound: 404,
    desk.WebhookNotFound: 404,
    desk.ForbiddenAddress: 422,
    desk.NotConfirmed: 422,
    desk.StillOpen: 409,
    desk.BadCsrf: 403,
    desk.NotAllowed: 403,
    desk.NotFound: 404,
    desk.AgentNotFound: 404,
    desk.ChannelNotFound: 404,
    desk.MethodNotAllowed: 405,
    desk.EmailTaken: 409,
    desk.UnknownColleague: 422,
    desk.TagTaken: 409,
    desk.ShortcutTaken: 409,
    desk.UnknownPlaceholder: 422,
    desk.TooManyViews: 409,
    desk.LastAdmin: 409,
    desk.BodyTooLarge: 413,
    desk.UploadNotFound: 404,
    desk.FileTooLarge: 413,
    desk.FileTypeNotAllowed: 415,
    desk.TemplateNotFound: 404,
    desk.TemplateVariables: 422,
    desk.UnsupportedContent: 415,
    desk.TooManyAttempts: 429,
    desk.InternalError: 500,
    studio.ChangedMeanwhile: 409,
    studio.ContentRefused: 422,
    studio.ContentBroken: 409,
    studio.TopicStays: 409,
    studio.PublishingAlready: 409,
    studio.NothingToPublish: 409,
    studio.ContentHasErrors: 422,
    studio.PublicationOver: 409,
    studio.LaboratoryUnavailable: 503,
    studio.NothingToLearn: 409,
    studio.BetaOver: 409,
    desk.Unavailable: 503,
    content.ContentError: 500,
    content.ImportRefused: 422,
    handoff.HandoffError: 500,
    handoff.ConversationNotFound: 404,
    handoff.AlreadyTaken: 409,
    handoff.NotOwner: 409,
    handoff.NotRetryable: 409,
    handoff.BadHours: 422,
    handoff.BadTargets: 422,
    queue.TeamNotFound: 404,
    queue.TeamNameTaken: 409,
    queue.AgentUnavailable: 409,
    queue.TransferToSelf: 409,
    queue.NothingToTransfer: 409,
    handoff.BrainUnavailable: 503,
    handoff.SendError: 502,
    handoff.OutsideWindow: 409,
    connectors.ConnectorError: 502,
    connectors.BadSignature: 403,
    connectors.MalformedRequest: 400,
    connectors.MediaUnavailable: 404,
    connectors.ConfigurationError: 500,
    connectors.VendorUnreachable: 502,
}
"""An error that is not named has its nearest ancestor's status."""

HTTP_ERRORS: Mapping[int, type[desk.DeskError]] = {
    400: desk.InvalidRequest,
    404: desk.NotFound,
    405: desk.MethodNotAllowed,
    413: desk.BodyTooLarge,
}
DETAILED = (
    desk.FileTooLarge,
    desk.TemplateVariables,
    desk.UnknownPlaceholder,
    studio.ChangedMeanwhile,
    studio.ContentRefused,
    studio.ContentBroken,
    studio.PublishingAlready,
    studio.ContentHasErrors,
)
"""Errors that say more than their code."""
Coded = desk.DeskError | content.ContentError | handoff.HandoffError | connectors.ConnectorError


def status_of(error: Exception) -> int:
    """The status of an error, by its nearest named ancestor."""
    return next((STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES), 500)


class Answers:
    """Turns errors into answers in the caller's language.

    Args:
        words: The catalogue.
    """

    def __init__(self, words: Catalogue) -> None:
        self._words = words

    async def coded(self, request: Request, error: Coded) -> Response:
        """One of ours."""
        if (status := status_of(error)) >= 500:
            logger.error("request failed", exc_info=error, extra={"status": status})
        return self._answer(request, error)

    async def malformed(self, request: Request, error: RequestValidationError) -> Response:
        """A request whose parts are not what the route takes."""
        return self._answer(request, desk.InvalidRequest(), {"fields": fields_of(error)})

    async def plain(self, request: Request, error: HTTPException) -> Response:
        """One of the framework's own: no such route, no such method, a body that is no JSON."""
        response = self._answer(request, HTTP_ERRORS.get(error.status_code, desk.InternalError)())
        response.status_code = error.status_code
        response.headers.update(error.headers or {})
        return response

    async def unserved(self, request: Request, error: Exception) -> Response:
        """The database, or the way to it, failed; a value that it cannot hold is the caller's."""
        if isinstance(error, DataError):
            return self._answer(request, desk.InvalidRequest())
        logger.error("the database did not serve a request", exc_info=error)
        return self._answer(request, desk.Unavailable())

    async def broken(self, request: Request, error: content.ContentError) -> Response:
        """The content's files, written by hand into something that is no content."""
        logger.warning("the content can't be read", extra={"code": error.code})
        return self._answer(request, studio.ContentBroken(str(error)))

    async def unexpected(self, request: Request, error: Exception) -> Response:
        """A mistake of ours."""
        logger.error("request failed unexpectedly", exc_info=error)
        return self._answer(request, desk.InternalError())

    def _answer(
        self, request: Request, error: Coded, details: Mapping[str, Any] | None = None
    ) -> JSONResponse:
        accepted = request.headers.get("accept-language")
        language = negotiate(accepted, self._words.languages, self._words.default_language)
        return respond(error, self._words, language, details)


def install(app: FastAPI, words: Catalogue) -> None:
    """Makes every error of ours, of a request's form and of the database one kind of answer."""
    answers = Answers(words)
    handlers: list[tuple[type[Exception], Any]] = [
        (desk.DeskError, answers.coded),
        (content.ImportRefused, answers.coded),
        (handoff.HandoffError, answers.coded),
        (connectors.ConnectorError, answers.coded),
        (content.ContentError, answers.broken),
        (RequestValidationError, answers.malformed),
        (HTTPException, answers.plain),
        (SQLAlchemyError, answers.unserved),
        (ConnectionError, answers.unserved),
        (TimeoutError, answers.unserved),
        (Exception, answers.unexpected),
    ]
    for kind, handler in handlers:
        app.add_exception_handler(kind, handler)


def respond(
    error: Coded, words: Catalogue, language: str, details: Mapping[str, Any] | None = None
) -> JSONResponse:
    """An error as an answer to a request."""
    details = {**details_of(error), **(details or {})}
    body = ErrorBody(code=error.code, message=message_of(error, words, language), details=details)
    headers = {"Cache-Control": "no-store"}
    if isinstance(error, desk.TooManyAttempts):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, desk.Unavailable):
        headers["Retry-After"] = "5"
    return JSONResponse(ErrorOut(error=body).model_dump(mode="json"), status_of(error), headers)


def message_of(error: Coded, words: Catalogue, language: str) -> str:
    """The catalogue's sentence for an error."""
    arguments = {key: value for key, value in details_of(error).items() if isinstance(value, str | int)}
    return sentence(error.code, words, language, **arguments)


def sentence(code: str, words: Catalogue, language: str, **arguments: str | int) -> str:
    """The catalogue's sentence for a code of ours; ``error-desk`` for one that it does not know."""
    key = f"error-{code.replace('_', '-')}"
    return words.say(key if words.has(key) else "error-desk", language, **arguments)


def failure(code: str, words: Catalogue, language: str) -> str:
    """Why a message did not go out; a code that the catalogue does not know is the vendor's own."""
    known = words.has(f"error-{code.replace('_', '-')}")
    return sentence(code if known else "send_failed", words, language)


def details_of(error: Exception) -> dict[str, Any]:
    """What a program may want to know about an error."""
    if isinstance(error, handoff.AlreadyTaken):
        return {"taken_by": error.taken_by}
    if isinstance(error, desk.TooManyAttempts):
        return {"retry_after": error.retry_after}
    if isinstance(error, content.ImportTooLarge):
        return {"most": error.most}
    if isinstance(error, DETAILED):
        return error.details
    return {}


def fields_of(error: RequestValidationError) -> list[dict[str, str]]:
    """Which fields are wrong and how; never their values, which may be passwords."""
    return [
        {"field": ".".join(str(part) for part in problem["loc"][1:]), "problem": str(problem["type"])}
        for problem in error.errors()
    ]
