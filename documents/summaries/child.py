"""The process that writes a summary: `python -m documents.summaries.child`, for `making` only.

Reads one JSON request on stdin: limits, kind of file, where to write it, the summary.
"""

import json
import sys
from pathlib import Path

from ecabinet.core.apart import Limits, limit_myself


def main() -> None:
    """Do what stdin asks. A failure ends with a traceback on stderr and a status."""
    asked = json.load(sys.stdin)
    limit_myself(Limits(**asked["limits"]))
    # After the limits: what sets type and writes workbooks.
    from documents.summaries import files
    from documents.summaries.shapes import Summary

    summary = Summary.model_validate_json(asked["summary"])
    write = files.workbook if asked["kind"] == "xlsx" else files.printed
    Path(asked["target"]).write_bytes(write(summary))


if __name__ == "__main__":
    main()
