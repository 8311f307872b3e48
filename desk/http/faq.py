"""The public FAQ, for anybody: pages, the same as JSON for any website, and whether answers were useful."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from content.categories import categories
from desk.errors import InvalidRequest, NotFound
from desk.faq import pages
from desk.faq.addresses import Addresses
from desk.faq.book import Shelf
from desk.faq.look import Font, Look, Scheme
from desk.faq.offers import MOST
from desk.faq.records import Entry, Link
from desk.faq.searching import LONGEST
from desk.http.dependencies import LanguageDep, OriginDep, ServicesDep
from desk.http.schemas.faq import (
    FaqCategoryOut,
    FaqItemOut,
    FaqLinkOut,
    FaqOfferOut,
    FaqOffersOut,
    FaqOut,
    FaqVoteIn,
)
from desk.services import Services

router = APIRouter(tags=["faq"])

Tongue = Literal["it", "en"]
Slug = Annotated[str, Path(pattern=r"^[\w-]{1,100}$")]
Wanted = Annotated[str, Query(max_length=LONGEST)]
SOON = "public, max-age=60, stale-while-revalidate=300"
"""A promotion that ends at midnight is gone a minute later."""
FOREVER = "public, max-age=31536000, immutable"
TYPES = {"js": "text/javascript; charset=utf-8"}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Max-Age": "86400",
}


async def get_look(
    embed: bool = False,
    theme: Scheme = "auto",
    accent: Annotated[str | None, Query(pattern=r"^[0-9a-fA-F]{6}$")] = None,
    font: Font = "sans",
    corners: Annotated[int, Query(ge=0, le=24)] = 12,
) -> Look:
    """How a page is to look (``InvalidRequest`` for anything that is not listed in ``docs/faq.md``)."""
    return Look(theme, accent.lower() if accent else None, font, corners, embed)


async def get_addresses(
    request: Request,
    services: ServicesDep,
    accepted: LanguageDep,
    look: Annotated[Look, Depends(get_look)],
    lang: Tongue | None = None,
) -> Addresses:
    """Where things are, in the language that the address states, or else the browser."""
    origin = services.settings.public_url or str(request.base_url).rstrip("/")
    return Addresses(origin, lang or accepted, lang is not None, look)


AddressesDep = Annotated[Addresses, Depends(get_addresses)]


@router.get("/faq", include_in_schema=False)
async def show_faq(
    request: Request, services: ServicesDep, address: AddressesDep, q: Wanted = ""
) -> Response:
    """Every question, or those with some words; for anybody."""
    shelf = await services.faq.book.shelf(address.language)
    return _page(request, services, address, services.faq.pages.index(shelf, address, q.strip()))


@router.get("/faq/{slug}", include_in_schema=False)
async def show_topic(
    slug: Slug, request: Request, services: ServicesDep, address: AddressesDep, voted: bool = False
) -> Response:
    """One question; for anybody."""
    shelf = await services.faq.book.shelf(address.language)
    entry = shelf.by_slug.get(slug)
    if entry is None:
        return _page(request, services, address, services.faq.pages.missing(address), status=404)
    made = services.faq.pages.topic(shelf, entry, address, voted=voted)
    return _page(request, services, address, made)


@router.post("/faq/{slug}/useful", include_in_schema=False)
async def send_vote(
    slug: Slug, request: Request, services: ServicesDep, address: AddressesDep, origin: OriginDep
) -> Response:
    """Takes a vote from a form, for browsers that run no scripts; for anybody."""
    async with request.form(max_files=0, max_fields=4) as form:
        said = form.get("useful")
    if said not in {"true", "false"}:
        raise InvalidRequest
    await _vote(services, f"faq/{slug}", address.language, origin, useful=said == "true")
    back = address.topic(slug)
    return RedirectResponse(f"{back}{'&' if '?' in back else '?'}voted=1", status_code=303)


@router.get("/faq-assets/{name}", include_in_schema=False)
async def show_asset(name: str) -> Response:
    """What a page fetches; for anybody, and ``embed.js`` for any website."""
    if name not in pages.ASSETS:
        raise NotFound
    content, _ = pages.asset(name)
    shared = {"Cross-Origin-Resource-Policy": "cross-origin"} if name == "embed.js" else {}
    kind = TYPES[name.rpartition(".")[2]]
    return Response(content, media_type=kind, headers={"Cache-Control": FOREVER, **shared})


@router.get("/api/faq")
async def read_faq(
    response: Response,
    services: ServicesDep,
    accepted: LanguageDep,
    language: Tongue | None = None,
    category: Annotated[str | None, Query(max_length=64)] = None,
    q: Wanted = "",
) -> FaqOut:
    """What may be read now: of one category, or with some words; for anybody, from any website."""
    spoken = language or accepted
    shelf = await services.faq.book.shelf(spoken)
    entries = [it for it in shelf.index.find(q) if category is None or it.category == category]
    response.headers.update({"Cache-Control": SOON, "Vary": "Accept-Language"})
    return FaqOut(
        language=spoken,
        items=[_item(entry, shelf) for entry in entries],
        categories=[FaqCategoryOut(id=it.id, title=it.title(spoken)) for it in categories()],
        found=services.words.say("faq-found", spoken, count=len(entries)),
    )


@router.get("/api/faq/top")
async def read_top(
    response: Response,
    services: ServicesDep,
    accepted: LanguageDep,
    language: Tongue | None = None,
    page: Annotated[str, Query(max_length=500, description="The shop's page: its path.")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 4,
) -> FaqOffersOut:
    """The questions to offer on a page of the shop; for anybody, from any website."""
    offers = await services.faq.offers.top(language or accepted, page, limit)
    response.headers.update({"Cache-Control": SOON, "Vary": "Accept-Language"})
    return FaqOffersOut(
        items=[FaqOfferOut(topic=it.topic, title=it.title, payload=it.payload) for it in offers]
    )


@router.post("/api/faq/{topic:path}/useful", status_code=204)
async def say_useful(
    topic: Annotated[str, Path(pattern=r"^(faq/)?[\w-]{1,100}$")],
    vote: FaqVoteIn,
    services: ServicesDep,
    accepted: LanguageDep,
    origin: OriginDep,
) -> None:
    """Counts whether an answer was useful, and keeps nothing of who said so; for anybody."""
    name = f"faq/{topic.removeprefix('faq/')}"
    await _vote(services, name, vote.language or accepted, origin, useful=vote.useful)


@router.options("/api/faq/{path:path}", include_in_schema=False)
async def allow_other_websites() -> Response:
    """Lets browsers send votes from other websites' pages; for anybody."""
    return Response(status_code=204, headers=PREFLIGHT)


