"""The audit log on the screen: filters, one entry, files; for administrators, audited too."""

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from ecabinet.accounts.commands.people import ChangePerson, change_person
from ecabinet.core.actors import SYSTEM
from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.refusals import Refusal, record_refusal
from tests.clients import csrf_of
from tests.counting import asked
from tests.web.oversight.audit_pages import PATH, form


def test_the_newest_stand_first_in_words(admin, log):
    page = admin.get(PATH).text.split("<tbody>")[1]
    assert "Đăng nhập" in page
    assert "Lê Quản Trị" in page
    assert page.index("Xem nhật ký") < page.index("Thêm người")
    assert "person.created" not in page


@pytest.mark.parametrize("who", ["canbo", "chutri", "thuky"])
def test_nobody_else_finds_it(browser_sign_in, who, log):
    client = browser_sign_in(who)
    before = len(log("audit.read"))
    for path in (PATH, f"{PATH}/1", f"{PATH}/exports/01900000-0000-7000-8000-000000000000"):
        assert client.get(path).status_code == 404, path
    token = csrf_of(client.get("/").text)
    for path in (f"{PATH}/checks", f"{PATH}/exports"):
        assert client.post(path, data={"csrf_token": token}).status_code == 404, path
    assert len(log("audit.read")) == before
    assert PATH not in client.get("/").text


def test_reading_is_told_once_for_the_same_question(admin, log):
    for _ in range(3):
        admin.get(PATH)
    admin.get(f"{PATH}?action=person.created")
    assert [row.detail["filters"] for row in log("audit.read")] == [
        {},
        {"action": "person.created"},
    ]


def rows_of(page):
    return page.split("<tbody>")[1].split("</tbody>")[0].count("<tr>") if "<tbody>" in page else 0


def test_each_filter_narrows(admin, store, as_actor, office, log):
    actor, someone = as_actor("quantri"), office.people["canbo"]
    changed = ChangePerson(person_id=someone, phone="0912 345 678", revision=1)
    store.execute(actor, change_person, changed)
    store.execute(
        as_actor("cuong"), record_refusal,
        Refusal(action="access.refused", subject_kind="task", code="denied"),
    )  # fmt: skip
    on_canbo = [row for row in log() if row.subject_id == str(someone)]
    today, tomorrow = office_day(utc_now()), office_day(utc_now()) + timedelta(days=1)
    for query, many in (
        (f"person_id={actor.person_id}&action=person.changed", 1),
        ("refusals=1", 1),
        (f"kind=person&subject_id={someone}", len(on_canbo)),
        (f"subject_id=http://x/people/{someone}/edit", len(on_canbo)),
        (f"behalf_id={someone}", 0),
        (f"since={today:%d/%m/%Y}&action=person.changed", 1),
        (f"since={tomorrow:%d/%m/%Y}", 0),
        (f"until={today - timedelta(days=1):%d/%m/%Y}", 0),
        (f"until={today.isoformat()}&action=person.changed", 1),
    ):
        assert rows_of(admin.get(f"{PATH}?{query}").text) == many, query


def test_wrong_filters_are_said_and_nothing_is_shown(admin):
    answer = admin.get(f"{PATH}?since=31/02/2026")
    assert answer.status_code == 422
    assert "Ngày chưa đúng" in answer.text
    assert rows_of(answer.text) == 0
    assert admin.get(f"{PATH}?after=x").status_code == 404
    assert admin.get(f"{PATH}?after={'9' * 30}").status_code == 404
    assert admin.get(f"{PATH}/{'9' * 30}").status_code == 404


def test_one_entry_shows_before_and_after(admin, store, as_actor, office, log):
    changed = ChangePerson(person_id=office.people["canbo"], phone="0912 345 678", revision=1)
    store.execute(as_actor("quantri"), change_person, changed)
    entry = log("person.changed")[0]
    page = admin.get(f"{PATH}/{entry.seq}").text
    assert "Sửa thông tin người" in page
    assert "Vũ Đình Cán Bộ" in page
    assert "0912 345 678" in page
    assert entry.hash in page
    assert entry.previous in page


