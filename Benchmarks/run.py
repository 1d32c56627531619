"""Measures what is promised, each beside the machine's own limit in the same run. See README.md."""

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import catalogue_check
import forms
import journal
import work_list

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / ".build/release/cuango"
HERE = Path(__file__).parent
RESULTS = {}


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def tell(name, **numbers):
    RESULTS.setdefault(name, {}).update(numbers)
    print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in numbers.items()), flush=True)


class Server:
    def __init__(self, folder, postgresql=None):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.data = Path(folder)
        self.config = self.data / "config.yaml"
        lines = [f"port: {self.port}", f"data: {self.data}", f"catalogue: {ROOT / 'Catalogue'}", f"assets: {ROOT / '.assets'}"]
        if postgresql:
            lines += ["database:", f'  postgresql: "{postgresql}"', "  connections: 32"]
        self.config.write_text("\n".join(lines) + "\n")

    def __enter__(self):
        begun = time.monotonic()
        environment = {**os.environ, "LOG_LEVEL": "warning"}
        self.process = subprocess.Popen([PROGRAM, "serve", "--config", self.config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        while True:
            try:
                urllib.request.urlopen(self.url + "/health/ready", timeout=2)
                break
            except OSError:
                assert self.process.poll() is None, "the program ended"
                time.sleep(0.005)
        self.started = time.monotonic() - begun
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def token(self):
        made = subprocess.run(
            [PROGRAM, "token", "create", "--unit", "24958", "--role", "receiving-officer", "--config", self.config],
            capture_output=True, text=True, check=True,
        )
        return made.stdout.strip()

    def memory(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) // 1024


def wrk(server, script, token, seconds, **environment):
    out = subprocess.run(
        ["wrk", "-t2", "-c32", f"-d{seconds}s", "--latency", "-s", str(HERE / script), server.url],
        capture_output=True, text=True, check=True, env={**os.environ, "TOKEN": token, **environment},
    ).stdout
    wrong = re.findall(r"^status (\d+)", out, re.M)
    assert not wrong, f"{len(wrong)} answers of status {set(wrong)}"

    def milliseconds(percent):
        value, unit = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", out).groups()
        return round(float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit], 2)

    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), milliseconds(50), milliseconds(99)


def synced_writes(folder, seconds=2):
    """How often a second this disk syncs one small write."""
    path = Path(folder) / "sync"
    with open(path, "wb", buffering=0) as file:
        end = time.monotonic() + seconds
        count = 0
        while time.monotonic() < end:
            file.write(b"x" * 4096)
            os.fdatasync(file.fileno())
            count += 1
    path.unlink()
    return round(count / seconds)


def rows_of_one_dossier(store):
    """The statements and values that one submission writes, as the program wrote them."""
    code = store.execute("SELECT code FROM dossier ORDER BY received_at DESC LIMIT 1").fetchone()[0]
    return {
        "idempotency": store.execute("SELECT * FROM idempotency LIMIT 1").fetchone(),
        "dossier_event": store.execute("SELECT * FROM dossier_event WHERE dossier = ?", (code,)).fetchone(),
        "dossier": store.execute("SELECT * FROM dossier WHERE code = ?", (code,)).fetchone(),
        "journal_entry": store.execute("SELECT * FROM journal_entry LIMIT 1").fetchone(),
        "journal_node": store.execute("SELECT * FROM journal_node LIMIT 1").fetchone(),
    }


def straight(folder, seconds=5, batch=32):
    """The same rows straight through SQLite, in batches of one synced commit."""
    source = sqlite3.connect(Path(folder) / "cuango.sqlite")
    rows = rows_of_one_dossier(source)
    path = Path(folder) / "straight.sqlite"
    store = sqlite3.connect(path, isolation_level=None)
    store.execute("PRAGMA journal_mode = WAL")
    store.execute("PRAGMA synchronous = FULL")
    for (statement,) in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'dossier_words_%'").fetchall():
        store.execute(statement)
    insert = {table: f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})" for table, row in rows.items()}
    end = time.monotonic() + seconds
    number = 0
    begun = time.monotonic()
    while time.monotonic() < end:
        store.execute("BEGIN IMMEDIATE")
        for _ in range(batch):
            number += 1
            code = f"H36.24958-260101-{number:07d}"
            store.execute("SELECT request, answer FROM idempotency WHERE scope = ? AND key = ?", ("s", code)).fetchone()
            store.execute(
                "INSERT INTO sequence (scope, value) VALUES (?, 1) ON CONFLICT (scope) DO UPDATE SET value = sequence.value + excluded.value RETURNING value",
                ("one",),
            ).fetchone()
            store.execute(insert["dossier_event"], (code,) + rows["dossier_event"][1:])
            store.execute(insert["journal_entry"], (number, "dossier", code) + rows["journal_entry"][3:])
            store.execute(insert["journal_node"], (number,) + rows["journal_node"][1:])
            store.execute(insert["dossier"], (code,) + rows["dossier"][1:])
            store.execute("INSERT INTO dossier_words (code, words) VALUES (?, ?)", (code, rows["dossier"][6]))
            store.execute(insert["idempotency"], ("s", code) + rows["idempotency"][2:])
        store.execute("COMMIT")
    rate = number / (time.monotonic() - begun)
    store.close()
    for suffix in ("", "-wal", "-shm"):
        Path(str(path) + suffix).unlink(missing_ok=True)
    return rate


