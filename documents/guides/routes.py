"""Guides of roles: the list, and each as a file. For everybody who has signed in."""

from typing import Literal

from flask import Blueprint, Response, request, send_file, url_for
from pydantic import BaseModel, Field

from documents.cache import open_cache
from documents.guides.making import made
from documents.models import PDF
from documents.routes.files import PDF_FILE
from ecabinet.help.roles import ROLES, guide, roles_of
from ecabinet.help.texts import LANGUAGES
from ecabinet.web.api import answer, api_blueprint
from ecabinet.web.i18n import reader_language
from ecabinet.web.requests import current_actor, platform

api = api_blueprint("guides", "help")
pages = Blueprint("guides", __name__, url_prefix="/help/guides")


class GuidePath(BaseModel):
    """Whose guide."""

    role: str = Field(max_length=40)


class GuideQuery(BaseModel):
    """In which language; the reader's own when nothing is said."""

    language: Literal["vi", "en"] | None = None


class GuideOut(BaseModel):
    """One guide; `mine` when the reader holds the role."""

    role: str
    title: str
    about: str
    mine: bool
    url: str


class GuidesOut(BaseModel):
    """All guides, in the reader's language."""

    guides: list[GuideOut]


@api.get(
    "/help/guides", operation_id="listGuides", summary="Hướng dẫn nhanh", responses={200: GuidesOut}
)
def list_guides() -> Response:
    """List the quick guides, one for each role."""
    mine, language = roles_of(current_actor()), reader_language()
    texts = [guide(str(role), language) for role in ROLES]
    return answer(
        GuidesOut(
            guides=[
                GuideOut(
                    role=text.role,
                    title=text.title,
                    about=text.about,
                    mine=text.role in mine,
                    url=url_for("guides.pdf", role=text.role),
                )
                for text in texts
            ]
        )
    )


@api.get(
    "/help/guides/<role>/file",
    operation_id="getGuide",
    summary="Hướng dẫn nhanh (PDF)",
    responses=PDF_FILE,
)
def get_guide(path: GuidePath, query: GuideQuery) -> Response:
    """Send the guide of a role as one page of A4."""
    current_actor()
    return _send(path.role, query.language or reader_language())


@pages.get("/<role>.pdf")
def pdf(role: str) -> Response:
    """Show the guide of a role, to read or print."""
    current_actor()
    asked = request.args.get("language", "")
    return _send(role, asked if asked in LANGUAGES else reader_language())


def _send(role: str, language: str) -> Response:
    text = guide(role, language)
    settings = platform().settings
    file = made(open_cache(settings), role, language, settings.office_name)
    name = f"{text.title} ({language}).pdf"
    return send_file(file, mimetype=PDF, download_name=name, conditional=True, max_age=0)
