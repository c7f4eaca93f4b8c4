"""Logs: one JSON object a line on standard error, with the code of the request."""

import json
import logging
import sys

from ecabinet.core.clock import utc_now
from ecabinet.core.tracing import request_code


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON. Messages never hold passwords, tokens or ballots."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "at": utc_now().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if code := request_code():
            line["request"] = code
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def init_logs(level: str) -> None:
    """Send everything of `level` and above to standard error; libraries only their warnings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in ("ecabinet", "documents", "meetings", "followup"):
        logging.getLogger(name).setLevel(level.upper())
