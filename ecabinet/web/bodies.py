"""How much of a body is taken, from whom, and how many at once; before anything of it is read.

A form with files is read into a temporary file before its route, with its rights, is asked.
"""

from collections import Counter
from uuid import UUID

from flask import Flask, g, request
from flask_login import current_user

from ecabinet.core.errors import TooMany

SMALL = 4 << 20
"""What is no upload is a few kilobytes of JSON or form; nobody's form is none either."""
AT_ONCE = 16
"""Large bodies of one person on their way into one process; our own page sends three."""
WAIT_SECONDS = 5


def init_bodies(app: Flask, upload_limit: int) -> None:
    """Look at the head of every request."""
    app.config["MAX_CONTENT_LENGTH"] = upload_limit + (1 << 20)
    coming: Counter[UUID] = Counter()

    @app.before_request
    def limit_body() -> None:
        if not request.mimetype.startswith("multipart/"):
            request.max_content_length = SMALL
        elif request.content_length is None or request.content_length > SMALL:
            if current_user.is_authenticated:
                g.sender = _counted(coming, current_user.real.person_id)
            else:
                request.max_content_length = SMALL

    @app.teardown_request
    def count_down(_error: BaseException | None) -> None:
        who = g.pop("sender", None)
        if who is not None:
            coming[who] -= 1
            if not coming[who]:
                del coming[who]


def _counted(coming: Counter[UUID], who: UUID) -> UUID:
    if coming[who] >= AT_ONCE:
        raise TooMany("files.at_once", seconds=WAIT_SECONDS)
    coming[who] += 1
    return who
