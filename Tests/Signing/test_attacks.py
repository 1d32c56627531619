"""Signed files that were changed, each in the way of a known attack: refused, and for the right reason."""

import io
import random
import re

import pikepdf
import pytest
from attacks import append, byte_range, replaced, root, size
from authority import CRL_PLACE, DAY, NOW, YEAR, Authority, small_key
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from signing import Verifier, context, document, fill, sign, stamper


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(scope="module")
def verify(authority, tmp_path_factory):
    return Verifier(tmp_path_factory.mktemp("attacks"), authority)


@pytest.fixture(scope="module")
def paper():
    return document()


@pytest.fixture(scope="module")
def signed(paper, authority):
    return sign(paper, authority)


@pytest.fixture(scope="module")
def numbers(paper):
    """The numbers of the objects that attacks are about."""
    pdf = pikepdf.open(io.BytesIO(paper))
    page = pdf.pages[0]
    return {
        "catalog": pdf.Root.objgen[0], "page": page.objgen[0], "content": page.Contents.objgen[0], "font": page.Resources.Font.F1.objgen[0],
        "annots": page.Annots.objgen[0], "form": pdf.Root.AcroForm.objgen[0], "empty": pdf.Root.AcroForm.Fields[0].objgen[0],
        "filled": pdf.Root.AcroForm.Fields[1].objgen[0], "look": pdf.Root.AcroForm.Fields[1].AP.N.objgen[0],
    }


def body(data, number):
    """An object's source in its newest form."""
    return list(re.finditer(rb"(?:^|\n)%d 0 obj\s*(.*?)\s*endobj" % number, data, re.S))[-1][1]


def refused(answer, *codes):
    assert answer["verdict"] == "invalid", answer
    assert answer["code"] in codes, (answer["code"], answer["why"])
    assert answer["why"]


# MARK: bytes and ranges


