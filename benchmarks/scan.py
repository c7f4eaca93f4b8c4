"""The sample office under the eyes of scanners: schemathesis, wapiti, sqlmap, slow clients.

python -m benchmarks.scan [api] [pages] [sql] [slow] [--seconds 300] [--tools folder]

The tools stand in an environment of their own (made in the folder at the first time): the product
does not need them. The sample office is made anew in a temporary folder, served on loopback, and
thrown away. Afterwards: no answer of 500 or above, the audit log holds, the product answers.
"""

import argparse
import csv
import json
import re
import socket
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from benchmarks.scanned import Target, sample_office, tools_in

PEOPLE = ("thuky", "canbo", "quantri")
# They would end the sign-in that the scan goes with.
LEAVING = ("endSession", "endOtherSessions", "changePassword", "signOut")
ATTACKS = "xss,permanentxss,sql,timesql,exec,file,crlf,redirect,ssrf,xxe"
KEPT_AWAY = ("/sign-out", "/account/sessions*", "/account/password*")
"""What would end the session in which the scanner looks."""
SLOW_CLIENTS = 500


def api(target: Target, seconds: int) -> list[str]:
    """Every operation with values of every kind, by three people and by nobody."""
    faults = []
    for who in (*PEOPLE, None):
        document = target.folder / "openapi.json"
        with urllib.request.urlopen(f"{target.url}/api/v1/openapi.json", timeout=60) as answered:
            document.write_bytes(answered.read())
        without = [part for name in LEAVING for part in ("--exclude-operation-id", name)]
        signed = ["-H", f"Authorization: Bearer {target.token(who)}"] if who else []
        code, said = target.run(
            "st", "run", str(document), "--url", target.url, *signed, *without,
            "-c", "not_a_server_error,unsupported_method,content_type_conformance",
            "--phases", "examples,coverage,fuzzing", "-n", "5", "--no-shrink", "--warnings", "off",
            "--continue-on-failure", "--max-time", str(seconds // 4), "--seed", "1",
            seconds=seconds,
        )  # fmt: skip
        cases = re.search(r"(\d+) generated[^\n]*", said)
        print(f"  {who or 'nobody'}: {cases[0] if cases else said[-500:]}")
        faults += [f"api, {who}: {line}" for line in re.findall(r"^- ST\d+ .*", said, re.M)]
        (target.folder / f"st-{who}.txt").write_text(said)
        faults += _left_out(who, said)
        if code not in (0, 1) or cases is None:
            faults.append(f"api, {who}: schemathesis ended with {code}")
    return faults


def _left_out(who: str | None, said: str) -> list[str]:
    """A scan that tried only some of the operations proves nothing of the others."""
    selected = re.search(r"Selected: (\d+)/\d+", said)
    tested = re.search(r"Tested: (\d+)", said)
    if selected is None or tested is None:
        return [f"api, {who}: no word of how many operations were tried"]
    print(f"    {tested[1]} of {selected[1]} operations tried")
    if tested[1] == selected[1]:
        return []
    return [f"api, {who}: only {tested[1]} of {selected[1]} operations; give it more --seconds"]


def pages(target: Target, seconds: int) -> list[str]:
    """The pages that links lead to, with their forms: injections of many kinds, by wapiti."""
    report = target.folder / "wapiti.json"
    target.run(
        "wapiti", "-u", f"{target.url}/", "-c", str(target.cookie_file("thuky")), "-m", ATTACKS,
        *(part for path in KEPT_AWAY for part in ("-x", f"{target.url}{path}")),
        "--max-scan-time", str(seconds // 4), "--max-attack-time", str(seconds // 14), "-d", "4",
        "--max-files-per-dir", "25", "--tasks", "4", "--no-bugreport", "-v", "0",
        "--store-session", str(target.folder), "-f", "json", "-o", str(report),
        seconds=seconds + 120,
    )  # fmt: skip
    if not report.exists():
        return ["pages: wapiti gave no report"]
    told = json.loads(report.read_text())
    crawled = int(told["infos"].get("crawled_pages_nbr", 0))
    print(f"  wapiti: {crawled} pages and forms")
    found = {**told["vulnerabilities"], **told["anomalies"]}
    unseen = [] if crawled > 100 else [f"pages: only {crawled}: it was not signed in"]
    return unseen + [f"pages: {kind}: {one['method']} {one['path']} {one['info']}"
            for kind, all_of_it in found.items() for one in all_of_it]  # fmt: skip


QUESTIONS = (
    "search?q=a", "tasks?q=a&view=all", "tasks?label=overdue&field=KT", "register?q=a&year=2026",
    "papers?q=a", "people?q=a", "notifications?topic=tasks", "meetings?when=past", "directives?q=a",
    "proposals?q=a&view=all", "calendar/weeks?day=2026-11-30", "dashboard?by=leader&order=late",
    "tasks/narrowing?layout=list&q=a", "chasing?kind=remind&after=a",
)  # fmt: skip


def sql(target: Target, seconds: int) -> list[str]:
    """Questions in addresses, by sqlmap."""
    asked = target.folder / "questions.txt"
    asked.write_text("".join(f"{target.url}/{each}\n" for each in QUESTIONS))
    _code, said = target.run(
        "sqlmap", "-m", str(asked), "--cookie", target.cookie("thuky"), "--batch", "--level", "2",
        "--risk", "1", "--technique", "BEU", "--threads", "2",
        "--output-dir", str(target.folder / "sqlmap"), "--disable-coloring", seconds=seconds,
    )  # fmt: skip
    tried = len(set(re.findall(r"testing URL '([^']+)'", said)))
    print(f"  sqlmap: {tried} of {len(QUESTIONS)} addresses in time")
    # What it held for possible while it looked, and found to be none, bears a note.
    rows = [row for file in target.folder.glob("sqlmap/results-*.csv")
            for row in csv.DictReader(file.open(encoding="utf-8"))]  # fmt: skip
    return [f"sql: {row}" for row in rows if row["Technique(s)"] and not row["Note(s)"]]


def slow(target: Target, _seconds: int) -> list[str]:
    """Clients that send a header now and then, and some that ask for megabytes and read nothing."""
    place = target.url.removeprefix("http://").split(":")
    clients = []
    for number in range(SLOW_CLIENTS):
        client = socket.create_connection((place[0], int(place[1])), timeout=10)
        reads_nothing = number % 10 == 0
        path, end = ("/api/v1/openapi.json", b"\r\n") if reads_nothing else ("/sign-in", b"")
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode() + end)
        clients.append(client)
    waits = []
    for _ in range(20):
        for client in clients[1::2]:
            with_more = f"X-{time.monotonic_ns()}: x\r\n".encode()
            try:
                client.sendall(with_more)
            except OSError:
                continue
        begun = time.monotonic()
        with urllib.request.urlopen(f"{target.url}/healthz", timeout=30) as answered:
            assert answered.status == 200
        waits.append(time.monotonic() - begun)
        time.sleep(0.5)
    for client in clients:
        client.close()
    print(f"  {len(clients)} slow clients; others waited at most {max(waits) * 1000:.0f} ms")
    return [f"slow: others waited {max(waits):.1f} s"] if max(waits) > 2 else []


DRILLS: dict[str, Callable[[Target, int], list[str]]] = {
    "api": api, "pages": pages, "sql": sql, "slow": slow,
}  # fmt: skip


def main() -> None:
    """Run the drills named, or all."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("drills", nargs="*", choices=[*DRILLS, []])
    parser.add_argument("--seconds", type=int, default=300, help="for each drill")
    parser.add_argument("--tools", type=Path, default=Path("var/scanners"))
    options = parser.parse_args()
    faults: list[str] = []
    with sample_office(tools_in(options.tools.absolute())) as target:
        for name in options.drills or DRILLS:
            print(f"{name}:", flush=True)
            faults += DRILLS[name](target, options.seconds)
        told = target.log.read_text(errors="replace")
        faults += sorted(set(re.findall(r'"message": "(unexpected error[^"]*)', told)))
    print("\n".join(faults) or "nothing found")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
