"""What the worker does for scans: recognises their words, where the machine can."""

from uuid import UUID

from documents.commands.recognise import RecognisedWords, keep_words
from documents.conversion.errors import ConversionFailed
from documents.conversion.recognition import recognise, recogniser
from documents.models import PaperVersion
from documents.queries.scans import unrecognised
from ecabinet.core.actors import SYSTEM
from ecabinet.core.jobs import Jobs
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job

RECOGNISE = "documents.recognise"


def recognise_version(store: Store, version_id: str) -> None:
    """Recognise the words of one scan; what cannot be read is not tried again."""
    with store.reading() as session:
        version = session.get(PaperVersion, UUID(version_id))
        wanted = version is not None and version.id in unrecognised(session, limit=1_000_000)
    if version is None or not wanted or version.served_blob is None:
        return
    try:
        texts = recognise(store.blobs.path(version.served_blob), version.page_count or 0)
    except ConversionFailed as failed:
        if failed.reason == "no_converter":
            return
        texts = []
    store.execute(SYSTEM, keep_words, RecognisedWords(version_id=version.id, texts=texts))


def _sweep(store: Store) -> None:
    if recogniser() is None:
        return
    with store.reading() as session:
        waiting = unrecognised(session)
    for version_id in waiting:
        store.dispatch(Job(RECOGNISE, {"version_id": str(version_id)}))


def register_recognition(jobs: Jobs) -> None:
    """Teach the queue to recognise scans."""
    jobs.register(RECOGNISE, recognise_version)
    jobs.register_sweep(_sweep)
