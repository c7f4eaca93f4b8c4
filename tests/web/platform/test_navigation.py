"""Whoever opens a page sees in the navigation where it is."""

import re

import pytest

from ecabinet.web.navigation import place_of

OF_NO_PLACE = {
    "accounts", "account", "own_factor", "own_tokens", "calendar_feed", "kept_papers", "colleagues",
    "delegations", "set_password", "second_step", "single_sign_on", "notifications", "search",
    "help", "guides",
    # Administration has a navigation of its own.
    "admin", "audit", "catalogues", "delegations_admin", "mail", "people", "person_access",
    "retention", "rights", "tokens", "units", "webhooks",
    # No pages of the frame, or none for people: rooms, the big screen, files, documents of the API.
    "rooms", "screens", "check_in", "calendar_address", "api_page", "openapi", "health",
    "installing", "service_worker", "static",
}  # fmt: skip


def test_every_page_stands_below_a_place(app):
    lost = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not rule.endpoint.split(".")[0].endswith("_api") and place_of(rule.endpoint) is None
    }
    assert {endpoint.split(".")[0] for endpoint in lost} <= OF_NO_PLACE, lost


def test_no_page_of_none_stands_below_one(app):
    endpoints = [rule.endpoint for rule in app.url_map.iter_rules()]
    assert {e for e in endpoints if e.split(".")[0] in OF_NO_PLACE and place_of(e)} == set()


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", "Trang chủ"),
        ("/register", "Văn bản"),
        ("/routing", "Văn bản"),
        ("/official", "Văn bản"),
        ("/circulations", "Cuộc họp"),
        ("/weekly", "Nhiệm vụ"),
        ("/reports", "Theo dõi"),
        ("/dashboard", "Theo dõi"),
    ],
)
def test_the_place_is_marked(browser_sign_in, path, place):
    page = browser_sign_in("thuky").get(path)
    assert page.status_code == 200
    nav = page.text[page.text.index('<nav class="nav"') : page.text.index("</nav>")]
    marked = re.findall(r'<a href="[^"]*" aria-current="page">(.*?)</a>', nav, re.DOTALL)
    assert len(marked) == 1
    assert place in marked[0]