def submissions():
    folder = tempfile.mkdtemp(prefix="cuango-bench-")
    try:
        with Server(folder) as server:
            token = server.token()
            wrk(server, "submit.lua", token, 2)
            rate, p50, p99 = wrk(server, "submit.lua", token, 15)
            tell("submissions", a_second=round(rate), p50_ms=p50, p99_ms=p99, memory_mb=server.memory())
        limit = straight(folder)
        tell("submissions", straight_through_sqlite=round(limit), ratio=round(rate / limit, 2), synced_writes=synced_writes(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def postgresql():
    folder = tempfile.mkdtemp(prefix="cuango-bench-")
    os.chmod(folder, 0o755)
    cluster = folder + "/postgres"
    address = subprocess.run([ROOT / "bin/postgres", "start", cluster], capture_output=True, text=True, check=True).stdout.strip()
    try:
        with Server(folder, postgresql=address) as server:
            token = server.token()
            wrk(server, "submit.lua", token, 2)
            rate, p50, p99 = wrk(server, "submit.lua", token, 15)
            tell("postgresql", a_second=round(rate), p50_ms=p50, p99_ms=p99)
        script = Path(folder) / "same.sql"
        script.write_text(PGBENCH)
        os.chmod(script, 0o644)
        parts = dict(part.split("=") for part in address.split())
        out = subprocess.run(
            ["pgbench", "-h", parts["host"], "-p", parts["port"], "-U", parts["user"], "-n", "-M", "prepared", "-c", "32", "-j", "2", "-T", "15", "-f", str(script), parts["dbname"]],
            capture_output=True, text=True, check=True,
        ).stdout
        limit = float(re.search(r"tps = ([\d.]+)", out).group(1))
        tell("postgresql", pgbench=round(limit), ratio=round(rate / limit, 2))
    finally:
        subprocess.run([ROOT / "bin/postgres", "stop", cluster], check=False)
        shutil.rmtree(folder, ignore_errors=True)


PGBENCH = r"""
\set one random(1, 9000000000000000)
\set two random(1, 9000000000000000)
BEGIN;
SELECT request, answer FROM idempotency WHERE scope = 'bench' AND key = 'k' || :one || '-' || :two;
INSERT INTO sequence (scope, value) VALUES ('dossier|24958|bench', 1) ON CONFLICT (scope) DO UPDATE SET value = sequence.value + excluded.value RETURNING value;
INSERT INTO dossier_event SELECT 'b' || :one || '-' || :two, 1, at, name, body FROM (SELECT * FROM dossier_event LIMIT 1) AS e;
INSERT INTO dossier (code, unit, receiving_unit, procedure, channel, applicant, search, originals, received_at, state, step, role, turn_unit, turn_since, due_at, fee, unpaid, finished_at, closed_at, version) SELECT 'b' || :one || '-' || :two, unit, receiving_unit, procedure, channel, applicant, search, originals, received_at, state, step, role, turn_unit, turn_since, due_at, fee, unpaid, finished_at, closed_at, version FROM (SELECT * FROM dossier LIMIT 1) AS d;
INSERT INTO idempotency SELECT 'bench', 'k' || :one || '-' || :two, request, answer, at FROM (SELECT * FROM idempotency LIMIT 1) AS i;
COMMIT;
"""


def fill(folder, size):
    """Copies one received dossier until there are `size`, under other codes."""
    store = sqlite3.connect(Path(folder) / "cuango.sqlite", isolation_level=None)
    rows = rows_of_one_dossier(store)
    have = store.execute("SELECT COUNT(*) FROM dossier WHERE code LIKE 'H36.24958-1%'").fetchone()[0]
    old = rows["dossier"][0]

    def code(number):
        day = number // 9000
        return f"H36.24958-{10 + day // 336:02d}{1 + day // 28 % 12:02d}{1 + day % 28:02d}-{1 + number % 9000:04d}"

    def words(new):
        return rows["dossier"][6].replace(f" {' '.join(re.split('[.-]', old.lower()))} ", f" {' '.join(re.split('[.-]', new.lower()))} ")

    store.execute("PRAGMA synchronous = OFF")
    store.execute("BEGIN")
    for number in range(have, size):
        new = code(number)
        event = rows["dossier_event"]
        store.execute("INSERT INTO dossier_event VALUES (?,?,?,?,?)", (new, *event[1:4], event[4].replace(old, new)))
        store.execute(
            f"INSERT INTO dossier VALUES ({','.join('?' * len(rows['dossier']))})",
            (new, *rows["dossier"][1:6], words(new), *rows["dossier"][7:]),
        )
        store.execute("INSERT INTO dossier_words (code, words) VALUES (?, ?)", (new, words(new)))
    store.execute("COMMIT")
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()


def look_up():
    folder = tempfile.mkdtemp(prefix="cuango-bench-")
    try:
        with Server(folder) as server:
            token = server.token()
            subprocess.run(["wrk", "-t1", "-c1", "-d1s", "-s", str(HERE / "submit.lua"), server.url], env={**os.environ, "TOKEN": token}, check=True, capture_output=True)
        for size in (10_000, 100_000, 1_000_000):
            fill(folder, size)
            with Server(folder) as server:
                wrk(server, "look-up.lua", token, 3, SIZE=str(size))
                rate, p50, p99 = wrk(server, "look-up.lua", token, 10, SIZE=str(size))
                tell(f"look-up {size}", a_second=round(rate), p50_ms=p50, p99_ms=p99, memory_mb=server.memory(), start_s=round(server.started, 3))
        ratio = RESULTS["look-up 1000000"]["p99_ms"] / RESULTS["look-up 10000"]["p99_ms"]
        tell("look-up", largest_to_smallest_p99=round(ratio, 2))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def first_page():
    folder = tempfile.mkdtemp(prefix="cuango-bench-")
    try:
        with Server(folder) as server:
            def size(path):
                request = urllib.request.Request(server.url + path, headers={"Accept-Encoding": "gzip", "Accept-Language": "vi"})
                with urllib.request.urlopen(request) as answer:
                    return len(answer.read()) + len(str(answer.headers))

            request = urllib.request.Request(server.url + "/", headers={"Accept-Language": "vi"})
            page = urllib.request.urlopen(request).read().decode()
            parts = {"page": size("/")}
            for path in sorted(set(re.findall(r'(?:href|src)="(/assets/[^"]+)"', page))):
                parts[path.split("?")[0].rsplit("/", 1)[1]] = size(path)
            for font in ("noto-sans-regular.woff2", "noto-sans-bold.woff2"):
                parts[font] = size("/assets/" + font)
            tell("first-page", bytes=sum(parts.values()), parts=json.dumps(parts))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def deadline(times=200_000):
    """One deadline worked out with its whole explanation, and the same with three pauses of which two overlap."""
    pauses = [
        "2026-03-02T11:00/2026-03-02T14:00=supplement",
        "2026-03-02T16:00/2026-03-04T10:00=payment",
        "2026-03-04T08:00/2026-03-05T16:00=council",
    ]

    def measured(*more):
        command = [PROGRAM, "deadline", "--procedure", "2.000815", "--received", "2026-03-02T10:00", "--unit", "24958", "--catalogue", ROOT / "Catalogue", "--measure", str(times)]
        out = subprocess.run([*command, *more], capture_output=True, text=True, check=True).stdout
        return json.loads(out)["microseconds"]

    tell("deadline", plain_us=measured(), three_pauses_us=measured(*[part for pause in pauses for part in ("--pause", pause)]))


ALL = {
    "submissions": submissions,
    "postgresql": postgresql,
    "look-up": look_up,
    "first-page": first_page,
    "deadline": deadline,
    "work-list": lambda: work_list.measure(Server, PROGRAM, ROOT, tell),
    "catalogue": lambda: catalogue_check.measure(PROGRAM, ROOT, tell),
    "forms": lambda: forms.measure(PROGRAM, ROOT, tell),
    "log": lambda: journal.measure(PROGRAM, tell),
}

if __name__ == "__main__":
    names = sys.argv[1:] or list(ALL)
    for name in names:
        if name not in ALL:
            sys.exit(f"bench: there is no {name}; one of {', '.join(ALL)}")
        ALL[name]()
    output = ROOT / "output"
    output.mkdir(exist_ok=True)
    (output / "bench.json").write_text(json.dumps(RESULTS, indent=2) + "\n")
