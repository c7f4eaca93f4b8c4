"""The process that sets the table of opinions: `python -m documents.official.opinions_child`.

Reads one JSON request on stdin: limits, kind of file, where to write it, the facts.
"""

import json
import sys
from pathlib import Path

from ecabinet.core.apart import Limits, limit_myself


def main() -> None:
    """Do what stdin asks. A failure ends with a traceback on stderr and a status."""
    asked = json.load(sys.stdin)
    limit_myself(Limits(**asked["limits"]))
    # After the limits: what sets type.
    from pydantic import TypeAdapter

    from documents.official.opinions import CompiledOpinions, build_opinions, write_opinions

    facts = TypeAdapter(CompiledOpinions).validate_python(asked["facts"])
    write = write_opinions if asked["kind"] == "docx" else build_opinions
    Path(asked["target"]).write_bytes(write(facts))


if __name__ == "__main__":
    main()
