"""Scripts and sheets are kept by browsers for a year, under an address that changes with them."""

import re

import pytest

from ecabinet.web.assets import version_of


def addresses(page):
    return re.findall(r'(?:src|href)="(/static/[^"]+)"', page)


@pytest.fixture
def script(client):
    return next(url for url in addresses(client.get("/sign-in").text) if url.endswith("js/app.js"))


def test_what_a_page_names_is_there_and_kept(client):
    found = addresses(client.get("/sign-in").text)
    assert len(found) > 5
    for url in found:
        answer = client.get(url, buffered=True)
        assert answer.status_code == 200, url
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_an_address_of_another_version_works_but_is_not_kept(client, script):
    version = script.split("/")[2]
    answer = client.get(script.replace(version, "old"), buffered=True)
    assert answer.status_code == 200
    assert "immutable" not in answer.headers["Cache-Control"]
    assert "no-cache" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    ["../setup.cfg", "%2e%2e/setup.cfg", "node_modules/typescript/package.json", "js", "none.js"],
)
def test_nothing_else_is_served(client, script, path):
    assert client.get(f"/static/{script.split('/')[2]}/{path}").status_code == 404


def test_the_version_is_of_the_contents(tmp_path):
    (tmp_path / "a.js").write_text("1")
    before = version_of(tmp_path)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "b.js").write_text("2")
    assert version_of(tmp_path) == before
    (tmp_path / "a.js").write_text("2")
    assert version_of(tmp_path) != before
