"""Pages of imports and exports of every kind: noted in the audit log, right in English."""

import io

import pytest
from sqlalchemy import select

from ecabinet.core.audit import AuditEntry
from tests.clients import csrf_of
from tests.web.accounts.test_people_import import FORM, as_csv, row


@pytest.mark.parametrize(
    "address",
    ["/admin/people/export.csv", "/admin/units/export.csv", "/admin/catalogues/rooms/export.xlsx",
     "/api/v1/units/export", "/api/v1/catalogues/rooms/export?kind=csv"],
)  # fmt: skip
def test_by_every_door_an_export_is_noted_once(browser_sign_in, store, address):
    assert browser_sign_in("quantri").get(address).status_code == 200
    with store.reading() as session:
        told = session.scalars(select(AuditEntry).where(AuditEntry.action == "table.exported"))
        assert [entry.detail["kind"] in address or "kind" not in address for entry in told] == [
            True
        ]


def test_one_row_is_one_row_in_english(browser_sign_in):
    client = browser_sign_in("quantri")
    token = csrf_of(client.get(FORM).text)
    client.post("/preferences", data={"csrf_token": token, "language": "en"})
    for rows, words in (
        ([row("moi.1")], ("1 good row<", "Import 1 row")),
        ([row("moi.1"), row("moi.2")], ("2 good rows<", "Import 2 rows")),
        ([row("moi.1"), row("sai tên")], ("1 wrong row<", "Import 1 good row, leave out 1 wrong")),
    ):
        file = (io.BytesIO(as_csv(*rows)), "nguoi.csv")
        sent = client.post(FORM, data={"csrf_token": token, "file": file})
        page = client.get(sent.location).text
        assert all(one in page for one in words), (words, page)


def test_the_pages_show_bad_rows_and_export_what_the_list_shows(browser_sign_in, office, store):
    client = browser_sign_in("quantri")
    token = csrf_of(client.get(FORM).text)
    data = as_csv(row("moi.1"), row("sai tên"))
    file = (io.BytesIO(data), "nguoi.csv")
    sent = client.post(FORM, data={"csrf_token": token, "file": file})
    assert sent.status_code == 303
    page = client.get(sent.location).text
    assert "1 dòng sai" in page
    assert "Người mới" in page
    assert "Tên đăng nhập chỉ gồm" in page
    done = client.post(sent.location, data={"csrf_token": token, "skip_bad": "1"})
    assert "Đã nhập xong" in done.text
    unit = office.units["BTCTU"]
    listed = client.get(f"/admin/people/export.csv?unit_id={unit}").data.decode("utf-8-sig")
    assert [line.split(",")[0] for line in listed.splitlines()[1:]] == ["cuong", "moi.1"]


def test_what_is_exported_stands_in_the_audit_log(sign_in, store):
    for kind in ("csv", "xlsx"):
        sign_in("quantri").get(f"/people/export?kind={kind}")
    with store.reading() as session:
        told = session.scalars(
            select(AuditEntry).where(AuditEntry.action == "table.exported").order_by(AuditEntry.seq)
        ).all()
    assert [entry.detail["kind"] for entry in told] == ["csv", "xlsx"]
    assert all(entry.detail["rows"] > 5 for entry in told)
