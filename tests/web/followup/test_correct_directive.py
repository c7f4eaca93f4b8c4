"""The register of directives: entered with field and file, put right, taken out, narrowed."""

import io
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from tests.commands.followup.test_directives import register
from tests.commands.followup.world import World
from tests.samples import plain_pdf

Browse = Callable[[str], FlaskClient]


def test_by_the_forms(world: World, browse: Browse, submit: Any) -> None:
    tracker, page = browse("theodoi"), "/directives"
    entered = submit(
        tracker, page, page, symbol="18-KH/TU", issued_on="19/04/2022", title="Kế hoạch số hóa",
        field_code="CDS", file=(io.BytesIO(plain_pdf(1)), "ke-hoach.pdf"),
    )  # fmt: skip
    assert entered.status_code == 303
    one = entered.location
    assert one != page
    shown = tracker.get(one).text
    assert "Chuyển đổi số" in shown
    assert "Thay hoặc thu hồi" in shown
    form = f"{one}/correction"
    assert form in shown
    assert browse("canbo").get(form).status_code == 403
    typed = {
        "symbol": "81-KH/TU", "title": "Kế hoạch số hóa", "issued_on": "19/04/2022",
        "issuing_body": "Tỉnh ủy", "received_on": "", "field_code": "CDS", "reason": "Gõ nhầm.",
    }  # fmt: skip
    wrong = submit(tracker, form, form, **typed | {"symbol": "81"})
    assert (wrong.status_code, "Gõ nhầm." in wrong.text) == (422, True)
    assert submit(tracker, form, form, **typed).status_code == 303
    shown = browse("canbo").get(one).text
    assert "từ “18-KH/TU” thành “81-KH/TU”" in shown
    out = f"{one}/withdrawal"
    kept = submit(tracker, form, out, reason="Nhầm.")
    assert (kept.status_code, "Còn 1 tệp" in kept.text) == (409, True)
    assert submit(tracker, form, out, reason="").status_code == 422
    assert "81-KH/TU" in tracker.get("/directives?year=2022&missing=tasks&q=so+hoa").text
    assert "Không có văn bản nào khớp" in tracker.get("/directives?year=2021").text


def test_through_the_api(world: World, sign_in: Any) -> None:
    directive_id, api = register(world).id, sign_in("theodoi")
    path = f"/directives/{directive_id}"
    body = {"title": "Kế hoạch khác", "revision": 1}
    told = api.post(f"{path}/correction", body).json
    assert [one["what"] for one in told["changes"][0]["changes"]] == ["title"]
    stale = api.post(f"{path}/correction", body | {"title": "Nữa"})
    assert (stale.status_code, stale.json["code"]) == (409, "stale")
    assert sign_in("canbo").post(f"{path}/correction", body).status_code == 403
    assert api.get("/directives?year=2022&missing=units").json["total"] == 1
    assert api.get("/directives?body=X").json["total"] == 0
    assert api.get("/directives?missing=all").status_code == 422
    assert api.post(f"{path}/withdrawal", {"reason": "Nhầm."}).status_code == 204
    assert api.get(path).status_code == 404
