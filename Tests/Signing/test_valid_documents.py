"""Documents that pyHanko signed, in every profile: none may be called wrong."""

import datetime as dt
import io

import pikepdf
import pytest
from attacks import append, root, size, start
from authority import CRL_PLACE, DAY, NOW, YEAR, Authority, elliptic_key
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from signing import PADES, ROOT, Verifier, context, document, fill, sign, signer, stamper


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(scope="module")
def verify(authority, tmp_path_factory):
    return Verifier(tmp_path_factory.mktemp("valid"), authority)


@pytest.fixture(params=[False, True], ids=["tables", "streams"])
def paper(request):
    return document(streams=request.param)


def assert_valid(answer, *profiles):
    assert answer["verdict"] == "valid", [(s["code"], s["why"]) for s in answer["signatures"] if s["verdict"] != "valid"]
    assert [s["profile"] for s in answer["signatures"]] == list(profiles)


def added(answer):
    """What came after the first signature, but for the file's date, which pyHanko renews."""
    return set(answer["signatures"][0]["changed_after"]) - {"the file's own description"}


def test_unsigned(verify, paper):
    assert verify(paper) == {"verdict": "unsigned", "signatures": []}


def test_basic(verify, authority, paper):
    answer = verify(sign(paper, authority, box=(300, 100, 500, 160)))
    assert_valid(answer, "PAdES-B-B")
    signature = answer["signatures"][0]
    assert (signature["signer"], signature["unit"], signature["organisation"]) == ("Nguyễn Văn Mẫu", "UBND xã Mẫu", "Cơ quan mẫu")
    assert signature["covers"] == "the whole file"
    assert signature["revocation"] == "not told"
    assert abs(dt.datetime.fromisoformat(signature["claimed_time"]) - dt.datetime.now(dt.timezone.utc)) < dt.timedelta(minutes=10)
    assert "timestamp_time" not in signature
    assert [one["subject"].split(",")[0] for one in signature["certificate_path"]] == ["CN=Nguyễn Văn Mẫu", "CN=Cấp chứng thư mẫu (thử)", "CN=Gốc mẫu (thử)"]


def test_adobe_kind(verify, authority, paper):
    assert_valid(verify(sign(paper, authority, subfilter=fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED)), "CMS")


@pytest.mark.parametrize("curve, hash", [(ec.SECP256R1, "sha256"), (ec.SECP384R1, "sha384")])
def test_elliptic_curves(verify, authority, paper, curve, hash):
    holder = authority.issue("Trần Thị Mẫu", authority.issuing, key=elliptic_key(curve))
    assert_valid(verify(sign(paper, authority, holder, md_algorithm=hash)), "PAdES-B-B")


def test_rsa_pss(verify, authority, paper):
    assert_valid(verify(sign(paper, authority, sign_options={"prefer_pss": True})), "PAdES-B-B")


def test_timestamped(verify, authority, paper):
    answer = verify(sign(paper, authority, timestamper=stamper(authority)))
    assert_valid(answer, "PAdES-B-T")
    assert answer["signatures"][0]["timestamp_time"]


def test_timestamp_outlives_the_certificate(verify, authority, paper):
    """Signed and stamped a year ago by a certificate that has expired since."""
    old = authority.issue("Đã hết hạn", authority.issuing, begins=-2 * YEAR, ends=-30 * DAY)
    tsa = authority.issue("Dấu thời gian", authority.issuing, begins=-3 * YEAR, ends=5 * YEAR, usage=("digital_signature",), purposes=[ExtendedKeyUsageOID.TIME_STAMPING])
    data = sign(paper, authority, old, timestamper=stamper(authority, tsa, NOW - YEAR))
    assert_valid(verify(data), "PAdES-B-T")