def test_any_byte(verify, signed):
    """A sample of places all over the signed ranges; `test_random_changes` has more."""
    (_, first, second, _), _ = byte_range(signed)
    for place in [10, first // 2, first - 5, second + 5, (second + len(signed)) // 2]:
        broken = bytearray(signed)
        broken[place] ^= 1
        ended = verify_or_unreadable(verify, bytes(broken))
        assert ended != "valid", place


def verify_or_unreadable(verify, data):
    try:
        return verify(data)["verdict"]
    except AssertionError as error:
        assert "(2, " in str(error), error
        return "unreadable"


def test_text_of_the_page(verify, signed):
    refused(verify(replaced(signed, b"1.000.000", b"9.000.000")), "contents-changed")


def test_bytes_after_the_end(verify, signed):
    refused(verify(signed + b"<< /Hidden true >>\n"), "malformed-file")
    refused(verify(signed + b"% a remark\n%%EOF\n"), "malformed-file")


def test_bytes_after_the_end_with_an_end_of_their_own(verify, signed):
    place = int(re.findall(rb"startxref\s+(\d+)", signed)[-1])
    refused(verify(signed + b"1 0 obj\n<< /Evil true >>\nendobj\nstartxref\n%d\n%%%%EOF\n" % place), "bytes-after-the-end")


def with_range(data, text):
    _, found = byte_range(data)
    old = data[found.start():found.end()]
    new = b"/ByteRange [" + text + b"]"
    # pyHanko leaves room behind.
    more = len(new) - len(old)
    assert more <= 0 or data[found.end():found.end() + more].isspace()
    return data[:found.start()] + new.ljust(len(old)) + data[found.end() + max(0, more):]


@pytest.mark.parametrize("change, codes", [
    (lambda a, b, c, d: (a, b - 10, c, d), ["contents-moved"]),
    (lambda a, b, c, d: (a, b, c + 10, d - 10), ["contents-moved"]),
    (lambda a, b, c, d: (a, c + 5, c, d), ["bad-byte-range"]),
    (lambda a, b, c, d: (5, b - 5, c, d), ["bad-byte-range"]),
    (lambda a, b, c, d: (a, b, c, d + 1000), ["bad-byte-range"]),
    (lambda a, b, c, d: (a, b, c, d - 200), ["not-a-revision"]),
    (lambda a, b, c, d: (a, b, c, 0), ["bad-byte-range"]),
    (lambda a, b, c, d: (a, b, -c, d), ["bad-byte-range"]),
    (lambda a, b, c, d: (a, 2**63 - 1, c, d), ["bad-byte-range"]),
    (lambda a, b, c, d: (a, b, c), ["bad-byte-range"]),
    (lambda a, b, c, d: (a, b, c, 1, c + 2, d - 2), ["bad-byte-range"]),
])
def test_ranges(verify, signed, change, codes):
    values, _ = byte_range(signed)
    refused(verify(with_range(signed, b" ".join(b"%d" % n for n in change(*values)))), *codes)


def test_contents_shifted_within_the_gap(verify, signed):
    """The gap is larger than the signature: room for bytes that nobody vouches for."""
    (_, first, second, _), _ = byte_range(signed)
    gap = signed[first:second]
    moved = gap[:-9] + b"> /X 12  "
    assert len(moved) == len(gap)
    refused(verify(signed[:first] + moved + signed[second:]), "contents-moved")


def test_space_within_the_signature(verify, signed):
    (_, first, second, _), _ = byte_range(signed)
    refused(verify(signed[: second - 3] + b"  >" + signed[second:]), "contents-moved")


def test_letters_of_the_signature(verify, signed):
    """The same digits in other letters are other bytes."""
    (_, first, _, _), _ = byte_range(signed)
    place = next(n for n in range(first + 100, first + 1000) if signed[n:n + 1] in b"ABCDEF")
    refused(verify(signed[:place] + signed[place:place + 1].lower() + signed[place + 1:]), "contents-moved")


def test_any_digit_of_the_signature(verify, signed):
    """Its certificates and the room behind it included."""
    numbers = random.Random(4)
    (_, first, second, _), _ = byte_range(signed)
    used = len(signed[first + 1:second - 1].rstrip(b"0"))
    for place in [*numbers.sample(range(first + 60, first + used), 40), first + used + 50, second - 2]:
        other = b"%X" % ((int(signed[place:place + 1], 16) + 1 + numbers.randrange(14)) % 16)
        answer = verify(signed[:place] + other + signed[place + 1:])
        assert answer["verdict"] in ("invalid", "unknown"), (place - first, signed[place:place + 1], other)


# MARK: universal signature forgery


@pytest.mark.parametrize("old, new, codes", [
    (b"/ByteRange", b"/ByteRangf", ["missing-entry"]),
    (b"/Contents <", b"/Contentz <", ["missing-entry"]),
    (b"/SubFilter /ETSI.CAdES.detached", b"/SubFilter /ETSI.CAdES.detachee", ["unsupported-format"]),
    (b"/SubFilter", b"/SubFiltes", ["unsupported-format"]),
])
def test_missing_entries(verify, signed, old, new, codes):
    refused(verify(replaced(signed, old, new)), *codes)


def test_null_entries(verify, signed):
    refused(verify(with_range(signed, b"0 0 0 0")), "bad-byte-range")
    _, found = byte_range(signed)
    length = found.end() - found.start()
    refused(verify(signed[: found.start()] + b"/ByteRange null".ljust(length) + signed[found.end():]), "missing-entry")


def test_signature_of_zeros(verify, signed):
    (_, first, second, _), _ = byte_range(signed)
    refused(verify(signed[: first + 1] + b"0" * (second - first - 2) + signed[second - 1:]), "missing-entry")


def test_signature_that_is_no_message(verify, signed):
    (_, first, second, _), _ = byte_range(signed)
    refused(verify(signed[: first + 1] + b"30820000" + signed[first + 9:]), "malformed-signature")


def test_message_without_signer(verify, signed):
    """A signed message in which nobody signs."""
    empty = bytes.fromhex("301f06092a864886f70d010702a0123010020101310030060 6012a0201310031 00".replace(" ", ""))[:33]
    (_, first, second, _), _ = byte_range(signed)
    made = empty.hex().encode()
    refused(verify(signed[: first + 1] + made.ljust(second - first - 2, b"0") + signed[second - 1:]), "malformed-signature")


def test_key_twice(verify, signed):
    """Readers disagree which of two entries counts."""
    refused(verify(replaced(signed, b"/Type /Sig\n", b"/Filter /S\n") if b"/Type /Sig\n" in signed else signed.replace(b"/Type /Sig ", b"/Filter /X ")), "malformed-file", "contents-changed")


# MARK: updates that change what is seen


def test_other_page_content(verify, signed, numbers):
    text = b"BT /F1 14 Tf 72 700 Td (So tien 9.000.000.000) Tj ET"
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text)
    refused(verify(append(signed, {numbers["content"]: stream})), "page-content-changed")
    number = size(signed)
    page = re.sub(rb"/Contents \d+ 0 R", b"/Contents %d 0 R" % number, body(signed, numbers["page"]))
    refused(verify(append(signed, {number: stream, numbers["page"]: page})), "page-content-changed")


