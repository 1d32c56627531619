"""The API as a peer program meets it: what is served fits the published document, and hostile bodies are cut off."""

import base64
import hashlib
import hmac
import json
import os
import socket
import time
import uuid

import jsonschema
import pytest
import requests
from openapi_spec_validator import validate

FILING = {
    "procedure": "2.000815",
    "applicant": {"name": "Nguyễn Văn Mẫu", "personal_number": "068090000101", "phone": "0900000111"},
    "originals": [{"name": "Bằng tốt nghiệp", "pages": 2, "copies": 3}],
}


class API:
    def __init__(self, server, role="receiving-officer", unit="24958"):
        self.server = server
        self.url = server.url + "/api/v1"
        self.token = server.token(unit=unit, role=role)
        self.document = requests.get(self.url + "/openapi.json").json()

    def call(self, method, path, template=None, key=True, **options):
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        if key and method == "post":
            headers.setdefault("Idempotency-Key", uuid.uuid4().hex)
        answer = requests.request(method, self.url + path, headers=headers, timeout=60, **options)
        self.fits(answer, method, template or path)
        return answer

    def fits(self, answer, method, template):
        """The answer is one that the document describes, and its body has the described shape."""
        described = self.document["paths"][template][method]["responses"]
        assert str(answer.status_code) in described, f"{method} {template} answered {answer.status_code}, which is not described"
        kind, media = next(iter(described[str(answer.status_code)]["content"].items()))
        assert answer.headers["Content-Type"].startswith(kind)
        jsonschema.validate(answer.json(), {**media["schema"], "components": self.document["components"]})


@pytest.fixture(scope="module")
def api(server):
    return API(server)


def test_the_document_is_openapi(api):
    validate(api.document)


def test_what_is_served_fits_the_document(api):
    found = api.call("get", "/procedures?q=chung thuc ban sao", "/procedures").json()["procedures"]
    # What is called so comes first, then what the words fit as well.
    assert [p["code"] for p in found][0] == "2.000815" and {p["code"] for p in found} > {"2.000942"}
    assert api.call("get", "/procedures/2.000815", "/procedures/{code}").json()["version"] == 1
    assert api.call("get", "/procedures/9.999999", "/procedures/{code}").status_code == 404
    assert sum(u["kind"] != "department" for u in api.call("get", "/units").json()["units"]) == 125
    assert [u["code"] for u in api.call("get", "/units?q=b'lao", "/units").json()["units"]] == ["24829"]

    received = api.call("post", "/dossiers", json=FILING)
    assert received.status_code == 201
    code = received.json()["code"]
    assert received.json()["fee"] == 3 * 4000
    assert api.call("get", f"/dossiers/{code}", "/dossiers/{code}").json()["step"] == "appraisal"
    assert api.call("get", f"/dossiers/{code}/events", "/dossiers/{code}/events").json()["events"][0]["name"] == "received"
    act = "/dossiers/{code}/actions/{action}"
    assert api.call("post", f"/dossiers/{code}/actions/pay", act, json={"amount": 1}).status_code == 422
    assert api.call("post", f"/dossiers/{code}/actions/pay", act, json={"amount": 12000}).status_code == 200
    assert api.call("post", f"/dossiers/{code}/actions/pay", act, json={"amount": 12000}).status_code == 409
    assert api.call("post", f"/dossiers/{code}/actions/check", act).status_code == 403
    assert api.call("post", f"/dossiers/{code}/actions/dance", act).status_code in (404, 422)


def test_the_whole_course_by_api(server, api):
    code = api.call("post", "/dossiers", json=FILING).json()["code"]
    act = "/dossiers/{code}/actions/{action}"
    others = {role: API(server, role) for role in ("specialist", "leader", "records-clerk")}
    for role, actions in (("specialist", ["check"]), ("leader", ["approve", "sign"]), ("records-clerk", ["number", "seal", "issue"])):
        for action in actions:
            done = others[role].call("post", f"/dossiers/{code}/actions/{action}", act)
            assert done.status_code == 200, done.text
    assert api.call("post", f"/dossiers/{code}/actions/return", act).status_code == 409
    api.call("post", f"/dossiers/{code}/actions/pay", act)
    assert api.call("post", f"/dossiers/{code}/actions/return", act).json()["state"] == "returned"
    dossier = api.call("get", f"/dossiers/{code}", "/dossiers/{code}").json()
    assert dossier["originals"][0]["register_number"] > 0 and dossier["unpaid"] == 0
    stranger = API(server, "specialist", "24781")
    assert stranger.call("get", f"/dossiers/{code}", "/dossiers/{code}").status_code == 404


