"""Documents that we sign, as other programs see them: pyHanko, poppler's pdfsig, qpdf, and `openssl ts` for the timestamp."""

import io
import os
import re
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pikepdf
import pytest
from asn1crypto import tsp
from authority import CRL_PLACE, Authority, elliptic_key
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from signing import ROOT, Verifier, context, document, load, sign, stamper


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(scope="module")
def verify(authority, tmp_path_factory):
    return Verifier(tmp_path_factory.mktemp("signing"), authority)


@pytest.fixture(scope="module")
def stamps(authority):
    """A timestamp server over HTTP."""
    stamp = stamper(authority)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.headers["Content-Type"] == "application/timestamp-query"
            answer = stamp.request_tsa_response(request).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/tsa"
    server.shutdown()


@pytest.fixture
def our(authority, tmp_path):
    """Signs by the command and answers the signed document."""
    def run(data, *options, holder=None, key=None, password=None, code=0):
        holder = holder or authority.leader
        (tmp_path / "in.pdf").write_bytes(data)
        (tmp_path / "key").write_bytes(key or holder.key_pem)
        (tmp_path / "cert.pem").write_bytes(holder.pem + authority.issuing.pem)
        ended = subprocess.run(
            [ROOT / ".build/debug/cuango", "document", "sign", tmp_path / "in.pdf", "--key", f"file:{tmp_path}/key", "--cert", tmp_path / "cert.pem",
             "--out", tmp_path / "out.pdf", *options], capture_output=True, text=True, timeout=60, env={**os.environ, **({"CUANGO_KEY_PASSWORD": password} if password else {})},
        )
        assert ended.returncode == code, ended.stderr
        return (tmp_path / "out.pdf").read_bytes() if code == 0 else ended.stderr
    return run


def accepted(data, authority, count=1):
    """What pyHanko says of each signature; all must be sound, trusted and over what they say."""
    reader = PdfFileReader(io.BytesIO(data))
    assert len(reader.embedded_signatures) == count
    result = []
    for one in reader.embedded_signatures:
        status = validate_pdf_signature(one, signer_validation_context=context(authority), ts_validation_context=context(authority))
        assert status.intact and status.valid and status.trusted, status.summary()
        assert status.bottom_line, status.pretty_print_details()
        assert status.modification_level in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
        result.append(status)
    return result


def pdfsig(data, tmp_path):
    (tmp_path / "check.pdf").write_bytes(data)
    said = subprocess.run(["pdfsig", "-nocert", tmp_path / "check.pdf"], capture_output=True, text=True).stdout
    assert "Signature Validation: Signature is Valid." in said, said
    assert "Invalid" not in said
    return said


def picture(tmp_path, mode="RGBA"):
    image = Image.new(mode, (120, 60), (200, 0, 0, 128) if mode == "RGBA" else 1)
    image.save(tmp_path / "seal.png")
    return tmp_path / "seal.png"