def test_long_term(verify, authority, paper):
    holder = authority.issue("Có danh sách thu hồi", authority.issuing, place=CRL_PLACE)
    lists = [authority.crl(authority.root), authority.crl(authority.issuing)]
    data = sign(paper, authority, holder, timestamper=stamper(authority), validation_context=context(authority, lists), embed_validation_info=True)
    answer = verify(data)
    assert_valid(answer, "PAdES-B-LT")
    assert answer["signatures"][0]["revocation"] == "good"
    assert added(answer) == {"proofs of certificates"}


def test_long_term_by_ocsp(verify, authority, paper):
    holder = authority.issue("Có OCSP", authority.issuing, place=CRL_PLACE)
    answers = [authority.ocsp(holder, authority.issuing), authority.ocsp(authority.tsa, authority.issuing), authority.ocsp(authority.issuing, authority.root)]
    data = sign(paper, authority, holder, timestamper=stamper(authority), validation_context=context(authority, ocsps=answers), embed_validation_info=True)
    answer = verify(data)
    assert_valid(answer, "PAdES-B-LT")
    assert answer["signatures"][0]["revocation"] == "good"


def test_archived(verify, authority, paper):
    lists = [authority.crl(authority.root), authority.crl(authority.issuing)]
    data = sign(paper, authority, timestamper=stamper(authority), validation_context=context(authority, lists), embed_validation_info=True, use_pades_lta=True)
    answer = verify(data)
    assert_valid(answer, "PAdES-B-LTA", "RFC 3161")
    assert added(answer) == {"a timestamp", "proofs of certificates"}


@pytest.mark.parametrize("level", list(fields.MDPPerm))
def test_certified(verify, authority, paper, level):
    answer = verify(sign(paper, authority, certify=True, docmdp_permissions=level))
    assert_valid(answer, "PAdES-B-B")
    assert answer["signatures"][0]["kind"] == "certification"


