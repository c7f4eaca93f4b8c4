"""The directory: what everybody signed in may know of a person, and no more."""

import re

import pytest

from ecabinet.accounts.commands.leaving import DeactivatePerson, deactivate_person
from ecabinet.accounts.commands.people import ChangePerson, change_person
from ecabinet.core.clock import office_day, utc_now


def names(page):
    """Who is listed, in order."""
    return re.findall(r'<a class="cell" href="/people/[0-9a-f-]+">([^<]+)</a>', page.text)


@pytest.fixture
def reader(browser_sign_in):
    return browser_sign_in("vanthu")


def test_everybody_browses_and_searches(reader, office):
    assert names(reader.get("/people"))[:2] == ["Trần Văn An", "Lê Thị Bình"]
    assert names(reader.get("/people?q=tuyet+mai")) == ["Hoàng Tuyết Mai"]
    unit = office.units["BTCTU"]
    assert names(reader.get(f"/people?unit_id={unit}")) == ["Lý Mạnh Cường"]
    assert "Không có ai khớp" in reader.get("/people?q=zzz").text
    assert reader.get("/people?unit_id=x").status_code == 422


def test_nobody_signed_in_sees_nothing(client, office):
    for path in ("/people", f"/people/{office.people['cuong']}"):
        assert client.get(path).status_code == 302


def test_a_card_tells_office_unit_and_how_to_reach(reader, store, office, as_actor):
    cuong = office.people["cuong"]
    known = ChangePerson(person_id=cuong, email="cuong@example.vn", phone="0912 345 678")
    store.execute(as_actor("quantri"), change_person, known)
    page = reader.get(f"/people/{cuong}").text
    for words in ("Lý Mạnh Cường", "Chuyên viên", "Ban Tổ chức Tỉnh ủy", "mailto:cuong@example.vn"):
        assert words in page
    assert 'href="tel:0912345678"' in page
    for secret in ("revision", "/admin/people", "Mức được biết", "Tên đăng nhập"):
        assert secret not in page
    assert reader.get("/people/01900000-0000-7000-8000-000000000000").status_code == 404


def test_who_has_left_is_not_listed_and_cannot_be_reached(reader, store, office, as_actor):
    cuong, today = office.people["cuong"], office_day(utc_now())
    known = ChangePerson(person_id=cuong, phone="0912 345 678")
    store.execute(as_actor("quantri"), change_person, known)
    gone = DeactivatePerson(person_id=cuong, on=today, reason="Chuyện riêng")
    store.execute(as_actor("quantri"), deactivate_person, gone)
    for query in ("", "?standing=all", "?standing=left&q=cuong"):
        assert "Lý Mạnh Cường" not in names(reader.get(f"/people{query}"))
    page = reader.get(f"/people/{cuong}").text
    assert "không còn làm việc" in page
    for private in ("0912", "Chuyện riêng", "Chuyên viên", f"{today:%d/%m/%Y}"):
        assert private not in page


def test_an_administrator_finds_the_way_to_the_record(browser_sign_in, office):
    page = browser_sign_in("quantri").get(f"/people/{office.people['cuong']}").text
    assert f"/admin/people/{office.people['cuong']}" in page