def test_page_exchanged_and_turned(verify, signed, numbers):
    page = body(signed, numbers["page"])
    refused(verify(append(signed, {numbers["page"]: page[:-2] + b" /Rotate 180 >>"})), "page-changed")
    refused(verify(append(signed, {numbers["page"]: page.replace(b"842", b"400")})), "page-changed")


def test_page_added(verify, signed, numbers):
    pages = int(re.search(rb"/Pages (\d+)", body(signed, numbers["catalog"]))[1])
    new = size(signed)
    more = body(signed, pages).replace(b"/Count 1", b"/Count 2").replace(b"/Kids [", b"/Kids [ %d 0 R " % new)
    refused(verify(append(signed, {new: body(signed, numbers["page"]), pages: more})), "object-replaced")


def test_other_catalog(verify, signed, numbers):
    new = size(signed)
    refused(verify(append(signed, {new: body(signed, numbers["catalog"])}, root_is=b"%d 0 R" % new)), "catalog-changed")


@pytest.mark.parametrize("entry", [b"/OpenAction << /S /JavaScript /JS (x) >>", b"/OCProperties << >>", b"/Names << >>", b"/AA << >>", b"/Perms << >>"])
def test_catalog_entries(verify, signed, numbers, entry):
    refused(verify(append(signed, {numbers["catalog"]: body(signed, numbers["catalog"])[:-2] + entry + b" >>"})), "catalog-changed")


def test_annotation_that_covers(verify, signed, numbers):
    """Shadow attack, hide: something lies over what was signed."""
    new = size(signed)
    cover = b"<< /Type /Annot /Subtype /Square /Rect [0 0 595 842] /IC [1 1 1] /F 4 >>"
    listed = body(signed, numbers["annots"]).rstrip()[:-1] + b" %d 0 R ]" % new
    refused(verify(append(signed, {new: cover, numbers["annots"]: listed})), "annotation-added")


def test_signature_place_that_covers(verify, signed, numbers):
    """The same by a place for a signature that nobody signed."""
    new = size(signed)
    look = b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 24 >>\nstream\n1 g 0 0 595 842 re f    \nendstream"
    cover = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (x) /Rect [0 0 595 842] /F 4 /AP << /N %d 0 R >> >>" % (new + 1)
    form = re.sub(rb"/Fields \[", b"/Fields [", body(signed, numbers["form"]))
    form = re.sub(rb"(/Fields \[[^\]]*)\]", rb"\1 %d 0 R ]" % new, form)
    listed = body(signed, numbers["annots"]).rstrip()[:-1] + b" %d 0 R ]" % new
    refused(verify(append(signed, {new: cover, new + 1: look, numbers["form"]: form, numbers["annots"]: listed})), "form-field-added")


def test_signature_that_covers(verify, authority, signed):
    """The same by a picture of a signature that is valid itself."""
    refused(verify(sign(signed, authority, field="Hai", box=(0, 0, 595, 842))), "annotation-added")


def test_annotation_removed(verify, signed, numbers):
    refused(verify(append(signed, {numbers["annots"]: b"[ ]"})), "annotation-changed")


def test_font_replaced(verify, signed, numbers):
    """Shadow attack, replace: the letters of the same text look otherwise."""
    font = body(signed, numbers["font"]).replace(b"/Helvetica", b"/Symbol")
    refused(verify(append(signed, {numbers["font"]: font})), "font-changed")


