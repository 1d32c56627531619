"""Generated calls, right and wrong, against the served document: no failure of the program, no answer that is not described."""

import re
import subprocess
import sys
import uuid
from pathlib import Path

import requests

FILING = {
    "procedure": "2.000815",
    "applicant": {"name": "Nguyễn Văn Mẫu", "personal_number": "068090000101", "phone": "0900000111"},
    "originals": [{"name": "Bằng tốt nghiệp", "pages": 2, "copies": 3}],
}
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# So many calls are made for each operation, and the same ones each time.
EXAMPLES, SEED = 40, 20261127


def test_generated_calls_are_answered_as_described(server, tmp_path):
    api = server.url + "/api/v1"
    token = server.token(role="receiving-officer")
    filed = requests.post(
        api + "/dossiers", json=FILING, timeout=60,
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": uuid.uuid4().hex})
    assert filed.status_code == 201, filed.text
    code = filed.json()["code"]
    # Half of the paths lead to something that is there.
    settings = tmp_path / "schemathesis.toml"
    settings.write_text("".join(
        f'[[operations]]\ninclude-name = "{name}"\nparameters = {{ "path.code" = "{value}" }}\n\n'
        for name, value in [
            ("GET /dossiers/{code}", code), ("GET /dossiers/{code}/events", code),
            ("POST /dossiers/{code}/actions/{action}", code), ("GET /procedures/{code}", "2.000815"),
        ]))
    program = Path(sys.executable).with_name("schemathesis")
    told = subprocess.run(
        [program, "--config-file", settings, "--no-color", "run", api + "/openapi.json", "--url", api,
         "-H", f"Authorization: Bearer {token}", "--checks", CHECKS, "--max-examples", str(EXAMPLES),
         "--seed", str(SEED), "--workers", "1", "--request-timeout", "60"],
        cwd=tmp_path, capture_output=True, text=True, timeout=900)
    assert told.returncode == 0, told.stdout[-8000:] + told.stderr[-2000:]
    # None was left out.
    assert re.search(r"Operations:\s+(\d+) selected / \1 total", told.stdout), told.stdout[-4000:]
    # The dossier that was called so often is whole.
    again = requests.get(f"{api}/dossiers/{code}", headers={"Authorization": f"Bearer {token}"}, timeout=60)
    assert again.status_code == 200 and again.json()["code"] == code
