"""What tablets may keep: the manifest of a meeting's papers, and the secret that seals them."""

import base64
import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from ecabinet.core.clock import utc_now
from meetings.commands.call import CallMeeting, call_meeting
from meetings.queries.offline import ARCHIVE, LEASE, offline_papers
from tests.clients import ApiClient
from tests.gatherings import Gathering

SignIn = Callable[[str], ApiClient]


def listed(client: ApiClient, meeting: Gathering) -> Any:
    """The manifest as somebody gets it."""
    answer = client.get(f"/meetings/{meeting.id}/offline-papers")
    assert answer.status_code == 200, answer.text
    return answer.json


def test_each_paper_comes_with_the_hash_and_size_of_what_is_served(
    gathering: Gathering, sign_in: SignIn
) -> None:
    gathering.called()
    version = str(gathering.paper(1))
    member = sign_in("daibieu01")
    manifest = listed(member, gathering)
    (paper,) = manifest["papers"]
    served = member.get(f"/papers/{version}/file").data
    assert paper["version_id"] == version
    assert paper["sha256"] == hashlib.sha256(served).hexdigest()
    assert paper["size"] == manifest["total_size"] == len(served)


def test_only_of_a_called_meeting_and_for_who_takes_part(
    gathering: Gathering, sign_in: SignIn
) -> None:
    gathering.planned()
    gathering.paper(1)
    assert listed(sign_in("thuky"), gathering)["keep_until"] is None, "a draft"
    gathering.run("thuky", call_meeting, CallMeeting(meeting_id=gathering.id))
    assert listed(sign_in("daibieu01"), gathering)["papers"]
    stranger = sign_in("canbo").get(f"/meetings/{gathering.id}/offline-papers")
    missing = sign_in("canbo").get(f"/meetings/{uuid4()}/offline-papers")
    assert stranger.status_code == missing.status_code == 404


def test_a_closed_meeting_is_kept_until_it_is_archived(
    gathering: Gathering, sign_in: SignIn
) -> None:
    gathering.closed()
    actor, now = gathering.as_actor("daibieu01"), utc_now()

    def until(later: timedelta) -> Any:
        with gathering.store.reading() as session:
            return offline_papers(session, actor, gathering.id, now + later).keep_until

    assert until(timedelta(0)) == now + LEASE
    # Not longer than the archive allows, however often the tablet asks.
    soon_over = ARCHIVE - timedelta(days=1)
    last = until(soon_over)
    assert now < last < now + soon_over + LEASE
    assert until(ARCHIVE) is None


def test_the_secret_belongs_to_the_sign_in_and_ends_with_it(sign_in: SignIn) -> None:
    one, other = sign_in("daibieu01"), sign_in("daibieu01")
    first, again = one.get("/me/offline-key").json, one.get("/me/offline-key").json
    assert first == again
    assert len(base64.b64decode(first["secret"])) == 32
    assert other.get("/me/offline-key").json["secret"] != first["secret"]


def test_nobody_signed_out_gets_one(client: Any) -> None:
    assert client.get("/api/v1/me/offline-key").status_code == 401


def test_the_service_worker_names_parts_that_are_there_and_nothing_of_anybody(client: Any) -> None:
    answer = client.get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in answer.headers
    files = re.findall(r'"(/static/[^"]+)"', answer.text)
    assert len(files) > 150
    assert any(name.endswith("pdfium.wasm") for name in files)
    for name in files:
        served = client.get(name)
        assert served.status_code == 200, name
        assert "immutable" in served.headers["Cache-Control"], name
        served.close()


def test_the_page_for_no_network_holds_nothing_of_the_reader(client: Any) -> None:
    assert "Đang ngoại tuyến" in client.get("/offline").text
    assert "csrf" not in client.get("/offline").text


def test_the_list_is_for_people_signed_in(client: Any) -> None:
    answer = client.get("/account/kept-papers")
    assert answer.status_code == 302
    assert "/sign-in" in answer.headers["Location"]


@pytest.mark.parametrize("lies_on", ["paper", "agenda_item"])
def test_a_paper_whose_rights_end_at_a_moment_is_not_kept(
    gathering: Gathering, sign_in: SignIn, lies_on: str
) -> None:
    gathering.called()
    version, other = gathering.paper(1), gathering.paper(0)
    thuky, member = sign_in("thuky"), sign_in("daibieu01")
    assert len(listed(member, gathering)["papers"]) == 2
    on_item = f"/agenda-items/{gathering.items[1]}/grants"
    path = f"/papers/{version}/grants" if lies_on == "paper" else on_item
    wish = {"who": "all", "who_id": None, "level": "view"}
    end = (utc_now() + timedelta(hours=1)).isoformat()
    assert thuky.put(path, {**wish, "ends_at": end}).status_code == 204
    # It is read with the network, and only there.
    assert member.get(f"/papers/{version}/file").status_code == 200
    kept = [paper["version_id"] for paper in listed(member, gathering)["papers"]]
    assert kept == [str(other)]
    assert thuky.put(path, wish).status_code == 204
    assert len(listed(member, gathering)["papers"]) == 2, "no window, no reason to leave it out"
