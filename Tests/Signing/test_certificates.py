"""`cuango certificate verify` beyond NIST's suite: what the present allows, who is trusted, how it ends."""

import json
import subprocess

import pytest
from authority import DAY, NOW, YEAR, Authority, elliptic_key, small_key
from signing import ROOT


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture
def verify(tmp_path):
    def run(chain, trust, *options, crls=()):
        (tmp_path / "chain.pem").write_bytes(b"".join(one.pem for one in chain))
        (tmp_path / "trust.pem").write_bytes(b"".join(one.pem for one in trust))
        for index, der in enumerate(crls):
            (tmp_path / f"{index}.crl").write_bytes(der)
            options += ("--crl", tmp_path / f"{index}.crl")
        ended = subprocess.run(
            [ROOT / ".build/debug/cuango", "certificate", "verify", tmp_path / "chain.pem", "--trust", tmp_path / "trust.pem", "--json", *options], capture_output=True, text=True)
        assert ended.returncode in (0, 1), ended.stderr
        answer = json.loads(ended.stdout)
        assert (answer["verdict"] == "valid") == (ended.returncode == 0)
        return answer
    return run


def test_valid_and_unchecked(authority, verify):
    answer = verify([authority.leader, authority.issuing], [authority.root])
    assert (answer["verdict"], answer["revocation"], len(answer["path"])) == ("valid", "not checked", 3)


def test_an_intermediate_may_be_trusted(authority, verify):
    lists = [authority.crl(authority.issuing)]
    assert verify([authority.leader], [authority.issuing])["verdict"] == "valid"
    # Nobody above tells of the trusted one itself.
    assert verify([authority.leader], [authority.issuing], crls=lists)["verdict"] == "valid"


def test_every_certificate_below_needs_a_list(authority, verify):
    chain = [authority.leader, authority.issuing]
    answer = verify(chain, [authority.root], crls=[authority.crl(authority.issuing)])
    assert (answer["verdict"], answer["code"]) == ("invalid", "no-revocation-list")
    assert answer["certificate"]["subject"].startswith("CN=Cấp chứng thư mẫu")
    assert verify(chain, [authority.root], crls=[authority.crl(authority.issuing), authority.crl(authority.root)])["verdict"] == "valid"


@pytest.mark.parametrize("revoked", ["leader", "issuing"])
def test_revoked(authority, verify, revoked):
    holder = getattr(authority, revoked)
    lists = [authority.crl(one, [(holder, -2 * DAY)]) for one in (authority.issuing, authority.root)]
    answer = verify([authority.leader, authority.issuing], [authority.root], crls=lists)
    assert (answer["verdict"], answer["code"]) == ("invalid", "revoked")


def test_list_out_of_date(authority, verify):
    lists = [authority.crl(authority.issuing, made=-9 * DAY, until=-DAY), authority.crl(authority.root)]
    answer = verify([authority.leader, authority.issuing], [authority.root], crls=lists)
    assert (answer["verdict"], answer["code"]) == ("invalid", "revocation-list-expired")


@pytest.mark.parametrize("options, code", [
    (dict(ends=-DAY, begins=-YEAR), "expired"), (dict(begins=DAY), "not-yet-valid"), (dict(key=small_key()), "weak-algorithm"),
])
def test_refused(authority, verify, options, code):
    answer = verify([authority.issue("x", authority.issuing, **options), authority.issuing], [authority.root])
    assert (answer["verdict"], answer["code"]) == ("invalid", code)
    assert answer["why"].startswith("CN=x,")


def test_at_another_time(authority, verify):
    chain = [authority.leader, authority.issuing]
    assert verify(chain, [authority.root], "--at", (NOW + 3 * YEAR).isoformat())["code"] == "expired"
    assert verify(chain, [authority.root], "--at", (NOW - YEAR).isoformat())["code"] == "not-yet-valid"
    expired = authority.issue("x", authority.issuing, begins=-2 * YEAR, ends=-YEAR)
    assert verify([expired, authority.issuing], [authority.root], "--at", (NOW - 400 * DAY).isoformat())["verdict"] == "valid"


def test_elliptic_curve(authority, verify):
    assert verify([authority.issue("ec", authority.issuing, key=elliptic_key()), authority.issuing], [authority.root])["verdict"] == "valid"


def test_somebody_else(authority, verify):
    other = Authority()
    assert verify([authority.leader, authority.issuing], [other.root])["verdict"] == "invalid"
    # The issuer only pretends: the name is right, the key is not.
    assert verify([authority.leader, other.issuing], [other.root])["code"] in ("no-path-to-trust", "bad-certificate-signature")


def test_a_leaf_issues_nothing(authority, verify):
    below = authority.issue("dưới", authority.leader)
    answer = verify([below, authority.leader, authority.issuing], [authority.root])
    assert answer["verdict"] == "invalid"
    assert answer["code"] in ("issuer-is-no-authority", "key-usage", "no-path-to-trust")


def test_how_it_ends(tmp_path, authority):
    (tmp_path / "c.pem").write_bytes(authority.leader.pem)
    (tmp_path / "empty.pem").write_bytes(b"")
    def end(*arguments):
        return subprocess.run([ROOT / ".build/debug/cuango", "certificate", "verify", *map(str, arguments)], capture_output=True, text=True).returncode
    assert end(tmp_path / "none.pem", "--trust", tmp_path / "c.pem") == 2
    assert end(tmp_path / "c.pem", "--trust", tmp_path / "empty.pem") == 2
    assert end(tmp_path / "c.pem", "--trust", tmp_path / "c.pem", "--at", "gestern") == 2
    assert end(tmp_path / "c.pem") == 64
    assert end(tmp_path / "c.pem", "--trust", tmp_path / "c.pem", "--policy", "x.y") == 64
