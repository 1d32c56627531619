"""Programs that get their tokens by OAuth 2.0 client credentials, as an OAuth library does it."""

import subprocess
import uuid

import pytest
import requests
from conftest import ROOT

FILING = {
    "procedure": "2.000815",
    "applicant": {"name": "Nguyễn Văn Mẫu", "personal_number": "068090000101", "phone": "0900000111"},
    "originals": [{"name": "Bằng tốt nghiệp", "pages": 2, "copies": 3}],
}


def client(server, *options):
    return subprocess.run(
        [ROOT / ".build/debug/cuango", "client", *options, "--data", server.data],
        cwd=ROOT, capture_output=True, text=True, timeout=60)


def make(server, *scope):
    made = client(
        server, "create", "--unit", "24958", "--role", "receiving-officer", "--label", "Chương trình Mẫu",
        *[word for each in scope for word in ("--scope", each)])
    assert made.returncode == 0, made.stderr
    return dict(line.split(" ", 1) for line in made.stdout.splitlines())


def ask(server, auth=None, **form):
    return requests.post(
        server.url + "/api/v1/oauth/token", data={"grant_type": "client_credentials", **form}, auth=auth, timeout=60)


def file(server, token):
    return requests.post(
        server.url + "/api/v1/dossiers", json=FILING, timeout=60,
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": uuid.uuid4().hex})


def read(server, token, code):
    return requests.get(
        f"{server.url}/api/v1/dossiers/{code}", headers={"Authorization": f"Bearer {token}"}, timeout=60)


def test_a_token_does_what_its_scope_says_and_no_more(server):
    made = make(server, "file-dossier", "read-dossier")
    whole = (made["client_id"], made["client_secret"])
    answer = ask(server, auth=whole)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    told = answer.json()
    assert told["token_type"] == "Bearer" and told["expires_in"] == 900 and told["scope"] == "file-dossier read-dossier"
    code = file(server, told["access_token"]).json()["code"]
    assert read(server, told["access_token"], code).status_code == 200
    # The same client by the form, for less.
    less = ask(server, client_id=whole[0], client_secret=whole[1], scope="read-dossier").json()
    assert less["scope"] == "read-dossier"
    assert read(server, less["access_token"], code).status_code == 200
    assert file(server, less["access_token"]).status_code in (403, 404)
    # What the role may is not the token's, when it was not asked for.
    act = requests.post(
        f"{server.url}/api/v1/dossiers/{code}/actions/pay", json={}, timeout=60,
        headers={"Authorization": f"Bearer {told['access_token']}", "Idempotency-Key": uuid.uuid4().hex})
    assert act.status_code in (403, 404), act.text


@pytest.mark.parametrize("change, status, error", [
    ({"client_secret": "wrong"}, 401, "invalid_client"),
    ({"client_id": "nobody"}, 401, "invalid_client"),
    ({"client_secret": "x" * 5000}, 401, "invalid_client"),
    ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ({"grant_type": ""}, 400, "invalid_request"),
    ({"scope": "publish-catalogue"}, 400, "invalid_scope"),
    ({"scope": "everything"}, 400, "invalid_scope"),
    ({"scope": "read-dossier file-dossier"}, 400, "invalid_scope"),
])
def test_a_wrong_request_gets_no_token(server, change, status, error):
    made = make(server, "read-dossier")
    answer = ask(server, **{"client_id": made["client_id"], "client_secret": made["client_secret"], **change})
    assert answer.status_code == status and answer.json() == {"error": error}, answer.text
    assert answer.headers["Content-Type"].startswith("application/json")


def test_what_is_no_form_and_what_is_given_twice_is_refused(server):
    made = make(server)
    url, whole = server.url + "/api/v1/oauth/token", (made["client_id"], made["client_secret"])
    assert requests.post(url, json={"grant_type": "client_credentials"}, auth=whole, timeout=60).json() == {"error": "invalid_request"}
    both = ask(server, auth=whole, client_secret=whole[1])
    assert both.status_code == 400 and both.json() == {"error": "invalid_request"}
    for header in ("Basic", "Basic ???", "Basic " + "QQ" * 2000, "Bearer " + whole[1]):
        answer = requests.post(
            url, data={"grant_type": "client_credentials"}, headers={"Authorization": header}, timeout=60)
        assert answer.status_code == 401 and answer.json() == {"error": "invalid_client"}, header


def test_an_ended_client_is_out_at_once(server):
    made = make(server, "file-dossier", "read-dossier")
    whole = (made["client_id"], made["client_secret"])
    token = ask(server, auth=whole).json()["access_token"]
    code = file(server, token).json()["code"]
    assert client(server, "end", whole[0]).returncode == 0
    assert read(server, token, code).status_code == 401
    assert ask(server, auth=whole).status_code == 401
    assert client(server, "end", whole[0]).returncode == 1
    told = client(server, "list").stdout
    assert any(line.startswith(whole[0]) and "\tended " in line for line in told.splitlines())


def test_a_client_is_made_for_what_its_role_may(server):
    wrong = client(server, "create", "--unit", "24958", "--role", "receiving-officer", "--scope", "publish-catalogue", "--label", "x")
    assert wrong.returncode == 2 and "scope" in wrong.stderr
    assert client(server, "create", "--unit", "24958", "--scope", "fly", "--label", "x").returncode == 64
    assert client(server, "create", "--unit", "99999", "--label", "x").returncode == 2


def test_a_token_made_by_hand_is_listed_and_ended(server):
    def tokens(*options):
        return subprocess.run(
            [ROOT / ".build/debug/cuango", "token", *options, "--data", server.data],
            cwd=ROOT, capture_output=True, text=True, timeout=60)

    label = "Thẻ " + uuid.uuid4().hex
    secret = tokens("create", "--unit", "24958", "--role", "specialist", "--label", label).stdout.strip()
    line = next(line for line in tokens("list").stdout.splitlines() if line.endswith(label))
    name, _, unit, role, _ = line.split("\t")
    assert (unit, role) == ("24958", "specialist") and secret not in tokens("list").stdout
    assert tokens("end", name).returncode == 0
    assert tokens("end", name).returncode == 1
    assert read(server, secret, "H36.24958-261127-0001").status_code == 401
    assert label not in tokens("list").stdout
