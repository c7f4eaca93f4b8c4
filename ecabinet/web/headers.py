"""Security headers on every answer, and a short code per request to read out to support."""

import secrets
from collections.abc import Mapping

from flask import Flask, Response, g, request

from ecabinet.core import tracing

# Every page: what we serve ourselves, and nothing that is not named here.
PAGE = {
    "default-src": "'none'",
    "script-src": "'self'",
    # Bars get their length from a style attribute. <style> and foreign sheets stay out; browsers
    # that do not know the two narrower words read the first line.
    "style-src": "'self' 'unsafe-inline'",
    "style-src-elem": "'self'",
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}

# The viewer is PDFium in WebAssembly, starts its worker from a blob, draws pages as blobs, and lays
# them out with sheets of its own in its shadow.
VIEWER = PAGE | {
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self' blob:",
    "style-src-elem": "'self' 'unsafe-inline'",
    "img-src": "'self' blob: data:",
    "font-src": "'self' data:",
    "connect-src": "'self' blob:",
}

# What is no page renders nothing, also when somebody opens its address.
DATA = {"default-src": "'none'", "frame-ancestors": "'none'"}

HSTS = "max-age=31536000; includeSubDomains"

_WITH_VIEWER: set[str] = set()


def register_viewer(*endpoints: str) -> None:
    """Name pages on which papers are read: only there the browser may do what the viewer needs."""
    _WITH_VIEWER.update(endpoints)


ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def init_headers(app: Flask, *, https: bool, store: str | None = None) -> None:
    """Set the headers; with `https` also tell browsers to stay on it.

    `store` is the one foreign origin from which pages may fetch: that of the papers' files, named
    by the operator.
    """
    page, viewer = _fetching(PAGE, store), _fetching(VIEWER, store)

    def policy(response: Response) -> str:
        if response.mimetype in ("application/json", "application/problem+json"):
            return _written(DATA)
        return _written(viewer if request.endpoint in _WITH_VIEWER else page)

    @app.before_request
    def give_code() -> None:
        g.request_code = secrets.token_hex(4)
        tracing.begin(g.request_code)

    @app.after_request
    def set_headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy(response))
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers["Strict-Transport-Security"] = HSTS
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers["X-Request-Id"] = g.get("request_code", "")
        return response


def _fetching(policy: dict[str, str], store: str | None) -> dict[str, str]:
    return policy | {"connect-src": f"{policy['connect-src']} {store}"} if store else policy


def _written(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())
