"""Notices, choices and mail through the API: one's own, in one's language, and nobody else's."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from ecabinet.accounts.models import Person
from ecabinet.core.clock import utc_now
from ecabinet.core.ids import new_id
from ecabinet.notifications.models import Mail
from ecabinet.notifications.states import MailState
from tests.counting import counted

WHO, OTHER, ADMIN = "daibieu01", "daibieu02", "quantri"
LOST = "account.password_changed"


def titles(answer):
    return [row["title"] for row in answer.json["notices"]]


def test_the_list_newest_first_page_by_page_with_filters(sign_in, tell):
    api = sign_in(WHO)
    assert api.get("/notices").json == {"notices": [], "unread": 0, "next_after": None}
    for number in range(1, 6):
        tell(WHO, "task.assigned" if number % 2 else LOST, f"Việc {number}")
    first = api.get("/notices?limit=2")
    assert (titles(first), first.json["unread"]) == (["Việc 5", "Việc 4"], 5)
    second = api.get(f"/notices?limit=2&after={first.json['next_after']}")
    assert titles(second) == ["Việc 3", "Việc 2"]
    last = api.get(f"/notices?limit=2&after={second.json['next_after']}")
    assert (titles(last), last.json["next_after"]) == (["Việc 1"], None)
    assert titles(api.get("/notices?topic=account")) == ["Việc 4", "Việc 2"]
    assert api.get("/notices?topic=weather").status_code == 422
    assert api.get("/notices?limit=101").status_code == 422
    assert titles(sign_in(OTHER).get("/notices")) == []


def test_words_are_those_of_the_reader(sign_in, tell, store, office):
    tell(WHO, LOST, "daibieu01")
    (row,) = sign_in(WHO).get("/notices").json["notices"]
    assert (row["label"], row["topic"], row["url"]) == ("Mật khẩu đã đổi", "account", "/account")
    with store.engine.begin() as connection:
        this = Person.id == office.people[WHO]
        connection.execute(update(Person).where(this).values(language="en"))
    (row,) = sign_in(WHO).get("/notices").json["notices"]
    assert row["label"] == "Password changed"


def test_what_one_may_no_longer_see_has_neither_title_nor_way(sign_in, tell):
    tell(WHO, "task.assigned", "Việc kín", subject=uuid4())
    (row,) = sign_in(WHO).get("/notices").json["notices"]
    assert (row["title"], row["url"], row["actor"]) == ("", "", None)
    assert row["text"] == "Việc này không còn mở cho đồng chí."


def test_read_by_id_or_up_to_what_was_seen(sign_in, tell):
    api = sign_in(WHO)
    for number in range(4):
        tell(WHO, LOST, str(number))
    ids = [row["id"] for row in api.get("/notices").json["notices"]]
    assert api.post("/notices/readings", {"ids": [ids[3]]}).json == {"unread": 3}
    assert api.post("/notices/readings", {"ids": [ids[3]]}).json == {"unread": 3}
    assert titles(api.get("/notices?unread=true")) == ["3", "2", "1"]
    tell(WHO, LOST, "neu")
    assert api.post("/notices/readings", {"until": ids[0]}).json == {"unread": 1}
    assert titles(api.get("/notices?unread=true")) == ["neu"]


def test_nobody_reads_for_another(sign_in, tell):
    tell(WHO, LOST, "A")
    mine = sign_in(WHO)
    (row,) = mine.get("/notices").json["notices"]
    other = sign_in(OTHER)
    for ids in ([row["id"]], [str(uuid4())]):
        answer = other.post("/notices/readings", {"ids": ids})
        assert (answer.status_code, answer.json["code"]) == (404, "not_found")
    assert other.post("/notices/readings", {"until": row["id"]}).json == {"unread": 0}
    assert mine.get("/notices").json["unread"] == 1
    assert mine.post("/notices/readings", {"ids": ["x"]}).status_code == 422
    assert mine.post("/notices/readings", {"ids": [str(uuid4())] * 201}).status_code == 422


def test_a_long_list_costs_no_more_queries(sign_in, tell, store):
    api = sign_in(WHO)

    def asked():
        with counted(store.engine) as statements:
            api.get("/notices?limit=100")
        return len(statements)

    for number in range(2):
        tell(WHO, "task.assigned", str(number), subject=uuid4())
    few = asked()
    for number in range(40):
        tell(WHO, "task.assigned", str(number), subject=uuid4())
    assert asked() == few


def kind_of(answer, name):
    return next(row for row in answer.json["kinds"] if row["kind"] == name)


def test_choices_by_topic_and_by_kind(sign_in):
    api = sign_in(WHO)
    before = api.get("/notice-preferences")
    assert before.json["channels"]["tasks"] == "mail"
    assert "directives" not in before.json["channels"]  # Nobody is told of any yet.
    assert kind_of(before, "task.assigned")["in_force"] == "mail"
    assert kind_of(before, "task.reported")["in_force"] == "digest"
    assert kind_of(before, "paper.late")["in_force"] == "mail"
    chosen = api.put("/notice-preferences", {"channels": {"tasks": "off", "papers": "digest"}})
    assert kind_of(chosen, "task.assigned")["in_force"] == "off"
    assert kind_of(chosen, "task.reported")["in_force"] == "off"
    own = api.put("/notice-preferences", {"kinds": {"task.overdue": "mail"}, "digest_hour": 6})
    overdue = kind_of(own, "task.overdue")
    assert (overdue["chosen"], overdue["in_force"]) == ("mail", "mail")
    assert (own.json["digest_hour"], own.json["channels"]["tasks"]) == (6, "off")
    back = api.put("/notice-preferences", {"kinds": {"task.overdue": None}})
    assert kind_of(back, "task.overdue")["in_force"] == "off"
    assert kind_of(sign_in(OTHER).get("/notice-preferences"), "task.assigned")["in_force"] == "mail"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"channels": {"account": "off"}}, 422, "notice.always_mailed"),
        ({"kinds": {"account.password_changed": "digest"}}, 422, "notice.always_mailed"),
        ({"kinds": {"task.nothing": "off"}}, 422, "notice.unknown_kind"),
        ({"channels": {"weather": "off"}}, 422, None),
        ({"channels": {"tasks": "pigeon"}}, 422, None),
        ({"digest_hour": 24}, 422, None),
        ({"person_id": "x"}, 422, None),
    ],
)
def test_choices_that_cannot_be(sign_in, body, status, code):
    api = sign_in(WHO)
    before = api.get("/notice-preferences").json
    answer = api.put("/notice-preferences", body)
    assert answer.status_code == status
    assert code is None or answer.json["code"] == code
    assert api.get("/notice-preferences").json == before


@pytest.fixture
def mail(store, office) -> UUID:
    """A mail to daibieu01 of which nobody knows whether it arrived."""
    key = new_id()
    with store.engine.begin() as connection:
        connection.execute(
            Mail.__table__.insert().values(
                id=key, person_id=office.people[WHO], kind="notices", state=MailState.UNCERTAIN,
                created_at=utc_now() - timedelta(hours=1), due_at=utc_now(), attempts=1,
                message_id=f"<{key}@x>", failure="worker_gone", ended_at=utc_now(),
            )
        )  # fmt: skip
    return key


def test_the_mail_of_the_house_is_for_administrators(sign_in, mail):
    admin = sign_in(ADMIN)
    found = admin.get("/mails?state=uncertain").json
    assert [(row["id"], row["person"], row["failure"]) for row in found["mails"]] == [
        (str(mail), "Trần Văn An", "worker_gone")
    ]
    assert found["counts"] == {"uncertain": 1}
    assert admin.get("/mails?state=lost").status_code == 422
    assert admin.post(f"/mails/{mail}/retries").status_code == 204
    again = admin.post(f"/mails/{mail}/retries")
    assert (again.status_code, again.json["code"]) == (409, "mail.not_in_trouble")
    assert admin.get("/mails").json["mails"][0]["state"] == "waiting"


@pytest.mark.parametrize("username", [WHO, "thuky", "chutri", "vanthu", "canbo"])
def test_nobody_else_sees_the_mail_or_sends_it_again(sign_in, mail, username):
    api = sign_in(username)
    assert api.get("/mails").status_code == 404
    assert api.post(f"/mails/{mail}/retries").status_code == 404
    assert api.post(f"/mails/{uuid4()}/retries").status_code == 404
    assert sign_in(ADMIN).get("/mails").json["mails"][0]["state"] == "uncertain"