def test_form_value(verify, signed, numbers):
    """Shadow attack by forms: another value, with or without its picture."""
    for name in ("empty", "filled"):
        field = re.sub(rb" /V \([^)]*\)| /V <[^>]*>", b"", body(signed, numbers[name]))
        refused(verify(append(signed, {numbers[name]: field[:-2] + b" /V (9.000.000) >>"})), "form-value-changed")
    look = b"<< /Type /XObject /Subtype /Form /BBox [0 0 200 20] /Length 4 >>\nstream\n    \nendstream"
    refused(verify(append(signed, {numbers["look"]: look})), "form-value-changed")
    refused(verify(fill(signed, "o1", "9000000")), "form-value-changed")


def test_filled_value_changed_between_two_signatures(verify, authority, signed):
    """A later signature may fill what was empty, but not change what was there."""
    refused(verify(sign(fill(signed, "o2", "khac"), authority, field="Hai")), "form-value-changed")


def test_field_moved(verify, signed, numbers):
    moved = re.sub(rb"/Rect \[[^\]]*\]", b"/Rect [0 0 595 842]", body(signed, numbers["filled"]))
    refused(verify(append(signed, {numbers["filled"]: moved})), "form-changed")


def test_object_removed(verify, signed, numbers):
    """Shadow attack, hide: what was signed is marked as free."""
    data = append(signed, {})
    place = data.rindex(b"xref\n", 0, data.rindex(b"trailer"))
    data = data[:place] + b"xref\n%d 1\n0000000000 65535 f \n" % numbers["content"] + data[data.rindex(b"trailer"):]
    refused(verify(data), "page-content-changed")


def test_object_taken_from_elsewhere_in_the_signed_file(verify, authority, numbers):
    """Shadow attack, hide and replace: a second face lies ready, and an update of the table alone turns to it."""
    paper = document()
    text = b"BT /F1 14 Tf 72 700 Td (So tien 9.000.000.000) Tj ET"
    hidden = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (numbers["content"], len(text), text)
    prepared = append(paper, {size(paper): b"<< /Note (x) >>"})
    place = prepared.rindex(b"xref\n", 0, prepared.rindex(b"trailer"))
    at = place
    prepared = prepared[:place] + hidden + prepared[place:]
    prepared = re.sub(rb"startxref\s+\d+\s+%%EOF\s*$", b"startxref\n%d\n%%%%EOF\n" % (place + len(hidden)), prepared)
    signed = sign(prepared, authority)
    assert verify(signed)["verdict"] == "valid"
    update = append(signed, {})
    before = update.rindex(b"xref\n", 0, update.rindex(b"trailer"))
    update = update[:before] + b"xref\n%d 1\n%010d 00000 n \n" % (numbers["content"], at) + update[update.rindex(b"trailer"):]
    refused(verify(update), "not-incremental")


def test_dangling_reference_filled(verify, authority, numbers):
    """The signed page names an object that is not there yet."""
    paper = document()
    missing = size(paper) + 50
    page = re.sub(rb"/Contents (\d+ 0 R)", rb"/Contents [ \1 %d 0 R ]" % missing, body(paper, numbers["page"]))
    signed = sign(append(paper, {numbers["page"]: page}), authority)
    assert verify(signed)["verdict"] == "valid"
    text = b"BT /F1 14 Tf 72 600 Td (them) Tj ET"
    refused(verify(append(signed, {missing: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text)})), "object-replaced")


def test_object_that_the_signed_table_places_behind_the_end(verify, authority, numbers):
    """The signed table points behind the signed bytes, where nothing is yet."""
    paper = document()
    new = size(paper)
    page = re.sub(rb"/Contents (\d+ 0 R)", rb"/Contents [ \1 %d 0 R ]" % new, body(paper, numbers["page"]))
    text = b"BT /F1 14 Tf 72 600 Td (them) Tj ET"
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text)
    prepared = append(paper, {numbers["page"]: page, new: stream})
    # The object's place in the table becomes one far behind the file's end.
    entry = re.search(rb"\n%d 1\n(\d{10}) 00000 n" % new, prepared)
    far = len(sign(prepared, authority)) + 40
    prepared = prepared[:entry.start(1)] + b"%010d" % far + prepared[entry.end(1):]
    try:
        signed = sign(prepared, authority)
    except Exception:
        pytest.skip("pyHanko does not sign such a file")
    made = b"%d 0 obj\n%s\nendobj\n" % (new, stream)
    behind = append(signed + b"\n" * (far - len(signed)) + made, {})
    refused(verify(behind), "malformed-file", "not-incremental", "object-replaced")


