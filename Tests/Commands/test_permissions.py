"""Who may do what, as the program prints it."""

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def cuango(*arguments):
    return subprocess.run([ROOT / ".build/debug/cuango", *arguments], capture_output=True, text=True, cwd=ROOT, check=True).stdout


def test_the_matrix_tells_every_permission_and_role():
    lines = {line["permission"]: line["roles"] for line in json.loads(cuango("permissions", "--json"))}
    assert lines["publish-catalogue"] == {"catalogue-editor": "unit"}
    assert lines["file-dossier"] == {"citizen": "own", "receiving-officer": "unit", "api-client": "below"}
    assert lines["take-turn"]["leader"] == "turn" and "auditor" not in lines["take-turn"]
    printed = cuango("permissions").splitlines()
    roles = printed[0].split()
    assert {"auditor", "province-supervisor", "unit-administrator"} <= set(roles)
    rows = {row.split()[0]: dict(zip(roles, row.split()[1:])) for row in printed[1:]}
    assert set(rows) == set(lines)
    for permission, cells in rows.items():
        assert {role: cell for role, cell in cells.items() if cell != "–"} == lines[permission]
