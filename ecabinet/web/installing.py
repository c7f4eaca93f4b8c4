"""The product as an app of the tablet: the manifest that browsers install it by."""

import json

from flask import Blueprint, Flask, Response, url_for
from flask_babel import gettext as _

COLOUR = "#a3161f"
ICONS = (
    ("icons/app-192.png", "192x192", "any"),
    ("icons/app-512.png", "512x512", "any"),
    ("icons/maskable-512.png", "512x512", "maskable"),
)


def init_installing(app: Flask, version: str, office_name: str) -> None:
    """Serve `/manifest.webmanifest`; it holds nothing that a stranger may not read."""
    pages = Blueprint("installing", __name__)

    @pages.get("/manifest.webmanifest")
    def manifest() -> Response:
        told = {
            "id": "/",
            "name": f"E-cabinet · {office_name}",
            "short_name": "E-cabinet",
            "description": _("Họp không giấy và theo dõi thực hiện kết luận."),
            "lang": "vi",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "orientation": "any",
            "background_color": "#ffffff",
            "theme_color": COLOUR,
            "icons": [
                {
                    "src": url_for("static", filename=name, v=version),
                    "sizes": sizes,
                    "type": "image/png",
                    "purpose": purpose,
                }
                for name, sizes, purpose in ICONS
            ],
        }
        answer = Response(json.dumps(told), mimetype="application/manifest+json")
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    app.register_blueprint(pages)