def test_generation_changed(verify, signed, numbers):
    """The page under another generation: who names it by the old one finds nothing."""
    data = append(signed, {numbers["page"]: body(signed, numbers["page"])})
    place = data.rindex(b"%d 0 obj" % numbers["page"])
    data = data[:place] + data[place:].replace(b"%d 0 obj" % numbers["page"], b"%d 1 obj" % numbers["page"], 1).replace(b" 00000 n", b" 00001 n")
    refused(verify(data), "object-replaced")


def test_size_made_smaller(verify, signed):
    """Objects above the size are nothing to some readers."""
    new = size(signed)
    data = append(signed, {new: b"<< /Note (x) >>"})
    place = data.rindex(b"/Size ")
    refused(verify(data[:place] + data[place:].replace(b"/Size %d" % (new + 1), b"/Size 5", 1)), "malformed-file")


def test_field_of_the_same_name(verify, signed, numbers):
    new = size(signed)
    form = re.sub(rb"(/Fields \[[^\]]*)\]", rb"\1 %d 0 R ]" % new, body(signed, numbers["form"]))
    refused(verify(append(signed, {new: b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (o1) /Rect [0 0 0 0] >>", numbers["form"]: form})), "form-field-added")


def test_content_under_the_guise_of_metadata_or_proofs(verify, authority, numbers):
    """What may be renewed must have no other use: the page's content is made the file's description as well."""
    paper = document()
    text = b"BT /F1 14 Tf 72 700 Td (9.000.000.000) Tj ET"
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text)
    packet = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
    new = size(paper)
    page = re.sub(rb"/Contents (\d+ 0 R)", rb"/Contents [ \1 %d 0 R ]" % new, body(paper, numbers["page"]))
    two = b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream" % (len(packet), packet)
    for guise in (b"/Metadata %d 0 R", b"/DSS << /Certs [ %d 0 R ] >>", b"/DSS << /X %d 0 R >>"):
        catalog = body(paper, numbers["catalog"])[:-2] + guise % new + b" >>"
        signed = sign(append(paper, {numbers["catalog"]: catalog, numbers["page"]: page, new: two}), authority)
        assert verify(signed)["verdict"] == "valid"
        refused(verify(append(signed, {new: stream})), "page-content-changed")


def test_pages_under_the_guise_of_proofs(verify, authority, numbers):
    """The store of proofs names the pages, to make all that hangs on them its own."""
    paper = document()
    pages = re.search(rb"/Pages (\d+ 0 R)", body(paper, numbers["catalog"]))[1]
    text = b"BT /F1 14 Tf 72 700 Td (9.000.000.000) Tj ET"
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text)
    for guise in (b"/DSS << /VRI << /AB %s >> >>", b"/DSS << /Certs [ %s ] >>", b"/DSS %s", b"/Extensions %s"):
        catalog = body(paper, numbers["catalog"])[:-2] + guise % pages + b" >>"
        signed = sign(append(paper, {numbers["catalog"]: catalog}), authority)
        assert verify(signed)["verdict"] == "valid"
        refused(verify(append(signed, {numbers["content"]: stream})), "page-content-changed")
        number = int(pages.split()[0])
        refused(verify(append(signed, {number: body(signed, number).replace(b"/Count 1", b"/Count 0")})), "object-replaced", "catalog-changed")


def test_object_stream_replaced(verify, authority):
    """What is packed in a stream changes with the stream."""
    signed = sign(document(streams=True), authority)
    place = re.search(rb"(\d+) 0 obj\n<< /Type /ObjStm", signed)
    number = int(place[1])
    refused(verify(append(signed, {number: body(signed, number)[:-20] + b"\nendstream"}, streams=True)), "malformed-file", "object-replaced", "contents-changed")


def test_hybrid_file_that_says_two_things(verify, signed, numbers):
    """A table for old readers and a stream for new ones, which put an object in different places."""
    text = b"BT /F1 14 Tf 72 700 Td (So tien 9.000.000.000) Tj ET"
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text)
    hidden = append(signed, {numbers["content"]: stream}, streams=True)
    place = int(re.findall(rb"startxref\s+(\d+)", hidden)[-1])
    cut = hidden[: hidden.rindex(b"startxref")]
    data = cut + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size %d /Root %s /Prev %d /XRefStm %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        size(hidden), root(signed), int(re.findall(rb"startxref\s+(\d+)", signed)[-1]), place, len(cut))
    refused(verify(data), "page-content-changed")


