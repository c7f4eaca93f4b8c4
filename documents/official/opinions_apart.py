"""Lets a child process set the table of opinions: three hundred long ones take a while."""

import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from documents.official.opinions import CompiledOpinions
from ecabinet.core.apart import Limits, run_apart

Kind = Literal["pdf", "docx"]
LIMITS = Limits(seconds=90, memory_mb=1024)


def set_apart(facts: CompiledOpinions, kind: Kind) -> bytes:
    """Return the file.

    Raises:
        TimeoutError: it would take too long.
    """
    with tempfile.TemporaryDirectory(prefix="ecabinet-opinions-") as folder:
        target = Path(folder) / f"table.{kind}"
        asked = {
            "limits": asdict(LIMITS), "kind": kind, "target": str(target),
            "facts": asdict(facts),
        }  # fmt: skip
        told = json.dumps(asked, default=str).encode()
        ended = run_apart("documents.official.opinions_child", [], told, LIMITS)
        if ended.took_too_long:
            raise TimeoutError
        if ended.status != 0:
            # Its words are ours and already checked: the fault is in the installation.
            raise RuntimeError(f"no table was set ({ended.status}): {ended.complaint}")
        return target.read_bytes()
