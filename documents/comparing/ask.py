"""Lets a child compare two texts."""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict

from documents.comparing.words import Block, Run
from ecabinet.core.apart import Limits, run_apart
from ecabinet.core.errors import Conflict

LIMITS = Limits(seconds=20, memory_mb=1024, output_mb=64)
_log = logging.getLogger(__name__)


def compare_apart(
    before: Sequence[str], after: Sequence[str], limits: Limits = LIMITS
) -> list[Block]:
    """Return what became of the words. Raises Conflict when it takes too long or too much."""
    asked = {"limits": asdict(limits), "before": list(before), "after": list(after)}
    ended = run_apart("documents.comparing.child", [], json.dumps(asked).encode(), limits)
    if ended.took_too_long or ended.status != 0:
        _log.warning("comparing ended with %s: %s", ended.status, ended.complaint)
        raise Conflict("compare.too_long")
    return [_block(found) for found in json.loads(ended.answer)]


def _block(found: dict[str, object]) -> Block:
    before, after = (
        tuple(Run(run["sign"], run["text"]) for run in found[side])  # type: ignore[attr-defined]
        for side in ("before", "after")
    )
    return Block(
        found["kind"],  # type: ignore[arg-type]
        found["page_before"],  # type: ignore[arg-type]
        found["page_after"],  # type: ignore[arg-type]
        before,
        after,
    )
