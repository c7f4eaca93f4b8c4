"""The process that opens workbooks: `python -m ecabinet.core.sheets_child`, for `sheets_apart`.

Its arguments are the limits and what is wanted: `lines` of the first sheet, or all `sheets`.

Reads a workbook on stdin and answers JSON on stdout. A few kilobytes of XML can keep a parser busy
for minutes and in gigabytes; whatever the file holds, it can only cost this process.
"""

import json
import os
import sys

from ecabinet.core.apart import Limits, limit_myself
from ecabinet.core.errors import Invalid


def main() -> None:
    """Answer with the lines, or the code and parameters of the refusal; leave at once."""
    limit_myself(Limits(**json.loads(sys.argv[1])))
    data = sys.stdin.buffer.read()
    from ecabinet.core.sheets_in import workbook_lines, workbook_sheets

    reader = {"lines": workbook_lines, "sheets": workbook_sheets}[sys.argv[2]]
    try:
        answer: dict[str, object] = {"read": list(reader(data))}
    except Invalid as refusal:
        answer = {"code": refusal.code, "params": refusal.params}
    except (MemoryError, RecursionError):
        answer = {"code": "sheet.too_costly", "params": {"field": "file"}}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    # Freeing a hostile document's objects one by one could take longer than reading it did.
    os._exit(0)


if __name__ == "__main__":
    main()
