"""How many connections to the database a request holds at once: one.

Who holds one and waits for a second keeps others waiting: when as many requests as there are
connections do so, none of them goes on.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import has_request_context, request
from sqlalchemy import Engine, event


@contextmanager
def one_each(engine: Engine) -> Iterator[None]:
    """Raise AssertionError afterwards if a request inside held more than one."""
    held: Counter[int] = Counter()
    greedy: list[str] = []

    def taken(_connection: Any, record: Any, _proxy: Any) -> None:
        record.info.pop("taken_by", None)
        if has_request_context():
            who = record.info["taken_by"] = id(request._get_current_object())  # type: ignore[attr-defined]
            held[who] += 1
            if held[who] > 1:
                greedy.append(f"{request.method} {request.url_rule}")

    def given_back(_connection: Any, record: Any) -> None:
        if (who := record.info.pop("taken_by", None)) is not None:
            held[who] -= 1

    event.listen(engine, "checkout", taken)
    event.listen(engine, "checkin", given_back)
    try:
        yield
    finally:
        event.remove(engine, "checkout", taken)
        event.remove(engine, "checkin", given_back)
    assert not greedy, f"two connections at once: {sorted(set(greedy))}"
