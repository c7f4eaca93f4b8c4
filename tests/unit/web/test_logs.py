import json
import logging
import sys

from ecabinet.logs import JsonLines


def test_a_line_is_one_json_object_with_the_error(capsys):
    try:
        raise ValueError("Không đọc được")
    except ValueError:
        record = logging.LogRecord("ecabinet.x", 40, "f", 1, "đọc %s", ("tệp",), sys.exc_info())
    text = JsonLines().format(record)
    line = json.loads(text)
    assert "\n" not in text
    assert (line["level"], line["logger"], line["message"]) == ("error", "ecabinet.x", "đọc tệp")
    assert line["error"].endswith("ValueError: Không đọc được")


def test_the_code_of_the_request_is_said(app):
    with app.test_request_context("/"):
        app.preprocess_request()
        record = logging.LogRecord("ecabinet.x", 30, "f", 1, "m", (), None)
        assert len(json.loads(JsonLines().format(record))["request"]) == 8
