"""What a browser keeps to read without network: the secret that seals it, and the page about it."""

import base64
import hashlib
import hmac
from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from pydantic import BaseModel, Field

from ecabinet.core.errors import Denied
from ecabinet.web.api import answer, api_blueprint
from ecabinet.web.requests import current_actor, platform

api = api_blueprint("offline", "accounts")
pages = Blueprint("kept_papers", __name__)

SIGN_IN_PAGES = ("accounts.sign_in", "accounts.sign_in_post")


class OfflineKey(BaseModel):
    """What seals papers kept in this browser. The same as long as this sign-in lives."""

    session_id: UUID
    secret: str = Field(description="32 bytes, base64. Only to derive a key from; keep it nowhere.")


@api.get(
    "/me/offline-key",
    operation_id="getOfflineKey",
    summary="Khóa của tài liệu lưu trên máy",
    responses={200: OfflineKey},
)
def offline_key() -> Response:
    """Give the secret of this sign-in, from which the browser makes the key of what it keeps.

    Once the sign-in has ended nobody is given it again. Not for API tokens: programs read papers
    one by one.
    """
    current_actor()
    if current_user.facts is None:
        raise Denied("denied", kind="session")
    sign_in_id = current_user.sign_in_id
    secret = hmac.new(
        platform().settings.secret_key.encode(),
        b"ecabinet/kept papers/" + sign_in_id.bytes,
        hashlib.sha256,
    )
    encoded = base64.b64encode(secret.digest()).decode()
    return answer(OfflineKey(session_id=sign_in_id, secret=encoded))


@pages.get("/account/kept-papers", endpoint="index")
def kept_papers() -> ResponseReturnValue:
    """Show what this browser keeps. The list is the browser's own: the server does not know it."""
    current_actor()
    return render_template("accounts/kept_papers.html")


def offline_mark() -> str:
    """Return what a page says of who reads it: the sign-in, "none" at the door, else nothing.

    What was kept under another sign-in is wiped when a page says so. An error page proves nothing.
    """
    if current_user.is_authenticated:
        return str(current_user.sign_in_id)
    return "none" if request.endpoint in SIGN_IN_PAGES else ""
