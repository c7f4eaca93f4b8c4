"""For which request something is done: one code from the browser's answer to the worker's log."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_CODE: ContextVar[str] = ContextVar("ecabinet_request", default="")


def request_code() -> str:
    """Return the code of what this thread or task works for; empty when it is nobody's request."""
    return _CODE.get()


def begin(code: str) -> None:
    """Work for the request with this code until another one begins here."""
    _CODE.set(code)


@contextmanager
def working_for(code: str) -> Iterator[None]:
    """Work for the request with this code, then for what was before."""
    before = _CODE.set(code)
    try:
        yield
    finally:
        _CODE.reset(before)
