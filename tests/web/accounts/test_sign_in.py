"""Signing in and out, by page and by API: sessions on the server, clear refusals, safe ways on."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from ecabinet.accounts.models import Person
from tests.clients import csrf_of
from tests.fixtures import PASSWORD


def enter(client, username="thuky", password=PASSWORD, **form):
    page = client.get("/sign-in")
    data = {"username": username, "password": password, "csrf_token": csrf_of(page.text), **form}
    return client.post("/sign-in", data=data)


def test_the_home_page_asks_to_sign_in_and_leads_back(client):
    answer = client.get("/tasks?label=overdue")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in?next=/tasks?label%3Doverdue"


def test_signing_in_leads_home_and_out_ends_the_session(client):
    assert enter(client).headers["Location"] == "/"
    home = client.get("/")
    assert home.status_code == 200
    assert "Phạm Thu Ký" in home.text
    stolen = client.get_cookie("ecabinet").value
    client.post("/sign-out", data={"csrf_token": csrf_of(home.text)})
    client.set_cookie("ecabinet", stolen)
    assert client.get("/").status_code == 302, "a stolen cookie outlives its session"


def test_a_wrong_password_keeps_the_name_and_does_not_say_which_was_wrong(client):
    wrong = enter(client, password="sai")
    unknown = enter(client, username="khongco", password="sai")
    assert wrong.status_code == unknown.status_code == 422
    sentence = "Tên đăng nhập hoặc mật khẩu chưa đúng."
    assert sentence in wrong.text
    assert sentence in unknown.text
    assert 'value="thuky"' in wrong.text
    assert "sai" not in wrong.text


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "\\/evil", "evil"]
)
def test_next_leads_only_within(client, elsewhere):
    assert enter(client, next=elsewhere).headers["Location"] == "/"


def test_next_keeps_a_path_of_our_own(client):
    assert enter(client, next="/meetings").headers["Location"] == "/meetings"


def test_the_cookie_is_safe(client):
    cookie = next(c for c in enter(client).headers.getlist("Set-Cookie") if "ecabinet=" in c)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_form_without_its_token_is_refused(client):
    answer = client.post("/sign-in", data={"username": "thuky", "password": PASSWORD})
    assert answer.status_code == 400
    assert "Trang đã mở quá lâu" in answer.text


def test_an_api_write_by_cookie_needs_the_token(browser_sign_in):
    client = browser_sign_in("thuky")
    assert client.get("/api/v1/me").status_code == 200
    refused = client.post("/api/v1/meetings", json={})
    assert (refused.status_code, refused.json["code"]) == (400, "csrf")
    token = csrf_of(client.get("/").text)
    answer = client.post("/api/v1/meetings", json={}, headers={"X-CSRFToken": token})
    assert answer.status_code == 422


def test_the_api_gives_a_token_that_names_the_person(sign_in):
    me = sign_in("canbo").get("/me").json
    assert (me["username"], me["name"]) == ("canbo", "Vũ Đình Cán Bộ")
    assert me["offices"][0]["role"] == "official"


def test_the_api_refuses_in_the_readers_language(client):
    def refuse(language):
        return client.post(
            "/api/v1/sign-in",
            json={"username": "thuky", "password": "sai"},
            headers={"Accept-Language": language},
        )

    for language, sentence in (
        ("vi", "Tên đăng nhập hoặc mật khẩu chưa đúng."),
        ("en", "The user name or password is not right."),
    ):
        answer = refuse(language)
        assert answer.content_type == "application/problem+json"
        assert (answer.status_code, answer.json["code"]) == (422, "sign_in.refused")
        assert answer.json["detail"] == sentence


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer ", "Basic dGh1a3k6eA=="])
def test_a_false_token_is_nobody(client, header):
    answer = client.get("/api/v1/me", headers={"Authorization": header})
    assert (answer.status_code, answer.json["code"]) == (401, "signed_out")


def test_a_disabled_person_is_out_at_once(store, sign_in, office):
    api = sign_in("canbo")
    with store.engine.begin() as connection:
        connection.execute(
            update(Person).where(Person.id == office.people["canbo"]).values(active=False)
        )
    assert api.get("/me").status_code == 401


def test_too_many_tries_are_told_to_wait(platform, app):
    platform.settings = replace(platform.settings, sign_in_attempts=3)
    client = app.test_client()
    tries = [enter(client, password="sai").status_code for _ in range(4)]
    assert tries == [422, 422, 422, 429]
    assert enter(client).status_code == 429, "the right password too must wait"
    assert enter(client, username="canbo").status_code == 303, "others are not kept out"


def test_language_and_theme_follow_the_person(browser_sign_in):
    client = browser_sign_in("thuky")
    token = csrf_of(client.get("/").text)
    choice = {"csrf_token": token, "language": "en", "theme": "dark", "text_size": "larger"}
    choice |= {"hand": "left", "motion": "reduced"}
    client.post("/preferences", data=choice)
    page = client.get("/")
    assert '<html lang="en" data-theme="dark" data-text="larger"' in page.text
    assert 'data-hand="left" data-motion="reduced">' in page.text
    client.post("/preferences", data={"csrf_token": token, "theme": "<script>", "hand": "both"})
    assert 'data-theme="dark"' in client.get("/").text
    assert 'data-hand="left"' in client.get("/").text


def test_a_choice_on_the_sign_in_page_is_kept_with_the_person(app, client):
    token = csrf_of(client.get("/sign-in").text)
    client.post("/preferences", data={"csrf_token": token, "language": "en", "theme": "contrast"})
    enter(client)
    assert '<html lang="en" data-theme="contrast"' in client.get("/").text
    elsewhere = app.test_client()
    enter(elsewhere)
    assert '<html lang="en" data-theme="contrast"' in elsewhere.get("/").text
