"""XML documents signed by signxml and xmlsec1, and what attackers make of them."""

import base64
import copy
import subprocess

import pytest
from authority import DAY, YEAR, Authority, elliptic_key, small_key
from lxml import etree
from signing import Verifier
from signxml import XMLSigner, methods
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.xades import XAdESSigner

DS = "{http://www.w3.org/2000/09/xmldsig#}"


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(scope="module")
def verify(authority, tmp_path_factory):
    return Verifier(tmp_path_factory.mktemp("xml"), authority)


def message(identifier=None):
    root = etree.fromstring("<edXML xmlns='urn:mau'><Header><From>A</From><To>B</To></Header><Body><Amount>1000000</Amount></Body></edXML>")
    if identifier:
        root.find("{urn:mau}Body").set("Id", identifier)
    return root


def sign(authority, root, holder=None, method=methods.enveloped, kind=XMLSigner, reference=None, **options):
    holder = holder or authority.leader
    options.setdefault("c14n_algorithm", CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0)
    made = kind(method=method, **options)
    signed = made.sign(root, key=holder.key_pem, cert=(holder.pem + authority.issuing.pem).decode(), reference_uri=reference)
    return signed


def text(root):
    return etree.tostring(root)


def refused(answer, *codes):
    assert answer["verdict"] == "invalid", answer
    assert answer["code"] in codes, (answer["code"], answer["why"])


def test_unsigned(verify):
    assert verify(text(message()))["verdict"] == "unsigned"


def test_enveloped(verify, authority):
    answer = verify(text(sign(authority, message())))
    assert answer["verdict"] == "valid", answer
    signature, = answer["signatures"]
    assert (signature["signer"], signature["profile"], signature["covers"]) == ("Nguyễn Văn Mẫu", "XMLDSig", "the whole file")
    assert len(signature["certificate_path"]) == 3


@pytest.mark.parametrize("way", [
    CanonicalizationMethod.CANONICAL_XML_1_0, CanonicalizationMethod.CANONICAL_XML_1_1, CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0])
def test_ways_of_writing(verify, authority, way):
    assert verify(text(sign(authority, message(), c14n_algorithm=way)))["verdict"] == "valid"


def test_elliptic_curve(verify, authority):
    holder = authority.issue("EC", authority.issuing, key=elliptic_key())
    assert verify(text(sign(authority, message(), holder, signature_algorithm=SignatureMethod.ECDSA_SHA256)))["verdict"] == "valid"


def test_xades(verify, authority):
    # Of references without transforms inclusive form is meant, which signxml leaves unsaid.
    answer = verify(text(sign(authority, message(), kind=XAdESSigner, c14n_algorithm=CanonicalizationMethod.CANONICAL_XML_1_1)))
    assert answer["verdict"] == "valid", answer
    assert answer["signatures"][0]["profile"] == "XAdES-B-B"
    assert answer["signatures"][0]["claimed_time"]


def test_by_xmlsec1(verify, authority, tmp_path):
    """The same of another program; and what it made is right for signxml too."""
    template = b"""<Doc xmlns="urn:mau"><Amount>1</Amount><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>
<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
<Reference URI=""><Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/></Transforms>
<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/></Reference></SignedInfo><SignatureValue/><KeyInfo><X509Data/></KeyInfo></Signature></Doc>"""
    (tmp_path / "t.xml").write_bytes(template)
    (tmp_path / "key.pem").write_bytes(authority.leader.key_pem)
    (tmp_path / "cert.pem").write_bytes(authority.leader.pem)
    (tmp_path / "issuing.pem").write_bytes(authority.issuing.pem)
    subprocess.run(["xmlsec1", "--sign", "--privkey-pem", f"{tmp_path}/key.pem,{tmp_path}/cert.pem,{tmp_path}/issuing.pem", "--output", tmp_path / "s.xml", tmp_path / "t.xml"], check=True, capture_output=True)
    answer = verify((tmp_path / "s.xml").read_bytes())
    assert answer["verdict"] == "valid", answer


def test_part_signed_and_nothing_else_there(verify, authority):
    """A reference to an element by its name: enough when nothing is left unsigned."""
    root = etree.fromstring("<Envelope xmlns='urn:mau'><Body Id='b'><Amount>1</Amount></Body></Envelope>")
    signed = sign(authority, root, method=methods.detached, reference="#b")
    wrapped = etree.fromstring("<Envelope xmlns='urn:mau'/>")
    wrapped.append(copy.deepcopy(root[0]))
    wrapped.append(signed)
    assert verify(text(wrapped))["verdict"] == "valid"


