"""How much of a stranger's table is read at most, and what that may cost."""

from ecabinet.core.apart import Limits

MAX_ROWS = 5_000
MAX_COLUMNS = 64
TITLE_LINES = 20
"""How many lines may stand above the rows of a sheet that was not made from a sample of ours."""

MAX_UNPACKED = 48 << 20
"""Bytes of all parts of a workbook together: 5,000 rows of 64 short cells need about half."""

MAX_PARTS = 500
MAX_SHEETS = 20
MAX_LETTERS = 4_000_000
"""Of all sheets together, where a whole workbook is kept: shared strings unpack to far more."""

LAST_LINE = 1_048_576
"""The last line a spreadsheet has; a file may claim a higher number to keep us counting."""

LONGEST_CELL = 2000

LIMITS = Limits(seconds=15, memory_mb=512, output_mb=256)
"""For one workbook. 5,000 rows of 64 cells take 3 seconds and 100 MB on a slow machine."""