@pytest.mark.parametrize("streams", [False, True], ids=["tables", "streams"])
def test_basic(our, authority, verify, tmp_path, streams):
    paper = document(streams=streams)
    data = our(paper)
    assert data.startswith(paper)
    status, = accepted(data, authority)
    assert "ETSI.CAdES.detached" in pdfsig(data, tmp_path)
    assert "Total document signed" in pdfsig(data, tmp_path)
    # PAdES: no time among the signed attributes, the certificate named by its hash.
    kinds = {a["type"].native for a in PdfFileReader(io.BytesIO(data)).embedded_signatures[0].signer_info["signed_attrs"]}
    assert kinds == {"content_type", "message_digest", "signing_certificate_v2"}
    answer = verify(data)
    assert (answer["verdict"], answer["signatures"][0]["profile"], answer["signatures"][0]["covers"]) == ("valid", "PAdES-B-B", "the whole file")
    checked = subprocess.run(["qpdf", "--check", tmp_path / "check.pdf"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_document_without_a_form(our, authority, verify, tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out)
    data = our(our(out.getvalue()), holder=authority.seal)
    accepted(data, authority, 2)
    assert verify(data)["verdict"] == "valid"


@pytest.mark.parametrize("curve", [ec.SECP256R1, ec.SECP384R1])
def test_elliptic_curves(our, authority, verify, tmp_path, curve):
    holder = authority.issue("Trần Thị Mẫu", authority.issuing, key=elliptic_key(curve))
    data = our(document(), holder=holder)
    accepted(data, authority)
    pdfsig(data, tmp_path)
    assert verify(data)["verdict"] == "valid"


def test_timestamped(our, authority, verify, stamps, tmp_path):
    data = our(document(), "--timestamp", stamps)
    status, = accepted(data, authority)
    assert status.timestamp_validity.valid and status.timestamp_validity.trusted
    answer = verify(data)
    assert (answer["verdict"], answer["signatures"][0]["profile"]) == ("valid", "PAdES-B-T")
    # The token by itself, as openssl sees it.
    one = PdfFileReader(io.BytesIO(data)).embedded_signatures[0].signer_info
    token = one["unsigned_attrs"][0]["values"][0]
    (tmp_path / "token").write_bytes(token.dump())
    (tmp_path / "value").write_bytes(one["signature"].native)
    (tmp_path / "root.pem").write_bytes(authority.root.pem)
    (tmp_path / "more.pem").write_bytes(authority.issuing.pem + authority.tsa.pem)
    told = subprocess.run(
        ["openssl", "ts", "-verify", "-token_in", "-in", tmp_path / "token", "-data", tmp_path / "value", "-CAfile", tmp_path / "root.pem", "-untrusted", tmp_path / "more.pem"],
        capture_output=True, text=True)
    assert "Verification: OK" in told.stdout + told.stderr, told.stderr


def test_no_timestamp_server(our):
    assert "does not answer" in our(document(), "--timestamp", "http://127.0.0.1:9/", code=2)


def test_lists_kept_in_the_document(our, authority, verify, stamps, tmp_path):
    holder = authority.issue("Có nơi tra", authority.issuing, place=CRL_PLACE)
    (tmp_path / "a.crl").write_bytes(authority.crl(authority.root))
    (tmp_path / "b.crl").write_bytes(authority.crl(authority.issuing))
    data = our(document(), "--timestamp", stamps, "--crl", tmp_path / "a.crl", "--crl", tmp_path / "b.crl", holder=holder)
    answer = verify(data)
    assert (answer["verdict"], answer["signatures"][0]["profile"], answer["signatures"][0]["revocation"]) == ("valid", "PAdES-B-LT", "good")
    # pyHanko finds there all that it needs, and takes nothing on trust.
    reader = PdfFileReader(io.BytesIO(data))
    kept = DocumentSecurityStore.read_dss(reader).as_validation_context({"trust_roots": [context_root(authority)], "allow_fetching": False, "revocation_mode": "hard-fail"})
    status = validate_pdf_signature(reader.embedded_signatures[0], signer_validation_context=kept, ts_validation_context=context(authority))
    assert status.bottom_line, status.pretty_print_details()


def context_root(authority):
    return load(authority.root)[0]


@pytest.mark.parametrize("streams", [False, True], ids=["tables", "streams"])
def test_initials_leader_and_seal(our, authority, verify, tmp_path, streams):
    """Three signatures, two with pictures; none breaks another, ours and pyHanko's among each other."""
    data = our(document(streams=streams), "--field", "Ký nháy", "--seal", picture(tmp_path), "--place", "72,90,40")
    data = sign(data, authority, field="Lãnh đạo", box=(300, 100, 500, 160))
    data = our(data, "--field", "Con dấu", "--seal", picture(tmp_path), "--place", "280,90,113.4", holder=authority.seal)
    accepted(data, authority, 3)
    assert pdfsig(data, tmp_path).count("Signature is Valid.") == 3
    answer = verify(data)
    assert answer["verdict"] == "valid", answer["why"]
    assert [s["signer"] for s in answer["signatures"]] == ["Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu", "UBND xã Mẫu"]


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "L", "LA", "P"])
def test_pictures(our, authority, verify, tmp_path, mode):
    image = Image.effect_noise((64, 48), 80).convert("RGB" if mode == "P" else mode).convert(mode)
    image.save(tmp_path / "seal.png")
    data = our(document(), "--seal", tmp_path / "seal.png", "--place", "100,100,64")
    (tmp_path / "shown.pdf").write_bytes(data)
    subprocess.run(["pdfimages", "-png", tmp_path / "shown.pdf", tmp_path / "image"], check=True)
    shown = Image.open(sorted(tmp_path.glob("image-*.png"))[0]).convert("RGB")
    assert shown.tobytes() == image.convert("RGB").tobytes()
    accepted(data, authority)


def test_certified(our, authority, verify, tmp_path):
    data = our(document(), "--certify", "2")
    status, = accepted(data, authority)
    assert status.docmdp_ok
    answer = verify(our(data, holder=authority.seal))
    assert answer["verdict"] == "valid", answer["why"]
    assert [s["kind"] for s in answer["signatures"]] == ["certification", "approval"]
    accepted((tmp_path / "out.pdf").read_bytes(), authority, 2)
    assert "only the first" in our(data, "--certify", "1", code=2)
    assert "no further signature" in our(our(document(), "--certify", "1"), code=2)


def test_pkcs12_with_its_password(our, authority, verify):
    packed = pkcs12.serialize_key_and_certificates(b"x", authority.leader.key, authority.leader.certificate, None, BestAvailableEncryption("mật khẩu".encode()))
    assert verify(our(document(), key=packed, password="mật khẩu"))["verdict"] == "valid"
    assert "password" in our(document(), key=packed, password="sai", code=2)


def test_refusals(our, authority, tmp_path):
    assert "not of this key" in our(document(), key=authority.seal.key_pem, code=2)
    out = io.BytesIO()
    pikepdf.open(io.BytesIO(document())).save(out, encryption=pikepdf.Encryption(owner="x", user=""))
    assert "encrypted" in our(out.getvalue(), code=2)
    weak = authority.issue("Sai", authority.issuing, usage=("key_encipherment",))
    assert "may not sign" in our(document(), holder=weak, code=2)