SECRET = b"sample-secret-of-bank-970436-for-the-demo"


def told_by_the_bank(api, notice, seconds_ago=0, **headers):
    """A notification signed as docs/api.md says."""
    body = json.dumps(notice).encode()
    moment = str(int(time.time()) - seconds_ago)
    signature = hmac.new(SECRET, moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    signed = {"X-Bank": "970436", "X-Bank-Timestamp": moment, "X-Bank-Signature": signature, "Authorization": ""}
    return api.call("post", "/bank/notifications", key=False, data=body, headers={**signed, **headers})


def test_a_bank_pays_a_dossier_once(api):
    code = api.call("post", "/dossiers", json=FILING).json()["code"]
    payment = api.call("get", f"/dossiers/{code}", "/dossiers/{code}").json()["payment"]
    assert payment["amount"] == 12000 and payment["sample"] and payment["payload"].startswith("000201")
    notice = {
        "reference": uuid.uuid4().hex, "account": payment["account"], "amount": 12000,
        "memo": f"MBVCB.99.{payment['memo']}.CT tu 0071", "at": "2026-11-27T09:15:00+07:00",
    }
    first = told_by_the_bank(api, notice)
    assert first.json()["outcome"] == "paid" and first.json()["dossier"] == code
    assert told_by_the_bank(api, notice).content == first.content
    assert told_by_the_bank(api, {**notice, "amount": 1}).status_code == 409
    assert told_by_the_bank(api, {**notice, "reference": uuid.uuid4().hex}).json()["outcome"] == "already-paid"
    assert told_by_the_bank(api, {**notice, "amount": "12000"}).status_code == 422
    assert told_by_the_bank(api, {**notice, "memo": "x" * 20_000}).status_code == 413
    assert told_by_the_bank(api, notice, seconds_ago=400).status_code == 401
    assert told_by_the_bank(api, notice, **{"X-Bank-Signature": "0" * 64}).status_code == 401
    paid = api.call("get", f"/dossiers/{code}", "/dossiers/{code}").json()
    assert paid["unpaid"] == 0 and "payment" not in paid


def test_the_journal_is_served_with_its_proofs(api):
    code = api.call("post", "/dossiers", json=FILING).json()["code"]
    key = api.call("get", "/log/key").json()
    head = api.call("get", "/log/head").json()
    assert head["key"] == key["id"] and code not in json.dumps(head)
    entries = api.call("get", f"/log/entries?from={head['size'] - 3}&count=10", "/log/entries").json()
    assert entries["size"] == head["size"] and len(entries["hashes"]) == 3
    heads = api.call("get", "/log/heads?after=0&count=1000", "/log/heads").json()["heads"]
    assert heads[-1] == head and [h["number"] for h in heads] == list(range(1, len(heads) + 1))

    def node(left, right):
        return hashlib.sha256(b"\x01" + left + right).digest()

    def unpacked(text):
        return base64.urlsafe_b64decode(text + "=")

    index = head["size"] - 2
    proof = api.call("get", f"/log/proof/inclusion?index={index}", "/log/proof/inclusion").json()
    assert (proof["leaf"], proof["root"], proof["size"]) == (entries["hashes"][1], head["root"], head["size"])
    own, last, found = index, head["size"] - 1, unpacked(proof["leaf"])
    for other in map(unpacked, proof["path"]):
        if own % 2 or own == last:
            found = node(other, found)
            while own and not own % 2:
                own, last = own // 2, last // 2
        else:
            found = node(found, other)
        own, last = own // 2, last // 2
    assert found == unpacked(head["root"]) and last == 0
    grown = api.call("get", f"/log/proof/consistency?first={heads[0]['size']}", "/log/proof/consistency").json()
    assert grown["first_root"] == heads[0]["root"] and grown["second_root"] == head["root"]
    for path in (
        "/log/entries?from=-1", "/log/entries?from=x", "/log/entries?count=1001", "/log/entries?count=0", f"/log/entries?from={10**30}",
        "/log/heads?after=99999999999", "/log/heads?count=9999", "/log/proof/inclusion", f"/log/proof/inclusion?index={head['size']}",
        "/log/proof/inclusion?index=1&size=1", "/log/proof/inclusion?index=0&size=0", "/log/proof/consistency?first=0",
        f"/log/proof/consistency?first=1&second={head['size'] + 1}", "/log/proof/consistency?first=3&second=2", "/log/proof/consistency",
    ):
        answer = api.call("get", path, path.split("?")[0])
        assert answer.status_code == 422 and answer.json()["field"] and answer.json()["detail"]


def test_units_are_found_by_what_they_were(api):
    found = api.call("get", "/units?q=lien nghia", "/units").json()["units"]
    assert [(u["code"], [f["code"] for f in u["found_as"]]) for u in found] == [("24958", ["24958"])]
    assert [u["code"] for u in api.call("get", "/units?q=24982", "/units").json()["units"]] == ["24958"]


@pytest.mark.parametrize("language,word", [("vi", "12 chữ số"), ("en", "12 digits"), ("ar", "12 رقما")])
def test_faults_are_told_in_the_callers_language(api, language, word):
    faulty = json.loads(json.dumps(FILING))
    faulty["applicant"]["personal_number"] = "123"
    faulty["originals"][0]["pages"] = 0
    answer = api.call("post", "/dossiers", json=faulty, headers={"Accept-Language": language})
    assert answer.status_code == 422
    errors = {e["field"]: e["detail"] for e in answer.json()["errors"]}
    assert set(errors) == {"applicant.personal_number", "originals.0.pages"}
    assert word in errors["applicant.personal_number"]


@pytest.mark.parametrize(
    "name,content",
    [("empty.pdf", b""), ("program.pdf", b"MZ" + os.urandom(2000)), ("broken.pdf", b"%PDF-1.7\n" + os.urandom(2000)),
     ("page.png", b"<!doctype html>"), ("half.jpg", b"\xff\xd8\xff\xe0" + os.urandom(500))],
)
def test_a_file_is_what_its_content_is(api, name, content):
    answer = api.call("post", "/files", data=content, key=False, headers={"X-File-Name": name})
    assert answer.status_code in (415, 422)
    assert answer.json()["field"] == "file" and answer.json()["detail"]


def test_a_file_of_80_mb_is_refused_before_it_has_come(api):
    address = api.server.url.removeprefix("http://").split(":")
    with socket.create_connection((address[0], int(address[1])), timeout=30) as line:
        line.sendall(
            f"POST /api/v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {api.token}\r\nContent-Length: {80 << 20}\r\n\r\n".encode()
            + b"%PDF-1.7\n" + b"x" * 100_000
        )
        assert line.recv(4096).startswith(b"HTTP/1.1 413")


def incoming(server):
    from pathlib import Path

    return [p.name for p in (Path(server.data) / "files").iterdir() if p.name.startswith("incoming-")]


def test_a_lost_connection_leaves_nothing(api):
    address = api.server.url.removeprefix("http://").split(":")
    with socket.create_connection((address[0], int(address[1])), timeout=30) as line:
        line.sendall(
            f"POST /api/v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {api.token}\r\nContent-Length: 1000000\r\n\r\n".encode()
            + b"%PDF-1.7\n" + b"x" * 300_000
        )
        time.sleep(0.3)
    for _ in range(100):
        if not incoming(api.server):
            break
        time.sleep(0.1)
    assert not incoming(api.server)
    assert requests.get(api.server.url + "/health/ready").ok


def test_a_body_that_never_ends_is_cut_off(api):
    def endless():
        while True:
            yield b" " * 65536

    try:
        answer = requests.post(
            api.url + "/dossiers", data=endless(), timeout=60,
            headers={"Authorization": f"Bearer {api.token}", "Idempotency-Key": uuid.uuid4().hex},
        )
        assert answer.status_code == 413
    except requests.ConnectionError:
        pass  # cut off while still sending
    assert requests.get(api.server.url + "/health/ready").ok


def test_nothing_personal_is_in_metrics_or_the_log(api):
    marked = json.loads(json.dumps(FILING))
    marked["applicant"]["name"] = "Zzyzx Đánh Dấu"
    marked["applicant"]["phone"] = "0999888777"
    api.call("post", "/dossiers", json=marked)
    marked["applicant"]["personal_number"] = "000"
    api.call("post", "/dossiers", json=marked)
    told = requests.get(api.server.url + "/metrics").text + api.server.told()
    assert "Zzyzx" not in told and "0999888777" not in told and "068090000101" not in told
