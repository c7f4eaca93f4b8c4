"""The second factor by page and API: owed by office, codes that open once, links and devices."""

import re
from dataclasses import replace

import pyotp
import pytest
from sqlalchemy import select, update

from ecabinet.accounts import passwords, totp
from ecabinet.accounts.models import Person, RecoveryCode, SecondFactor, SignIn
from ecabinet.core.audit import AuditEntry
from tests.clients import csrf_of
from tests.fixtures import PASSWORD

GOOD = "con trâu uống nước ngoài đê"


@pytest.fixture
def strict(platform, app):
    """The application with a second factor owed by secretaries."""
    platform.settings = replace(platform.settings, second_factor_for=("secretary",))
    return app.test_client()


def sign_in_api(client, username="thuky", **more):
    body = {"username": username, "password": PASSWORD, **more}
    return client.post("/api/v1/sign-in", json=body)


def enrol(client):
    """Set up the second factor by the API; return the answer with the token, and the secret."""
    asked = sign_in_api(client)
    assert (asked.status_code, asked.json["code"]) == (401, "second_factor.enrolment_required")
    challenge = {"challenge": asked.json["challenge"]}
    secret = client.post("/api/v1/sign-in/second-factor/enrolment", json=challenge).json["secret"]
    code = pyotp.TOTP(secret).now()
    done = client.post("/api/v1/sign-in/second-factor", json={**challenge, "code": code})
    assert done.status_code == 200, done.text
    return done.json, secret


def forget_step(store):
    """Let the code of this half minute be good again, as if time had passed."""
    with store.engine.begin() as connection:
        connection.execute(update(SecondFactor).values(last_step=0))


def test_an_office_that_owes_it_leads_to_set_up_and_nowhere_else(strict, store):
    page = strict.get("/sign-in")
    form = {"username": "thuky", "password": PASSWORD, "csrf_token": csrf_of(page.text)}
    answer = strict.post("/sign-in", data=form)
    assert answer.headers["Location"].startswith("/sign-in/second-factor")
    assert strict.get("/").status_code == 302, "nothing opens before the second factor"
    shown = strict.get("/sign-in/second-factor")
    assert "<svg" in shown.text
    assert "<style" not in shown.text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", shown.text)[1].replace(" ", "")
    done = strict.post(
        "/sign-in/second-factor",
        data={"code": pyotp.TOTP(secret).now(), "csrf_token": csrf_of(shown.text)},
    )
    assert len(re.findall(r"<li><code>[A-Z0-9]{5}-[A-Z0-9]{5}</code>", done.text)) == 10
    assert strict.get("/").status_code == 200
    with store.reading() as session:
        assert secret not in session.scalar(select(SecondFactor.sealed))


def test_a_code_opens_once_and_a_recovery_code_too(strict, store):
    first, secret = enrol(strict)
    code = pyotp.TOTP(secret).now()
    assert sign_in_api(strict, otp=code).json["code"] == "second_factor.wrong_code"
    forget_step(store)
    assert sign_in_api(strict, otp=code).status_code == 200
    recovery = first["recovery_codes"][0]
    assert sign_in_api(strict, otp=recovery.lower()).status_code == 200
    assert sign_in_api(strict, otp=recovery).status_code == 422
    with store.reading() as session:
        assert recovery not in str(session.scalars(select(RecoveryCode.code_hash)).all())


def test_a_challenge_dies_after_five_wrong_codes(strict, store):
    _, secret = enrol(strict)
    forget_step(store)
    challenge = {"challenge": sign_in_api(strict).json["challenge"]}
    for _ in range(5):
        wrong = strict.post("/api/v1/sign-in/second-factor", json={**challenge, "code": "000000"})
        assert wrong.json["code"] == "second_factor.wrong_code"
    right = {**challenge, "code": pyotp.TOTP(secret).now()}
    over = strict.post("/api/v1/sign-in/second-factor", json=right)
    assert (over.status_code, over.json["code"]) == (409, "second_factor.step_over")


def test_a_session_without_it_ends_when_an_office_begins_to_owe_it(platform, sign_in):
    api = sign_in("thuky")
    assert api.get("/me").status_code == 200
    platform.settings = replace(platform.settings, second_factor_for=("secretary",))
    assert api.get("/me").status_code == 401


def test_a_link_sets_a_password_once_and_ends_all_sign_ins(sign_in, client, office):
    canbo, link = sign_in("canbo"), f"/people/{office.people['canbo']}/reset-link"
    assert sign_in("cuong").post(link).status_code == 403
    made = sign_in("quantri").post(link)
    assert made.status_code == 200, made.text
    token = made.json["url"].split("token=")[1]

    def use(password):
        return client.post("/api/v1/set-password", json={"token": token, "password": password})

    assert use("short").json["code"] == "person.weak_password"
    assert use("vudinhcanbo2026").json["code"] == "person.password_names_you"
    assert use(GOOD).status_code == 204
    assert use(GOOD).json["code"] == "reset_link.over"
    assert canbo.get("/me").status_code == 401
    entered = {"username": "canbo", "password": GOOD}
    assert client.post("/api/v1/sign-in", json=entered).status_code == 200


