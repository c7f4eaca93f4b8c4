"""A client of the API over real HTTP, on one kept connection."""

import http.client
import json
from typing import Any, ClassVar, NamedTuple

TIMEOUT = 30.0


class Unanswered(Exception):
    """Nobody knows whether the request was done: ask again with the same id."""


class Answered(NamedTuple):
    """Status and JSON body (None when empty)."""

    status: int
    body: Any


class Caller:
    """One person's client: bearer token, JSON in and out. All are closed by `close_all`."""

    opened: ClassVar[list["Caller"]] = []

    def __init__(self, port: int, token: str) -> None:
        self.port, self.token = port, token
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        Caller.opened.append(self)

    def send(self, method: str, path: str, body: Any = None, key: str = "") -> Answered:
        """Send one request to a path under /api/v1; `key` becomes the Idempotency-Key.

        Raises:
            Unanswered: the connection broke before the answer was complete.
        """
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        content = None if body is None else json.dumps(body)
        try:
            self._connection.request(method, "/api/v1" + path, content, headers)
            answer = self._connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()  # The next request connects anew.
            raise Unanswered(str(error)) from error
        return Answered(answer.status, json.loads(text) if text else None)

    def get(self, path: str) -> Any:
        """Return the body of a GET that must succeed; asked again where the line was closed."""
        try:
            return self.must("GET", path)
        except Unanswered:
            return self.must("GET", path)

    def must(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request that must succeed and return its body."""
        answer = self.send(method, path, body)
        assert answer.status < 300, (method, path, answer)
        return answer.body

    def turn_to(self, port: int) -> None:
        """Ask another process from now on."""
        self._connection.close()
        self.port = self._connection.port = port

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    @classmethod
    def close_all(cls) -> None:
        """Hang up on every server."""
        while cls.opened:
            cls.opened.pop().close()
