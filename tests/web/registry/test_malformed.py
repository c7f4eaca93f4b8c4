"""Whatever is sent to whatever address: an answer in words, never an error of ours."""

import json
import random
import re
from typing import Any

import pytest

from tests.web.registry.contents import body_of, described, schema_of
from tests.web.registry.doors import Door, doors
from tests.web.registry.names import ADMINISTRATOR, AN
from tests.web.registry.world import Everything

# It knocks at every door of the house.
pytestmark = pytest.mark.timeout(600)

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")
DEEP = b"[" * 100_000
BROKEN = [b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"1e999", b"{}{}", b'{"a":NaN}', DEEP]
STRANGE: list[Any] = [
    None, True, 0, -1, 2**63, 1.5, "", " ", "\x00", "a\x00b", "\ud800", "x" * 20_000,
    "’\u202e\ufeff", "2026-13-45", "-271821-01-01", [], {}, [[]], [None], {"a": {}},
    "' OR 1=1 --", "{{7*7}}", "٣",
]  # fmt: skip


def test_other_methods_are_refused(everything: Everything, app: Any) -> None:
    known, tried = app.url_map.bind("localhost"), 0
    for path in {door.path(everything.values(door)) for door in doors(app)}:
        for method in METHODS:
            if not known.test(path, method):
                tried += 1
                sent = everything.knock(AN, Door(method, path, ""), {})
                assert sent.status_code == 405, f"{method} {path}: {sent.status_code}"
                assert "Allow" in sent.headers, path
    assert tried > 500


def test_bodies_that_are_no_json_are_refused(
    everything: Everything, app: Any, document: Any
) -> None:
    before = everything.state()
    for door in _with_json(app, document):
        values = everything.values(door)
        for body in BROKEN:
            sent = everything.knock(AN, door, values, data=body, content_type="application/json")
            assert sent.status_code in (400, 422), f"{door}: {sent.status_code} for {body[:9]!r}"
        for kind in ("text/plain", "application/xml", "application/x-www-form-urlencoded", ""):
            sent = everything.knock(AN, door, values, data=b"a=b", content_type=kind)
            assert sent.status_code in (400, 415, 422), f"{door}: {sent.status_code} for {kind}"
            assert sent.status_code == 415 or "multipart/form-data" in _kinds(document, door)
        sent = everything.knock(
            AN, door, values, data=b" " * (5 << 20), content_type="application/json"
        )
        assert sent.status_code == 413, f"{door}: {sent.status_code} for 5 MB"
    assert everything.state() == before


def test_values_of_other_kinds_are_never_our_error(
    everything: Everything, app: Any, document: Any
) -> None:
    chosen, faults = random.Random(2026), []
    for door in _with_json(app, document):
        good = body_of(document, door, everything.ids)
        for field in schema_of(document, door)["properties"]:
            for value in chosen.sample(STRANGE, 5):
                body = json.dumps(good | {field: value}).encode()
                for who in (AN, ADMINISTRATOR):
                    sent = everything.knock(
                        who, door, everything.values(door),
                        data=body, content_type="application/json",
                    )  # fmt: skip
                    if sent.status_code >= 500:
                        faults.append(f"{door}: {field}={value!r:.40}: {sent.status_code}")
                    if "\\u0000" in body.decode() or "\\ud800" in body.decode():
                        assert sent.status_code in (403, 404, 409, 422), f"{door}: {field} took it"
                    everything.restore() if sent.status_code < 300 else None
    assert not faults, "\n".join(faults)


def test_strange_queries_and_headers_are_never_our_error(
    everything: Everything, app: Any, document: Any
) -> None:
    faults, chosen = [], random.Random(2028)
    texts = [str(value) for value in STRANGE if isinstance(value, str | int)]
    texts = [text.encode(errors="replace").decode() for text in texts if "x" * 99 not in text]
    for door in doors(app):
        if door.writes:
            continue
        for name in _query(document, door):
            for text in chosen.sample(texts, 2):
                sent = everything.knock(
                    AN, door, everything.values(door), query_string={name: text}, buffered=True
                )
                if sent.status_code >= 500:
                    faults.append(f"{door}: ?{name}={text!r}: {sent.status_code}")
    for door in doors(app):
        headers = {
            "Idempotency-Key": "x" * 5_000, "X-On-Behalf-Of": "'", "Range": "bytes=9-1,-,",
            "If-None-Match": "x" * 500, "Accept-Language": ";;q=", "If-Modified-Since": "never",
        }  # fmt: skip
        sent = everything.knock(AN, door, everything.values(door), headers=headers, buffered=True)
        if sent.status_code >= 500:
            faults.append(f"{door}: headers: {sent.status_code}")
    assert not faults, "\n".join(faults)


def test_strange_forms_are_never_our_error(everything: Everything, app: Any) -> None:
    """The fields of a form are read from the pages; each is filled with nonsense."""
    faults, chosen = [], random.Random(2027)
    names = _names_on_pages(everything, app)
    assert len(names) > 30
    # With a NUL in it a form is refused as a whole, which would hide the rest.
    texts = [v for v in STRANGE if isinstance(v, str) and "\x00" not in v and v != "\ud800"]
    for door in doors(app):
        if door.is_api or not door.writes:
            continue
        for who in (AN, ADMINISTRATOR):
            for turn in range(3):
                form = {name: chosen.choice(texts) for name in names}
                form |= {"day": "01/02/2027", "starts": "8:00", "ends": "9:00"} if turn % 2 else {}
                sent = everything.knock(who, door, everything.values(door), data=form)
                everything.restore()
                if sent.status_code >= 500:
                    faults.append(f"{door}: {sent.status_code} for {form!r:.300}")
    assert not faults, "\n".join(faults)


def test_a_form_with_letters_of_no_text_is_refused(everything: Everything, app: Any) -> None:
    for door in doors(app):
        if not door.is_api and door.writes:
            sent = everything.knock(AN, door, everything.values(door), data={"title": "a\x00b"})
            assert sent.status_code == 422, f"{door}: {sent.status_code}"
    for path in ("/meetings/new%00", "/admin/catalogues/a%00b", "/meetings?q=%00", "/%00"):
        sent = everything.browser[ADMINISTRATOR].get(path)
        assert sent.status_code in (404, 422), f"{path}: {sent.status_code}"


def _with_json(app: Any, document: Any) -> list[Door]:
    return [
        door for door in doors(app)
        if door.is_api and door.writes and "application/json" in _kinds(document, door)
    ]  # fmt: skip


def _kinds(document: Any, door: Door) -> set[str]:
    return set(described(document, door).get("requestBody", {}).get("content", {}))


def _query(document: Any, door: Door) -> list[str]:
    """The names a query may have: of an operation, or those that pages use."""
    if not door.is_api or door.rule.endswith(("/openapi.json", "/api/v1/")):
        return ["q", "after", "next", "page", "state"]
    parameters = described(document, door).get("parameters", [])
    return [p["name"] for p in parameters if p["in"] == "query"]


def _names_on_pages(everything: Everything, app: Any) -> list[str]:
    found: set[str] = set()
    for door in doors(app):
        if not door.is_api and not door.writes:
            for who in (AN, ADMINISTRATOR):
                page = everything.knock(who, door, everything.values(door), buffered=True)
                if page.mimetype == "text/html":
                    found |= set(
                        re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"', page.text)
                    )
    return sorted(found - {"csrf_token", "acting"})
