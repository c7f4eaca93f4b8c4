"""The audit log through the API: administrators only, by token too within its scope."""

import pytest
from sqlalchemy import update

from ecabinet.core.audit import AuditEntry


def test_entries_in_words_and_by_key(sign_in, log):
    admin = sign_in("quantri")
    first = admin.get("/audit/entries?action=person.created").json
    assert first["entries"][0]["sentence"] == "Thêm người"
    assert first["next_after"] is None
    every = admin.get("/audit/entries").json
    seqs = [entry["seq"] for entry in every["entries"]]
    assert seqs == sorted(seqs, reverse=True)
    assert admin.speaking("en").get("/audit/entries?limit=1").status_code == 200
    older = admin.get(f"/audit/entries?after={seqs[4]}").json["entries"]
    assert [entry["seq"] for entry in older] == seqs[5:]


@pytest.mark.parametrize("path", ["/audit/entries", "/audit/head"])
def test_others_find_nothing(sign_in, path):
    assert sign_in("chutri").get(path).status_code == 404
    assert sign_in("canbo").post("/audit/checks").status_code == 404


def test_wrong_questions_are_refused(sign_in):
    admin = sign_in("quantri")
    for query in ("person_id=x", "since=31/12/2026", "after=0", "after=x", f"after={'9' * 40}"):
        assert admin.get(f"/audit/entries?{query}").status_code == 422, query


def test_the_head_and_a_check(sign_in, platform, store, log):
    admin = sign_in("quantri")
    head = admin.get("/audit/head").json
    last = log()[-1]
    assert (head["seq"], head["hash"], head["checked"]) == (last.seq, last.hash, None)
    asked = admin.post("/audit/checks")
    assert (asked.status_code, asked.json["state"]) == (202, "waiting")
    again = admin.post("/audit/checks")
    assert again.json["id"] == asked.json["id"]
    platform.jobs.drain(store)
    found = admin.get(f"/audit/checks/{asked.json['id']}").json
    assert (found["state"], found["fault_count"]) == ("whole", 0)
    assert admin.get("/audit/head").json["checked"]["id"] == asked.json["id"]
    with store.engine.begin() as connection:
        connection.execute(update(AuditEntry).where(AuditEntry.seq == 3).values(subject_id="x"))
    asked = admin.post("/audit/checks")
    platform.jobs.drain(store)
    found = admin.get(f"/audit/checks/{asked.json['id']}").json
    assert (found["state"], found["faults"]) == ("broken", ["entry 3 was changed"])


def test_a_replay_of_a_request_answers_the_same(sign_in, log):
    admin = sign_in("quantri")
    first = admin.post("/audit/checks", request_id="r-1").json["id"]
    assert admin.post("/audit/checks", request_id="r-1").json["id"] == first
    assert len(log("audit.check_asked")) == 1