def test_signature_exchanged(verify, authority, signed):
    """Somebody else's signature in the place of the first."""
    field = int(re.search(rb"(\d+) 0 obj\n<<[^>]*?/FT /Sig", signed)[1]) if re.search(rb"(\d+) 0 obj\n<<[^>]*?/FT /Sig", signed) else None
    assert field
    refused(verify(append(signed, {field: re.sub(rb"/V \d+ 0 R", b"/V %d 0 R" % size(signed), body(signed, field)), size(signed): b"<< /Type /Sig >>"})), "missing-entry")


def test_wrapped_signature(verify, authority, signed):
    """Signature wrapping: the entry is copied with the ranges of the first into an update that shows something else."""
    entry = re.search(rb"(\d+) 0 obj\n<<[^>]*?/FT /Sig", signed)
    field = int(entry[1])
    number = int(re.search(rb"/V (\d+)", body(signed, field))[1])
    refused(verify(append(signed, {number: body(signed, number)})), "contents-moved")


# MARK: what a certification or a lock forbids


def test_nothing_allowed(verify, authority, paper):
    data = sign(paper, authority, certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES)
    refused(verify(fill(data, "o1", "x")), "change-not-permitted")


def test_signature_where_nothing_is_allowed(verify, authority, paper, numbers):
    """pyHanko refuses to sign here; the entry of another signature is copied by hand."""
    data = sign(paper, authority, certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES)
    new = size(data)
    field = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (x) /Rect [0 0 0 0] /F 132 >>"
    form = re.sub(rb"(/Fields \[[^\]]*)\]", rb"\1 %d 0 R ]" % new, body(data, numbers["form"]))
    refused(verify(append(data, {new: field, numbers["form"]: form})), "change-not-permitted")


def test_annotation_even_where_annotations_are_allowed(verify, authority, paper, numbers):
    data = sign(paper, authority, certify=True, docmdp_permissions=fields.MDPPerm.ANNOTATE)
    new = size(data)
    listed = body(data, numbers["annots"]).rstrip()[:-1] + b" %d 0 R ]" % new
    refused(verify(append(data, {new: b"<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 800] /Contents (x) >>", numbers["annots"]: listed})), "annotation-added")


def test_locked_field(verify, authority, paper):
    lock = fields.FieldMDPSpec(fields.FieldMDPAction.INCLUDE, ["o1"])
    data = sign(paper, authority, new=fields.SigFieldSpec("Ký", field_mdp_spec=lock, doc_mdp_update_value=fields.MDPPerm.FILL_FORMS))
    refused(verify(fill(data, "o1", "x")), "locked-field-changed")


# MARK: signers


def test_nobody_trusted(verify, signed):
    answer = verify(signed, trust=False)
    assert (answer["verdict"], answer["code"]) == ("unknown", "no-path-to-trust")


def test_somebody_else(verify, paper):
    """The same names, by an authority of the attacker's own."""
    answer = verify(sign(paper, Authority()))
    assert answer["verdict"] in ("unknown", "invalid") and answer["code"] in ("no-path-to-trust", "bad-certificate-signature")


@pytest.mark.parametrize("options, codes", [
    (dict(usage=("key_encipherment",)), ["key-usage"]),
    (dict(purposes=[ExtendedKeyUsageOID.SERVER_AUTH]), ["key-usage"]),
    (dict(begins=-2 * YEAR, ends=-DAY), ["expired-at-signing"]),
    (dict(begins=DAY), ["expired-at-signing"]),
])
def test_wrong_certificates(verify, authority, paper, options, codes):
    holder = authority.issue("Sai", authority.issuing, **options)
    refused(verify(sign(paper, authority, holder, signer_key_usage=set())), *codes)


