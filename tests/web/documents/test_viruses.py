"""A file with a virus is refused in words, and nothing of it is kept; no file goes by unseen."""

from dataclasses import replace
from typing import Any

import pytest

from documents.viruses import TEST_FILE
from ecabinet.operation import services
from ecabinet.operation.findings import Level
from ecabinet.platform import Platform
from tests.clamd import BAD, clamd
from tests.samples import plain_pdf
from tests.servers import free_port
from tests.shelves import AN
from tests.web.documents.conftest import Upload
from tests.web.documents.test_upload_api import SignIn, blobs, rows


@pytest.fixture
def scanned_by(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let uploads be looked at by the daemon at an address."""

    def use(address: str) -> None:
        monkeypatch.setattr(platform, "settings", replace(platform.settings, clamd=address))

    return use


@pytest.mark.parametrize("name", ["thu.pdf", "thu.com", "Tờ trình.docx"])
def test_the_test_file_of_scanners_is_refused_without_one(
    sign_in: SignIn, upload: Upload, platform: Platform, name: str
) -> None:
    answer = upload(sign_in(AN), TEST_FILE + b"\r\n", name)
    assert (answer.status_code, answer.json["code"]) == (422, "file.virus")
    assert "EICAR" in answer.json["detail"]
    assert (rows(platform), blobs(platform)) == (0, [])


def test_what_the_scanner_finds_is_refused_and_not_kept(
    sign_in: SignIn, upload: Upload, platform: Platform, scanned_by: Any
) -> None:
    an = sign_in(AN)
    with clamd() as (address, seen):
        scanned_by(address)
        bad = upload(an, plain_pdf(1) + BAD)
        assert (bad.status_code, bad.json["code"]) == (422, "file.virus")
        assert "Win.Test.Bad-1" in bad.json["detail"]
        assert (rows(platform), blobs(platform)) == (0, [])
        good = plain_pdf(2)
        assert upload(an, good).status_code == 201
        assert seen[1] == good, "it was looked at whole"
        assert (rows(platform), len(blobs(platform))) == (1, 1)


@pytest.mark.parametrize("away", [True, False])
def test_nothing_goes_by_a_scanner_that_cannot_say(
    sign_in: SignIn, upload: Upload, platform: Platform, scanned_by: Any, away: bool
) -> None:
    with clamd() as (address, _seen):
        scanned_by(f"127.0.0.1:{free_port()}" if away else address)
        answer = upload(sign_in(AN), plain_pdf(1) + b"too-much")
    assert (answer.status_code, answer.json["code"]) == (503, "file.not_scanned")
    assert (rows(platform), blobs(platform)) == (0, [])


def test_the_doctor_asks_the_scanner(platform: Platform) -> None:
    def level(address: str | None) -> Level:
        (found,) = services.scanner_answers(replace(platform.settings, clamd=address))
        return found.level

    with clamd() as (address, _seen):
        assert level(address) is Level.OK
    assert level(address) is Level.BAD
    assert level(None) is Level.OK
    assert level("unix:/nowhere/clamd.ctl") is Level.BAD