# MARK: attacks


def test_value_changed(verify, authority):
    data = text(sign(authority, message()))
    refused(verify(data.replace(b"1000000", b"9000000")), "contents-changed")


def test_signature_value_changed(verify, authority):
    root = sign(authority, message())
    value = root.find(f".//{DS}SignatureValue")
    raw = bytearray(base64.b64decode(value.text))
    raw[5] ^= 1
    value.text = base64.b64encode(bytes(raw)).decode()
    refused(verify(text(root)), "contents-changed")


def enveloped_part(authority):
    root = etree.fromstring("<Envelope xmlns='urn:mau'><Body Id='b'><Amount>1000000</Amount></Body></Envelope>")
    signature = sign(authority, root, method=methods.detached, reference="#b")
    return root, signature


def test_wrapping(verify, authority):
    """The signed body is moved into a corner; another stands in its place."""
    root, signature = enveloped_part(authority)
    wrapped = etree.fromstring("<Envelope xmlns='urn:mau'><Body Id='x'><Amount>9000000</Amount></Body><Corner/></Envelope>")
    wrapped[1].append(copy.deepcopy(root[0]))
    wrapped.append(signature)
    refused(verify(text(wrapped)), "unsigned-part")


def test_wrapping_within_the_signature(verify, authority):
    root, signature = enveloped_part(authority)
    wrapped = etree.fromstring("<Envelope xmlns='urn:mau'><Body><Amount>9000000</Amount></Body></Envelope>")
    box = etree.SubElement(signature, f"{DS}Object")
    box.append(copy.deepcopy(root[0]))
    wrapped.append(signature)
    refused(verify(text(wrapped)), "unsigned-part")


def test_second_body(verify, authority):
    root, signature = enveloped_part(authority)
    wrapped = etree.fromstring("<Envelope xmlns='urn:mau'><Body><Amount>9000000</Amount></Body></Envelope>")
    wrapped.append(copy.deepcopy(root[0]))
    wrapped.append(signature)
    refused(verify(text(wrapped)), "unsigned-part")


def test_text_beside_what_is_signed(verify, authority):
    root, signature = enveloped_part(authority)
    wrapped = etree.fromstring("<Envelope xmlns='urn:mau'>9000000</Envelope>")
    wrapped.append(copy.deepcopy(root[0]))
    wrapped.append(signature)
    refused(verify(text(wrapped)), "unsigned-part")


@pytest.mark.parametrize("name", ["Id", "ID", "id", "{http://www.w3.org/XML/1998/namespace}id"])
def test_identifier_clash(verify, authority, name):
    root, signature = enveloped_part(authority)
    wrapped = etree.fromstring("<Envelope xmlns='urn:mau'><Body><Amount>9000000</Amount></Body></Envelope>")
    wrapped[0].set(name, "b")
    wrapped.append(copy.deepcopy(root[0]))
    wrapped.append(signature)
    refused(verify(text(wrapped)), "identifier-clash")


