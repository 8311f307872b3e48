"""The built front end: the widget, the demo shop, the console."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response

from desk.errors import NotFound

router = APIRouter(include_in_schema=False)

FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
SHORT = "public, max-age=300"
NOT_BUILT = (
    "La parte grafica di Sportello non è ancora stata costruita: avvia `make run`.\n"
    "Sportello's front end is not built yet: start `make run`.\n"
)


@router.get("/")
async def show_shop(request: Request) -> Response:
    """The demo shop with the chat; for anybody."""
    return _page(_directory(request) / "shop" / "index.html")


@router.get("/shop/{path:path}")
async def show_shop_file(path: str, request: Request) -> Response:
    """What the demo shop is made of; for anybody."""
    return _file(_directory(request) / "shop", path)


@router.get("/console")
async def show_console_address() -> Response:
    """Where the console is; for anybody."""
    return RedirectResponse("/console/", status_code=308)


@router.get("/console/{path:path}")
async def show_console(path: str, request: Request) -> Response:
    """The console, at whatever address within it; for anybody: what it shows, the API guards."""
    folder = _directory(request) / "console"
    is_file = "." in path.rpartition("/")[2]
    return _file(folder, path) if is_file else _page(folder / "index.html")


@router.get("/widget.js")
async def send_widget(request: Request) -> Response:
    """The widget; for any website."""
    file = _directory(request) / "widget.js"
    if not file.is_file():
        return PlainTextResponse(NOT_BUILT, status_code=503)
    return FileResponse(file, media_type="text/javascript", headers={"Cache-Control": SHORT})


def _directory(request: Request) -> Path:
    directory: Path = request.app.state.settings.ui_directory
    return directory


def _page(file: Path) -> Response:
    """A page; its name never changes, so browsers ask whether it has."""
    if not file.is_file():
        return PlainTextResponse(NOT_BUILT, status_code=503, headers={"Cache-Control": "no-store"})
    return FileResponse(file, media_type="text/html", headers={"Cache-Control": ASK_AGAIN})


def _file(folder: Path, path: str) -> Response:
    """A file within a folder; what Vite puts under ``assets`` has a name of its own for each content."""
    root = folder.resolve()
    if "\x00" in path:
        raise NotFound
    file = (root / path).resolve()
    if not file.is_relative_to(root) or not file.is_file():
        raise NotFound
    hashed = file.parent == root / "assets"
    return FileResponse(file, headers={"Cache-Control": FOREVER if hashed else ASK_AGAIN})
