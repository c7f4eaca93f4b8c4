"""A tracking sheet of thousands of rows becomes tasks.

python -m benchmarks.task_imports [--rows 5000]

*read* is our child opening the workbook, *look* every row read and checked, *write* the worker's
whole job on a database on disk; *longest* is the longest time in which nobody else could write.
"""

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.places import DISK, circumstances
from ecabinet import database
from ecabinet.core.db import open_engine
from ecabinet.core.sheets import read_sheets
from ecabinet.core.sheets_out import to_xlsx
from ecabinet.core.storage import LocalBlobs
from ecabinet.core.store import Store
from followup.importing import running
from followup.importing.commands import (
    CarryOutImport,
    PlanImport,
    SendSheet,
    carry_out_import,
    plan_import,
    send_sheet,
)
from followup.importing.looking import look
from followup.importing.shapes import ImportPlan
from followup.rules import register_rules
from tests.commands.followup.world import World, build_world
from tests.fixtures import _found

HEADING = ("Nội dung nhiệm vụ", "Đơn vị chủ trì", "Lãnh đạo", "Thời hạn", "Tiến độ", "Kết quả")
PLAN = {"content": 0, "lead": 1, "supervisor": 2, "due": 3, "percent": 4, "result": 5}


def workbook(rows: int) -> bytes:
    """A sheet as an office keeps it."""
    lines = (
        [f"Nhiệm vụ số {n}: rà soát, báo cáo kết quả thực hiện trong quý", "Văn phòng Tỉnh ủy",
         "lanhdao", "31/12/2027", f"{n % 100}%", "Đã tham mưu, đang tổng hợp ý kiến các đơn vị."]
        for n in range(rows)
    )  # fmt: skip
    return to_xlsx("Theo dõi", HEADING, lines)


def measured(world: World, rows: int) -> dict[str, float]:
    """Return the seconds of each step."""
    store, actor = world.store, world.actor("theodoi")
    data, took = workbook(rows), {}
    began = time.perf_counter()
    sheets = [(sheet.name, sheet.lines) for sheet in read_sheets(data, "a.xlsx", ())]
    took["read"] = time.perf_counter() - began
    wish = SendSheet(filename="a.xlsx", sha256="0" * 64, sheets=sheets)
    key = store.execute(actor, send_sheet, wish).id
    plan = ImportPlan.model_validate({"columns": PLAN})
    store.execute(actor, plan_import, PlanImport(import_id=key, plan=plan))
    began = time.perf_counter()
    good = len(look(store, actor, key).good)
    took["look"] = time.perf_counter() - began
    if good != rows:
        raise RuntimeError(f"{good} of {rows} rows are good")
    order = CarryOutImport(import_id=key, good=good, bad=0)
    store.execute(actor, carry_out_import, order)
    longest = 0.0
    execute = store.execute

    def timed(*given: Any, **more: Any) -> Any:
        nonlocal longest
        start = time.perf_counter()
        try:
            return execute(*given, **more)
        finally:
            longest = max(longest, time.perf_counter() - start)

    store.execute = timed  # type: ignore[method-assign]
    began = time.perf_counter()
    running.run_import(store, str(key))
    took["write"] = time.perf_counter() - began
    return took | {"longest": longest}


def main() -> None:
    """Measure once and print the table."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--rows", type=int, default=5_000)
    rows = asked.parse_args().rows
    with tempfile.TemporaryDirectory(dir=DISK) as name:
        folder = Path(name)
        engine = open_engine(f"sqlite:///{folder / 'db'}")
        database.upgrade(str(engine.url))
        store = Store(engine, LocalBlobs(folder / "blobs"))
        register_rules()
        took = measured(build_world(store, _found(store)), rows)
    print(circumstances())
    print(f"{rows} rows\n\n| step | s | rows/s |\n|---|---|---|")
    for step, seconds in took.items():
        print(f"| {step} | {seconds:.2f} | {rows / seconds:,.0f} |")


if __name__ == "__main__":
    main()
