"""Citizens' sign-in against glewlwyd, a provider that others wrote: configured by its own API, with a person who signs in."""

import gzip
import shutil
import sqlite3
import subprocess
import time
import urllib.parse

import pytest
import requests
from conftest import free_port
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from house import Browser, House

SECRET = "khach-mau-2026"
PERSON = {
    "so": "068090000101", "ngay": "05/02/1990", "gioi": "Nam", "dt": "0900000111",
    "thuong": "Thôn Phú Thạnh, xã Đức Trọng", "muc": "2",
}
CLAIMS = {
    "HoVaTen": "name", "SoDinhDanh": "so", "NgayThangNamSinh": "ngay", "GioiTinh": "gioi", "SoDienThoai": "dt",
    "ThuongTru": "thuong", "MucDo": "muc",
}


class Glewlwyd:
    """The provider, with a store of its own."""

    def __init__(self, folder):
        program = shutil.which("glewlwyd")
        assert program, "glewlwyd is missing: bin/setup --tests installs it"
        self.folder = folder
        store = sqlite3.connect(folder / "store.db")
        store.executescript(gzip.open("/usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz", "rt").read())
        store.close()
        self.port = free_port()
        self.url = f"http://localhost:{self.port}/api"
        (folder / "glewlwyd.conf").write_text(f"""
port={self.port}
external_url="http://localhost:{self.port}"
login_url="login.html"
api_prefix="api"
log_mode="file"
log_level="INFO"
log_file="{folder}/glewlwyd.log"
cookie_secure=0
session_expiration=3600
session_key="GLEWLWYD"
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="/usr/lib/glewlwyd/user"
client_module_path="/usr/lib/glewlwyd/client"
user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
plugin_module_path="/usr/lib/glewlwyd/plugin"
hash_algorithm="SHA512"
database={{ type="sqlite3" path="{folder}/store.db" }};
""")
        self.process = subprocess.Popen([program, "-c", str(folder / "glewlwyd.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.admin = requests.Session()
        for _ in range(200):
            try:
                self.admin.get(self.url + "/auth/", timeout=5)
                break
            except requests.RequestException:
                assert self.process.poll() is None, "glewlwyd does not start"
                time.sleep(0.1)
        self.do("post", "/auth/", {"username": "admin", "password": "password"})
        users = self.admin.get(self.url + "/mod/user/database", timeout=10).json()
        kept = {"multiple": False, "read": True, "write": True, "profile-read": True, "profile-write": True}
        users["parameters"]["data-format"] |= {name: kept for name in PERSON}
        self.do("put", "/mod/user/database", users)
        self.do("put", "/mod/user/database/reset")
        self.do("post", "/user/", {
            "username": "mau", "name": "Nguyễn Văn Mẫu", "password": "mat-khau-dai", "scope": ["openid", "g_profile"], "enabled": True,
        } | PERSON)

    def do(self, method, path, body=None):
        answer = self.admin.request(method, self.url + path, json=body, timeout=10)
        assert answer.status_code == 200, (path, answer.status_code, answer.text)

    def add(self, name, kind, private):
        """A plugin of OpenID Connect with a key."""
        self.do("post", "/mod/plugin/", {
            "name": name, "module": "oidc", "display_name": name, "enabled": True, "order_rank": 0,
            "parameters": {
                "iss": f"{self.url}/{name}", "jwt-type": kind, "jwt-key-size": "256",
                "key": private.private_bytes(
                    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
                ).decode(),
                "cert": private.public_key().public_bytes(
                    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
                ).decode(),
                "access-token-duration": 3600, "refresh-token-duration": 3600, "code-duration": 600, "refresh-token-rolling": False,
                "allow-non-oidc": False, "auth-type-code-enabled": True, "auth-type-token-enabled": False,
                "auth-type-id-token-enabled": True, "auth-type-password-enabled": False, "auth-type-client-enabled": False,
                "auth-type-refresh-enabled": False, "subject-type": "public", "pkce-allowed": True, "pkce-method-plain-allowed": False,
                "pkce-required": True, "session-management-allowed": True, "session-cookie-name": "G-" + name,
                "session-cookie-expiration": 3600, "jwks-show": True,
                "claims": [
                    {"name": claim, "user-property": property, "type": "string", "mandatory": True, "on-demand": False}
                    for claim, property in CLAIMS.items()
                ],
            },
        })

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    provider = Glewlwyd(tmp_path_factory.mktemp("glewlwyd"))
    provider.add("rsa", "rsa", rsa.generate_private_key(public_exponent=65537, key_size=2048))
    provider.add("ecdsa", "ecdsa", ec.generate_private_key(ec.SECP256R1()))
    house = House(
        tmp_path_factory.mktemp("house"),
        lambda _: [
            {
                "id": name, "name": {"vi": name, "en": name, "ar": name}, "issuer": f"{provider.url}/{name}", "client_id": "cuango",
                "client_secret": SECRET, "level_claim": "MucDo", "claims": "portal",
            }
            for name in ("rsa", "ecdsa")
        ],
    )
    provider.do("post", "/client/", {
        "client_id": "cuango", "name": "Cửa Ngõ", "confidential": True, "enabled": True, "client_secret": SECRET, "password": SECRET,
        "redirect_uri": [f"{house.url}/dang-nhap/{name}/ve" for name in ("rsa", "ecdsa")], "authorization_type": ["code"],
        "scope": [], "post_logout_redirect_uri": house.url + "/toi/da-thoat", "token_endpoint_auth_method": ["client_secret_basic"],
    })
    yield house, provider
    house.stop()
    provider.stop()


def agree(browser, provider):
    """The person signs in at the provider, and agrees."""
    answer = browser.session.post(provider.url + "/auth/", json={"username": "mau", "password": "mat-khau-dai"}, timeout=10)
    assert answer.status_code == 200
    assert browser.session.put(provider.url + "/auth/grant/cuango/", json={"scope": "openid"}, timeout=10).status_code == 200


@pytest.mark.parametrize("name", ["rsa", "ecdsa"])
def test_a_citizen_signs_in_and_out(place, name):
    house, provider = place
    browser = Browser(house)
    begun = browser.begin(name)
    agree(browser, provider)
    login = browser.get(begun.headers["Location"])
    assert "/login.html?" in login.headers["Location"]
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(login.headers["Location"]).query))
    back = browser.get(asked["callback_url"] + "&g_continue").headers["Location"]
    assert back.startswith(f"{house.url}/dang-nhap/{name}/ve?")
    answer = browser.get(back)
    assert answer.headers.get("Location") == "/toi", (answer.text, house.told())
    page = browser.get(house.url + "/toi").text
    assert "Nguyễn Văn Mẫu" in page and 'id="citizen-level">2<' in page
    # The same answer does not count again.
    assert browser.get(back).status_code == 403
    # At the end the provider knows the session by the token that it gave.
    left = browser.sign_out()
    address = left.headers["Refresh"].removeprefix("0; url=")
    assert address.startswith(f"{provider.url}/{name}/end_session?")
    ended = browser.get(address)
    assert ended.status_code == 302 and "prompt=end_session" in ended.headers["Location"], ended.headers
    assert not browser.is_signed_in()


def test_what_the_provider_refuses_is_said_so(place):
    house, _ = place
    browser = Browser(house)
    begun = browser.begin("rsa")
    state = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(begun.headers["Location"]).query))["state"]
    answer = browser.get(f"{house.url}/dang-nhap/rsa/ve?code=made-up&state={state}")
    assert answer.status_code == 403 and 'id="refused"' in answer.text
    assert not browser.is_signed_in()
