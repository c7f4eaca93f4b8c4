"""While the database is away everybody is told so in words, and to try again."""

import pytest
from psycopg2 import InterfaceError, OperationalError
from sqlalchemy import exc


def gone(*_args, **_kwargs):
    raise exc.OperationalError("SELECT", {}, OperationalError("in recovery mode"))


def cut_off(*_args, **_kwargs):
    raise exc.InterfaceError(
        "SELECT", {}, InterfaceError("connection already closed"), connection_invalidated=True
    )


def none_left(*_args, **_kwargs):
    raise exc.TimeoutError("QueuePool limit of size 10 overflow 20 reached")


def wrong(*_args, **_kwargs):
    raise exc.ProgrammingError("SELEC", {}, Exception("syntax error"))


@pytest.mark.parametrize("failure", [gone, cut_off, none_left])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_who_cannot_be_looked_up_is_told_to_try_again(
    sign_in, monkeypatch, failure, language, caplog
):
    person = sign_in("daibieu01").speaking(language)
    monkeypatch.setattr("ecabinet.accounts.current_user.signed_in", failure)
    answer = person.get("/me")
    assert (answer.status_code, answer.json["code"]) == (503, "busy")
    assert ("Mời" in answer.json["detail"]) == (language == "vi"), answer.json
    assert "did not answer" in caplog.text


def test_a_page_says_it_too(browser_sign_in, monkeypatch):
    browser = browser_sign_in("daibieu01")
    monkeypatch.setattr("ecabinet.accounts.current_user.signed_in", gone)
    answer = browser.get("/")
    assert answer.status_code == 503
    assert "<h1" in answer.text


def test_a_statement_that_is_wrong_is_our_fault_and_not_a_lost_database(sign_in, monkeypatch):
    person = sign_in("daibieu01")
    monkeypatch.setattr("ecabinet.accounts.current_user.signed_in", wrong)
    answer = person.get("/me")
    assert (answer.status_code, answer.json["code"]) == (500, "server")
