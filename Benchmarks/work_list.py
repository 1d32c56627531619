"""The work list over a million dossiers of a province, as officers and the province's supervisor open it."""

import http.cookiejar
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

SIZE = 1_000_000
DAY = 86_400_000
PASSWORD = "cuango-2026"
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
WEIGHT = [38, 11, 9, 7, 5, 5, 4, 4, 3, 2, 2, 2, 1, 1, 1, 1]
MIDDLE = "Văn Thị Đức Minh Ngọc Quốc Thanh Hữu Xuân Kim".split()
GIVEN = "An Bình Châu Dung Giang Hà Hải Hạnh Hiếu Hoa Hùng Hương Khánh Lan Linh Long Mai Nam Nga Phương Quân Quỳnh Sơn Tâm Thảo Thu Trang Tuấn Tùng Uyên Việt Yến".split()
PAPERS = ["bang tot nghiep dai hoc", "giay khai sinh", "giay chung nhan quyen su dung dat", "hoc ba", "giay dang ky ket hon"]
PROCEDURES = ["2.000815", "2.000884", "1.001612", "1.001699", "1.001776", "1.001193", "1.000656", "2.000635", "1.004873", "1.000894"]


def fold(text):
    import unicodedata

    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in text if not unicodedata.combining(c))


def fill(path, units):
    """Dossiers of 700 days in all units: what is old is closed, of the last days much is open, some of it late."""
    chance = random.Random(1)
    store = sqlite3.connect(path, isolation_level=None)
    store.execute("PRAGMA synchronous = OFF")
    columns = [row[1] for row in store.execute("PRAGMA table_info(dossier)")]
    now = int(time.time() * 1000)
    insert = f"INSERT INTO dossier ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    store.execute("BEGIN")
    for number in range(SIZE):
        unit = units[number % len(units)]
        age = 700 - number * 700 // SIZE
        received = now - age * DAY + chance.randrange(8 * 3_600_000)
        due = received + chance.choice([1, 1, 3, 10, 25]) * DAY
        is_open = chance.random() < (0.03 if age > 10 else 0.6)
        state = chance.choice(["processing"] * 3 + ["supplement", "result-ready", "received"]) if is_open else chance.choice(["returned"] * 9 + ["refused"])
        role = {"processing": chance.choice(["specialist", "leader", "records-clerk"]), "supplement": "specialist", "result-ready": "receiving-officer", "received": "receiving-officer"}.get(state)
        name = f"{chance.choices(FAMILY, WEIGHT)[0]} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
        day = time.strftime("%y%m%d", time.gmtime(received / 1000 + 7 * 3600))
        code = f"H36.{unit}-{day}-{number:07d}"
        values = {
            "code": code, "unit": unit, "receiving_unit": unit if chance.random() < 0.98 else chance.choice(units),
            "procedure": chance.choice(PROCEDURES), "channel": "counter", "applicant": name,
            "search": f" h36 {unit} {day} {number:07d} {fold(name)} {chance.choice(PAPERS)} ", "originals": 1, "received_at": received,
            "state": state, "step": "appraisal" if is_open else None, "role": role, "turn_unit": unit if is_open else None,
            "turn_since": received, "due_at": due, "fee": 0, "unpaid": 0,
            "finished_at": None if is_open and state != "result-ready" else due - 1000, "closed_at": None if is_open else due, "version": 4,
        }
        store.execute(insert, [values.get(column) for column in columns])
    store.execute("INSERT INTO dossier_words (code, words) SELECT code, search FROM dossier")
    store.execute("COMMIT")
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    begun = time.monotonic()
    store.execute("SELECT COUNT(*) FROM dossier WHERE search LIKE '% quynh%'").fetchone()
    whole = time.monotonic() - begun
    store.close()
    return whole


class Visitor:
    def __init__(self, url, username):
        self.url = url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        page = self.opener.open(url + "/desk/sign-in").read().decode()
        token = re.search(r'name="form_token" value="([^"]+)"', page).group(1)
        form = urllib.parse.urlencode({"form_token": token, "username": username, "password": PASSWORD}).encode()
        page = self.opener.open(url + "/desk/sign-in", form).read().decode()
        assert "/desk/sign-out" in page or "row-link" in page, "signing in failed"

    def median(self, path, times=15):
        taken = []
        for _ in range(times):
            begun = time.monotonic()
            self.opener.open(self.url + path).read()
            taken.append(time.monotonic() - begun)
        return round(statistics.median(taken) * 1000, 1)


PAGES = {
    "mine": "/desk?show=mine&progress=open",
    "open_by_due": "/desk?show=unit&progress=open",
    "all_newest": "/desk?show=unit&progress=all&order=newest",
    "all_by_name": "/desk?show=unit&progress=all&order=applicant",
    "late_of_a_procedure": "/desk?show=unit&progress=late&procedure=1.001699",
    "common_words": "/desk?show=unit&progress=all&q=nguyen+van",
    "rare_words": "/desk?show=unit&progress=all&q=ngo+xuan+quynh",
    "nothing_found": "/desk?show=unit&progress=all&q=khong+co+ai+ten+nay",
}


def measure(server_of, program, root, tell):
    folder = tempfile.mkdtemp(prefix="cuango-bench-")
    try:
        server = server_of(folder)
        subprocess.run([program, "migrate", "--config", server.config], check=True, capture_output=True)
        units = re.findall(r'code: "(\d{5})"', (root / "Catalogue/units/lam-dong.yaml").read_text())
        for username, unit, role in (("officer", "24958", "specialist"), ("leader", "24958", "leader"), ("province", "68", "province-supervisor")):
            subprocess.run(
                [program, "staff", "create", "--username", username, "--name", "Cán bộ Mẫu", "--unit", unit, "--role", role, "--config", server.config],
                input=PASSWORD + "\n", text=True, check=True, capture_output=True,
            )
        whole = fill(Path(folder) / "cuango.sqlite", units)
        with server:
            tell("work-list", dossiers=SIZE, reading_all_of_them_ms=round(whole * 1000), empty_answer_ms=Visitor(server.url, "officer").median("/health/live"))
            for username in ("officer", "leader", "province"):
                visitor = Visitor(server.url, username)
                tell(f"work-list {username}", **{name + "_ms": visitor.median(path) for name, path in PAGES.items() if username != "province" or name != "mine"})
    finally:
        shutil.rmtree(folder, ignore_errors=True)
