"""API tokens at the doors: shown once, within their scopes, never on pages."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from ecabinet.accounts.models import ApiToken
from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import utc_now
from ecabinet.core.scopes import SCOPES, grants
from ecabinet.web.operations import operations
from tests.clients import ApiClient, csrf_of

SOMEBODY = "01900000-0000-7000-8000-000000000000"


@pytest.fixture
def make(app, browser_sign_in):
    """Make a token on the screen, as a person does, and return a client that uses it."""

    def build(username, *scopes, name="Chương trình", days=90):
        client = browser_sign_in(username)
        page = client.get("/account/tokens").text
        form = {"name": name, "days": days, "csrf_token": csrf_of(page)}
        form |= {f"scope_{scope.split(':')[0]}": scope for scope in scopes}
        shown = client.post("/account/tokens", data=form)
        found = re.search(r'value="(ecab_\w+)"', shown.text)
        assert found, shown.text[-2000:]
        assert found[1] not in client.get("/account/tokens").text
        return ApiClient(app.test_client(), found[1])

    return build


def change(store, **values):
    with store.engine.begin() as connection:
        connection.execute(update(ApiToken).values(**values))


def test_it_works_within_its_scope(make):
    program = make("thuky", "meetings:read")
    assert program.get("/me").json["username"] == "thuky"
    assert program.get("/meetings").status_code == 200


@pytest.mark.parametrize("call", [("GET", "/tasks"), ("POST", "/meetings"), ("GET", "/tokens")])
def test_other_scopes_are_refused_in_words(make, call):
    answer = make("thuky", "meetings:read").send(*call)
    assert (answer.status_code, answer.json["code"]) == (403, "token.scope")


def test_every_operation_asks_for_its_scope_before_anything_else(app, make):
    program = make("quantri", "notices:read")
    for operation in operations(app).values():
        path = re.sub(r"\{(page|number|seq)\}", "1", operation.path).removeprefix("/api/v1")
        path = re.sub(r"\{\w+\}", SOMEBODY, path)
        answer = program.send(operation.method, path)
        code = answer.json.get("code") if answer.is_json else None
        if grants(frozenset({"notices:read"}), operation.scope):
            assert code != "token.scope", operation
        else:
            assert (answer.status_code, code) == (403, "token.scope"), operation


def test_a_token_never_exceeds_its_owner(make):
    program = make("canbo", "meetings:write", "people:write", "admin:write")
    answer = program.post("/meetings", {"title": "x"})
    assert answer.status_code in (403, 404, 422)
    assert program.get("/meetings").json["meetings"] == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda t: t[:-1] + ("a" if t[-1] != "a" else "b"),
        lambda t: t[:-12] + "0000000000" + t[-2:],
        lambda t: t + "x",
        lambda t: "ecab_",
    ],
)
def test_a_forged_token_is_nobody(make, damage):
    program = make("thuky", "meetings:read")
    forged = ApiClient(program.client, damage(program.token))
    assert forged.get("/me").status_code == 401


def test_expired_and_revoked_and_disabled(make, store):
    program = make("thuky", "meetings:read")

    def said():
        answer = program.get("/me")
        return answer.status_code, answer.json.get("code"), answer.json.get("detail", "")[:30]

    change(store, expires_at=utc_now() - timedelta(seconds=1))
    assert said() == (401, "token.expired", "Mã truy cập đã hết hạn. Mời tạ")
    change(store, expires_at=utc_now() + timedelta(days=1), revoked_at=utc_now())
    assert said()[:2] == (401, "token.revoked")
    change(store, revoked_at=None)
    assert said()[0] == 200
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE person SET active = false WHERE username = 'thuky'"))
    assert said()[:2] == (401, "token.owner_left")
    forged = ApiClient(program.client, program.token[:-1]).get("/me").json
    assert forged["code"] == "token.unknown"
    with store.reading() as session:
        rows = session.scalars(select(AuditEntry).where(AuditEntry.action == "access.refused"))
        refused = [(row.subject_kind, bool(row.subject_id), row.detail["code"]) for row in rows]
    assert refused == [
        ("token", True, "token.expired"),
        ("token", True, "token.revoked"),
        ("token", True, "token.owner_left"),
        ("token", False, "token.unknown"),
    ]


@pytest.mark.parametrize(
    "page", ["/", "/meetings", "/account/tokens", "/admin/tokens", "/api/docs"]
)
def test_pages_do_not_know_tokens(make, page):
    program = make("quantri", *(s for s in SCOPES if s.endswith("write")))
    headers = {"Authorization": f"Bearer {program.token}"}
    answer = program.client.get(page, headers=headers)
    assert answer.status_code == 302
    assert "/sign-in" in answer.location


def test_what_a_token_did_names_it_in_the_audit_log(make, store):
    program = make("thuky", "meetings:write")
    program.post("/meetings", {"unit_id": SOMEBODY, "title": "Họp"})
    program.get("/me")
    with store.reading() as session:
        token = session.scalars(select(ApiToken)).one()
        used = session.scalars(select(AuditEntry).where(AuditEntry.action == "token.used")).all()
    assert (token.used_from, len(used)) == ("127.0.0.1", 1)
    assert used[0].detail == {"address": "127.0.0.1", "token": str(token.id)}


def test_the_api_makes_tokens_only_for_a_browser(app, browser_sign_in, sign_in):
    wish = {"name": "Lịch", "scopes": ["meetings:read"]}
    refused = sign_in("thuky").post("/tokens", wish)
    assert (refused.status_code, refused.json["code"]) == (403, "token.needs_browser")
    browser = browser_sign_in("thuky")
    headers = {"X-CSRFToken": csrf_of(browser.get("/account/tokens").text)}
    made = browser.post("/api/v1/tokens", json=wish, headers=headers)
    assert made.status_code == 201, made.text
    program = ApiClient(app.test_client(), made.json["token"])
    assert program.get("/meetings").status_code == 200
    listed = browser.get("/api/v1/tokens").json["tokens"]
    assert [(t["name"], t["state"]) for t in listed] == [("Lịch", "living")]
    ended = browser.delete(f"/api/v1/tokens/{made.json['id']}", headers=headers)
    assert ended.status_code == 204
    assert program.get("/meetings").status_code == 401


def test_the_administrators_list(make, browser_sign_in):
    make("thuky", "meetings:read", name="Lịch họp")
    page = browser_sign_in("quantri").get("/admin/tokens").text
    assert "Lịch họp" in page
    assert "Phạm Thu Ký" in page
    assert browser_sign_in("thuky").get("/admin/tokens").status_code == 404


def test_what_is_wrong_with_a_wish_is_said_beside_the_field(browser_sign_in):
    client = browser_sign_in("thuky")
    token = csrf_of(client.get("/account/tokens").text)
    page = client.post("/account/tokens", data={"name": "", "days": 9999, "csrf_token": token})
    assert page.status_code == 422
    assert "Chọn ít nhất một phạm vi." in page.text
    assert "Không quá 365" in page.text