async def _vote(services: Services, topic: str, language: str, origin: str, *, useful: bool) -> None:
    if not await services.faq.book.knows(topic):
        raise NotFound
    await services.faq.votes.add(topic, language, origin, useful=useful)


def _page(
    request: Request, services: Services, address: Addresses, made: pages.Made, status: int = 200
) -> Response:
    """A page, or that it is the one that the browser has."""
    tag = f'"{made.tag}"'
    headers = {
        "ETag": tag,
        "Cache-Control": SOON if status == 200 else "no-store",
        "Vary": "Accept-Language, Accept-Encoding",
        "Content-Language": address.language,
        **_framing(services, address, made),
    }
    if status == 200 and tag in _tags(request):
        return Response(status_code=304, headers=headers)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    encoding = {"Content-Encoding": "gzip"} if packed else {}
    body = made.packed if packed else made.body
    return Response(body, status, {**headers, **encoding}, media_type="text/html; charset=utf-8")


def _framing(services: Services, address: Addresses, made: pages.Made) -> dict[str, str]:
    """Whether other websites may frame it: only what is made to be framed."""
    if not address.look.embed:
        return {"Content-Security-Policy": pages.policy(made, ()), "X-Frame-Options": "DENY"}
    return {
        "Content-Security-Policy": pages.policy(made, services.faq.ancestors),
        "Cross-Origin-Resource-Policy": "cross-origin",
    }


def _tags(request: Request) -> set[str]:
    stated = request.headers.get("if-none-match", "")
    return {it.strip().removeprefix("W/") for it in stated.split(",")}


def _item(entry: Entry, shelf: Shelf) -> FaqItemOut:
    return FaqItemOut(
        topic=entry.topic,
        slug=entry.slug,
        category=entry.category,
        question=entry.question,
        answer=entry.answer,
        image=entry.image,
        links=[_link(link, shelf) for link in entry.links],
        url=_url(entry.slug, shelf.language),
        payload=entry.payload,
    )


def _link(link: Link, shelf: Shelf) -> FaqLinkOut:
    href = link.href or _url(link.slug or "", shelf.language)
    topic = shelf.by_slug[link.slug].topic if link.slug else None
    return FaqLinkOut(title=link.title, topic=topic, href=href)


def _url(slug: str, language: str) -> str:
    return f"/faq/{quote(slug)}?lang={language}"
