"""What every answer carries and what no request may do."""

from dataclasses import replace

import pytest

PAGES = ["/sign-in", "/healthz", "/api/v1/me", "/khong-co"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_has_the_headers(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert not {"*", "https:", "'unsafe-eval'", "data:", "blob:"}.intersection(policy.split())
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def directives(answer):
    policy = answer.headers["Content-Security-Policy"]
    return dict(part.split(" ", 1) for part in policy.split("; "))


def test_a_page_runs_only_our_own_scripts_and_sheets(client):
    allowed = directives(client.get("/sign-in"))
    assert allowed["script-src"] == "'self'"
    assert allowed["style-src-elem"] == "'self'"
    assert allowed["object-src"] == allowed["base-uri"] == "'none'"
    assert set(allowed) >= {"img-src", "font-src", "connect-src", "form-action"}
    assert directives(client.get("/api/v1/me")) == {
        "default-src": "'none'", "frame-ancestors": "'none'",
    }  # fmt: skip


def test_only_pages_with_papers_may_do_what_the_viewer_needs(app):
    """The registry knows them by the template: whoever shows the viewer elsewhere must name it."""
    from ecabinet.web.headers import _WITH_VIEWER

    assert {"documents.paper", "meetings.room"} == _WITH_VIEWER
    assert set(app.view_functions) >= _WITH_VIEWER


def test_behind_tls_browsers_stay_on_it_and_cookies_never_leave_it(platform, office):
    from ecabinet.app import create_app

    app = create_app(replace(platform.settings, secure_cookies=True), platform)
    answer = app.test_client().get("/sign-in", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    cookies = answer.headers.getlist("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
    assert (
        "Strict-Transport-Security"
        in app.test_client().get("/khong-co", base_url="https://localhost").headers
    )


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
    assert answer.json["code"] in ("invalid", "json")


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
