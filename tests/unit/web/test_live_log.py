"""The log of the sockets: errors of ours whole, nonsense of clients in one line a second."""

import json
import logging
import sys

from ecabinet.core.text import nfc
from ecabinet.web.live_log import Terse


def record(make_error):
    try:
        make_error()
    except Exception:  # noqa: BLE001 - any of them is logged
        return logging.LogRecord(
            "x", logging.ERROR, "f", 1, "message handler error", (), sys.exc_info()
        )


def test_nonsense_is_one_line_a_second():
    now = [0.0]
    terse = Terse(lambda: now[0])
    first = record(lambda: json.loads("{"))
    assert terse.filter(first)
    assert first.getMessage() == "a client sent what is no message: JSONDecodeError"
    assert first.exc_info is None
    assert not terse.filter(record(lambda: json.loads("{")))
    now[0] = 1.5
    assert terse.filter(record(lambda: json.loads("{")))


def test_an_error_that_went_through_our_code_keeps_its_traceback():
    terse = Terse()
    for _ in range(3):
        error = record(lambda: nfc(None))
        assert terse.filter(error)
        assert error.exc_info
        assert error.levelno == logging.ERROR
