"""The audit log as a file: at once or by the worker, for who asked."""

import csv
import io

import openpyxl
from sqlalchemy import update

from ecabinet.core.refusals import Refusal, record_refusal
from ecabinet.oversight.models import AuditExport
from ecabinet.oversight.routes import audit as pages
from tests.web.oversight.audit_pages import PATH, form


def test_few_are_exported_at_once_with_safe_cells(admin, store, as_actor, log):
    evil = "=HYPERLINK(0)"
    refusal = Refusal(action="access.refused", subject_kind="task", code="denied", address=evil)
    store.execute(as_actor("cuong"), record_refusal, refusal)
    wanted = form(admin, format="xlsx", action="access.refused")
    answer = admin.post(f"{PATH}/exports", data=wanted)
    assert answer.status_code == 200, answer.text[-500:]
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    heading, row = list(book.worksheets[0].iter_rows(values_only=True))
    assert heading[:5] == ("Số", "Thời điểm", "Người làm", "Thay mặt", "Việc")
    assert row[2:5] == ("Lý Mạnh Cường", None, "Bị từ chối truy cập")
    assert row[7] == "'" + evil
    assert [r.detail["filters"] for r in log("audit.exported")] == [{"action": "access.refused"}]
    wanted["format"] = "csv"
    table = admin.post(f"{PATH}/exports", data=wanted).data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(table)))[1][7] == "'" + evil


def test_many_are_made_by_the_worker(admin, app, platform, store, log, monkeypatch, as_actor):
    monkeypatch.setattr(pages, "AT_ONCE", 3)
    answer = admin.post(f"{PATH}/exports", data=form(admin, format="csv", kind="person"))
    assert answer.status_code == 303
    with store.reading() as session:
        wish = session.query(AuditExport).one()
    assert admin.get(f"{PATH}/exports/{wish.id}").status_code == 404
    assert "Chờ lập" in admin.get(PATH).text
    platform.jobs.drain(store)
    file = admin.get(f"{PATH}/exports/{wish.id}", buffered=True)
    rows = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))
    assert len(rows) - 1 == sum(row.subject_kind == "person" for row in log())
    assert {row[5] for row in rows[1:]} == {"Cá nhân"}
    assert "Tải được" in admin.get(PATH).text
    assert [r.subject_id for r in log("audit.downloaded")] == [str(wish.id)]
    assert [r.detail["rows"] for r in log("audit.export_made")] == [len(rows) - 1]


def test_a_file_is_for_the_one_who_asked(admin, browser_sign_in, store, office, platform,
                                         monkeypatch):  # fmt: skip
    monkeypatch.setattr(pages, "AT_ONCE", 1)
    admin.post(f"{PATH}/exports", data=form(admin, format="csv"))
    platform.jobs.drain(store)
    with store.engine.begin() as connection:
        connection.execute(update(AuditExport).values(person_id=office.people["thuky"]))
    with store.reading() as session:
        wish = session.query(AuditExport).one()
    assert admin.get(f"{PATH}/exports/{wish.id}").status_code == 404
    assert browser_sign_in("thuky").get(f"{PATH}/exports/{wish.id}").status_code == 404
