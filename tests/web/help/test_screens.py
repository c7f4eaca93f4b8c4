"""Help on each screen: every page has it, in both languages, and "?" leads to it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from ecabinet.help.places import SHARED, own_screen
from ecabinet.help.texts import _FOLDER, LANGUAGES, ScreenHelp, screen_help, screens
from tests.clients import csrf_of

# What is read here is no page with a bar; a file's address ends in ".pdf" or the like.
NO_PAGES = {
    "audit.download": "gives a file",
    "documents.compare_chosen": "leads on",
    "followup.find_task_report_run": "leads on",
    "followup.find_weekly_edition": "leads on",
    "health.alive": "for machines",
    "health.ready": "for machines",
    "installing.manifest": "for the browser",
    "opinions.now": "leads on",
    "service_worker.offline": "the one page kept for when nothing can be asked",
}
FILE = re.compile(r"\.(?:[a-z]{2,4}|<[^>]+>)$")


def pages(app: Any) -> set[str]:
    """Every endpoint that shows a page, from the registry of the running application."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not rule.rule.startswith(("/api/v1/", "/static/"))
        and not FILE.search(rule.rule)
    } - set(NO_PAGES)


def test_every_page_has_help(built_app: Any) -> None:
    """A new page: write help/screens/{vi,en}/<endpoint>.toml, or name its like in SHARED."""
    assert not sorted(page for page in pages(built_app) if own_screen(page) is None)


def test_no_help_is_left_of_pages_that_are_gone(built_app: Any) -> None:
    assert screens() | set(SHARED) <= pages(built_app)
    assert set(SHARED.values()) <= screens()
    assert not screens() & set(SHARED)
    assert set(NO_PAGES) <= set(built_app.view_functions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_whole(language: str) -> None:
    written = {file.name.removesuffix(".toml") for file in (_FOLDER / language).iterdir()}
    assert written == screens()
    for screen in sorted(screens()):
        text = screen_help(screen, language)
        assert 3 <= len(text.does) <= 6, screen
        assert 1 <= len(text.trouble) <= 3, screen
        assert text.title, screen
        assert re.search(r"[.…]$", text.purpose), screen
        assert all(3 < len(line) < 200 for line in words(text)), screen


def test_the_languages_say_the_same_number_of_things() -> None:
    for screen in screens():
        vi, en = (screen_help(screen, language) for language in LANGUAGES)
        assert len(vi.does) == len(en.does), screen
        assert len(vi.trouble) == len(en.trouble), screen
        assert [key for key, _ in vi.keys] == [key for key, _ in en.keys], screen
        assert not set(words(vi)) & set(words(en)), f"{screen} is not translated"


def words(text: ScreenHelp) -> tuple[str, ...]:
    return (text.purpose, *text.does, *text.trouble, *(does for _, does in text.keys))


@pytest.mark.parametrize(
    ("address", "screen"),
    [("/", "home.index"), ("/tasks", "followup.tasks"), ("/calendar/weeks", "calendar.week")],
)
def test_the_question_mark_leads_to_the_help_of_the_page(
    browser_sign_in: Callable[[str], FlaskClient], address: str, screen: str
) -> None:
    browser = browser_sign_in("canbo")
    page = browser.get(address).text
    assert f'href="/help/screens/{screen}" data-module="help"' in page
    shown = browser.get(f"/help/screens/{screen}")
    assert shown.status_code == 200
    assert screen_help(screen, "vi").purpose in shown.text


def test_a_form_shown_again_has_the_help_of_its_page(
    browser_sign_in: Callable[[str], FlaskClient],
) -> None:
    browser = browser_sign_in("canbo")
    token = csrf_of(browser.get("/account/password").text)
    again = browser.post("/account/password", data={"old": "x", "csrf_token": token})
    assert again.status_code == 422
    assert 'href="/help/screens/account.password"' in again.text


def test_before_signing_in_only_the_help_of_signing_in_is_open(client: FlaskClient) -> None:
    assert 'href="/help/screens/accounts.sign_in"' in client.get("/sign-in").text
    shown = client.get("/help/screens/accounts.sign_in", headers={"Accept-Language": "en"})
    assert "Forgotten password" in shown.text
    assert client.get("/help/screens/home.index").status_code in (302, 303)
    assert client.get("/api/v1/help/screens/home.index").status_code == 401


def test_programs_read_the_same_words(sign_in: Callable[[str], Any]) -> None:
    found = sign_in("canbo").get("/help/screens/meetings.room").json
    assert found["does"] == list(screen_help("meetings.room", "vi").does)
    for name in ("none", "..", "%2e%2e%2fhelp", "../vi/home.index"):
        assert sign_in("canbo").get(f"/help/screens/{name}").status_code == 404, name
