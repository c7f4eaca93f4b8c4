"""What forms say of files that are sent in."""

from flask import request

from documents.routes.schemas import onto


def onto_asked() -> str | None:
    """Return the layer onto which annotations in the file go; None: they stay in it."""
    asked = request.form.get("marks", "")
    return onto(asked) if asked in ("meeting", "personal") else None  # type: ignore[arg-type]
