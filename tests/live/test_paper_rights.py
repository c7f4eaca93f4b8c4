"""Rights that shrink while a paper is open: out of its rooms within two seconds; windows too."""

import time
from datetime import timedelta

from documents import windows
from documents.events import layer_stream
from documents.models import PaperGrant
from ecabinet.core.clock import utc_now
from tests.live.hall import SECRETARY
from tests.live.house import House
from tests.live.wire import Tablet
from tests.marks import ink

BARRED, READER = "daibieu0001", "daibieu0002"
SOON = 2.0
REFUSED = {"ok": False, "code": "live.refused"}


def left(tablet: Tablet, stream: str) -> float:
    """Seconds until the server has put the tablet out of a room."""
    began = time.monotonic()
    while tablet.event() != ["left", {"stream": stream}]:
        pass
    return time.monotonic() - began


def test_who_loses_the_paper_is_out_and_the_others_come_back(scene: House) -> None:
    stream, version = layer_stream(scene.hall.version_id), scene.hall.version_id
    barred, reader = scene.tablet(BARRED, stream), scene.tablet(READER, stream)
    secretary = scene.caller(SECRETARY)
    wish = {"who": "person", "who_id": str(scene.hall.people[BARRED]), "level": "none"}
    secretary.must("PUT", f"/papers/{version}/grants", wish)
    assert left(barred, stream) < SOON
    assert left(reader, stream) < SOON
    assert barred.ask("join", {"stream": stream}) == REFUSED
    assert scene.caller(BARRED).send("GET", f"/papers/{version}/annotations").status == 404
    assert reader.ask("join", {"stream": stream})["ok"]
    marks = {"annotations": [ink(layer="meeting")]}
    secretary.must("POST", f"/papers/{version}/annotations", marks)
    name, told = reader.event()
    assert (name, told["type"]) == ("event", "annotation.added")
    assert barred.silent()
    gone = secretary.send("DELETE", f"/papers/{version}/grants?who=person&who_id={wish['who_id']}")
    assert gone.status == 204
    assert barred.ask("join", {"stream": stream})["ok"]


def test_view_only_takes_the_pen_from_an_open_tablet(scene: House) -> None:
    stream, version = layer_stream(scene.hall.version_id), scene.hall.version_id
    tablet, secretary = scene.tablet(READER, stream), scene.caller(SECRETARY)
    assert tablet.ask("stroke", {"stream": stream, "points": []}) == {"ok": True}
    secretary.must("PUT", f"/papers/{version}/grants", {"who": "all", "level": "view"})
    assert left(tablet, stream) < SOON
    assert tablet.ask("join", {"stream": stream})["ok"]
    assert tablet.ask("stroke", {"stream": stream, "points": []}) == REFUSED
    assert scene.caller(READER).get(f"/papers/{version}/annotations")["level"] == "view"
    secretary.send("DELETE", f"/papers/{version}/grants?who=all")


def test_a_window_that_ends_closes_the_rooms(scene: House) -> None:
    stream, version = layer_stream(scene.hall.version_id), scene.hall.version_id
    secretary = scene.caller(SECRETARY)
    end = utc_now() + timedelta(seconds=2)
    wish = {"who": "all", "level": "annotate", "ends_at": end.isoformat()}
    secretary.must("PUT", f"/papers/{version}/grants", wish)
    tablet = scene.tablet(READER, stream)
    assert scene.caller(READER).get(f"/papers/{version}/annotations")["changes_in"] <= 2
    with scene.hall.store.reading() as session:
        grant_id = session.query(PaperGrant.id).filter_by(who_kind="all").one()[0]
    time.sleep(max(0.0, (end - utc_now()).total_seconds()))
    windows.tell(scene.hall.store, str(grant_id))  # As the worker does at that moment.
    assert left(tablet, stream) < SOON
    assert tablet.ask("join", {"stream": stream}) == REFUSED
    assert scene.caller(READER).send("GET", f"/papers/{version}").status == 404
    secretary.send("DELETE", f"/papers/{version}/grants?who=all")