@pytest.mark.parametrize("way", [
    "http://www.w3.org/TR/1999/REC-xpath-19991116", "http://www.w3.org/2002/06/xmldsig-filter2", "http://www.w3.org/TR/1999/REC-xslt-19991116",
    "http://www.w3.org/2000/09/xmldsig#base64", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments"])
def test_transforms(verify, authority, way):
    root = sign(authority, message())
    transforms = root.find(f".//{DS}Transforms")
    etree.SubElement(transforms, f"{DS}Transform").set("Algorithm", way)
    refused(verify(text(root)), "transform-not-allowed")


@pytest.mark.parametrize("address", ["http://example.invalid/x", "file:///etc/passwd", "#nobody", "#xpointer(/)", "other.xml"])
def test_addresses(verify, authority, address):
    root = sign(authority, message())
    root.find(f".//{DS}Reference").set("URI", address)
    refused(verify(text(root)), "bad-reference")


def test_no_reference(verify, authority):
    root = sign(authority, message())
    reference = root.find(f".//{DS}Reference")
    reference.getparent().remove(reference)
    refused(verify(text(root)), "missing-entry")


def test_no_certificate(verify, authority):
    root = sign(authority, message())
    info = root.find(f".//{DS}KeyInfo")
    info.getparent().remove(info)
    refused(verify(text(root)), "missing-entry")


@pytest.mark.parametrize("method", ["http://www.w3.org/2000/09/xmldsig#rsa-sha1", "http://www.w3.org/2000/09/xmldsig#hmac-sha1", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"])
def test_methods(verify, authority, method):
    root = sign(authority, message())
    root.find(f".//{DS}SignatureMethod").set("Algorithm", method)
    refused(verify(text(root)), "weak-algorithm")


def test_weak_digest(verify, authority):
    root = sign(authority, message())
    root.find(f".//{DS}DigestMethod").set("Algorithm", "http://www.w3.org/2000/09/xmldsig#sha1")
    refused(verify(text(root)), "weak-algorithm")


def test_document_type(authority, verify):
    """Entities are not read, nor is anything that brings them along."""
    data = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + text(sign(authority, message()))
    with pytest.raises(AssertionError, match="document types are not taken"):
        verify(data)


def test_other_keys(verify, authority):
    root = sign(authority, message())
    other = authority.issue("Khác", authority.issuing)
    for one in root.iter(f"{DS}X509Certificate"):
        one.text = base64.b64encode(other.der).decode()
    refused(verify(text(root)), "contents-changed")


def test_xades_properties_changed(verify, authority):
    data = text(sign(authority, message(), kind=XAdESSigner, c14n_algorithm=CanonicalizationMethod.CANONICAL_XML_1_1))
    year = data.index(b"SigningTime>") + len(b"SigningTime>")
    refused(verify(data[:year] + b"2019" + data[year + 4:]), "contents-changed")


def test_xades_object_beside(verify, authority):
    """What a signature carries along without signing it."""
    root = sign(authority, message(), kind=XAdESSigner, c14n_algorithm=CanonicalizationMethod.CANONICAL_XML_1_1)
    etree.SubElement(root.find(f".//{DS}Signature"), f"{DS}Object").text = "9000000"
    refused(verify(text(root)), "unsigned-part")


def test_signers(verify, authority):
    assert verify(text(sign(authority, message())), trust=False)["verdict"] == "unknown"
    expired = authority.issue("Hết hạn", authority.issuing, begins=-2 * YEAR, ends=-DAY)
    refused(verify(text(sign(authority, message(), expired))), "expired")
    weak = authority.issue("Ngắn", authority.issuing, key=small_key())
    refused(verify(text(sign(authority, message(), weak))), "weak-algorithm")
    usage = authority.issue("Sai", authority.issuing, usage=("key_encipherment",))
    refused(verify(text(sign(authority, message(), usage))), "key-usage")


# MARK: CMS beside a file


def beside(authority, tmp_path, *options):
    (tmp_path / "data.txt").write_bytes(b"hello")
    (tmp_path / "cert.pem").write_bytes(authority.leader.pem)
    (tmp_path / "key.pem").write_bytes(authority.leader.key_pem)
    (tmp_path / "issuing.pem").write_bytes(authority.issuing.pem)
    subprocess.run(
        ["openssl", "cms", "-sign", "-binary", "-in", tmp_path / "data.txt", "-signer", tmp_path / "cert.pem", "-inkey", tmp_path / "key.pem",
         "-certfile", tmp_path / "issuing.pem", "-out", tmp_path / "data.txt.p7s", *options], check=True)
    return (tmp_path / "data.txt.p7s").read_bytes()


@pytest.mark.parametrize("form", ["DER", "PEM"])
def test_message_beside_a_file(verify, authority, tmp_path, form):
    data = beside(authority, tmp_path, "-outform", form, "-cades")
    answer = verify(data, "--content", tmp_path / "data.txt")
    assert answer["verdict"] == "valid", answer
    (tmp_path / "other.txt").write_bytes(b"hellp")
    refused(verify(data, "--content", tmp_path / "other.txt"), "contents-changed")


def test_message_that_holds_its_contents(verify, authority, tmp_path):
    data = beside(authority, tmp_path, "-outform", "DER", "-nodetach")
    refused(verify(data, "--content", tmp_path / "data.txt"), "malformed-signature")
