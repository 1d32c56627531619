"""The commands that another program calls: when a dossier is due, and the text of a payment code."""

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAYLOAD = "00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN62170813ung ho lu lut6304C15C"


def cuango(*arguments):
    return subprocess.run([ROOT / ".build/debug/cuango", *arguments], capture_output=True, text=True, cwd=ROOT)


def deadline(*arguments):
    return cuango("deadline", "--procedure", "2.000815", "--received", "2026-03-02T10:00", *arguments)


def test_a_deadline_with_pauses_tells_each_span():
    answer = json.loads(
        deadline("--pause", "2026-03-02T11:00/2026-03-02T14:00=supplement", "--pause", "2026-03-02T12:00/2026-03-03T08:00=payment", "--json").stdout
    )
    assert answer["due_at"] == "2026-03-03T14:00:00+07:00"
    assert answer["paused_hours"] == 5
    assert answer["working_hours"] == 5
    spans = [(r["date"], r["counted"], r.get("from"), r.get("to")) for r in answer["why"]]
    assert ("2026-03-03", True, "07:00", "08:00") in spans
    assert ("2026-03-03", False, "11:30", "13:30") in spans
    told = [r["text"] for r in answer["why"]]
    assert sum("bổ sung hồ sơ" in text for text in told) == 1
    assert sum("nghĩa vụ tài chính" in text for text in told) == 1
    assert told[-1] == "03/03/2026: đến hạn lúc 14:00"


def test_an_open_pause_counts_up_to_the_present():
    assert json.loads(deadline("--pause", "2026-03-02T11:00/", "--json").stdout)["due_at"] == "2026-03-02T17:00:00+07:00"
    until_now = deadline("--pause", "2026-03-02T11:00/", "--now", "2026-03-03T09:00", "--json")
    assert json.loads(until_now.stdout)["due_at"] == "2026-03-03T15:00:00+07:00"


@pytest.mark.parametrize("option", ["--extra-days", "--extra-working-days"])
def test_an_extension_in_days(option):
    lines = deadline(option, "2").stdout.splitlines()
    assert lines[0] == "2026-03-04T17:00:00+07:00"
    assert lines[-1].strip() == "04/03/2026: đến hạn lúc 17:00"


@pytest.mark.parametrize(
    "pause",
    ["", "2026-03-02T11:00", "/", "2026-03-02T11:00/x", "x/2026-03-02T11:00", "2026-03-02T11:00/2026-03-02T12:00=lunch", "2026-03-02T12:00/2026-03-02T11:00", "2026-03-02T12:00/2026-03-02T13:00/", "1900-01-01T00:00/", "9" * 10_000],
)
def test_a_pause_that_cannot_be_read_is_named(pause):
    answer = deadline("--pause", pause)
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert answer.stderr.startswith("cuango: pause: ") and answer.stderr.count("\n") == 1


@pytest.mark.parametrize(("answer", "due"), [("request_kind=correct", "2026-03-05"), ("request_kind=supplement", "2026-03-02"), (None, "2026-03-05")])
def test_the_time_depends_on_what_is_asked_for(answer, due):
    given = ["--answer", answer] if answer else []
    told = cuango("deadline", "--procedure", "1.004859", "--received", "2026-03-02T10:00", "--json", *given)
    assert json.loads(told.stdout)["due_at"] == f"{due}T17:00:00+07:00"


@pytest.mark.parametrize("answer", ["", "request_kind", "request_kind=", "request_kind=something", "colour=red", "=" * 10_000])
def test_an_answer_that_is_not_asked_for_is_named(answer):
    told = cuango("deadline", "--procedure", "1.004859", "--received", "2026-03-02T10:00", "--answer", answer)
    assert told.returncode == 2
    assert told.stdout == ""
    assert told.stderr.startswith("cuango: answer: ") and told.stderr.count("\n") == 1


def test_too_many_pauses_are_refused():
    pauses = [part for _ in range(101) for part in ("--pause", "2026-03-02T11:00/2026-03-02T12:00")]
    assert deadline(*pauses).returncode == 64


def test_a_payment_code():
    arguments = ["qr", "pay", "--bank", "970415", "--account", "0011001932418", "--amount", "120000", "--memo", "ủng hộ lũ lụt"]
    assert cuango(*arguments).stdout == PAYLOAD + "\n"
    assert json.loads(cuango(*arguments, "--json").stdout) == {"payload": PAYLOAD}


def test_a_payment_code_without_an_amount_is_static():
    payload = cuango("qr", "pay", "--bank", "970403", "--account", "0011012345678").stdout.strip()
    assert payload == "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"


@pytest.mark.parametrize(
    "changed, field",
    [
        ({"bank": "97041"}, "bank"), ({"account": "a b"}, "account"), ({"amount": "0"}, "amount"), ({"amount": "1.5"}, "amount"),
        ({"amount": ""}, "amount"), ({"amount": "10000000000000"}, "amount"), ({"amount": "9" * 40}, "amount"),
        ({"memo": "x" * 26}, "memo"), ({"memo": "€"}, "memo"),
    ],
)
def test_what_a_payment_code_cannot_carry_is_named(changed, field):
    given = {"bank": "970415", "account": "1", "amount": "1000", "memo": "Lệ phí", **changed}
    answer = cuango("qr", "pay", *[part for key, value in given.items() for part in (f"--{key}", value)])
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert [line.split(": ")[1] for line in answer.stderr.splitlines()] == [field]
