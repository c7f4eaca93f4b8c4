"""The first tour and the guides at their doors."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from ecabinet.accounts.models import Office as Held
from ecabinet.help.places import own_screen
from ecabinet.help.roles import ROLES, guide
from ecabinet.platform import Platform
from tests.clients import csrf_of
from tests.fixtures import Office

Browser = Callable[[str], FlaskClient]
HOLDERS = {
    "leader": "lanhdao", "secretary": "thuky", "official": "canbo", "member": "daibieu01",
    "administrator": "quantri", "clerk": "vanthu", "tracker": "cuong",
}  # fmt: skip


def send(browser: FlaskClient, path: str, **form: str) -> Any:
    token = csrf_of(browser.get("/account").text)
    return browser.post(path, data={"csrf_token": token, **form})


@pytest.mark.parametrize("role", ROLES)
def test_every_step_leads_to_a_page_of_the_role(
    platform: Platform, office: Office, browser_sign_in: Browser, role: str
) -> None:
    holder = office.people[HOLDERS[role]]
    with platform.store.engine.begin() as connection:  # No tracking officer in the small office.
        connection.execute(update(Held).where(Held.person_id == holder).values(role=role))
    browser = browser_sign_in(HOLDERS[role])
    assert f'/help/guides/{role}.pdf"' in browser.get("/help").text
    for step in guide(role, "vi").tour:
        assert own_screen(step.page), step.page
        with browser.application.test_request_context():
            address = browser.application.url_for(step.page)
        shown = browser.get(address)
        assert shown.status_code == 200, address


def test_on_home_it_is_ticked_put_off_closed_and_opened_from_the_help(
    browser_sign_in: Browser,
) -> None:
    browser = browser_sign_in("canbo")
    home = browser.get("/").text
    assert "Bắt đầu sử dụng: Cán bộ được giao việc" in home
    ticked = send(browser, "/help/tour/ticks", role="official", step="mine", done="1")
    assert ticked.headers["Location"] == "/?tour=1#tour"
    assert ">1/5<" in browser.get("/").text
    assert send(browser, "/help/tour/postponement").status_code == 303
    assert "Bắt đầu sử dụng" not in browser.get("/").text
    assert send(browser, "/help/tour/opening").status_code == 303
    assert ">1/5<" in browser.get("/").text
    assert send(browser, "/help/tour/closure").status_code == 303
    assert "Bắt đầu sử dụng" not in browser.get("/").text
    assert ">1/5<" in browser.get("/help").text


def test_a_guide_comes_as_a_file_in_the_language_asked_for(sign_in: Callable[[str], Any]) -> None:
    program = sign_in("canbo")
    listed = program.get("/help/guides").json["guides"]
    assert [row["role"] for row in listed] == [str(role) for role in ROLES]
    assert [row["role"] for row in listed if row["mine"]] == ["official"]
    sent = program.get("/help/guides/official/file?language=en")
    assert sent.mimetype == "application/pdf"
    assert sent.data.startswith(b"%PDF-")
    assert program.get("/help/guides/none/file").status_code == 404


def test_programs_of_ones_own_screen_go_on_the_tour(sign_in: Callable[[str], Any]) -> None:
    program = sign_in("thuky")
    before = program.get("/help/tour").json
    assert before["shown"]
    role = before["role"]
    step = before["tours"][0]["steps"][0]["step"]
    after = program.post("/help/tour/ticks", {"role": role, "step": step}).json
    assert after["tours"][0]["steps"][0]["done"]
    assert not program.post("/help/tour/closure").json["shown"]
    assert program.post("/help/tour/opening").json["shown"]
    assert not program.post("/help/tour/postponement").json["shown"]
    unknown = program.post("/help/tour/ticks", {"role": role, "step": "none"})
    assert unknown.status_code == 404