def test_certificate_exchanged(verify, authority, paper, signed):
    """Another certificate of the same number and key: the signature names the first by its hash."""
    from asn1crypto import cms, x509
    other = authority.issue("Mạo danh", authority.issuing, key=authority.leader.key, serial=authority.leader.certificate.serial_number)
    (_, first, second, _), _ = byte_range(signed)
    message = cms.ContentInfo.load(bytes.fromhex(signed[first + 1:second - 1].decode()))
    listed = message["content"]["certificates"]
    message["content"]["certificates"] = [
        x509.Certificate.load(other.der) if one.chosen.serial_number == other.certificate.serial_number else one.chosen for one in listed]
    made = message.dump(force=True).hex().upper().encode()
    refused(verify(signed[: first + 1] + made.ljust(second - first - 2, b"0") + signed[second - 1:]), "other-certificate")


def test_small_key(verify, authority, paper):
    holder = authority.issue("Khoá ngắn", authority.issuing, key=small_key())
    refused(verify(sign(paper, authority, holder)), "weak-algorithm")


def test_sha1(verify, authority, paper):
    refused(verify(sign(paper, authority, md_algorithm="sha1")), "weak-algorithm")


@pytest.mark.parametrize("year, verdict", [(2012, "valid"), (2015, "invalid")])
def test_sha1_in_its_time(verify, authority, paper, year, verdict):
    """SHA-1 was allowed until the end of 2013, and a timestamp proves that it was then."""
    import datetime as dt
    old = dict(begins=-18 * YEAR, ends=YEAR)
    tsa = authority.issue("TSA", authority.issuing, usage=("digital_signature",), purposes=[ExtendedKeyUsageOID.TIME_STAMPING], **old)
    stamp = stamper(authority, tsa, dt.datetime(year, 6, 1, tzinfo=dt.timezone.utc))
    data = sign(paper, authority, authority.issue("Cũ", authority.issuing, **old), md_algorithm="sha1")
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    answer = verify(signers.PdfTimeStamper(stamp).timestamp_pdf(writer, "sha256").getvalue())
    assert answer["verdict"] == verdict, answer["why"]
    if verdict == "invalid":
        assert answer["code"] == "weak-algorithm"


def test_signer_who_is_trusted_as_such(verify, authority, paper, tmp_path):
    """A certificate that signed itself: by itself it is nobody, and somebody when it is trusted."""
    own = authority.issue("Tự ký", None)
    data = sign(paper, authority, own, others=[])
    assert verify(data)["verdict"] == "unknown"
    (tmp_path / "own.pem").write_bytes(own.pem)
    assert verify(data, "--trust", tmp_path / "own.pem")["verdict"] == "valid"


def test_revoked(verify, authority, paper, tmp_path):
    holder = authority.issue("Bị thu hồi", authority.issuing, place=CRL_PLACE)
    data = sign(paper, authority, holder)
    answer = verify(data)
    assert (answer["verdict"], answer["code"]) == ("unknown", "revocation-unknown")
    (tmp_path / "good.crl").write_bytes(authority.crl(authority.issuing))
    assert verify(data, "--crl", tmp_path / "good.crl")["verdict"] == "valid"
    (tmp_path / "bad.crl").write_bytes(authority.crl(authority.issuing, [(holder, -DAY)]))
    refused(verify(data, "--crl", tmp_path / "bad.crl"), "revoked")


def test_list_by_somebody_else(verify, authority, paper, tmp_path):
    holder = authority.issue("Danh sách giả", authority.issuing, place=CRL_PLACE)
    data = sign(paper, authority, holder)
    (tmp_path / "false.crl").write_bytes(Authority().crl(authority.root))
    answer = verify(data, "--crl", tmp_path / "false.crl")
    assert (answer["verdict"], answer["code"]) == ("unknown", "revocation-unknown")


def test_revoked_after_a_proven_time(verify, authority, paper, tmp_path):
    holder = authority.issue("Thu hồi sau", authority.issuing, place=CRL_PLACE, begins=-YEAR)
    tsa = authority.issue("TSA", authority.issuing, begins=-2 * YEAR, usage=("digital_signature",), purposes=[ExtendedKeyUsageOID.TIME_STAMPING])
    data = sign(paper, authority, holder, timestamper=stamper(authority, tsa, NOW - 60 * DAY))
    (tmp_path / "later.crl").write_bytes(authority.crl(authority.issuing, [(holder, -10 * DAY)]))
    assert verify(data, "--crl", tmp_path / "later.crl")["verdict"] == "valid"
    (tmp_path / "before.crl").write_bytes(authority.crl(authority.issuing, [(holder, -90 * DAY)]))
    refused(verify(data, "--crl", tmp_path / "before.crl"), "revoked")


