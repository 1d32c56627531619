"""A sample authority for the tests, with `cryptography`: a root, an issuing authority, signers, lists, OCSP, timestamps."""

import datetime as dt

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = dt.datetime.now(dt.timezone.utc).replace(microsecond=0)
DAY = dt.timedelta(days=1)
YEAR = 365 * DAY
CRL_PLACE = "http://crl.example.invalid/issuing.crl"


def name(common, organisation="Cơ quan mẫu", unit=None):
    parts = [(NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, organisation)]
    if unit:
        parts.append((NameOID.ORGANIZATIONAL_UNIT_NAME, unit))
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in [*parts, (NameOID.COMMON_NAME, common)]])


def key_usage(*allowed):
    every = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
    return x509.KeyUsage(**{one: one in allowed for one in every})


class Holder:
    """A certificate with its key."""

    def __init__(self, certificate, key):
        self.certificate = certificate
        self.key = key

    @property
    def pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def der(self):
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def key_der(self):
        return self.key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())

    @property
    def key_pem(self):
        return self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


class Authority:
    def __init__(self):
        self.root = self.issue("Gốc mẫu (thử)", None, authority=True, begins=-20 * YEAR, ends=20 * YEAR)
        self.issuing = self.issue("Cấp chứng thư mẫu (thử)", self.root, authority=True, begins=-19 * YEAR, ends=15 * YEAR)
        self.leader = self.issue("Nguyễn Văn Mẫu", self.issuing, unit="UBND xã Mẫu")
        self.seal = self.issue("UBND xã Mẫu", self.issuing)
        self.tsa = self.issue("Cấp dấu thời gian mẫu (thử)", self.issuing, purposes=[ExtendedKeyUsageOID.TIME_STAMPING], usage=("digital_signature",))

    def issue(
        self, common, issuer, authority=False, begins=-30 * DAY, ends=2 * YEAR, key=None, usage=("digital_signature", "content_commitment"),
        purposes=None, place=None, unit=None, hash=None, serial=None,
    ):
        key = key or rsa.generate_private_key(65537, 2048)
        subject = name(common, unit=unit)
        builder = (
            x509.CertificateBuilder().subject_name(subject).issuer_name(issuer.certificate.subject if issuer else subject)
            .public_key(key.public_key()).serial_number(serial or x509.random_serial_number())
            .not_valid_before(NOW + begins).not_valid_after(NOW + ends)
            .add_extension(x509.BasicConstraints(authority, None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key((issuer.key if issuer else key).public_key()), critical=False)
        )
        builder = builder.add_extension(key_usage("key_cert_sign", "crl_sign") if authority else key_usage(*usage), critical=True)
        if purposes:
            builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
        if place:
            point = x509.DistributionPoint([x509.UniformResourceIdentifier(place)], None, None, None)
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
        return Holder(builder.sign((issuer.key if issuer else key), hash or hashes.SHA256()), key)

    def crl(self, issuer, revoked=(), made=-DAY, until=30 * DAY):
        builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.certificate.subject).last_update(NOW + made).next_update(NOW + until)
        for holder, when in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(holder.certificate.serial_number).revocation_date(NOW + when).build()
            builder = builder.add_revoked_certificate(entry)
        return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def ocsp(self, holder, issuer, revoked=None, made=-DAY, until=30 * DAY):
        builder = ocsp.OCSPResponseBuilder().add_response(
            cert=holder.certificate, issuer=issuer.certificate, algorithm=hashes.SHA256(),
            cert_status=ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD,
            this_update=NOW + made, next_update=NOW + until, revocation_time=NOW + revoked if revoked else None, revocation_reason=None,
        ).responder_id(ocsp.OCSPResponderEncoding.HASH, issuer.certificate)
        return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def elliptic_key(curve=ec.SECP256R1):
    return ec.generate_private_key(curve())


def small_key():
    return rsa.generate_private_key(65537, 1024)
