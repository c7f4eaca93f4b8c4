"""Lets a child process set a long paper: long opinions, a list of all tasks, a week's letter."""

import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from documents.official.letter import OfficialLetter
from documents.official.opinions import CompiledOpinions
from documents.official.task_report import TaskReportPaper
from ecabinet.core.apart import Limits, run_apart

Kind = Literal["pdf", "docx"]
Facts = CompiledOpinions | TaskReportPaper | OfficialLetter
PAPERS = {CompiledOpinions: "opinions", TaskReportPaper: "task_report", OfficialLetter: "letter"}
LIMITS = Limits(seconds=90, memory_mb=1024)


def set_apart(facts: Facts, kind: Kind) -> bytes:
    """Return the file; a report on tasks and a letter are PDFs.

    Raises:
        TimeoutError: it would take too long.
    """
    with tempfile.TemporaryDirectory(prefix="ecabinet-paper-") as folder:
        target = Path(folder) / f"paper.{kind}"
        asked = {
            "limits": asdict(LIMITS), "kind": kind, "target": str(target),
            "paper": PAPERS[type(facts)],
            "facts": asdict(facts),
        }  # fmt: skip
        told = json.dumps(asked, default=str).encode()
        ended = run_apart("documents.official.child", [], told, LIMITS)
        if ended.took_too_long:
            raise TimeoutError
        if ended.status != 0:
            # Its words are ours and already checked: the fault is in the installation.
            raise RuntimeError(f"no paper was set ({ended.status}): {ended.complaint}")
        return target.read_bytes()
