"""What every answer carries and what no request may do."""

import pytest

PAGES = ["/sign-in", "/healthz", "/api/v1/me", "/khong-co"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_has_the_headers(client, path):
    headers = client.get(path).headers
    assert "script-src 'self' 'wasm-unsafe-eval';" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_health_sets_no_cookie(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert "Set-Cookie" not in answer.headers


def test_ready_asks_the_database(client):
    assert client.get("/readyz").json == {"status": "ok", "database": "ok"}


def test_a_foreign_host_name_is_refused(client):
    assert client.get("/sign-in", headers={"Host": "evil.example"}).status_code == 400


def test_a_large_body_is_refused_before_it_is_read(sign_in):
    answer = sign_in("thuky").send(
        "POST", "/meetings", data=b"x" * (5 << 20), content_type="application/json"
    )
    assert (answer.status_code, answer.json["code"]) == (413, "too_large")


@pytest.mark.parametrize("body", [b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"title": 7}'])
def test_broken_json_is_a_clear_problem(sign_in, body):
    answer = sign_in("thuky").send("POST", "/meetings", data=body, content_type="application/json")
    assert 400 <= answer.status_code < 500
    assert answer.json["code"] in ("invalid", "not_found")


@pytest.mark.parametrize(
    "path", ["/meetings/abc", "/meetings/%00", "/tasks/'%20OR%201=1", "/papers/../x"]
)
def test_nonsense_ids_are_not_found_or_invalid(sign_in, path):
    assert sign_in("thuky").get(path).status_code in (404, 422)


def test_a_missing_page_tells_what_to_do(client):
    page = client.get("/khong-co")
    assert page.status_code == 404
    assert "Không tìm thấy" in page.text


def test_an_unexpected_error_says_nothing_of_the_inside(app, sign_in, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("ecabinet.accounts.routes.api.current_actor", broken)
    answer = sign_in("thuky").get("/me")
    assert (answer.status_code, answer.json["code"]) == (500, "server")
    assert "secret" not in answer.text
    assert len(answer.json["instance"]) == 8