def test_revoked_in_the_document_itself(verify, authority, paper):
    holder = authority.issue("OCSP", authority.issuing, place=CRL_PLACE)
    data = sign(paper, authority, holder)
    from pyhanko.pdf_utils import generic
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    answer = writer.add_object(generic.StreamObject(stream_data=authority.ocsp(holder, authority.issuing, revoked=-2 * DAY)))
    writer.root[generic.NameObject("/DSS")] = writer.add_object(generic.DictionaryObject({generic.NameObject("/OCSPs"): generic.ArrayObject([answer])}))
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    refused(verify(out.getvalue()), "revoked")


def test_timestamp_of_something_else(verify, authority, paper, monkeypatch):
    """A timestamp on another hash than the signature's."""
    stamp = stamper(authority)
    real = type(stamp).async_timestamp
    async def other(self, message_digest, md_algorithm):
        return await real(self, bytes(32), md_algorithm)
    monkeypatch.setattr(type(stamp), "async_timestamp", other)
    refused(verify(sign(paper, authority, timestamper=stamp)), "bad-timestamp")


def test_timestamp_by_a_certificate_not_for_that(verify, authority, paper):
    refused(verify(sign(paper, authority, timestamper=stamper(authority, authority.leader))), "bad-timestamp")


def test_expired_since(verify, authority, paper):
    """Without a timestamp nobody knows whether it was signed in time."""
    holder = authority.issue("Sắp hết hạn", authority.issuing, ends=DAY)
    data = sign(paper, authority, holder)
    assert verify(data)["verdict"] == "valid"
    answer = verify(data, "--at", (NOW + 3 * DAY).isoformat())
    assert (answer["verdict"], answer["code"]) == ("unknown", "expired-since")


# MARK: files


def test_encrypted(verify, paper):
    out = io.BytesIO()
    pikepdf.open(io.BytesIO(paper)).save(out, encryption=pikepdf.Encryption(owner="x", user=""))
    answer = verify(out.getvalue())
    assert (answer["verdict"], answer["code"]) == ("unknown", "encrypted-file")


def test_no_document(tmp_path, verify):
    for text in (b"", b"%PDF-", b"hello", b"%PDF-1.7\n%%EOF"):
        assert verify_or_unreadable(verify, text) == "unreadable"


def test_a_gigabyte(tmp_path, verify):
    import subprocess
    from signing import ROOT
    large = tmp_path / "large.pdf"
    with open(large, "wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(1 << 30)
    ended = subprocess.run([ROOT / ".build/debug/cuango", "document", "verify", large], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2
    assert "has more than" in ended.stderr


def test_a_stream_that_unpacks_without_end(verify, signed, numbers):
    import zlib
    packed = zlib.compress(bytes(200 << 20), 9)
    data = signed + b"%d 0 obj\n<< /Type /XRef /W [1 4 1] /Size 9 /Filter /FlateDecode /Length %d /Root %s >>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        size(signed), len(packed), root(signed), packed, len(signed))
    refused(verify(data), "malformed-file")


def test_chain_in_a_circle(verify, signed):
    data = append(signed, {}, previous=len(signed) if signed.endswith(b"\n") else len(signed) + 1)
    refused(verify(data), "malformed-file")


def test_values_nested_without_end(verify, signed):
    refused(verify(append(signed, {1: b"[" * 100_000})), "malformed-file")


@pytest.mark.parametrize("streams", [False, True])
def test_random_changes(verify, authority, streams):
    """Whatever one changes in what is signed, the program ends well and never says that it is valid."""
    numbers = random.Random(20261127)
    data = sign(document(streams=streams), authority)
    (_, first, second, _), _ = byte_range(data)
    places = [*range(first), *range(second, len(data.rstrip()))]
    for _ in range(60):
        broken = bytearray(data)
        for place in numbers.sample(places, numbers.choice([1, 1, 1, 3])):
            broken[place] ^= numbers.randrange(1, 256)
        if numbers.random() < 0.2:
            at = numbers.choice(places)
            del broken[at:at + numbers.randrange(1, 50)]
        assert verify_or_unreadable(verify, bytes(broken)) in ("invalid", "unknown", "unsigned", "unreadable")
