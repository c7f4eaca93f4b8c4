"""Asks for copies: what shall be in one is written down beside it, then the worker makes it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from documents import access
from documents.cache import Cache, open_cache
from documents.commands.copies import NEEDED, AskCopy, CopyKind, Use, ask_copy
from documents.held import HeldVersion
from documents.models import PDF, PaperVersion
from documents.pdf.stamp import LAYOUT
from documents.policies import PaperPermission
from documents.queries.copies import reader_words
from documents.queries.marks import annotations
from documents.states import VersionState
from documents.watermark import is_stamped
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict
from ecabinet.core.permissions import allows
from ecabinet.platform import Platform


@dataclass(frozen=True)
class Wanted:
    """What is asked for. `told` is the summary as its child is given it, `layers` are of marks."""

    version_id: UUID
    kind: CopyKind
    use: Use
    filename: str = ""
    layers: tuple[str, ...] = ()
    told: str = ""


def file_key(key: str) -> str:
    """Return where in the cache the copy lies."""
    return f"copies/{key[:2]}/{key}.pdf"


def content_key(key: str) -> str:
    """Return where in the cache lies what the worker needs besides the paper: marks, comments."""
    return f"copies/{key[:2]}/{key}.json"


def ask(platform: Platform, actor: Actor, wanted: Wanted) -> UUID:
    """Return the id of the copy that `actor` asks for, made anew or still there.

    Raises NotFound, Denied; Conflict when the paper is no PDF that can be read.
    """
    now, cache = platform.store.clock(), open_cache(platform.settings)
    with platform.store.reading() as session:
        held = access.version(session, actor, wanted.version_id, NEEDED[wanted.use])
        if held.version.state != VersionState.READY or held.version.served_type != PDF:
            raise Conflict("paper.not_ready")
        words = ""
        if is_stamped(platform.settings.watermark, held.paper.secrecy):
            words = reader_words(session, actor, now)
        content = wanted.told
        if wanted.kind in ("annotated", "flat"):
            marks = annotations(session, actor, wanted.version_id, wanted.layers).marks
            content = json.dumps([mark.wire() for mark in marks])
    key = _key(actor, held.version, wanted, words, content, now)
    kept = cache.get(file_key(key)) is not None
    if content and not kept:
        cache.put(content_key(key), content.encode())
    command = AskCopy(
        version_id=wanted.version_id,
        kind=wanted.kind,
        use=wanted.use,
        key=key,
        words=words,
        filename=wanted.filename or held.version.served_name,
        layers=",".join(wanted.layers),
        kept=kept,
    )
    return platform.store.execute(actor, ask_copy, command).id


def _key(
    actor: Actor,
    version: PaperVersion,
    wanted: Wanted,
    words: str,
    content: str,
    now: datetime,
) -> str:
    """Name the copy: one reader's, of one day, with one state of the marks."""
    # The time in the words is that of the day's first asking: only the rest tells copies apart.
    named = words.rpartition(" · ")[0]
    parts = (
        LAYOUT, version.id, version.served_blob, wanted.kind, actor.person_id, actor.real_id,
        office_day(now), named, hashlib.sha256(content.encode()).hexdigest(),
    )  # fmt: skip
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def must_be_stamped(platform: Platform, actor: Actor, held: HeldVersion) -> bool:
    """Whether `actor` may take the paper along only with their name on it.

    Files that are no PDF cannot be stamped; those who bring papers may have them clean.
    """
    if held.version.served_type != PDF:
        return False
    if not is_stamped(platform.settings.watermark, held.paper.secrecy):
        return False
    return not allows(actor, PaperPermission.TAKE_CLEAN, held)


def forget_file(cache: Cache, key: str) -> None:
    """Remove what lies in the cache for a copy."""
    for name in (file_key(key), content_key(key)):
        cache.path(name).unlink(missing_ok=True)
