"""In use → not deleted, only retired; its code stays. For each catalogue, by what uses it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from ecabinet.core.clock import office_day, utc_now
from followup.commands.directives import RegisterDirective, register_directive
from meetings.commands.plan import create_meeting
from tests.fixtures import Office
from tests.gatherings import Gathering, draft

Use = Callable[[Gathering], Any]


def directive(symbol: str) -> Use:
    """A directive with this symbol is in the register."""

    def use(gathering: Gathering) -> None:
        cmd = RegisterDirective.model_validate(
            {
                "symbol": symbol, "title": "Về công tác chuyển đổi số", "issued_on": "2026-10-01",
                "field_code": "CDS",
            }
        )  # fmt: skip
        gathering.run("vanthu", register_directive, cmd)

    return use


def meeting_in(office: Office, **fields: Any) -> Use:
    """A meeting is planned there, or of that kind."""
    return lambda gathering: gathering.run("thuky", create_meeting, draft(office, **fields))


YESTERDAY = (office_day(utc_now()) - timedelta(days=1)).isoformat()
ROOM = {"code": "P9", "name": "Phòng 9", "data": {"capacity": 20}}
DAY = {"name": "Đã qua", "data": {"day": YESTERDAY}}


def used(key: str, office: Office) -> tuple[str, Use, dict[str, Any] | None]:
    """The code of an entry, what uses it, and the entry when it is not there from the start."""
    return {
        "rooms": ("P9", meeting_in(office, room="P9", place=""), ROOM),
        "meeting-types": ("TT", meeting_in(office, kind="TT"), None),
        "party-document-types": ("CT", directive("23-CT/TU"), None),
        "state-document-types": ("QĐ", directive("15/QĐ-UBND"), None),
        "issuing-bodies": ("TU", directive("23-CT/TU"), None),
        "fields-of-work": ("CDS", directive("23-CT/TU"), None),
        "days-off": (YESTERDAY, lambda gathering: None, DAY),
    }[key]


@pytest.mark.parametrize(
    "key",
    ["rooms", "meeting-types", "party-document-types", "state-document-types", "issuing-bodies",
     "fields-of-work", "days-off"],
)  # fmt: skip
def test_what_is_used_is_only_retired(
    sign_in: Any, gathering: Gathering, office: Office, key: str
) -> None:
    api = sign_in("quantri")
    code, use, new = used(key, office)
    if new:
        assert api.post(f"/catalogues/{key}/entries", new).status_code == 201
    use(gathering)
    entry = next(e for e in api.get(f"/catalogues/{key}").json["entries"] if e["code"] == code)
    path = f"/catalogues/{key}/entries/{entry['id']}"
    refused = api.send("DELETE", path)
    assert (refused.status_code, refused.json["code"]) == (409, "catalogue.in_use")
    assert entry["name"] in refused.json["detail"]
    if key != "days-off":
        other = {"code": "ZZ", "name": "Khác", "data": entry["data"], "revision": entry["revision"]}
        moved = api.put(path, other)
        assert (moved.status_code, moved.json["code"]) == (409, "catalogue.code_in_use")
    assert api.post(path + "/retirement", {}).json["offered"] is False
    assert api.send("DELETE", path).status_code == 409


def test_a_body_above_another_is_in_use(sign_in: Any) -> None:
    api = sign_in("quantri")
    entries = api.get("/catalogues/issuing-bodies").json["entries"]
    above = next(e["data"]["superior"] for e in entries if e["data"]["superior"])
    entry = next(e for e in entries if e["code"] == above)
    assert (
        api.send("DELETE", f"/catalogues/issuing-bodies/entries/{entry['id']}").status_code == 409
    )


def test_what_is_retired_is_not_offered_and_stays_where_it_stands(
    sign_in: Any, gathering: Gathering, office: Office
) -> None:
    api = sign_in("quantri")
    entry = api.post("/catalogues/rooms/entries", ROOM).json
    meeting_in(office, room="P9", place="")(gathering)
    api.post(f"/catalogues/rooms/entries/{entry['id']}/retirement", {})
    secretary = sign_in("thuky")
    body = draft(office, room="P9", place="").model_dump(mode="json", exclude_unset=True)
    refused = secretary.post("/meetings", body)
    assert (refused.status_code, refused.json["code"]) == (422, "catalogue.not_offered")
    found = secretary.get("/meetings").json["meetings"]
    assert "Phòng 9" in {meeting["place"] for meeting in found}