def test_the_page_of_a_link(sign_in, client, office):
    made = sign_in("quantri").post(f"/people/{office.people['canbo']}/reset-link")
    token = made.json["url"].split("token=")[1]
    page = client.get("/set-password", query_string={"token": token})
    assert "Vũ Đình Cán Bộ" in page.text
    form = {"token": token, "password": GOOD, "csrf_token": csrf_of(page.text)}
    assert client.post("/set-password", data={**form, "again": "khác"}).status_code == 422
    assert client.post("/set-password", data={**form, "again": GOOD}).status_code == 303
    assert client.get("/set-password", query_string={"token": token}).status_code == 409


def test_the_password_is_changed_by_who_knows_the_old_one(sign_in):
    here, there = sign_in("canbo"), sign_in("canbo")
    wrong = here.post("/account/password", {"old": "sai", "new": GOOD})
    assert wrong.json["code"] == "person.wrong_password"
    done = here.post("/account/password", {"old": PASSWORD, "new": GOOD})
    assert done.status_code == 204, done.text
    assert here.get("/me").status_code == 200
    assert there.get("/me").status_code == 401


def test_devices_are_listed_and_ended_only_by_their_owner(sign_in):
    here, there, other = sign_in("canbo"), sign_in("canbo"), sign_in("cuong")
    listed = here.get("/account/sessions").json["sessions"]
    assert len(listed) == 2
    theirs = next(row["id"] for row in listed if not row["current"])
    assert other.send("DELETE", f"/account/sessions/{theirs}").status_code == 404
    assert here.send("DELETE", f"/account/sessions/{theirs}").status_code == 204
    assert there.get("/me").status_code == 401
    assert here.get("/me").status_code == 200


def test_a_sign_in_that_lies_idle_is_over(sign_in, store, platform):
    api = sign_in("canbo")
    with store.engine.begin() as connection:
        used = connection.execute(select(SignIn.last_used_at)).scalar_one()
        connection.execute(update(SignIn).values(last_used_at=used.replace(year=used.year - 1)))
    assert api.get("/me").status_code == 401
    platform.settings = replace(platform.settings, idle_minutes=0)
    assert api.get("/me").status_code == 200


def test_unknown_wrong_and_disabled_cost_one_hash_and_say_the_same(
    client, store, office, monkeypatch
):
    with store.engine.begin() as connection:
        row = update(Person).where(Person.id == office.people["cuong"]).values(active=False)
        connection.execute(row)
    checked, verify = [], passwords._verify
    monkeypatch.setattr(passwords, "_verify", lambda *a: checked.append(a) or verify(*a))
    said = set()
    for username in ("thuky", "khongco", "cuong"):
        body = {"username": username, "password": "sai"}
        answer = client.post("/api/v1/sign-in", json=body)
        said.add((answer.status_code, answer.json["detail"]))
    assert len(said) == 1
    assert len(checked) == 3
    with store.reading() as session:
        log = str([(e.subject_id, e.detail) for e in session.scalars(select(AuditEntry))])
    assert "khongco" not in log
    assert "session" not in log or "sai" not in log.split()


@pytest.mark.parametrize(
    "elsewhere",
    ["/%2fevil.example", "/%5Cevil.example", "javascript:alert(1)", "/\tx", "/a\r\nSet-Cookie: a=b",
     "///evil.example", "/\\/evil.example"],
)  # fmt: skip
def test_next_is_not_fooled(client, elsewhere):
    page = client.get("/sign-in")
    form = {"username": "thuky", "password": PASSWORD, "csrf_token": csrf_of(page.text)}
    assert client.post("/sign-in", data={**form, "next": elsewhere}).headers["Location"] == "/"


def test_nothing_of_before_the_sign_in_lives_on_and_sign_out_wipes(client):
    page = client.get("/sign-in")
    before = client.get_cookie("ecabinet").value
    form = {"username": "thuky", "password": PASSWORD, "csrf_token": csrf_of(page.text)}
    client.post("/sign-in", data=form)
    assert client.get_cookie("ecabinet").value != before
    token = csrf_of(client.get("/account").text)
    assert token != form["csrf_token"]
    out = client.post("/sign-out", data={"csrf_token": token})
    assert out.headers["Clear-Site-Data"] == '"storage"'


@pytest.mark.parametrize(("drift", "good"), [(-60, False), (-30, True), (0, True), (30, True)])
def test_a_clock_may_be_one_step_wrong(drift, good):
    from datetime import UTC, datetime

    secret, now = pyotp.random_base32(), datetime(2026, 11, 24, 8, 0, 15, tzinfo=UTC)
    code = pyotp.TOTP(secret).at(int(now.timestamp()) + drift)
    assert (totp.matching_step(secret, code, now) is not None) is good
