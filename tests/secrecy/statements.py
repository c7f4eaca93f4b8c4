"""The statements that a database was sent, with their values, as a log of all of them tells."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event


class LiteStatements:
    """SQLite keeps no such log: what a log of the product at its most talkative would have."""

    def __init__(self, engine: Engine) -> None:
        self._heard: list[str] = []
        event.listen(engine, "before_cursor_execute", self._executed)
        event.listen(engine, "commit", lambda _connection: self._heard.append("COMMIT"))

    def since(self) -> list[str]:
        """Return what was sent since the last time."""
        told, self._heard = self._heard, []
        return told

    def _executed(self, _c: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        self._heard.append(f"{statement} {values!r}")


class ServerLog:
    """The log of a PostgreSQL server with log_statement=all."""

    def __init__(self, path: Path) -> None:
        self._path, self._at = path, 0

    def since(self) -> list[str]:
        """Return what was sent since the last time, one statement a line."""
        with self._path.open("rb") as file:
            file.seek(self._at)
            raw = file.read()
        self._at += len(raw)
        _, *told = raw.decode(errors="replace").split("statement: ")
        return told
