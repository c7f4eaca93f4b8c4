"""Signing in through a real provider, from the button to the page one wanted."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from ecabinet.sign_on_settings import OpenIdConnect
from tests.clients import csrf_of
from tests.provider import consent, decline, tell_of
from tests.servers import free_port


@pytest.fixture
def on(issuer: str, sign_on: Callable[..., None], app: Any) -> str:
    """Single sign-on with the real provider, where unknown accounts become people."""
    sign_on(oidc=OpenIdConnect(issuer, "phong-hop", "bi-mat", label="Cổng tỉnh"), create=True)
    return issuer


def leave(client: FlaskClient, **form: str) -> Any:
    """Press the button."""
    token = csrf_of(client.get("/sign-in").text)
    return client.post("/sign-in/oidc", data={"csrf_token": token, **form})


def address(page: Any) -> str:
    """Where the page in between goes on to."""
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.text)
    assert found, page.text
    return found[1].replace("&amp;", "&")


def back(client: FlaskClient, url: str) -> Any:
    """Follow the provider back to us."""
    return client.get(url.split("localhost", 1)[1])


def somebody(issuer: str) -> str:
    """Somebody the provider knows."""
    name = f"u{uuid4().hex[:10]}"
    tell_of(issuer, name, preferred_username=name, name="Trần Văn An")
    return name


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [("/tasks?page=2", "/tasks?page=2"), ("//evil.example", "/"), ("https://evil.example/", "/")],
)
def test_from_the_button_to_the_page(on: str, client: FlaskClient, wanted: str, shown: str) -> None:
    assert "Đăng nhập bằng Cổng tỉnh" in client.get("/sign-in").text
    answer = back(client, consent(address(leave(client, next=wanted)), somebody(on)))
    assert (answer.status_code, answer.headers["Location"]) == (303, shown)
    assert client.get("/").status_code == 200


def test_a_state_of_another_browser_and_a_code_used_twice_are_refused(
    on: str, app: Any, client: FlaskClient
) -> None:
    url = consent(address(leave(client)), somebody(on))
    assert back(app.test_client(), url).status_code == 422
    assert back(client, url).status_code == 303
    assert back(client, url).status_code == 422


def test_declining_is_told(on: str, client: FlaskClient) -> None:
    url = address(leave(client))
    state = re.findall(r"[?&]state=(\w+)", url)[0]
    # This provider forgets the state that RFC 6749 wants in a refusal.
    answer = back(client, f"{decline(url)}&state={state}")
    assert answer.status_code == 403
    assert "Mã tra cứu" in answer.text


def test_a_provider_that_is_down_keeps_passwords_working(
    app: Any,
    client: FlaskClient,
    sign_on: Callable[..., None],
    browser_sign_in: Callable[[str], FlaskClient],
) -> None:
    sign_on(oidc=OpenIdConnect(f"http://127.0.0.1:{free_port()}", "a", "b", label="Cổng tỉnh"))
    answer = leave(client)
    assert answer.status_code == 503
    assert "Cổng tỉnh chưa trả lời" in answer.text
    assert browser_sign_in("canbo").get("/").status_code == 200
