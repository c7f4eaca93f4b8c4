"""The API of the call: the same as on the pages, for programs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ecabinet.core.errors import DomainError
from meetings.commands.answer import AnswerInvitation, answer_invitation
from meetings.commands.remind import RemindParticipants, remind_participants
from meetings.commands.substitute import DecideSubstitute, decide_substitute
from meetings.queries.answers import answers
from tests.clients import ApiClient
from tests.gatherings import MEMBERS, Gathering

SignIn = Callable[[str], ApiClient]


def test_the_whole_way_by_api(gathering: Gathering, sign_in: SignIn) -> None:
    gathering.planned()
    at = f"/meetings/{gathering.id}"
    secretary, member = sign_in("thuky"), sign_in("daibieu01")
    until = gathering.before_it().isoformat()
    assert secretary.post(f"{at}/call", {"answer_by": until}).status_code == 200
    own = member.get(f"{at}/answer").json
    assert (own["answer"], own["closed"], own["may_substitute"]) == (None, None, True)
    said = member.put(f"{at}/answer", {"answer": "absent", "reason": "Công tác"})
    assert said.json["answer"]["reason"] == "Công tác"
    canbo = str(gathering.office.people["canbo"])
    member.put(f"{at}/answer", {"answer": "substitute", "substitute_id": canbo})
    seat = gathering.seat("daibieu01")
    decided = secretary.post(f"{at}/participants/{seat}/substitution", {"decision": "approve"})
    assert decided.json["figures"]["substitute"] == 1
    seats = {p["id"]: p for p in secretary.get(at).json["participants"]}
    mine = seats[str(seat)]
    assert seats[mine["substituted_by"]]["sits_for"] == str(seat)
    assert member.send("DELETE", f"{at}/answer").status_code == 204
    assert sign_in("canbo").get(at).status_code == 404
    assert secretary.post(f"{at}/reminders").json == {"reminded": 6, "already": 0}
    assert secretary.post(f"{at}/reminders").json == {"reminded": 0, "already": 6}
    secretary.send("PATCH", at, json={"place": "Hội trường"})
    waiting = secretary.get(f"{at}/unannounced-changes").json
    assert [change["what"] for change in waiting["changes"]] == ["place"]
    told = secretary.post(f"{at}/announcements", {"digest": waiting["digest"], "line": "Mời xem"})
    assert told.json["changes"] == []
    assert member.get(f"{at}/announcements").json["announcements"][0]["line"] == "Mời xem"
    assert secretary.put(f"{at}/answer-deadline", {"answer_by": None}).json["answer_by"] is None


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("answer", {}),
        ("answer", {"answer": "maybe"}),
        ("answer", {"answer": "attend", "reason": 7}),
        ("answer", {"answer": "substitute", "substitute_id": "x"}),
        ("answer-deadline", {"answer_by": "tomorrow"}),
        ("answer-deadline", {"answer_by": "2030-01-01T10:00:00"}),
    ],
)
def test_what_is_no_answer_is_refused(
    gathering: Gathering, sign_in: SignIn, path: str, body: dict[str, Any]
) -> None:
    gathering.called()
    who = "daibieu01" if path == "answer" else "thuky"
    assert sign_in(who).put(f"/meetings/{gathering.id}/{path}", body).status_code == 422


def test_errors_have_words_in_both_languages(gathering: Gathering, sign_in: SignIn) -> None:
    gathering.called()
    member = sign_in("daibieu01")
    at = f"/meetings/{gathering.id}/answer"
    said = [member.speaking(lang).put(at, {"answer": "absent"}).json for lang in ("vi", "en")]
    assert [one["code"] for one in said] == ["answer.reason_missing"] * 2
    assert said[0]["detail"] == "Vắng mặt cần ghi lý do."


def test_strangers_learn_nothing(gathering: Gathering, sign_in: SignIn) -> None:
    gathering.called()
    at, stranger = f"/meetings/{gathering.id}", sign_in("cuong")
    for page in (
        "answer", "answers", "answers.xlsx", "reading-receipts", "unannounced-changes",
        "announcements", "invitation.pdf",
    ):  # fmt: skip
        assert stranger.get(f"{at}/{page}").status_code == 404, page
    for page in ("answers", "answers.xlsx", "reading-receipts", "unannounced-changes"):
        assert sign_in("daibieu01").get(f"{at}/{page}").status_code == 403, page


def test_receipts_tell_that_and_not_where(gathering: Gathering, sign_in: SignIn) -> None:
    from documents.commands.read import KeepPlace, keep_place

    gathering.called()
    version = gathering.paper(1, title="Tờ trình")
    secret = gathering.paper(0, title="Mật", secrecy=0)
    assert secret
    gathering.run("daibieu01", keep_place, KeepPlace(version_id=version, page=3))
    told = sign_in("thuky").get(f"/meetings/{gathering.id}/reading-receipts").json["papers"]
    assert [(one["item_number"], one["opened"], len(one["readers"])) for one in told] == [
        ("1", 0, 5),  # Not for the guest.
        ("2", 1, 6),
    ]
    assert "page" not in str(told)


def test_a_paper_kept_from_one_person_is_not_named_to_them(
    gathering: Gathering, sign_in: SignIn
) -> None:
    gathering.called()
    version = gathering.paper(1, title="Phương án nhân sự")
    secretary, at = sign_in("thuky"), f"/meetings/{gathering.id}"
    kept_from = str(gathering.office.people["daibieu01"])
    grant = {"who": "person", "who_id": kept_from, "level": "none"}
    assert secretary.put(f"/papers/{version}/grants", grant).status_code < 300
    waiting = secretary.get(f"{at}/unannounced-changes").json
    assert [change["name"] for change in waiting["changes"]] == ["Phương án nhân sự"]
    assert secretary.post(f"{at}/announcements", {"digest": waiting["digest"]}).status_code == 200
    told = {
        who: [
            change["name"]
            for one in sign_in(who).get(f"{at}/announcements").json["announcements"]
            for change in one["changes"]
        ]
        for who in ("daibieu01", "daibieu02", "thuky")
    }
    assert told == {
        "daibieu01": [], "daibieu02": ["Phương án nhân sự"], "thuky": ["Phương án nhân sự"]
    }  # fmt: skip
    kinds = {
        who: {notice["kind"] for notice in sign_in(who).get("/notices").json["notices"]}
        for who in ("daibieu01", "daibieu02")
    }
    assert kinds["daibieu02"] - kinds["daibieu01"] == {"meeting.changed"}
    (paper,) = secretary.get(f"{at}/reading-receipts").json["papers"]
    readers = {one["name"] for one in paper["readers"]}
    assert len(readers) == 5
    everybody = secretary.get(f"/papers/{version}/grants").json["people"]
    named = {one["name"] for one in everybody if one["person_id"] == kept_from}
    assert named
    assert not named & readers


def at_once(*works: Callable[[], Any]) -> list[str]:
    """Do everything at the same time; what became of each."""

    def run(work: Callable[[], Any]) -> str:
        try:
            work()
        except DomainError as error:
            return error.code
        return "ok"

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_two_secretaries_remind_at_once_and_each_person_hears_it_once(gathering: Gathering) -> None:
    gathering.called()
    command = RemindParticipants(meeting_id=gathering.id)
    made: list[int] = []

    def press() -> None:
        made.append(gathering.run("thuky", remind_participants, command).reminded)

    assert at_once(*[press] * 6) == ["ok"] * 6
    assert sorted(made) == [0, 0, 0, 0, 0, 6]


def test_everybody_answers_at_once(gathering: Gathering) -> None:
    gathering.called()

    def say(who: str) -> Callable[[], Any]:
        command = AnswerInvitation.model_validate({"meeting_id": gathering.id, "answer": "attend"})
        return lambda: gathering.run(who, answer_invitation, command)

    assert set(at_once(*[say(who) for who in MEMBERS for _ in range(3)])) == {"ok"}
    with gathering.store.reading() as session:
        told = answers(session, gathering.as_actor("thuky"), gathering.id)
    assert told.figures["attend"] == len(MEMBERS)


def test_one_person_is_given_one_seat(gathering: Gathering) -> None:
    """Two members propose the same person; both are approved at the same moment."""
    gathering.called()
    canbo = gathering.office.people["canbo"]
    works = []
    for who in ("daibieu01", "daibieu02"):
        said = {"meeting_id": gathering.id, "answer": "substitute", "substitute_id": canbo}
        gathering.run(who, answer_invitation, AnswerInvitation.model_validate(said))
        approve = DecideSubstitute(
            meeting_id=gathering.id, participant_id=gathering.seat(who), decision="approve"
        )
        works.append(lambda approve=approve: gathering.run("thuky", decide_substitute, approve))
    assert sorted(at_once(*works)) == ["answer.sits_for_another", "ok"]
