"""Which security headers which answers carry."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk.settings import Settings

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
PAGE_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; "
    "media-src 'self'; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
DOCS_POLICY = PAGE_POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
PAGES = ("/console", "/shop")


def headers_for(settings: Settings) -> Callable[[str], Mapping[str, str]]:
    """Decides by the path; TLS is insisted on where the public address has it."""
    tls = {"Strict-Transport-Security": "max-age=31536000"} if settings.is_public_https else {}

    def headers_of(path: str) -> Mapping[str, str]:
        return {**_everywhere(path), **tls, "Content-Security-Policy": _policy(path), **_sharing(path)}

    return headers_of


def _everywhere(path: str) -> Mapping[str, str]:
    """Pages of the FAQ say for themselves who may frame them; an answer that does not, nobody may."""
    if path != "/faq" and not path.startswith("/faq/"):
        return EVERYWHERE
    return {name: value for name, value in EVERYWHERE.items() if name != "X-Frame-Options"}


def _policy(path: str) -> str:
    if path == "/" or path.startswith(PAGES):
        return PAGE_POLICY
    return DOCS_POLICY if path.startswith("/docs") else DATA_POLICY


def _sharing(path: str) -> dict[str, str]:
    """The widget and the FAQ are for other websites' pages; nothing else is."""
    if path == "/widget.js":
        return {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
    if path == "/api/faq" or path.startswith("/api/faq/"):
        public = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
        return {**public, "Cache-Control": "no-store"}
    if path.startswith("/api"):
        return {"Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store"}
    return {"Cross-Origin-Resource-Policy": "same-origin"}
