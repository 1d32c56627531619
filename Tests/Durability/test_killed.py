"""The program is killed in the middle of load, fifty times: what a client was told is there, numbered once, its files whole."""

import hashlib
import json
import random
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time
import uuid
from pathlib import Path

import requests
from conftest import ROOT, Server

ROUNDS = 50
CLIENTS = 6
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000052 00000 n 
0000000101 00000 n 
trailer<</Size 4/Root 1 0 R>>
startxref
164
%%EOF
"""


def body(files):
    return {
        "procedure": "2.000815",
        "applicant": {"name": "Nguyễn Văn Mẫu", "personal_number": "068090000101", "phone": "0900000111"},
        "originals": [{"name": "Bằng tốt nghiệp", "pages": 2, "copies": 1, "files": files}],
    }


class Client(threading.Thread):
    """Files dossiers as fast as it is answered, every fourth with a scan, until the program is gone."""

    def __init__(self, server, token, told, open_keys):
        super().__init__(daemon=True)
        self.server, self.token, self.told, self.open_keys = server, token, told, open_keys

    def run(self):
        session = requests.Session()
        session.headers["Authorization"] = "Bearer " + self.token
        number = 0
        try:
            while True:
                number += 1
                files = []
                if number % 4 == 0:
                    # Each file is another one: a comment behind the end changes the content and no page.
                    sent = session.post(self.server.url + "/api/v1/files", data=PDF + b"%" + uuid.uuid4().hex.encode(), timeout=10)
                    if sent.status_code == 201:
                        files = [sent.json()["id"]]
                key = uuid.uuid4().hex
                filing = json.dumps(body(files))
                self.open_keys[key] = filing
                answer = session.post(
                    self.server.url + "/api/v1/dossiers", data=filing, timeout=10,
                    headers={"Idempotency-Key": key, "Content-Type": "application/json"},
                )
                if answer.status_code == 201:
                    self.told[key] = (answer.json()["code"], filing, bool(files))
                    del self.open_keys[key]
        except requests.RequestException:
            pass  # the program was killed


def test_what_was_told_is_there():
    data = tempfile.mkdtemp(prefix="cuango-killed-")
    server = Server(data).start()
    token = server.token()
    told, open_keys = {}, {}
    chance = random.Random(7)
    try:
        for _ in range(ROUNDS):
            clients = [Client(server, token, told, open_keys) for _ in range(CLIENTS)]
            for client in clients:
                client.start()
            time.sleep(chance.uniform(0.15, 0.6))
            server.kill()
            for client in clients:
                client.join()
            server.start()
        assert len(told) > ROUNDS * 3, "there was hardly any load"

        session = requests.Session()
        session.headers["Authorization"] = "Bearer " + token
        # A sample of what was told is asked for again, and gets the same answer.
        for key, (code, filing, _) in chance.sample(sorted(told.items()), min(200, len(told))):
            again = session.post(
                server.url + "/api/v1/dossiers", data=filing,
                headers={"Idempotency-Key": key, "Content-Type": "application/json"},
            )
            assert again.status_code == 201 and again.json()["code"] == code
        # What was sent and never answered is sent again: it becomes one dossier, whether it had arrived or not.
        for key, filing in sorted(open_keys.items()):
            codes = set()
            for _ in range(2):
                again = session.post(
                    server.url + "/api/v1/dossiers", data=filing,
                    headers={"Idempotency-Key": key, "Content-Type": "application/json"},
                )
                assert again.status_code == 201, again.text
                codes.add(again.json()["code"])
            assert len(codes) == 1
            told[key] = (codes.pop(), filing, False)
        server.stop()

        store = sqlite3.connect(Path(data) / "cuango.sqlite")
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = {row[0] for row in store.execute("SELECT code FROM dossier")}
        codes = [code for code, _, _ in told.values()]
        assert len(set(codes)) == len(codes), "a code was given twice"
        assert set(codes) <= kept, "a dossier that a client was told about is gone"
        first = {row[0] for row in store.execute("SELECT dossier FROM dossier_event WHERE sequence = 1")}
        assert first == kept, "a dossier without its event, or an event without its dossier"
        days = {}
        for code in kept:
            unit_day, number = code.rsplit("-", 1)
            days.setdefault(unit_day, []).append(int(number))
        for unit_day, numbers in days.items():
            assert sorted(numbers) == list(range(1, len(numbers) + 1)), f"{unit_day} has a gap"
        # Every event that is kept has its entry in the journal, and the journal is as it was signed.
        checked = subprocess.run([ROOT / ".build/debug/cuango", "log", "verify", "--data", data], capture_output=True, text=True, timeout=600)
        assert checked.returncode == 0, checked.stdout[-4000:] + checked.stderr
        files = 0
        for sha256, size in store.execute("SELECT DISTINCT sha256, size FROM upload"):
            content = (Path(data) / "files" / sha256[:2] / sha256).read_bytes()
            assert len(content) == size and hashlib.sha256(content).hexdigest() == sha256
            files += 1
        assert files > 10
        print(f"{len(told)} dossiers told, {files} files, {ROUNDS} kills")
    finally:
        if server.process.poll() is None:
            server.kill()
        shutil.rmtree(data, ignore_errors=True)
