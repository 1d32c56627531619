"""A provider of OpenID Connect that does what a test tells it, right or wrong: one server, an issuer for each name."""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

CLIENT = "cuango"
SECRET = "a secret: with/signs"
PERSON = {
    "SoDinhDanh": "068090000101", "HoVaTen": "NGUYỄN VĂN MẪU", "NgayThangNamSinh": "05/02/1990", "GioiTinh": "Nam",
    "SoDienThoai": "0900000111", "ThuongTru": "Thôn Phú Thạnh, xã Đức Trọng", "muc_do": "2", "NhomMau": "O",
}


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value):
    return b64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


class RSAKey:
    alg = "RS256"

    def __init__(self, kid):
        self.kid = kid
        self.private = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def sign(self, data):
        return self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())

    def jwk(self):
        public = self.private.public_key().public_numbers()
        return {"kty": "RSA", "kid": self.kid, "use": "sig", "alg": "RS256", "n": number(public.n), "e": number(public.e)}

    def pem(self):
        return self.private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )


class ECKey:
    alg = "ES256"

    def __init__(self, kid):
        self.kid = kid
        self.private = ec.generate_private_key(ec.SECP256R1())

    def sign(self, data):
        r, s = decode_dss_signature(self.private.sign(data, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    def jwk(self):
        public = self.private.public_key().public_numbers()
        return {
            "kty": "EC", "crv": "P-256", "kid": self.kid, "use": "sig", "alg": "ES256",
            "x": b64(public.x.to_bytes(32, "big")), "y": b64(public.y.to_bytes(32, "big")),
        }


def token(claims, key, header=None):
    """A signed token; the header may say otherwise."""
    head = {"alg": key.alg, "kid": key.kid, "typ": "JWT"} | (header or {})
    signed = b64(json.dumps({k: v for k, v in head.items() if v is not None}).encode()) + "." + b64(json.dumps(claims).encode())
    return signed + "." + b64(key.sign(signed.encode()))


class Unsigned:
    alg, kid = "none", None

    def sign(self, data):
        return b""


class PublicKeyAsSecret:
    """HS256 with the public key for a secret: everybody has it."""

    alg = "HS256"

    def __init__(self, secret, kid):
        self.secret, self.kid = secret, kid

    def sign(self, data):
        return hmac.new(self.secret, data, hashlib.sha256).digest()


class Issuer:
    """What one name of the server does; each test changes what it needs."""

    def __init__(self, server, name):
        self.url = f"{server.url}/{name}"
        self.keys = [RSAKey("first")]
        self.document_change = {}
        self.claims_change = {}
        self.header_change = {}
        self.signer = None
        self.answer_change = {}
        self.userinfo_change = {}
        self.person = dict(PERSON)
        self.broken_signature = False
        self.ways = {}
        self.asked = []
        self.codes = {}
        self.last_token = None

    def document(self):
        return {
            "issuer": self.url, "authorization_endpoint": self.url + "/authorize", "token_endpoint": self.url + "/token",
            "jwks_uri": self.url + "/keys", "userinfo_endpoint": self.url + "/userinfo",
            "end_session_endpoint": self.url + "/logout", "response_types_supported": ["code"],
            "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256", "ES256"],
        } | self.document_change

    def authorize(self, query):
        """What the person's browser is sent back with."""
        code = secrets.token_urlsafe(20)
        self.codes[code] = query
        back = {"code": code, "state": query["state"]} | self.answer_change
        return query["redirect_uri"] + "?" + urllib.parse.urlencode({k: v for k, v in back.items() if v is not None})

    def claims(self, nonce):
        now = int(time.time())
        claims = {
            "iss": self.url, "aud": CLIENT, "sub": "person-1", "exp": now + 300, "iat": now, "nonce": nonce,
            "sid": "session-1", "muc_do": "2",
        } | self.claims_change
        return {k: v for k, v in claims.items() if v is not None}

    def take_code(self, form, authorization):
        query = self.codes.pop(form.get("code"), None)
        shown = base64.b64encode(
            f"{urllib.parse.quote(CLIENT, safe='')}:{urllib.parse.quote(SECRET, safe='')}".encode()
        ).decode()
        challenge = b64(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        right = (
            query
            and authorization == f"Basic {shown}"
            and form.get("grant_type") == "authorization_code"
            and query["code_challenge_method"] == "S256"
            and query["code_challenge"] == challenge
            and query["redirect_uri"] == form.get("redirect_uri")
        )
        if not right:
            return 400, {"error": "invalid_grant"}
        signed = token(self.claims(query["nonce"]), self.signer or self.keys[0], self.header_change)
        if self.broken_signature:
            head, body, signature = signed.split(".")
            signed = f"{head}.{body}.{('A' if signature[0] != 'A' else 'B') + signature[1:]}"
        self.last_token = signed
        return 200, {"access_token": "access-1", "token_type": "Bearer", "id_token": signed}


class HostileProvider:
    def __init__(self):
        self.issuers = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def log_message(self, *_):
                pass

            def do_GET(self):
                provider.answer(self, "")

            def do_POST(self):
                provider.answer(self, self.rfile.read(int(self.headers["Content-Length"] or 0)).decode())

        self.handler = Handler
        self.port = 0
        self.open()
        self.url = f"http://127.0.0.1:{self.port}"

    def open(self):
        """Begins to answer; after it was closed, at the same address."""
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), self.handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        """Answers no more."""
        self.server.shutdown()
        self.server.server_close()

    def issuer(self, name):
        return self.issuers.setdefault(name, Issuer(self, name))

    def answer(self, request, body):
        address = urllib.parse.urlsplit(request.path)
        _, name, place = address.path.split("/", 2)
        issuer = self.issuers[name]
        issuer.asked.append(place)
        query = dict(urllib.parse.parse_qsl(address.query))
        way = issuer.ways.get(place)
        if way == "large":
            return self.send(request, 200, b'{"filling": "' + b"x" * 2_000_000 + b'"}')
        if way == "endless":
            return self.trickle(request)
        if way == "broken":
            return self.send(request, 500, b"no")
        if way == "page":
            return self.send(request, 200, b"<!doctype html><title>Bao tri</title>", kind="text/html")
        if way == "elsewhere":
            request.send_response(302)
            request.send_header("Location", issuer.url + "/right/" + place)
            request.end_headers()
            return None
        if place.startswith("right/"):
            place = place.removeprefix("right/")
        if place == ".well-known/openid-configuration":
            return self.send(request, 200, issuer.document())
        if place == "authorize":
            request.send_response(302)
            request.send_header("Location", issuer.authorize(query))
            request.end_headers()
            return None
        if place == "token":
            return self.send(request, *issuer.take_code(dict(urllib.parse.parse_qsl(body)), request.headers["Authorization"]))
        if place == "keys":
            return self.send(request, 200, {"keys": [key.jwk() for key in issuer.keys]})
        if place == "userinfo":
            if request.headers["Authorization"] != "Bearer access-1":
                return self.send(request, 401, {"error": "invalid_token"})
            return self.send(request, 200, issuer.person | {"sub": "person-1"} | issuer.userinfo_change)
        return self.send(request, 404, {})

    @staticmethod
    def send(request, status, body, kind="application/json"):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        try:
            request.send_response(status)
            request.send_header("Content-Type", kind)
            request.end_headers()
            request.wfile.write(data)
        except OSError:
            pass

    @staticmethod
    def trickle(request):
        try:
            request.send_response(200)
            request.send_header("Content-Type", "application/json")
            request.end_headers()
            for _ in range(200):
                request.wfile.write(b" ")
                request.wfile.flush()
                time.sleep(0.2)
        except OSError:
            pass
