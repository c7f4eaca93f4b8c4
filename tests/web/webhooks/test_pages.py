"""Receivers on the screen and through the API: the secret once, the log, and every deed."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert

from ecabinet.core.clock import utc_now
from ecabinet.core.ids import new_id
from ecabinet.platform import Platform
from ecabinet.webhooks.models import Delivery
from ecabinet.webhooks.states import DeliveryState
from tests.clients import ApiClient
from tests.commands.followup.conftest import world
from tests.commands.followup.world import World
from tests.counting import asked
from tests.web.conftest import Submit

__all__ = ["world"]

HOME = "/admin/webhooks/"
WISH = {
    "name": "Trục liên thông",
    "url": "https://nhan.example/ecabinet",
    "kinds": ["task.issued", "task.accepted"],
}


@pytest.fixture
def admin(browser_sign_in: Callable[[str], FlaskClient]) -> FlaskClient:
    return browser_sign_in("quantri")


@pytest.fixture
def registered(sign_in: Callable[[str], ApiClient]) -> dict[str, Any]:
    made: dict[str, Any] = sign_in("quantri").post("/webhooks", WISH).json
    return made


def test_the_way_from_the_form_to_the_log(admin: FlaskClient, submit: Submit, world: World) -> None:
    assert "Chưa có nơi nhận nào" in admin.get(HOME).text
    wrong = submit(admin, HOME + "new", HOME, name="", url="http://a.example")
    assert wrong.status_code == 422
    assert 'href="#f-kinds"' in wrong.text
    shown = submit(admin, HOME + "new", HOME, **WISH)
    (secret,) = re.findall(r'value="(whsec_[^"]+)"', shown.text)
    (place,) = set(re.findall(r"/admin/webhooks/[0-9a-f-]{36}", shown.text))
    world.issue(title="Lời riêng")
    page = admin.get(place).text
    assert secret not in page
    assert "Nhiệm vụ được giao" in page
    (sent,) = set(re.findall(r"/admin/webhooks/deliveries/[0-9a-f-]{36}", page))
    detail = admin.get(sent).text
    assert "NV-001" in detail
    assert "Lời riêng" not in detail
    assert submit(admin, place, sent + "/retries").status_code == 303
    assert admin.get(place + "?show=delivered").text.count("Nhiệm vụ được giao") == 1  # its kind
    assert admin.get(place + "?show=none").status_code == 404


def test_every_deed_on_the_page(
    admin: FlaskClient, submit: Submit, registered: dict[str, Any]
) -> None:
    place = HOME + registered["id"]

    def do(deed: str, **fields: Any) -> Any:
        (revision,) = set(re.findall(r'name="revision" value="(\d+)"', admin.get(place).text))
        return submit(admin, place, f"{place}/{deed}", revision=revision, **fields)

    assert do("pause").status_code == 303
    assert "Quản trị tạm ngừng" in admin.get(place).text
    assert do("resumption").status_code == 303
    assert "whsec_" in do("secrets").text
    assert "Bỏ khóa cũ ngay" in admin.get(place).text
    assert do("old-secret-removal").status_code == 303
    tested = do("tests")
    assert "Chưa thử lần nào" in admin.get(tested.location).text
    assert do("edit", **WISH | {"name": "Tên mới"}).status_code == 303
    stale = submit(admin, place, place + "/pause", revision="1")
    assert stale.status_code == 303
    assert "Người khác vừa sửa" in admin.get(place).text
    assert do("retirement").status_code == 303
    page = admin.get(place).text
    assert "Đã thôi gửi" in page
    assert "Gửi thử" in page  # what was tested stays in the log
    assert place + "/tests" not in page


def test_the_operations(sign_in: Callable[[str], ApiClient], registered: dict[str, Any]) -> None:
    api = sign_in("quantri")
    one = f"/webhooks/{registered['id']}"
    assert registered["secret"].startswith("whsec_")
    assert registered["secret"] not in api.get(one).text
    kinds = {kind["name"]: kind["words"] for kind in api.get("/webhook-kinds").json["kinds"]}
    english = api.speaking("en").get("/webhook-kinds").json["kinds"]
    assert len(kinds) == len(english) >= 20
    assert kinds["task.issued"] == "Nhiệm vụ được giao"
    changed = api.put(one, WISH | {"kinds": list(kinds), "revision": 1})
    assert changed.json["kinds"] == list(kinds)
    stale = api.post(one + "/pause", {"revision": 1})
    assert (stale.status_code, stale.json["code"]) == (409, "stale")
    assert api.post(one + "/pause", {"revision": 2}).json["state"] == "paused"
    made = api.post(one + "/tests", request_id="a1")
    assert api.post(one + "/tests", request_id="a1").json == made.json
    listed = api.get(one + "/deliveries?show=waiting").json["deliveries"]
    assert [row["kind"] for row in listed] == ["webhook.test"]
    detail = api.get(f"/webhook-deliveries/{made.json['id']}").json
    assert detail["body"]["data"] == {"test": True}
    again = api.post(f"/webhook-deliveries/{made.json['id']}/retries")
    assert again.json == made.json
    assert api.post(one + "/secrets", {"revision": 3}).status_code == 201
    assert api.post(one + "/retirement", {"revision": 4}).json["state"] == "retired"
    refused = api.post(one + "/tests")
    assert (refused.status_code, refused.json["code"]) == (409, "webhook.retired")


def test_the_same_wish_again_makes_no_second_receiver(
    sign_in: Callable[[str], ApiClient],
) -> None:
    api = sign_in("quantri")
    assert api.post("/webhooks", WISH, request_id="r1").status_code == 201
    assert api.post("/webhooks", WISH, request_id="r1").json["code"] == "request.id_reused"
    assert len(api.get("/webhooks").json["webhooks"]) == 1


def test_the_log_is_read_page_by_page_with_as_many_queries_however_long(
    admin: FlaskClient,
    sign_in: Callable[[str], ApiClient],
    platform: Platform,
    registered: dict[str, Any],
) -> None:
    api, one = sign_in("quantri"), f"/webhooks/{registered['id']}/deliveries"
    states = [*DeliveryState] * 25
    rows = [
        {
            "id": new_id(), "receiver_id": UUID(registered["id"]), "event_id": new_id(),
            "kind": "task.issued", "subject_kind": "task", "subject_id": new_id(), "path": "/",
            "data": {}, "at": utc_now(), "due_at": utc_now(), "state": state, "attempts": 1,
        }
        for state in states
    ]  # fmt: skip
    engine = platform.store.engine
    pages = ("/admin/webhooks/", HOME + registered["id"])
    few = [asked(engine, admin, page) for page in pages]
    with engine.begin() as connection:
        connection.execute(insert(Delivery), rows)
    assert [asked(engine, admin, page) for page in pages] == few
    seen: list[str] = []
    after = ""
    while True:
        page = api.get(f"{one}?limit=40{after}").json
        seen += [row["id"] for row in page["deliveries"]]
        if page["next_after"] is None:
            break
        after = f"&after={page['next_after']}"
    assert seen == [str(row["id"]) for row in reversed(rows)]
    failing = api.get(f"{one}?show=failing&limit=100").json["deliveries"]
    assert {row["state"] for row in failing} == {"dead"}
