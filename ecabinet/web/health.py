"""Is this process alive, and can it work?"""

from flask import Blueprint, Response, jsonify
from sqlalchemy import text

from ecabinet.web.requests import platform

health = Blueprint("health", __name__)


@health.get("/healthz")
def alive() -> Response:
    """Answer 200 as long as the process answers at all; sets no cookie."""
    return jsonify(status="ok")


@health.get("/readyz")
def ready() -> Response:
    """Answer 200 when the database answers too."""
    with platform().store.reading() as session:
        session.execute(text("SELECT 1"))
    return jsonify(status="ok", database="ok")
