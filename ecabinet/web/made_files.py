"""Files made for one reader: what their kinds are called, and how the API tells of them."""

from http import HTTPStatus
from typing import Any

from flask import Response
from pydantic import BaseModel

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

Answers = dict[str | int | HTTPStatus, type[BaseModel] | dict[Any, Any] | None]


def file_answer(*kinds: str) -> Answers:
    """Return what an operation that sends a file of one of `kinds` declares as its answer."""
    return {
        200: {
            "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}
        }
    }


def made_file(data: bytes, kind: str, name: str, *, saved: bool = False) -> Response:
    """Send `data` to be shown, or to be `saved`; `name` is plain ASCII."""
    how = "attachment" if saved else "inline"
    headers = {"Content-Disposition": f'{how}; filename="{name}"'}
    return Response(data, content_type=kind, headers=headers)
