"""Scripts, sheets and pictures under an address that changes with them, so browsers keep them.

The version is part of the path: a module's relative imports carry it on. Nothing is asked again
until something changed; then every address is new.
"""

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask, Response, send_from_directory

from ecabinet.web.icons import icons_of

YEAR = 365 * 24 * 3600
# Sources and stamps of the build, which pages never ask for.
UNSERVED = ("node_modules", ".stamp")


def init_assets(app: Flask, folder: Path) -> str:
    """Serve `folder` as the endpoint `static` and return the version of its contents."""
    version = version_of(folder)

    def serve(v: str, filename: str) -> Response:
        if filename.startswith(UNSERVED):
            filename = ""
        response = send_from_directory(folder, filename, max_age=YEAR if v == version else 0)
        if v == version:
            response.cache_control.public = True
            response.cache_control.immutable = True
        return response

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("v", version)

    app.add_url_rule("/static/<v>/<path:filename>", "static", serve)
    at = partial("/static/{}/{}".format, version)
    app.jinja_env.globals.update(asset=at, drawn_icon=icons_of(at("vendor/icons.svg")))
    return version


def version_of(folder: Path) -> str:
    """Return a short hash over names and contents: the same on every host of an installation."""
    digest = hashlib.sha256()
    for path in sorted(path for path in _served(folder) if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _served(folder: Path) -> Iterator[Path]:
    """Where the build works there are 50 times as many files: it does not look into those."""
    for path in folder.iterdir():
        if path.name not in UNSERVED:
            yield path
            yield from path.rglob("*")