def test_an_address_of_script_is_only_text(admin, store, as_actor, log):
    evil = "<script>alert(1)</script>"
    refusal = Refusal(action="access.refused", subject_kind="task", code="denied", address=evil)
    store.execute(as_actor("cuong"), record_refusal, refusal)
    page = admin.get(f"{PATH}/{log('access.refused')[0].seq}").text
    assert evil not in page
    assert "&lt;script&gt;" in page


def test_the_content_of_meetings_and_tasks_is_not_shown(admin, store, as_actor, log):
    from ecabinet.core.handing_out import HandedOut, record_handing_out

    told = {"title": "Kỷ luật cán bộ X", "remark": "mật", "number": 2, "address": "10.0.0.9"}
    deed = HandedOut(action="task.issued", subject_kind="task", subject_id="7", detail=told)
    store.execute(as_actor("thuky"), record_handing_out, deed)
    seq = log("task.issued")[0].seq
    for path in (PATH, f"{PATH}/{seq}"):
        page = admin.get(path).text
        assert "Kỷ luật" not in page
        assert "mật</" not in page
    assert "2 chi tiết" in admin.get(f"{PATH}/{seq}").text
    sheet = admin.post(f"{PATH}/exports", data=form(admin, format="csv")).data.decode("utf-8-sig")
    assert "Kỷ luật" not in sheet
    assert "10.0.0.9" in sheet


def test_pages_follow_each_other_without_gap_or_repetition(admin, store, log):
    for number in range(130):
        store.execute(
            SYSTEM, record_refusal,
            Refusal(action="access.refused", subject_kind="task", code="denied", times=number + 1),
        )  # fmt: skip
    seen, address = [], f"{PATH}?action=access.refused"
    while address:
        page = admin.get(address).text
        seen += re.findall(r'href="/admin/audit/(\d+)"', page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        address = html.unescape(found[1]) if found else None
    assert seen == [str(row.seq) for row in reversed(log("access.refused"))]
    assert len(seen) == 130


def test_a_long_log_asks_no_more_queries(admin, store, as_actor):
    admin.get(PATH)
    few = asked(store.engine, admin, PATH)
    for number in range(60):
        store.execute(
            as_actor(("canbo", "cuong", "thuky")[number % 3]), record_refusal,
            Refusal(action="access.refused", subject_kind="task", code="denied"),
        )  # fmt: skip
    assert asked(store.engine, admin, PATH) == few


def test_the_page_tells_the_state_of_the_chain(admin, app, platform, store, log):
    assert "chưa được kiểm tra" in admin.get(PATH).text
    admin.post(f"{PATH}/checks", data=form(admin))
    assert "Đang kiểm tra" in admin.get(PATH).text
    platform.jobs.drain(store)
    assert "Nhật ký nguyên vẹn" in admin.get(PATH).text
    with store.engine.begin() as connection:
        connection.execute(update(AuditEntry).where(AuditEntry.seq == 2).values(action="x"))
    admin.post(f"{PATH}/checks", data=form(admin))
    platform.jobs.drain(store)
    page = admin.get(PATH).text
    assert "Nhật ký có chỗ sai" in page
    assert "entry 2 was changed" in page


def test_it_speaks_english(admin, store, office):
    from ecabinet.accounts.models import Person

    with store.engine.begin() as connection:
        connection.execute(
            update(Person).where(Person.id == office.people["quantri"]).values(language="en")
        )
    page = admin.get(PATH).text
    assert "Added a person" in page
    assert "Only what was refused" in page


def test_a_unit_leads_to_its_trail(admin, office):
    page = admin.get(f"/admin/units/{office.units['VPTU']}").text
    assert f"/admin/audit?kind=unit&amp;subject_id={office.units['VPTU']}" in page
