"""A deadline typed in words, by the API."""

from typing import Any

from ecabinet.core.clock import office_day, utc_now
from followup.deadlines import on_working_day
from tests.commands.followup.world import World


def test_words_become_a_day_or_how_often(world: World, sign_in: Any) -> None:
    clerk = sign_in("vanthu")
    read = clerk.get("/deadlines/reading?words=trước 28/11/2037").json["deadline"]
    assert read == {
        "deadline_kind": "dated",
        "due_on": "2037-11-28",
        "working_on": "2037-11-30",
        "period": None,
    }
    monthly = clerk.get("/deadlines/reading?words=hàng tháng").json["deadline"]
    assert (monthly["deadline_kind"], monthly["period"]) == ("periodic", "month")
    today = clerk.get("/deadlines/reading?words=hom nay").json["deadline"]
    assert today["working_on"] == on_working_day(office_day(utc_now())).isoformat()


def test_what_is_no_deadline_is_null_and_nothing_is_guessed(world: World, sign_in: Any) -> None:
    clerk = sign_in("vanthu")
    assert clerk.get("/deadlines/reading?words=31/2").json == {"deadline": None}
    assert clerk.get("/deadlines/reading?words=").status_code == 422
    assert clerk.get(f"/deadlines/reading?words={'x' * 101}").status_code == 422
