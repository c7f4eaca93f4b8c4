"""People, papers, and doors for these tests."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from documents.tasks import Worker
from ecabinet.platform import Platform
from tests.clients import ApiClient
from tests.counting import counted
from tests.shelves import Shelf, an, binh, cuong, shelf
from tests.web.documents.copying import stamping, told, version_id, work
from tests.web.documents.parts import announce, small_parts

__all__ = [
    "an",
    "announce",
    "binh",
    "cuong",
    "shelf",
    "small_parts",
    "stamping",
    "told",
    "version_id",
    "work",
]

Upload = Callable[..., Any]


@pytest.fixture
def upload(shelf: Shelf) -> Upload:
    """Send a file through the API to the shelf and return the answer."""

    def send(client: ApiClient, content: bytes, name: str = "Tờ trình.pdf", **kwargs: Any) -> Any:
        file = FileStorage(BytesIO(content), name)
        # Encoded here, because the test client leaves its temporary files open.
        boundary, body = encode_multipart({"file": file, **kwargs.pop("fields", {})})
        kind = f"multipart/form-data; boundary={boundary}"
        path = f"/agenda-items/{shelf.id}/papers"
        return client.post(path, data=body, content_type=kind, **kwargs)

    return send


@pytest.fixture
def look_into(platform: Platform) -> Callable[[str], None]:
    """Do what the worker does for a version."""

    def process(version_id: str) -> None:
        Worker(platform.settings).process_version(platform.store, str(UUID(version_id)))

    return process


@pytest.fixture
def count_queries(platform: Platform) -> Callable[[Callable[[], Any]], int]:
    """Return how many statements the database is asked while something is done."""

    def count(do: Callable[[], Any]) -> int:
        with counted(platform.store.engine) as statements:
            do()
        return len(statements)

    return count
