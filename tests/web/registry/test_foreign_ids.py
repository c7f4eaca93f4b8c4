"""Every route with an id, called by its owner, by a member, by somebody without part, by nobody.

The routes come from the registry: a new one is tried without being written down here.
"""

import re
from difflib import unified_diff
from typing import Any

import pytest

from ecabinet.catalogues.words import fixed
from tests.web.registry.contents import content_of
from tests.web.registry.doors import Door, doors
from tests.web.registry.names import BINH, CUONG, SECRET
from tests.web.registry.world import Everything

# It knocks at every door of the house.
pytestmark = pytest.mark.timeout(600)

# A check-in code is for whoever holds it; to who is not invited it says so.
# Units, the directory, catalogues, directives, the API document, help: for everybody signed in.
FOR_ALL = frozenset(
    {
        "code",
        "key",
        "entry_id",
        "person_id",
        "office_id",
        "unit_id",
        "name",
        "directive_id",
        "screen",
        "role",
    }
)

# Whoever holds the address may read it: tests/web/meetings/test_calendar_feed.py.
BY_ADDRESS = frozenset({"calendar_address.subscribe"})

# What a member of the meeting may do there, and with what is theirs. Everything else is refused.
MEMBER_DOES = {
    "documents.ask_copy",
    "check_in.confirm",
    "check_in.note",
    "check_in.stand_back",
    "meetings_api.stand_back",
    "documents_api.post_annotations",
    "documents_api.post_copy",
    "documents_api.put_bookmark",
    "documents_api.put_reading_place",
    "meetings.arrive",
    "meetings_api.arrive",
    "meetings_api.cast",
    "meetings_api.depart",
    "meetings_api.shown",
    "meetings_api.withdraw_it",
    "notifications.read",
    "opinions.give",
    "opinions_api.give",
}
# What is new in every answer: codes to read out, and tokens of forms.
UNIQUE = re.compile(
    r'"instance": ?"\w+"|csrf-token" content="[^"]+'
    r'|name="(?:csrf_token|request_id)" value="[^"]+|\b[0-9a-f]{8}(?=<)'
)


def answer(sent: Any, values: dict[str, Any]) -> tuple[int, str]:
    """What somebody can tell of an answer: all but what is new in each, and what they asked."""
    text = sent.get_data().decode(errors="replace")
    for value in values.values():
        text = re.sub(rf"(/|%2F){re.escape(str(value))}\b", "/…", text)
    return sent.status_code, UNIQUE.sub("", text)


def with_ids(app: Any) -> list[Door]:
    found = [door for door in doors(app) if door.names and door.endpoint not in BY_ADDRESS]
    assert len(found) > 100, "the registry was not read"
    return found


def test_what_is_not_mine_looks_like_what_is_not_there(
    everything: Everything, app: Any, document: Any
) -> None:
    faults = []
    for door in with_ids(app):
        for who in (CUONG, ""):
            before = everything.state()
            real, missing = _both(everything, document, who, door)
            if SECRET in real[1] or everything.state() != before:
                faults.append(f"{door}: {who or 'nobody'} saw or changed something")
            if real[0] not in ((401, 302) if not who else (200, 302, 403, 404)):
                faults.append(f"{door}: {who or 'nobody'} got {real[0]}")
            told_apart = real != missing
            if told_apart and not (who and FOR_ALL.intersection(door.names)):
                faults.append(f"{door}: {who or 'nobody'} tells {real[0]} from {missing[0]}")
    assert not faults, "\n".join(faults)


def test_the_owner_reaches_what_the_ids_name(
    everything: Everything, app: Any, document: Any
) -> None:
    """Else the test above would compare one missing thing with another."""
    faults = []
    for door in with_ids(app):
        real, missing = _both(everything, document, everything.owner(door), door)
        if door.endpoint == "catalogues.lookup" and not fixed():
            continue  # No page that only shows is registered.
        onward = real[0] == missing[0] == 302  # to the page that asks for the right
        if not onward and (real[0] in (404, 500) or missing[0] != 404):
            faults.append(f"{door}: {everything.owner(door)} got {real[0]}, missing {missing[0]}")
    assert not faults, "\n".join(faults)


def test_a_member_reads_and_does_only_what_members_may(
    everything: Everything, app: Any, document: Any
) -> None:
    faults = []
    for door in with_ids(app):
        before = everything.state()
        sent = everything.knock(
            BINH, door, everything.values(door), **_content(everything, document, door)
        )
        changed = everything.state() != before
        everything.restore()
        if sent.status_code >= 500 or (
            door.writes and changed and door.endpoint not in MEMBER_DOES
        ):
            faults.append(f"{door}: {sent.status_code}. May every member do this? See MEMBER_DOES.")
    assert not faults, "\n".join(faults)


def _apart(one: str, other: str) -> list[str]:
    """The first lines in which two answers differ."""
    return list(unified_diff(one.splitlines(), other.splitlines(), n=0, lineterm=""))[2:8]


def _both(everything: Everything, document: Any, who: str, door: Door) -> Any:
    """What somebody is answered for a thing that is there, and for one that is not."""
    answers = []
    for values in (everything.values(door), everything.missing(door)):
        sent = everything.knock(who, door, values, **_content(everything, document, door))
        answers.append(answer(sent, values))
        if who not in (CUONG, ""):
            everything.restore()
    return answers


def _content(everything: Everything, document: Any, door: Door) -> dict[str, Any]:
    return content_of(document, door, everything.ids)