def test_certified_archived_without_changes_allowed(verify, authority, paper):
    """A certification that allows nothing still takes proofs and timestamps."""
    lists = [authority.crl(authority.root), authority.crl(authority.issuing)]
    data = sign(
        paper, authority, timestamper=stamper(authority), validation_context=context(authority, lists), embed_validation_info=True, use_pades_lta=True,
        certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    assert_valid(verify(data), "PAdES-B-LTA", "RFC 3161")


def test_two_leaders_and_a_seal(verify, authority, paper):
    data = sign(paper, authority, field="Ký nháy", box=(72, 100, 120, 140))
    data = sign(data, authority, field="Lãnh đạo", box=(300, 100, 500, 160))
    data = sign(data, authority, authority.seal, field="Con dấu", box=(280, 90, 340, 150), timestamper=stamper(authority))
    answer = verify(data)
    assert_valid(answer, "PAdES-B-B", "PAdES-B-B", "PAdES-B-T")
    assert answer["signatures"][0]["covers"].startswith("the first ")
    assert added(answer) == {"a signature"}
    assert answer["signatures"][2]["covers"] == "the whole file"


def test_filled_between_two_signatures(verify, authority, paper):
    data = fill(sign(paper, authority, field="Một"), "o1", "giua")
    answer = verify(sign(data, authority, field="Hai"))
    assert_valid(answer, "PAdES-B-B", "PAdES-B-B")
    assert added(answer) == {"a signature", "the field o1"}


def test_filled_after_a_certification_that_allows_it(verify, authority, paper):
    data = sign(paper, authority, certify=True, docmdp_permissions=fields.MDPPerm.FILL_FORMS)
    answer = verify(fill(data, "o1", "sau"))
    assert_valid(answer, "PAdES-B-B")
    assert added(answer) == {"the field o1"}


def test_place_prepared_before(verify, authority, paper):
    """A place for the signature that is in the document before the first signature."""
    writer = IncrementalPdfFileWriter(io.BytesIO(paper))
    fields.append_signature_field(writer, fields.SigFieldSpec("Hai", box=(300, 100, 500, 160)))
    out = io.BytesIO()
    writer.write(out)
    data = sign(out.getvalue(), authority, field="Một", certify=True, docmdp_permissions=fields.MDPPerm.FILL_FORMS)
    assert_valid(verify(sign(data, authority, field="Hai")), "PAdES-B-B", "PAdES-B-B")


def test_locked_fields_left_alone(verify, authority, paper):
    lock = fields.FieldMDPSpec(fields.FieldMDPAction.INCLUDE, ["o2"])
    data = sign(paper, authority, new=fields.SigFieldSpec("Ký", field_mdp_spec=lock, doc_mdp_update_value=fields.MDPPerm.FILL_FORMS))
    assert_valid(verify(fill(data, "o1", "khac")), "PAdES-B-B")


def test_filled_and_signed_in_one_update(verify, authority, paper):
    writer = IncrementalPdfFileWriter(io.BytesIO(sign(paper, authority, field="Một")), strict=True)
    field = writer.root["/AcroForm"]["/Fields"][0]
    field["/V"] = generic.pdf_string("giua")
    writer.update_container(field)
    meta = signers.PdfSignatureMetadata(field_name="Hai", md_algorithm="sha256", subfilter=PADES)
    out = signers.PdfSigner(meta, signer=signer(authority, authority.leader), new_field_spec=fields.SigFieldSpec("Hai")).sign_pdf(writer)
    assert_valid(verify(out.getvalue()), "PAdES-B-B", "PAdES-B-B")


@pytest.mark.parametrize("streams", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
def test_written_for_the_web(verify, authority, streams):
    """Linearised: the first section of such a file stands at its beginning."""
    out = io.BytesIO()
    pikepdf.open(io.BytesIO(document())).save(out, linearize=True, object_stream_mode=streams)
    assert_valid(verify(sign(sign(out.getvalue(), authority, field="Một"), authority, field="Hai")), "PAdES-B-B", "PAdES-B-B")


def test_hybrid(verify, authority):
    """A table for old readers, a stream beside it for new ones."""
    paper = document()
    hidden = append(paper, {size(paper): b"<< /Note (x) >>"}, streams=True)
    cut = hidden[: hidden.rindex(b"startxref")]
    data = cut + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size %d /Root %s /Prev %d /XRefStm %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        size(hidden), root(paper), start(paper), start(hidden), len(cut))
    assert verify(data)["verdict"] == "unsigned"


def test_lists_in_the_signature_itself(verify, authority, paper):
    """Adobe's way: lists among the signed attributes."""
    holder = authority.issue("Danh sách trong chữ ký", authority.issuing, place=CRL_PLACE)
    lists = [authority.crl(authority.root), authority.crl(authority.issuing)]
    answer = verify(sign(
        paper, authority, holder, subfilter=fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED, validation_context=context(authority, lists), embed_validation_info=True))
    assert_valid(answer, "CMS")
    assert answer["signatures"][0]["revocation"] == "good"


def test_our_own_forms(verify, authority, tmp_path):
    """Every form that the product prints, signed twice."""
    import subprocess
    subprocess.run([ROOT / ".build/debug/cuango", "forms", tmp_path], check=True, cwd=ROOT, capture_output=True)
    forms = sorted(tmp_path.glob("*.pdf"))
    assert len(forms) > 5
    for form in forms:
        data = sign(sign(form.read_bytes(), authority, field="Một", box=(300, 100, 400, 160)), authority, authority.seal, field="Hai")
        assert_valid(verify(data), "PAdES-B-B", "PAdES-B-B")


def test_200_pages_of_50_megabytes(verify, authority):
    import os
    pdf = pikepdf.new()
    for _ in range(200):
        pdf.add_blank_page().Contents = pdf.make_stream(os.urandom(250_000))
    out = io.BytesIO()
    pdf.save(out)
    assert_valid(verify(sign(sign(out.getvalue(), authority, field="Một"), authority, field="Hai")), "PAdES-B-B", "PAdES-B-B")
