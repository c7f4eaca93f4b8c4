"""A server of the product's kind that does nothing but write ballots: what HTTP by itself costs.

Run by `votes.py` as `python -m benchmarks.ballot_server FILE`. The same Flask, the same green
server, one process, one connection to the database, one durable commit for each request; nobody
signs in, nothing is looked up, nothing is checked. FILE holds what each request is to write.
"""

import os
import pickle  # nosec B403 - our own file
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from ecabinet import concurrency

concurrency.choose("eventlet")

# Everything else comes after the choice of mode.
from flask import Flask, request  # noqa: E402

from benchmarks.bare_ballots import connect, record  # noqa: E402
from ecabinet.concurrency import make_lock  # noqa: E402
from ecabinet.settings import load  # noqa: E402
from ecabinet.web.serving import serve  # noqa: E402


def main() -> None:
    """Serve until a signal."""
    left = iter(pickle.loads(Path(sys.argv[1]).read_bytes()))  # nosec B301 - our own
    cursor, one_at_a_time = connect(os.environ["ECABINET_DATABASE_URL"]).cursor(), make_lock()
    app = Flask("ballots")

    @app.post("/api/v1/votes/<uuid:vote_id>/ballots")
    def cast(vote_id: UUID) -> tuple[dict[str, Any], int]:
        choice = request.get_json()["choice"]
        with one_at_a_time:
            record(cursor, next(left))
        return {"vote_id": str(vote_id), "choice": choice}, 201

    serve(app, load(require_secret=False))


if __name__ == "__main__":
    main()
