"""The beta tester: tests and their reports for editors, and a page for whoever has a test's link."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from desk.http.dependencies import EditorDep, Identifier, LanguageDep, OriginDep, ServicesDep, get_editor
from desk.http.learning_views import LearningViewsDep
from desk.http.schemas.learning import (
    BetaAnswerOut,
    BetaAskIn,
    BetaButtonOut,
    BetaIn,
    BetaOut,
    BetaReplyOut,
    BetaReportOut,
    BetasOut,
    VerdictIn,
)
from desk.learning.beta_page import page, policy
from desk.services import Services

router = APIRouter(tags=["learning"])

FOR_EDITORS = [Depends(get_editor)]
Token = Annotated[str, Path(pattern=r"^[\w-]{1,64}$")]


@router.get("/api/content/beta", dependencies=FOR_EDITORS)
async def read_betas(request: Request, services: ServicesDep, views: LearningViewsDep) -> BetasOut:
    """Every beta test, the newest first; for editors."""
    tests = await services.learning.beta.all()
    return BetasOut(items=[views.beta(test, _origin(request, services)) for test in tests])


@router.post("/api/content/beta", status_code=201)
async def add_beta(
    request: Request, wanted: BetaIn, editor: EditorDep, services: ServicesDep, views: LearningViewsDep
) -> BetaOut:
    """Begins a beta test; for editors."""
    test = await services.learning.beta.add(wanted.name, wanted.language, editor.agent)
    return views.beta(test, _origin(request, services))


@router.get("/api/content/beta/{beta_id}", dependencies=FOR_EDITORS)
async def read_beta(
    beta_id: Identifier, request: Request, services: ServicesDep, views: LearningViewsDep
) -> BetaReportOut:
    """What a beta test showed; for editors."""
    return await _report(beta_id, request, services, views)


@router.put("/api/content/beta/{beta_id}/questions/{question_id}", dependencies=FOR_EDITORS)
async def judge_beta_question(
    beta_id: Identifier,
    question_id: Identifier,
    judged: VerdictIn,
    request: Request,
    services: ServicesDep,
    views: LearningViewsDep,
) -> BetaReportOut:
    """Says whether an answer was right; for editors."""
    await services.learning.beta.judge(beta_id, question_id, judged.verdict)
    return await _report(beta_id, request, services, views)


@router.post("/api/beta/{token}/questions")
async def ask_beta_question(
    token: Token, asked: BetaAskIn, services: ServicesDep, origin: OriginDep
) -> BetaAnswerOut:
    """What a shopper would be told; for whoever has the link, so often."""
    answer = await services.learning.beta.ask(token, asked.text, origin)
    replies = [
        BetaReplyOut(
            text=reply.text or "", buttons=[BetaButtonOut(title=button.title) for button in reply.buttons]
        )
        for reply in answer.said.replies
    ]
    return BetaAnswerOut(decision=answer.decision, replies=replies, left=answer.left)


@router.get("/beta/{token}", include_in_schema=False)
async def show_beta(token: Token, services: ServicesDep, language: LanguageDep) -> Response:
    """Where a tester writes; for whoever has the link."""
    test = await services.learning.beta.of_token(token)
    nonce = secrets.token_urlsafe(16)
    headers = {
        "Content-Security-Policy": policy(nonce),
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
    }
    html = page(test, services.words, test.language or language, nonce)
    return Response(html, media_type="text/html; charset=utf-8", headers=headers)


async def _report(
    beta_id: str, request: Request, services: Services, views: LearningViewsDep
) -> BetaReportOut:
    test = await services.learning.beta.get(beta_id)
    asked = await services.learning.beta.questions(beta_id)
    content = await services.studio.drafts.live()
    return views.report(test, _origin(request, services), asked, content)


def _origin(request: Request, services: Services) -> str:
    return services.settings.public_url or str(request.base_url).rstrip("/")
