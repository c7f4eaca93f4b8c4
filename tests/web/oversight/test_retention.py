"""The page of retention, its operation, and a page that is behind what is no longer kept."""

from sqlalchemy import delete

from ecabinet.core.notices import stream_of
from ecabinet.core.outbox import OutboxEntry


def test_administrators_see_what_is_kept_how_long(browser_sign_in, sign_in):
    page = browser_sign_in("quantri").get("/admin/retention")
    assert page.status_code == 200
    assert "Biên nhận yêu cầu" in page.text
    assert "60 ngày" in page.text
    assert "Không bao giờ tự xóa" in page.text
    found = sign_in("quantri").get("/retention").json["rules"]
    assert {rule["key"]: rule["days"] for rule in found}["notices"] == 730
    assert all(rule["stale"] == 0 for rule in found)
    for other in ("thuky", "chutri", "canbo"):
        assert sign_in(other).get("/retention").status_code == 404
        assert browser_sign_in(other).get("/admin/retention").status_code == 404


def test_who_is_behind_what_is_kept_is_told_to_load_anew(sign_in, store, office):
    person = sign_in("canbo")
    stream = stream_of(office.people["canbo"])
    with store.engine.begin() as connection:
        table = OutboxEntry.__table__
        connection.execute(delete(table).where(table.c.stream == stream))
        connection.exec_driver_sql(f"DELETE FROM stream WHERE name = '{stream}'")
        connection.exec_driver_sql(f"INSERT INTO stream (name, seq) VALUES ('{stream}', 9)")

    def asked(after):
        answer = person.get(f"/changes?stream={stream}&after={after}").json
        return answer["lost"], answer["last"]

    assert [asked(after) for after in (0, 8, 9)] == [(True, 9), (True, 9), (False, 9)]
