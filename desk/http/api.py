"""The HTTP application: every router, every error, and its description for programs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from fastapi_offline import FastAPIOffline
from pydantic.json_schema import models_json_schema
from starlette.routing import BaseRoute

from desk.http import (
    actions,
    agents,
    audit,
    board,
    bulk,
    canned,
    channels,
    content_exchange,
    content_publications,
    content_topics,
    content_trying,
    conversations,
    errors,
    faq,
    figures,
    health,
    hours,
    learning,
    learning_beta,
    learning_proposals,
    messages,
    metrics,
    notes,
    outgoing_webhooks,
    pages,
    person,
    presence,
    privacy,
    queue,
    schemas,
    search,
    security,
    session,
    sessions,
    suggestions,
    tags,
    targets,
    teams,
    templates,
    tokens,
    topics,
    uploads,
    views_saved,
    webhooks,
)
from desk.http.schemas.publishing import PublicationEvent
from desk.words import Catalogue

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]
# Routes are tried one after the other: those of every message come first.
ROUTERS = (
    webhooks,
    actions,
    teams,
    presence,
    hours,
    targets,
    session,
    queue,
    conversations,
    messages,
    agents,
    health,
    metrics,
    pages,
    faq,
    content_exchange,
    uploads,
    templates,
    channels,
    figures,
    board,
    notes,
    tags,
    topics,
    canned,
    suggestions,
    search,
    views_saved,
    bulk,
    person,
    security,
    sessions,
    audit,
    tokens,
    outgoing_webhooks,
    privacy,
    content_topics,
    content_trying,
    content_publications,
    learning,
    learning_proposals,
    learning_beta,
)
REALTIME_SCHEMAS = (
    schemas.ConversationSummaryOut,
    schemas.TypingOut,
    schemas.ViewersOut,
    PublicationEvent,
)
"""Bodies that only sockets carry, described here so that the console's types come from one place."""


def create_api(words: Catalogue, lifespan: Lifespan | None = None) -> FastAPI:
    """The routes; services are put in ``app.state.services`` when the desk starts."""
    app = FastAPIOffline(
        title="Sportello",
        description="The desk: agents' API and vendors' webhooks.",
        version="0.1.0",
        lifespan=lifespan,
        redoc_url=None,
        static_url="/docs/static",
    )
    app.router.routes.extend(_routes())
    errors.install(app, words)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


@cache
def _routes() -> tuple[BaseRoute, ...]:
    """Every route, analysed once in a process: FastAPI would do it again for every application it serves.

    That is most of the time that a test of the desk takes, and each of them opens a desk of its own.
    """
    together = APIRouter(
        generate_unique_id_function=_operation_id,
        responses={"default": {"model": schemas.ErrorOut, "description": "What went wrong"}},
    )
    for module in ROUTERS:
        together.include_router(module.router)
    return tuple(together.routes)


def _operation_id(route: APIRoute) -> str:
    return route.name


def _described(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        _, extra = models_json_schema(
            [(model, "serialization") for model in REALTIME_SCHEMAS],
            ref_template="#/components/schemas/{model}",
        )
        schema["components"]["schemas"] = {**extra["$defs"], **schema["components"]["schemas"]}
        app.openapi_schema = schema
    return app.openapi_schema
