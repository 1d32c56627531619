"""The sealed journal, as an auditor and whoever holds a receipt check it."""

import base64
import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
import requests
from cryptography.hazmat.primitives.serialization import load_pem_public_key

ROOT = Path(__file__).resolve().parents[2]


def cuango(*arguments):
    return subprocess.run([ROOT / ".build/debug/cuango", *map(str, arguments)], capture_output=True, text=True, cwd=ROOT)


def unpacked(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@pytest.fixture(scope="module")
def kept(server, tmp_path_factory):
    """A receipt that a citizen was handed, the public key, a head, and a copy of the whole installation."""
    folder = tmp_path_factory.mktemp("log")
    filing = {
        "procedure": "2.000815", "applicant": {"name": "Nguyễn Văn Mẫu", "personal_number": "068090000101", "phone": "0900000111"},
        "originals": [{"name": "Bằng tốt nghiệp", "pages": 2, "copies": 3}],
    }
    received = requests.post(
        server.url + "/api/v1/dossiers", json=filing, timeout=60,
        headers={"Authorization": f"Bearer {server.token()}", "Idempotency-Key": "test-log-receipt"},
    ).json()
    visit = requests.Session()
    page = visit.get(server.url + "/tra-cuu").text
    form = {"form_token": re.search(r'name="form_token" value="([^"]+)"', page)[1], "code": received["code"], "secret": received["look_up_secret"]}
    receipt = visit.post(server.url + "/tra-cuu/giay-tiep-nhan", data=form)
    assert receipt.headers["Content-Type"] == "application/pdf"
    (folder / "receipt.pdf").write_bytes(receipt.content)
    (folder / "head.json").write_text(requests.get(server.url + "/api/v1/log/head").text)
    key = requests.get(server.url + "/api/v1/log/key").json()["key"]
    (folder / "key.txt").write_text(key + "\n")
    data = folder / "data"
    data.mkdir()
    shutil.copy(Path(server.data) / "secret.key", data)
    with sqlite3.connect(Path(server.data) / "cuango.sqlite") as source, sqlite3.connect(data / "cuango.sqlite") as copy:
        source.backup(copy)
    return folder, received, key


@pytest.fixture
def installation(kept, tmp_path):
    """A copy of the installation to do things to, and its database."""
    shutil.copytree(kept[0] / "data", tmp_path / "data")
    return tmp_path / "data", sqlite3.connect(tmp_path / "data" / "cuango.sqlite", isolation_level=None)


def codes(pdf, folder):
    subprocess.run(["pdftoppm", "-png", "-singlefile", "-r", "300", pdf, folder / "page"], check=True)
    return subprocess.run(["zbarimg", "-q", "--raw", folder / "page.png"], capture_output=True, text=True).stdout.split("\n")


def test_the_key_is_the_one_that_is_served(server, kept):
    shown = cuango("log", "key", "--data", server.data)
    assert (shown.returncode, shown.stdout) == (0, kept[2] + "\n")
    pem = cuango("log", "key", "--data", server.data, "--pem").stdout
    served = requests.get(server.url + "/api/v1/log/key").json()
    assert pem == served["pem"] and hashlib.sha256(unpacked(kept[2])).hexdigest()[:16] == served["id"]


def test_a_head_is_signed_as_documented(server, kept):
    head = json.loads((kept[0] / "head.json").read_text())
    signed = head["timestamp"].to_bytes(8, "big") + head["size"].to_bytes(8, "big") + b"\x20" + unpacked(head["root"]) + b"\0\0"
    pem = requests.get(server.url + "/api/v1/log/key").json()["pem"]
    load_pem_public_key(pem.encode()).verify(unpacked(head["signature"]), signed)


def test_a_receipt_is_checked_with_the_key_alone(kept, tmp_path):
    folder, received, key = kept
    answer = cuango("log", "verify", "--receipt", folder / "receipt.pdf", "--key", key, "--json")
    assert answer.returncode == 0, answer.stderr + answer.stdout
    told = json.loads(answer.stdout)
    assert told["verdict"] == "valid" and "why" not in told
    assert (told["code"], told["received_at"], told["due_at"], told["fee"], told["procedure"], told["unit"]) == (
        received["code"], received["received_at"], received["due_at"], received["fee"], "2.000815", "24958",
    )
    # What the printed QR says is enough, as an argument or in a file.
    (code,) = [text for text in codes(folder / "receipt.pdf", tmp_path) if "/nhat-ky#" in text]
    (tmp_path / "code.txt").write_text(code)
    for given in (code, code.split("#")[1].lower(), tmp_path / "code.txt"):
        assert cuango("log", "verify", "--receipt", given, "--key", folder / "key.txt").stdout.startswith("valid\ncode\t" + received["code"])


def test_a_receipt_that_was_altered_is_not_valid(kept, tmp_path):
    folder, received, key = kept
    (code,) = [text for text in codes(folder / "receipt.pdf", tmp_path) if "/nhat-ky#" in text]
    packed = bytearray(base64.b32decode(code.split("#")[1] + "=" * (-len(code.split("#")[1]) % 8)))
    place = packed.index(received["code"].encode()) + len(received["code"]) - 1
    packed[place] = ord("9") if packed[place] != ord("9") else ord("8")
    forged = base64.b32encode(packed).decode().rstrip("=")
    answer = cuango("log", "verify", "--receipt", forged, "--key", key, "--json")
    assert answer.returncode == 1 and json.loads(answer.stdout)["verdict"] == "invalid"
    stranger = base64.urlsafe_b64encode(bytes(range(32))).decode().rstrip("=")
    assert cuango("log", "verify", "--receipt", code, "--key", stranger).returncode == 1
    # The code of one receipt under the text of another.
    other = tmp_path / "other.pdf"
    link = re.search(rb"/URI \((http[^)]*/nhat-ky#[A-Z2-7]+)\)", (folder / "receipt.pdf").read_bytes())[1]
    draw_receipt(other, link.decode(), received["code"][:-1] + "7")
    answer = cuango("log", "verify", "--receipt", other, "--key", key)
    assert answer.returncode == 1 and "the paper says otherwise: code, received, due" in answer.stdout


def draw_receipt(path, link, text):
    """A PDF of a forger's: a text and a link."""
    content = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [6 0 R] >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content), b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (%s) >> >>" % link.encode(),
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    path.write_bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start))


