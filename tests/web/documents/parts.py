"""Files that are sent in parts."""

import hashlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from documents import resuming
from ecabinet.platform import Platform
from tests.clients import ApiClient
from tests.shelves import Shelf

SignIn = Callable[[str], ApiClient]
PART = 1000


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a part be so small that short files have several."""
    monkeypatch.setattr(resuming, "PART", PART)


@pytest.fixture
def announce(shelf: Shelf) -> Callable[..., Any]:
    def send(client: ApiClient, content: bytes, **fields: Any) -> Any:
        body = {"filename": "Tờ trình.pdf", "size": len(content), "sha256": hash_of(content)}
        return client.post(f"/agenda-items/{shelf.id}/uploads", body | fields)

    return send


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def put(client: ApiClient, upload_id: str, content: bytes, number: int, **fields: str) -> Any:
    piece = content[(number - 1) * PART : number * PART]
    data = {"file": (BytesIO(piece), "part"), **fields}
    return client.send("PUT", f"/uploads/{upload_id}/parts/{number}", data=data)


def finish(client: ApiClient, upload_id: str, **body: Any) -> Any:
    return client.post(f"/uploads/{upload_id}/completion", body)


def send_all(client: ApiClient, begun: Any, content: bytes) -> Any:
    for number in begun.json["missing"]:
        assert put(client, begun.json["upload_id"], content, number).status_code == 204
    return finish(client, begun.json["upload_id"])


def parts_left(platform: Platform) -> list[Any]:
    return list((platform.settings.blob_dir / "parts").rglob("*"))
