"""A meeting in session while others send to its sockets what no client sends, or far too much.

python -m benchmarks.hostile_sockets [messages] [floods] [--messages 10000] [--seed 0]
    [--mode eventlet]

messages: so many malformed messages, frames and handshakes by six kinds of people at once.
floods: what is well-formed, as fast as the line takes it, and messages that never end.
Meanwhile the secretary pushes items, and the tablets of three members note when they come. At the
end: nobody missed one, the product lives and answers, its memory has not grown, its log holds no
error.
"""

import argparse
import json
import sys
from collections import Counter
from functools import partial

from benchmarks.places import circumstances, place
from benchmarks.socket_attacks import floods, malformed, nothing
from benchmarks.socket_witnesses import HEAD, Room
from ecabinet.platform import open_platform
from ecabinet.settings import Settings
from tests.live.caller import Caller
from tests.live.house import House
from tests.live.product import SECRET
from tests.live.wire import Tablet


def run(parts: list[str], kind: str, mode: str, messages: int, seed: int) -> list[str]:
    """Do the parts to one product; what was wrong."""
    with place(kind, 8) as where, where.serving(mode) as product:
        settings = Settings(where.data_dir, SECRET, where.database_url, async_mode="threading")
        platform = open_platform(settings)
        room = Room(House(where.hall, platform, product))
        room.watch("nothing, to warm up", partial(nothing, 3))
        room.watch("nothing", partial(nothing, 5))
        if "messages" in parts:
            for part, chance in (("1st", seed), ("2nd", seed + 1)):
                half = partial(malformed, room.house, messages // 2, chance)
                room.watch(f"malformed, {part} half", half)
            room.watch("nothing", partial(nothing, 5))
        if "floods" in parts:
            for name, attack in floods(room.house):
                room.watch(name, attack)
        Tablet.close_all()
        Caller.close_all()
        platform.close()
        kinds = Counter(_kind(line) for line in product.log.read_text().splitlines())
        print(f"log: {product.log.stat().st_size / 1024:.0f} kB; {dict(kinds.most_common(8))}")
    return room.faults


def _kind(line: str) -> str:
    """What kind of line it is."""
    told = json.loads(line) if line.startswith("{") else {"level": "", "message": line}
    return f"{told['level']} {told.get('logger', '')} {told['message'][:40]}"


def main() -> int:
    """Read the command line and run; 1 when something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="*", choices=["messages", "floods", []])
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kind", default="sqlite", choices=["sqlite", "postgres"])
    parser.add_argument("--mode", default="eventlet", choices=["eventlet", "threading"])
    given = parser.parse_args()
    print(f"# hostile sockets, {given.kind}, {given.mode}: {circumstances()}\n{HEAD}", flush=True)
    parts = given.parts or ["messages", "floods"]
    faults = run(parts, given.kind, given.mode, given.messages, given.seed)
    print("\n".join(faults) or "nothing wrong")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
