"""The API of minutes: the PDF, drawn from the facts of the session."""

import hashlib
from io import BytesIO

from flask import Response, send_file

from documents.official.minutes import build_minutes
from documents.official.minutes_facts import MinutesFacts
from documents.routes.api import cache
from ecabinet.concurrency import run_blocking
from ecabinet.core.clock import utc_now
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import PDF, file_answer
from ecabinet.web.requests import current_actor, platform
from meetings.minutes_words import in_words
from meetings.queries.minutes import minutes_facts
from meetings.routes.doors import MeetingPath, api


@api.get(
    "/meetings/<uuid:meeting_id>/minutes.pdf",
    operation_id="getMinutes",
    summary="Biên bản",
    responses=file_answer(PDF),
)
def show_minutes(path: MeetingPath) -> Response:
    """Show the minutes as they stand; they are final once the session has closed."""
    with platform().store.reading() as session:
        facts, final = minutes_facts(session, current_actor(), path.meeting_id, utc_now())
    facts = in_words(facts)
    name = f"bien-ban-{facts.symbol}.pdf".replace("/", "-").replace("…", "")
    if not final:
        # The end of an open session is now, so nothing could be kept for the next reader.
        drawn: BytesIO | str = BytesIO(run_blocking(build_minutes, facts))
    else:
        drawn = _kept(facts)
    sent = send_file(drawn, mimetype=PDF, download_name=name, max_age=0)
    return noted(sent, "minutes.downloaded", "meeting", path.meeting_id, final=final)


def _kept(facts: MinutesFacts) -> str:
    """Return the file for these facts: the same facts are drawn once."""
    kept = cache()
    digest = hashlib.sha256(repr(facts).encode()).hexdigest()
    key = f"minutes/{digest[:2]}/{digest}.pdf"
    path = kept.get_or_make(key, lambda: kept.put(key, run_blocking(build_minutes, facts)))
    return str(path)