def test_a_whole_installation_is_checked(kept, installation):
    folder, _, key = kept
    data, store = installation
    for more in ([], ["--key", key], ["--head", folder / "head.json"]):
        answer = cuango("log", "verify", "--data", data, "--json", *more)
        assert answer.returncode == 0, answer.stdout
        told = json.loads(answer.stdout)
        assert told["verdict"] == "valid" and told["faults"] == [] and told["heads"] > 0
        assert told["entries"] == store.execute("SELECT COUNT(*) FROM journal_entry").fetchone()[0] > 100


@pytest.mark.parametrize(
    "fault, event, statements",
    [
        ("changed", 1, ["UPDATE dossier_event SET body = REPLACE(body, '\"fee\":12000', '\"fee\":12001') WHERE dossier = :code AND sequence = 1"]),
        ("missing", 1, ["DELETE FROM dossier_event WHERE dossier = :code AND sequence = 1"]),
        ("inserted", 2, ["INSERT INTO dossier_event SELECT dossier, 2, at, name, body FROM dossier_event WHERE dossier = :code AND sequence = 1"]),
        ("backdated", 1, ["UPDATE dossier_event SET at = at - 3600000 WHERE dossier = :code AND sequence = 1"]),
    ],
)
def test_what_was_done_to_an_installation_is_named(kept, installation, fault, event, statements):
    _, received, _ = kept
    data, store = installation
    for statement in statements:
        assert store.execute(statement, {"code": received["code"]}).rowcount == 1
    answer = cuango("log", "verify", "--data", data, "--json")
    assert answer.returncode == 1
    assert [(f["fault"], f["subject"], f["event"]) for f in json.loads(answer.stdout)["faults"]] == [(fault, received["code"], event)]
    assert f"{fault}: dossier {received['code']} event {event}" in cuango("log", "verify", "--data", data).stdout


def test_events_that_were_swapped_are_named(installation):
    data, store = installation
    (code,) = store.execute("SELECT dossier FROM dossier_event WHERE sequence = 3 LIMIT 1").fetchone()
    for old, new in ((2, 99), (3, 2), (99, 3)):
        store.execute("UPDATE dossier_event SET sequence = ? WHERE dossier = ? AND sequence = ?", (new, code, old))
    faults = json.loads(cuango("log", "verify", "--data", data, "--json").stdout)["faults"]
    assert [(f["fault"], f["subject"], f["event"]) for f in faults] == [("out-of-order", code, 2), ("out-of-order", code, 3)]


def test_a_fork_is_named(kept, installation):
    """The installation whose last entries and heads are gone is whole by itself; the head kept outside tells."""
    data, store = installation
    size = json.loads((kept[0] / "head.json").read_text())["size"] - 1
    subject, sequence, kind = store.execute("SELECT subject, sequence, kind FROM journal_entry WHERE position = ?", (size,)).fetchone()
    assert kind == "receipt"
    store.execute("DELETE FROM issued_receipt WHERE dossier = ? AND sequence = ?", (subject, sequence))
    store.execute("DELETE FROM journal_entry WHERE position >= ?", (size,))
    store.execute("DELETE FROM journal_node WHERE place >= ?", (size - size.bit_count(),))
    store.execute("DELETE FROM journal_head WHERE size > ?", (size,))
    assert cuango("log", "verify", "--data", data).returncode == 0
    answer = cuango("log", "verify", "--data", data, "--head", kept[0] / "head.json", "--json")
    assert answer.returncode == 1
    assert [f["fault"] for f in json.loads(answer.stdout)["faults"]] == ["missing"]
    other = json.loads((kept[0] / "head.json").read_text())
    other["size"] -= 1
    (data / "fork.json").write_text(json.dumps(other))
    faults = json.loads(cuango("log", "verify", "--data", data, "--head", data / "fork.json", "--json").stdout)["faults"]
    assert {f["fault"] for f in faults} == {"forked", "signature"}


@pytest.mark.parametrize(
    "arguments, status",
    [
        (["--receipt", "KHÔNG PHẢI MÃ", "--key", "A" * 43], 2), (["--receipt", "README.md", "--key", "A" * 43], 2),
        (["--receipt", "x" * 100_000, "--key", "A" * 43], 2), (["--receipt", "README.md", "--key", "short"], 2),
        (["--data", "/nonexistent"], 2), (["--config", "/nonexistent"], 2), ([], 64), (["--receipt", "x"], 64),
        (["--receipt", "x", "--data", "y", "--key", "z"], 64),
    ],
)
def test_what_cannot_be_read_ends_with_2_and_wrong_use_with_64(arguments, status):
    answer = cuango("log", "verify", *arguments)
    assert (answer.returncode, answer.stdout) == (status, "")
    assert answer.stderr and len(answer.stderr) < 2_000
