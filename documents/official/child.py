"""The process that sets a long paper: `python -m documents.official.child`.

Reads one JSON request on stdin: limits, which paper, kind of file, where to write it, the facts,
and of a long list the file of its rows.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ecabinet.core.apart import Limits, limit_myself


def main() -> None:
    """Do what stdin asks. A failure ends with a traceback on stderr and a status."""
    asked = json.load(sys.stdin)
    limit_myself(Limits(**asked["limits"]))
    shape, write = _paper(asked["paper"], asked["kind"], asked.get("rows", ""))
    from pydantic import TypeAdapter

    facts = TypeAdapter[Any](shape).validate_python(asked["facts"])
    Path(asked["target"]).write_bytes(write(facts))


def _paper(paper: str, kind: str, rows: str) -> tuple[type[Any], Callable[[Any], bytes]]:
    """Return the shape of the facts and what sets them; imported after the limits stand."""
    if paper == "task_report":
        from documents.official.task_report import TaskReportPaper, build_task_report

        return TaskReportPaper, build_task_report
    if paper == "task_list":
        from documents.official.task_list import TaskListPaper, build_task_list

        return TaskListPaper, lambda facts: build_task_list(facts, _lines(rows))
    if paper == "letter":
        from documents.official.letter import OfficialLetter, build_letter

        return OfficialLetter, build_letter
    from documents.official.opinions import CompiledOpinions, build_opinions, write_opinions

    return CompiledOpinions, write_opinions if kind == "docx" else build_opinions


def _lines(path: str) -> Iterator[tuple[str, ...]]:
    with Path(path).open(encoding="utf-8") as lines:
        for line in lines:
            yield tuple(json.loads(line))


if __name__ == "__main__":
    main()
