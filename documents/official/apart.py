"""Lets a child process set a long paper: long opinions, a list of all tasks, a week's letter."""

import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from documents.official.letter import OfficialLetter
from documents.official.opinions import CompiledOpinions
from documents.official.task_list import TaskListPaper
from documents.official.task_report import TaskReportPaper
from ecabinet.core.apart import Limits, run_apart

Kind = Literal["pdf", "docx"]
Facts = CompiledOpinions | TaskReportPaper | OfficialLetter
PAPERS = {
    CompiledOpinions: "opinions", TaskReportPaper: "task_report", OfficialLetter: "letter",
    TaskListPaper: "task_list",
}  # fmt: skip
LIMITS = Limits(seconds=90, memory_mb=1024)
LIST_LIMITS = Limits(seconds=900, memory_mb=1024)


def set_apart(facts: Facts, kind: Kind) -> bytes:
    """Return the file; a report on tasks and a letter are PDFs.

    Raises:
        TimeoutError: it would take too long.
    """
    return _set(facts, kind, LIMITS)


def set_list_apart(facts: TaskListPaper, rows: Path) -> bytes:
    """Return the PDF of a long list; each line of the file `rows` is the JSON of its texts.

    Raises:
        TimeoutError: it would take too long.
    """
    return _set(facts, "pdf", LIST_LIMITS, rows=str(rows))


def _set(facts: Facts | TaskListPaper, kind: Kind, limits: Limits, **more: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="ecabinet-paper-") as folder:
        target = Path(folder) / f"paper.{kind}"
        asked = {
            "limits": asdict(limits), "kind": kind, "target": str(target),
            "paper": PAPERS[type(facts)],
            "facts": asdict(facts), **more,
        }  # fmt: skip
        told = json.dumps(asked, default=str).encode()
        ended = run_apart("documents.official.child", [], told, limits)
        if ended.took_too_long:
            raise TimeoutError
        if ended.status != 0:
            # Its words are ours and already checked: the fault is in the installation.
            raise RuntimeError(f"no paper was set ({ended.status}): {ended.complaint}")
        return target.read_bytes()
