"""Documents of our own and signatures on them by pyHanko, for the tests of verification."""

import io
import json
import subprocess
from pathlib import Path

import pikepdf
from asn1crypto import keys
from asn1crypto import x509 as asn1
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

ROOT = Path(__file__).resolve().parents[2]
PADES = fields.SigSeedSubFilter.PADES


def document(streams=False, text="Số: 12/QĐ-UBND; số tiền 1.000.000", values=("", "đã điền")):
    """A page with text, a font and a form of two fields: one empty, one filled."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    shown = text.encode("ascii", "replace").decode()
    page.Contents = pdf.make_stream(f"BT /F1 14 Tf 72 700 Td ({shown}) Tj ET".encode())
    made = []
    for index, value in enumerate(values):
        look = pdf.make_stream(b"/Tx BMC EMC")
        look.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": pikepdf.Array([0, 0, 200, 20])})
        made.append(pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=f"o{index + 1}", Rect=[72, 600 - 40 * index, 272, 620 - 40 * index],
            F=4, P=page.obj, DA="/Helv 12 Tf 0 g", AP=pikepdf.Dictionary(N=look), **({"V": value} if value else {}),
        )))
    page.Annots = pdf.make_indirect(pikepdf.Array(made))
    helvetica = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
    pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array(made), DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=helvetica)), DA="/Helv 12 Tf 0 g"))
    out = io.BytesIO()
    pdf.save(out, compress_streams=streams, object_stream_mode=pikepdf.ObjectStreamMode.generate if streams else pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def load(holder):
    return asn1.Certificate.load(holder.der), keys.PrivateKeyInfo.load(holder.key_der)


def signer(authority, holder, others=None, **options):
    certificate, key = load(holder)
    store = SimpleCertificateStore()
    for one in [authority.issuing] if others is None else others:
        store.register(load(one)[0])
    return signers.SimpleSigner(certificate, key, store, **options)


def stamper(authority, holder=None, at=None):
    certificate, key = load(holder or authority.tsa)
    store = SimpleCertificateStore()
    store.register(load(authority.issuing)[0])
    return timestamps.DummyTimeStamper(certificate, key, store, fixed_dt=at)


def context(authority, crls=(), ocsps=()):
    return ValidationContext(
        trust_roots=[load(authority.root)[0]], other_certs=[load(authority.issuing)[0]], crls=list(crls), ocsps=list(ocsps),
        allow_fetching=False, revocation_mode="soft-fail",
    )


def sign(data, authority, holder=None, field="Ký", timestamper=None, others=None, new=None, box=None, sign_options=None, **meta):
    """Signs as pyHanko does; `box` gives the signature a place on the first page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=True)
    meta.setdefault("subfilter", PADES)
    meta.setdefault("md_algorithm", "sha256")
    spec = new or fields.SigFieldSpec(field, on_page=0, box=box)
    out = signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name=field, **meta), signer=signer(authority, holder or authority.leader, others, **(sign_options or {})),
        timestamper=timestamper, new_field_spec=spec,
    ).sign_pdf(writer)
    return out.getvalue()


def fill(data, name, value):
    """Fills a text field by an incremental update, picture and all."""
    from pyhanko.pdf_utils import generic
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=True)
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field.get("/T") == name:
            look = generic.StreamObject(stream_data=f"/Tx BMC BT /Helv 12 Tf ({value}) Tj ET EMC".encode(), dict_data={
                generic.NameObject("/Type"): generic.NameObject("/XObject"), generic.NameObject("/Subtype"): generic.NameObject("/Form"),
                generic.NameObject("/BBox"): generic.ArrayObject(generic.NumberObject(n) for n in (0, 0, 200, 20)),
            })
            field["/V"] = generic.pdf_string(value)
            field["/AP"] = generic.DictionaryObject({generic.NameObject("/N"): writer.add_object(look)})
            writer.update_container(field)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class Verifier:
    """The command, with the sample root trusted."""

    def __init__(self, folder, authority):
        self.folder = folder
        self.trust = folder / "root.pem"
        self.trust.write_bytes(authority.root.pem)
        self.count = 0

    def __call__(self, data, *options, trust=True):
        self.count += 1
        path = self.folder / f"{self.count}.pdf"
        path.write_bytes(data)
        ended = subprocess.run(
            [ROOT / ".build/debug/cuango", "document", "verify", path, "--json", *(["--trust", self.trust] if trust else []), *options],
            capture_output=True, text=True, timeout=60,
        )
        assert ended.returncode in (0, 1), (ended.returncode, ended.stderr)
        answer = json.loads(ended.stdout)
        assert (ended.returncode == 0) == (answer["verdict"] == "valid")
        return answer
