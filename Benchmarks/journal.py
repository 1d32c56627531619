"""The journal's proofs at ten million entries, beside as many rows read straight with sqlite."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path


def parts(index, size):
    """The complete subtrees that an inclusion proof is made of (RFC 9162 section 2.1.3.1): entries and inner nodes."""
    entries, places = [], []

    def cover(start, end):
        while start < end:
            level = (end - start).bit_length() - 1
            if level == 0:
                entries.append(start)
            else:
                last = start + (1 << level) - 1
                places.append(last - last.bit_count() + level - 1)
            start += 1 << level

    start, end = 0, size
    while end - start > 1:
        cut = start + (1 << ((end - start - 1).bit_length() - 1))
        if index < cut:
            cover(cut, end)
            end = cut
        else:
            cover(start, cut)
            start = cut
    return entries, places


def straight(path, size, proofs):
    store = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    times = []
    rows = 0
    for _ in range(proofs):
        entries, places = parts(random.randrange(size), size)
        begun = time.perf_counter()
        for table, key, numbers in (("journal_entry", "position", entries), ("journal_node", "place", places)):
            for number in numbers:
                rows += len(store.execute(f"SELECT hash FROM {table} WHERE {key} = ?", (number,)).fetchone())
        times.append((time.perf_counter() - begun) * 1e6)
    times.sort()
    return round(times[len(times) // 2]), round(times[len(times) * 99 // 100]), round(rows / proofs, 1)


def measure(program, tell, size=int(os.environ.get("JOURNAL_ENTRIES", 10_000_000)), proofs=2_000):
    folder = tempfile.mkdtemp(prefix="cuango-bench-")
    try:
        out = subprocess.run(
            [program, "log", "measure", "--entries", str(size), "--proofs", str(proofs), "--data", folder],
            capture_output=True, text=True, check=True,
        ).stdout
        found = json.loads(out)
        path = Path(folder) / "cuango.sqlite"
        median, p99, rows = straight(path, size, proofs)
        tell(
            f"log {size}", append_us=round(found["append_us"], 1), inclusion_us=round(found["inclusion"]["median"]),
            inclusion_p99_us=round(found["inclusion"]["p99"]), consistency_us=round(found["consistency"]["median"]),
            consistency_p99_us=round(found["consistency"]["p99"]), straight_us=median, straight_p99_us=p99, rows=rows,
            megabytes=path.stat().st_size >> 20,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
