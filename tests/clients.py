"""Clients of the API and of pages."""

from dataclasses import dataclass, replace
from typing import Any

from flask.testing import FlaskClient


@dataclass(frozen=True)
class ApiClient:
    """A test client that sends its bearer token; `request_id` becomes the Idempotency-Key."""

    client: FlaskClient
    token: str
    language: str = "vi"

    def speaking(self, language: str) -> "ApiClient":
        """Return the same client with another Accept-Language."""
        return replace(self, language=language)

    def send(self, method: str, path: str, request_id: str | None = None, **kwargs: Any) -> Any:
        """Send one request to a path under /api/v1 and return the answer."""
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Accept-Language": self.language,
            **kwargs.pop("headers", {}),
        }
        if request_id:
            headers["Idempotency-Key"] = request_id
        kwargs.setdefault("buffered", True)  # Sent files are closed when the answer is read.
        return self.client.open("/api/v1" + path, method=method, headers=headers, **kwargs)

    def get(self, path: str, **kwargs: Any) -> Any:
        """GET."""
        return self.send("GET", path, **kwargs)

    def post(self, path: str, json: Any = None, **kwargs: Any) -> Any:
        """POST JSON, or a multipart form when `data` is given."""
        if "data" not in kwargs:
            kwargs["json"] = {} if json is None else json
        return self.send("POST", path, **kwargs)

    def put(self, path: str, json: Any = None, **kwargs: Any) -> Any:
        """PUT JSON."""
        return self.send("PUT", path, json={} if json is None else json, **kwargs)


def csrf_of(page: str) -> str:
    """Return the CSRF token in a page's meta tag."""
    marker = '<meta name="csrf-token" content="'
    return page.split(marker, 1)[1].split('"', 1)[0]
