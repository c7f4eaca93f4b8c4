"""The service worker: the script that serves pages and papers while there is no network.

It stands at the root of our origin, since it may serve no address above its own. Its text changes
with every release, which is how browsers learn of one.
"""

import json
from pathlib import Path

from flask import Blueprint, Flask, Response, render_template, url_for

# What the room and a paper never ask for: explanations, the wall, the desk.
LEFT_OUT = (".map", ".md", ".d.ts")
LEFT_OUT_FOLDERS = ("js/desk/", "js/screen/")
KEPT_FOLDERS = ("css", "js", "vendor")


def init_service_worker(app: Flask, folder: Path, version: str) -> None:
    """Serve `/sw.js`, and `/offline`, the page for what is not kept."""
    parts = static_parts(folder)
    pages = Blueprint("service_worker", __name__)

    @pages.get("/sw.js", endpoint="script")
    def service_worker() -> Response:
        script = url_for("static", filename="js/offline/worker.js", v=version)
        files = [url_for("static", filename=name, v=version) for name in parts]
        release = {"version": version, "files": files}
        text = f'import {{ serve }} from "{script}";\nserve({json.dumps(release)});\n'
        answer = Response(text, mimetype="text/javascript")
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    @pages.get("/offline")
    def offline() -> str:
        return render_template("offline.html")

    app.register_blueprint(pages)


def static_parts(folder: Path) -> list[str]:
    """Return the parts of `folder` that the room and a paper are made of, as relative names."""
    found = (
        path.relative_to(folder).as_posix()
        for top in KEPT_FOLDERS
        for path in (folder / top).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    )
    kept = (name for name in found if not name.endswith(LEFT_OUT))
    return sorted(["icon.svg", *(n for n in kept if not n.startswith(LEFT_OUT_FOLDERS))])
