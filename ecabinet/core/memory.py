"""What a process holds for good is looked through once, at its start, and never again."""

import gc


def keep_for_good() -> None:
    """Leave all that is there now out of every later collection of garbage.

    An application at rest is half a million objects (mappers, statements, templates). A full
    collection walks through all of them, which makes somebody wait for half a second to one
    (docs/performance.md); what a request leaves behind is little beside them.
    """
    gc.collect()
    gc.freeze()
