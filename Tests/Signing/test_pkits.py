"""NIST's suite of certification paths, every test of it, by `cuango certificate verify`."""

import email
import json
import subprocess
from pathlib import Path

import cryptography_vectors
import pytest
from asn1crypto import cms, pem, x509

ROOT = Path(__file__).resolve().parents[2]
SUITE = Path(cryptography_vectors.__file__).parent / "x509" / "PKITS_data"
POLICY = "2.16.840.1.101.3.2.1.48."

# DSA of 1024 bits with SHA-1: refused today, taken at a time whose policy allowed it.
OLD_ALGORITHMS = {"4.1.4"}
THEIR_TIME = "2012-06-01T00:00:00Z"

# A DSA key without parameters of its own, which takes its issuer's (RFC 3279, 2.3.2): OpenSSL 3 reads no such key. The
# suite says it is for those who process DSA; the certificate is refused at any time, on the safe side.
NOT_SUPPORTED = {"4.1.5": "no-path-to-trust"}

TESTS = [line.split() for line in (Path(__file__).parent / "pkits_tests.txt").read_text().splitlines() if not line.startswith("#")]


def settings(text):
    if text == "-":
        return []
    if text.isdigit():
        return [part for digit in text for part in ("--policy", POLICY + digit)]
    return {"E": ["--policy", "2.5.29.32.0"], "M": ["--inhibit-policy-mapping"], "A": ["--inhibit-any-policy"]}[text]


def elements(raw):
    """The elements of a set, byte for byte as they stand there."""
    found = []
    while raw:
        length, head = raw[1], 2
        if length >= 128:
            head += length - 128
            length = int.from_bytes(raw[2:head], "big")
        found.append(raw[: head + length])
        raw = raw[head + length :]
    return found


def message(name):
    """The end entity's certificate first, then the other certificates of the test's message, and its revocation lists."""
    mail = email.message_from_bytes((SUITE / "smime" / f"Signed{name}.eml").read_bytes())
    part = next(part for part in mail.walk() if "pkcs7-signature" in part.get_content_type())
    signed = cms.ContentInfo.load(part.get_payload(decode=True))["content"]
    signer = signed["signer_infos"][0]["sid"].chosen
    certificates = [(x509.Certificate.load(raw), raw) for raw in elements(signed["certificates"].contents)]
    end = [raw for c, raw in certificates if c.serial_number == signer["serial_number"].native and c.issuer.dump() == signer["issuer"].dump()]
    rest = [raw for _, raw in certificates if raw not in end]
    assert len(end) == 1
    return end + rest, elements(signed["crls"].contents or b"")


def verify(folder, chain, lists, *options):
    (folder / "chain.pem").write_bytes(b"".join(pem.armor("CERTIFICATE", der) for der in chain))
    (folder / "lists.pem").write_bytes(b"".join(pem.armor("X509 CRL", der) for der in lists))
    ended = subprocess.run(
        [ROOT / ".build/debug/cuango", "certificate", "verify", folder / "chain.pem", "--json",
         "--trust", SUITE / "certs" / "TrustAnchorRootCertificate.crt", "--crl", folder / "lists.pem", *options],
        capture_output=True, text=True,
    )
    assert ended.returncode in (0, 1), ended.stderr
    answer = json.loads(ended.stdout)
    assert (answer["verdict"] == "valid") == (ended.returncode == 0)
    assert answer["revocation"] == "checked"
    return answer


def test_the_table_holds_the_whole_suite():
    assert {f"Signed{name}.eml" for _, name, _, _ in TESTS} == {path.name for path in (SUITE / "smime").glob("*.eml")}
    assert len({(name, setting) for _, name, setting, _ in TESTS}) == len(TESTS) == 248


@pytest.mark.parametrize("number, name, setting, expected", TESTS, ids=[f"{t[0]}-{t[1]}" for t in TESTS])
def test_path(tmp_path, number, name, setting, expected):
    chain, lists = message(name)
    options = settings(setting)
    if number in NOT_SUPPORTED:
        assert expected == "valid"
        answer = verify(tmp_path, chain, lists, *options, "--at", THEIR_TIME)
        assert (answer["verdict"], answer["code"]) == ("invalid", NOT_SUPPORTED[number])
        return
    if number in OLD_ALGORITHMS:
        today = verify(tmp_path, chain, lists, *options)
        # Its authority's list is signed with SHA-1: as good as none.
        assert (today["verdict"], today["code"]) == ("invalid", "no-revocation-list")
        options += ["--at", THEIR_TIME]
    answer = verify(tmp_path, chain, lists, *options)
    assert answer["verdict"] == expected, answer["why"]
    assert ("code" in answer) == (expected == "invalid")


OTHERS = [test for test in TESTS if test[0] not in NOT_SUPPORTED]


@pytest.mark.parametrize("number, name, setting, expected", OTHERS, ids=[f"{t[0]}-{t[1]}" for t in OTHERS])
def test_path_with_every_list_of_the_suite(tmp_path, number, name, setting, expected):
    """Lists of others do no harm, and don't stand in for one that is missing."""
    chain, _ = message(name)
    lists = [path.read_bytes() for path in sorted((SUITE / "crls").iterdir())]
    options = settings(setting) + (["--at", THEIR_TIME] if number in OLD_ALGORITHMS else [])
    answer = verify(tmp_path, [chain[0], *reversed(chain[1:])], lists, *options)
    assert answer["verdict"] == expected, answer["why"]
