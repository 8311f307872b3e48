"""Questions from elsewhere, brought in by editors, and everything that is known, taken away as a file."""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from content.exchange import taking, writing
from content.exchange.proposing import Proposal
from content.exchange.records import MOST_BYTES, Format, Reason
from content.topics import Content
from desk.errors import InvalidRequest
from desk.exchange.records import Choice, Looked
from desk.http.dependencies import EditorDep, Identifier, LanguageDep, ServicesDep, get_editor
from desk.http.schemas.exchange import (
    ImportApplyIn,
    ImportIn,
    ImportOut,
    ImportRefusalOut,
    ImportReportOut,
    ImportRowOut,
)
from desk.words import Catalogue

router = APIRouter(prefix="/api/content", tags=["content exchange"])

IMPORTS = "/api/content/imports"
BODY_LIMIT = MOST_BYTES + 200_000
"""Bytes of a request that brings a file: the largest file, and the form around it."""
_FILE = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "format": "binary"}},
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {"schema": _FILE},
            "application/json": {
                "schema": ImportIn.model_json_schema(ref_template="#/components/schemas/{model}")
            },
        },
    }
}


@router.post("/imports", openapi_extra=_BODY)
async def look_at_import(
    request: Request, editor: EditorDep, services: ServicesDep, language: LanguageDep
) -> ImportOut:
    """What a file or page holds, and where each question would go; nothing is changed; for editors."""
    looked = await services.imports.look(editor.agent, await _brought(request))
    return _shown(looked, await services.studio.drafts.content(), services.words, language)


@router.post("/imports/{import_id}/apply")
async def apply_import(
    import_id: Identifier,
    wanted: ImportApplyIn,
    editor: EditorDep,
    services: ServicesDep,
    language: LanguageDep,
) -> ImportReportOut:
    """Puts the chosen rows into the draft, to be published like any other change; for editors."""
    choices = [Choice(row.row, row.home, row.topic) for row in wanted.rows]
    report = await services.imports.apply(editor.agent, import_id, choices)
    return ImportReportOut(
        taken=report.taken,
        merged=report.merged,
        refused=[
            ImportRefusalOut(row=row, reason=_sentence(reason, services.words, language))
            for row, reason in report.refused
        ],
        topics=report.topics,
    )


@router.get("/export", response_class=Response, dependencies=[Depends(get_editor)])
async def export_content(
    services: ServicesDep, kind: Annotated[Literal["csv", "xlsx", "rasa"], Query(alias="format")] = "csv"
) -> Response:
    """Every question with its answers, the draft's included, as a file; for editors."""
    content = await services.studio.drafts.content()
    written = await asyncio.to_thread(writing.write, content, Format(kind))
    name = f"faq-{services.clock.now().date().isoformat()}.{written.ending}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(written.content, media_type=written.media_type, headers=disposition)


async def _brought(request: Request) -> bytes:
    """A form's one file, or a page's HTML in JSON."""
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        try:
            return ImportIn.model_validate_json(await request.body()).html.encode()
        except ValidationError as error:
            raise InvalidRequest from error
    if not kind.startswith("multipart/form-data"):
        raise InvalidRequest
    async with request.form(max_files=1, max_fields=4) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise InvalidRequest
        return await file.read()


def _shown(looked: Looked, content: Content, words: Catalogue, language: str) -> ImportOut:
    return ImportOut(
        id=looked.id,
        format=looked.brought.format.value,
        items=[_row(it, content, words, language) for it in looked.proposals],
        languages=looked.brought.languages,
    )


def _row(proposal: Proposal, content: Content, words: Catalogue, language: str) -> ImportRowOut:
    item = proposal.item
    topic = content.topics.get(proposal.topic or "")
    title = topic.title(language) if topic else taking.title_of(item) or item.question
    return ImportRowOut(
        row=item.row,
        question=item.question,
        answer=item.answer,
        language=item.language,
        category=item.category or None,
        home=proposal.home,
        topic=proposal.topic,
        title=title or None,
        reason=_sentence(proposal.reason, words, language) if proposal.reason else None,
    )


def _sentence(reason: Reason, words: Catalogue, language: str) -> str:
    return words.say(f"import-{reason.value.replace('_', '-')}", language)
