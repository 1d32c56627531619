"""Citizens' sign-in against a provider that is wrong in every way: nobody is signed in, and a page says so."""

import json
import re
import secrets
import time
import urllib.parse

import pytest
import requests
from house import Browser, House
from provider import CLIENT, SECRET, ECKey, HostileProvider, PublicKeyAsSecret, RSAKey, Unsigned, token

NAMES = [
    "dung", "khac", "xoay", "khoa-la", "khoa-gia", "van-ban-lon", "van-ban-cham", "van-ban-hong", "van-ban-trang", "ten-sai",
    "khong-tls", "khoa-lon", "khoa-cham", "tu-xung", "tat", "elliptic",
]

def open_house(folder, secure=False):
    """The program and the hostile provider under all its names."""
    provider = HostileProvider()
    house = House(
        folder,
        lambda _: [
            {
                "id": name, "name": {"vi": f"Cổng {name}", "en": f"Portal {name}", "ar": f"Portal {name}"},
                "issuer": provider.issuer(name).url, "client_id": CLIENT, "client_secret": SECRET,
                "level_claim": "muc_do", "claims": "portal",
            }
            for name in NAMES
        ],
        secure,
    )
    house.provider = provider
    return house


def refused(browser, answer, status=403):
    """A clear page, no fault of the server's, nobody signed in."""
    assert answer.status_code == status, (answer.status_code, answer.text)
    assert 'id="refused"' in answer.text
    assert "Quầy tiếp nhận và ki-ốt vẫn nhận hồ sơ bằng thẻ căn cước" in answer.text
    assert "citizen=" not in answer.headers.get("Set-Cookie", "")
    assert not browser.secret()
    assert not browser.is_signed_in()


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = open_house(tmp_path_factory.mktemp("sign-in"))
    yield house
    house.stop()


@pytest.fixture
def issuer(house):
    """The honest name, as it was, after each test."""
    issuer = house.provider.issuer("dung")
    keys = issuer.keys
    yield issuer
    issuer.__init__(house.provider, "dung")
    issuer.keys = keys


def test_a_citizen_signs_in_and_is_known(house, issuer):
    browser = Browser(house)
    begun = browser.begin()
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(begun.headers["Location"]).query))
    assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == house.url + "/dang-nhap/dung/ve"
    assert len(asked["state"]) >= 40 and len(asked["nonce"]) >= 40 and asked["state"] != asked["nonce"]
    answer = browser.get(browser.get(begun.headers["Location"]).headers["Location"])
    assert answer.headers["Location"] == "/toi"
    page = browser.get(house.url + "/toi").text
    assert "NGUYỄN VĂN MẪU" in page and 'id="citizen-level">2<' in page
    # What the provider tells besides is not kept, and the token stands on no page.
    assert issuer.last_token not in page and "NhomMau" not in page


def test_keys_on_an_elliptic_curve_are_taken(house):
    house.provider.issuer("elliptic").keys = [ECKey("curve")]
    browser = Browser(house)
    browser.sign_in("elliptic")
    assert browser.is_signed_in()


@pytest.mark.parametrize("told, level", [("2", "2"), (2, "2"), ("1", "1"), (None, "1"), ("22", "1"), (True, "1")])
def test_the_level_is_the_claims(house, issuer, told, level):
    issuer.claims_change = {"muc_do": told}
    issuer.person.pop("muc_do")
    browser = Browser(house)
    browser.sign_in()
    page = browser.get(house.url + "/toi").text
    assert f'id="citizen-level">{level}<' in page


def now(seconds):
    return lambda: int(time.time()) + seconds


WRONG_CLAIMS = {
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "another audience": {"aud": "somebody-else"},
    "no audience": {"aud": None},
    "two audiences and no party": {"aud": [CLIENT, "somebody-else"]},
    "another party": {"aud": [CLIENT, "somebody-else"], "azp": "somebody-else"},
    "another party alone": {"azp": "somebody-else"},
    "another issuer": {"iss": "https://accounts.example.vn"},
    "an issuer with a slash more": {"iss": lambda issuer: issuer.url + "/"},
    "no issuer": {"iss": None},
    "expired": {"exp": now(-120)},
    "no end": {"exp": None},
    "an end that is no number": {"exp": "2099"},
    "not yet valid": {"nbf": now(120)},
    "made tomorrow": {"iat": now(86400)},
    "made yesterday": {"iat": now(-86400)},
    "never made": {"iat": None},
    "nobody": {"sub": None},
    "an empty name": {"sub": ""},
    "given with another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    "a logout token": {"events": {"http://schemas.openid.net/event/backchannel-logout": {}}},
}


@pytest.mark.parametrize("wrong", WRONG_CLAIMS)
def test_a_token_that_says_the_wrong_thing_signs_nobody_in(house, issuer, wrong):
    def made(value):
        if not callable(value):
            return value
        return value(issuer) if value.__code__.co_argcount else value()

    issuer.claims_change = {name: made(value) for name, value in WRONG_CLAIMS[wrong].items()}
    browser = Browser(house)
    refused(browser, browser.sign_in())
    assert "token" in issuer.asked


@pytest.mark.parametrize("right", [{"exp": now(-30)}, {"nbf": now(30)}, {"iat": now(30)}])
def test_clocks_may_differ_by_a_minute(house, issuer, right):
    issuer.claims_change = {name: value() for name, value in right.items()}
    browser = Browser(house)
    browser.sign_in()
    assert browser.is_signed_in()


def test_an_unsigned_token_signs_nobody_in(house, issuer):
    browser = Browser(house)
    for header in ({"alg": "none"}, {"alg": "None"}, {"alg": "RS256", "kid": "first"}, {"alg": None}):
        issuer.signer, issuer.header_change = Unsigned(), header
        refused(browser, browser.sign_in())


def test_the_public_key_is_no_secret(house, issuer):
    browser = Browser(house)
    key = issuer.keys[0]
    for secret in (key.pem(), key.pem().strip(), json.dumps(key.jwk()).encode(), key.jwk()["n"].encode()):
        issuer.signer = PublicKeyAsSecret(secret, key.kid)
        issuer.header_change = {}
        refused(browser, browser.sign_in())
        # Nor when the token claims to be signed as the key is.
        issuer.header_change = {"alg": "RS256"}
        refused(browser, browser.sign_in())


@pytest.mark.parametrize("header", [{"alg": "RS384"}, {"alg": "PS256"}, {"alg": "ES256"}, {"alg": "HS256"}, {"crit": ["exp"]}, {"typ": "logout+jwt"}, {"typ": "at+jwt"}])
def test_only_two_ways_of_signing_are_taken(house, issuer, header):
    issuer.header_change = header
    browser = Browser(house)
    refused(browser, browser.sign_in())


def test_a_changed_signature_signs_nobody_in(house, issuer):
    issuer.broken_signature = True
    browser = Browser(house)
    refused(browser, browser.sign_in())


def test_a_key_in_the_token_is_not_believed(house, issuer):
    own = RSAKey("first")
    issuer.signer, issuer.header_change = own, {"jwk": own.jwk(), "jku": issuer.url + "/mine"}
    browser = Browser(house)
    refused(browser, browser.sign_in())
    assert "mine" not in issuer.asked


def test_new_keys_are_fetched_when_a_token_names_them(house):
    issuer = house.provider.issuer("xoay")
    browser = Browser(house)
    browser.sign_in("xoay")
    assert browser.is_signed_in()
    issuer.keys = [RSAKey("second")]
    other = Browser(house)
    other.sign_in("xoay")
    assert other.is_signed_in()
    # What was signed with the old key is no longer taken.
    issuer.signer = RSAKey("first")
    third = Browser(house)
    refused(third, third.sign_in("xoay"))


def test_made_up_keys_do_not_make_us_ask_for_ever(house):
    issuer = house.provider.issuer("khoa-la")
    Browser(house).sign_in("khoa-la")
    for number in range(12):
        issuer.signer = RSAKey("first")
        issuer.signer.kid = f"made-up-{number}"
        browser = Browser(house)
        refused(browser, browser.sign_in("khoa-la"))
    assert issuer.asked.count("keys") <= 6, issuer.asked


def test_an_answer_counts_once(house, issuer):
    browser = Browser(house)
    address = browser.return_address()
    browser.get(address)
    assert browser.is_signed_in()
    asked = issuer.asked.count("token")
    again = Browser(house)
    again.session.cookies.set("sign-in", browser.session.cookies.get("sign-in") or "x" * 43)
    refused(again, again.get(address))
    assert browser.get(address).status_code == 403
    assert issuer.asked.count("token") == asked


def test_a_code_counts_once(house, issuer):
    browser = Browser(house)
    address = browser.return_address()
    used = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))["code"]
    browser.get(address)
    thief = Browser(house)
    state = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(thief.begin().headers["Location"]).query))["state"]
    refused(thief, thief.get(f"{house.url}/dang-nhap/dung/ve?code={used}&state={state}"))


def test_a_stolen_code_fits_nobody_elses_sign_in(house, issuer):
    address = Browser(house).return_address()
    code = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))["code"]
    thief = Browser(house)
    state = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(thief.begin().headers["Location"]).query))["state"]
    refused(thief, thief.get(f"{house.url}/dang-nhap/dung/ve?code={code}&state={state}"))


def test_an_answer_belongs_to_the_browser_that_asked(house, issuer):
    address = Browser(house).return_address()
    victim = Browser(house)
    refused(victim, victim.get(address))
    victim.begin()
    refused(victim, victim.get(address))
    assert "token" not in issuer.asked


@pytest.mark.parametrize("query", ["", "?code=a", "?state=a", "?code=a&state=" + "b" * 43, "?code=&state=", "?error=access_denied", "?state=%00&code=%00"])
def test_an_answer_out_of_the_blue_is_refused(house, issuer, query):
    browser = Browser(house)
    browser.begin()
    refused(browser, browser.get(house.url + "/dang-nhap/dung/ve" + query))


def test_one_providers_answer_is_not_anothers(house, issuer):
    other = house.provider.issuer("khac")
    browser = Browser(house)
    address = browser.return_address("dung").replace("/dang-nhap/dung/ve", "/dang-nhap/khac/ve")
    refused(browser, browser.get(address))
    # A code must never be shown to the one it is not from.
    assert "token" not in other.asked and "token" not in issuer.asked


def test_a_provider_that_calls_itself_another_is_refused(house, issuer):
    issuer.answer_change = {"iss": house.provider.issuer("khac").url}
    browser = Browser(house)
    refused(browser, browser.sign_in())
    assert "token" not in issuer.asked
    issuer.answer_change = {"iss": issuer.url}
    browser.sign_in()
    assert browser.is_signed_in()


def test_who_names_itself_must_always_do_so(house):
    issuer = house.provider.issuer("tu-xung")
    issuer.document_change = {"authorization_response_iss_parameter_supported": True}
    browser = Browser(house)
    refused(browser, browser.sign_in("tu-xung"))
    assert "token" not in issuer.asked
    issuer.answer_change = {"iss": issuer.url}
    browser.sign_in("tu-xung")
    assert browser.is_signed_in()


def test_who_does_not_agree_is_told_so(house, issuer):
    issuer.answer_change = {"code": None, "error": "access_denied"}
    browser = Browser(house)
    answer = browser.sign_in()
    refused(browser, answer)
    assert "không đồng ý" in answer.text
    issuer.answer_change = {"code": None, "error": "<script>alert(1)</script>"}
    answer = browser.sign_in()
    refused(browser, answer)
    assert "<script>alert" not in answer.text


def test_another_persons_record_is_not_mixed_in(house, issuer):
    issuer.userinfo_change = {"sub": "person-2"}
    browser = Browser(house)
    refused(browser, browser.sign_in())


WAYS = {
    ".well-known/openid-configuration": [
        ("van-ban-lon", "large"), ("van-ban-cham", "endless"), ("van-ban-hong", "broken"), ("van-ban-trang", "page"),
    ],
}


@pytest.mark.parametrize("name, way", WAYS[".well-known/openid-configuration"])
def test_a_description_that_cant_be_used(house, name, way):
    issuer = house.provider.issuer(name)
    issuer.ways[".well-known/openid-configuration"] = way
    browser = Browser(house)
    refused(browser, browser.begin(name), 409)
    # It is asked again once it is well.
    issuer.ways = {}
    browser.sign_in(name)
    assert browser.is_signed_in()


@pytest.mark.parametrize(
    "name, change",
    [
        ("ten-sai", {"issuer": "https://accounts.example.vn"}),
        ("khong-tls", {"token_endpoint": "http://accounts.example.vn/token"}),
        ("khong-tls", {"jwks_uri": "file:///etc/passwd"}),
        ("khong-tls", {"authorization_endpoint": "javascript:alert(1)"}),
        ("khong-tls", {"token_endpoint": "http://127.0.0.1:1@accounts.example.vn/token"}),
    ],
)
def test_a_description_of_somebody_else(house, name, change):
    issuer = house.provider.issuer(name)
    issuer.document_change = change
    browser = Browser(house)
    refused(browser, browser.begin(name), 409)


@pytest.mark.parametrize("place", ["token", "userinfo"])
@pytest.mark.parametrize("way", ["large", "endless", "broken", "page", "elsewhere"])
def test_an_answer_that_cant_be_used(house, issuer, place, way):
    issuer.ways[place] = way
    browser = Browser(house)
    answer = browser.sign_in()
    refused(browser, answer, answer.status_code)
    assert answer.status_code in (403, 409)
    assert not any(asked.startswith("right/") for asked in issuer.asked), "a redirect was followed"


@pytest.mark.parametrize("name, way", [("khoa-lon", "large"), ("khoa-cham", "endless"), ("khoa-gia", "page")])
def test_keys_that_cant_be_used(house, name, way):
    house.provider.issuer(name).ways["keys"] = way
    browser = Browser(house)
    refused(browser, browser.sign_in(name), 409)


def test_a_provider_that_is_down_is_said_so(house):
    browser = Browser(house)
    address = browser.return_address("tat")
    house.provider.close()
    try:
        answer = browser.get(address)
        refused(browser, answer, 409)
        assert "hiện không trả lời" in answer.text
        # All the rest goes on.
        assert browser.get(house.url + "/").status_code == 200
        assert browser.get(house.url + "/thu-tuc/2.000815").status_code == 200
    finally:
        house.provider.open()
    browser.sign_in("tat")
    assert browser.is_signed_in()


# Sessions


def test_signing_in_makes_a_new_session(house, issuer):
    browser = Browser(house)
    browser.session.cookies.set("citizen", "x" * 43, domain="127.0.0.1", path="/")
    browser.sign_in()
    first = browser.secret()
    assert first != "x" * 43 and browser.is_signed_in()
    browser.sign_in()
    assert browser.secret() != first
    old = Browser(house)
    old.session.cookies.set("citizen", first)
    assert not old.is_signed_in()


@pytest.mark.parametrize("back", ["https://example.vn/", "//example.vn", "/desk", "/toi\\..", "/toi//example.vn", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(house, issuer, back):
    answer = Browser(house).sign_in(back=urllib.parse.quote(back, safe=""))
    assert answer.headers["Location"] == "/toi"


def test_signing_out_ends_both_sessions(house, issuer):
    browser = Browser(house)
    browser.sign_in()
    answer = browser.sign_out()
    assert answer.status_code == 200
    address = answer.headers["Refresh"].removeprefix("0; url=")
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
    assert address.startswith(issuer.url + "/logout?")
    assert asked["id_token_hint"] == issuer.last_token
    assert asked["post_logout_redirect_uri"] == house.url + "/toi/da-thoat"
    assert browser.get(asked["post_logout_redirect_uri"]).status_code == 200
    assert not browser.is_signed_in()


def test_signing_out_needs_the_pages_form(house, issuer):
    browser = Browser(house)
    browser.sign_in()
    assert browser.session.post(house.url + "/toi/dang-xuat", data={}, timeout=30).status_code == 403
    assert browser.is_signed_in()


def logout_claims(issuer, **change):
    at = int(time.time())
    claims = {
        "iss": issuer.url, "aud": CLIENT, "iat": at, "exp": at + 120, "jti": secrets.token_hex(8), "sub": "person-1",
        "sid": "session-1", "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
    } | change
    return {k: v for k, v in claims.items() if v is not None}


def tell(house, logout_token):
    return requests.post(house.url + "/dang-nhap/dung/dang-xuat", data={"logout_token": logout_token}, timeout=30)


@pytest.mark.parametrize("change", [{}, {"sub": None}, {"sid": None}, {"exp": None}])
def test_the_provider_ends_a_session(house, issuer, change):
    browser = Browser(house)
    browser.sign_in()
    answer = tell(house, token(logout_claims(issuer, **change), issuer.keys[0], {"typ": "logout+jwt"}))
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    assert not browser.is_signed_in()


def test_a_logout_token_counts_once(house, issuer):
    browser = Browser(house)
    browser.sign_in()
    told = token(logout_claims(issuer), issuer.keys[0], {"typ": "logout+jwt"})
    assert tell(house, told).status_code == 200
    browser.sign_in()
    assert tell(house, told).status_code == 400
    assert browser.is_signed_in()


@pytest.mark.parametrize(
    "change, header",
    [
        ({"nonce": "a"}, {}), ({"nonce": ""}, {}), ({"events": None}, {}), ({"events": {}}, {}),
        ({"events": {"http://schemas.openid.net/event/backchannel-logout": "yes"}}, {}), ({"aud": "somebody-else"}, {}),
        ({"iss": "https://accounts.example.vn"}, {}), ({"jti": None}, {}), ({"sub": None, "sid": None}, {}),
        ({"iat": 1_600_000_000, "exp": None}, {}), ({"exp": 1_600_000_000}, {}), ({"iat": None}, {}),
        ({}, {"typ": "at+jwt"}), ({}, {"alg": "HS256"}), ({}, {"alg": "none"}), ({}, {"kid": "another"}),
    ],
)
def test_a_wrong_logout_token_ends_nothing(house, issuer, change, header):
    browser = Browser(house)
    browser.sign_in()
    answer = tell(house, token(logout_claims(issuer, **change), issuer.keys[0], {"typ": "logout+jwt"} | header))
    assert answer.status_code == 400 and answer.json() == {"error": "invalid_request"}
    assert browser.is_signed_in()


def test_a_sign_ins_token_ends_no_session(house, issuer):
    browser = Browser(house)
    browser.sign_in()
    assert tell(house, issuer.last_token).status_code == 400
    for body in ("", "x", "a.b.c", "." * 50, "é" * 50, "a" * 30_000):
        assert tell(house, body).status_code == 400
    assert browser.is_signed_in()


def test_the_log_tells_why_and_nothing_of_the_person(house, issuer):
    issuer.claims_change = {"nonce": "another"}
    Browser(house).sign_in()
    told = house.told()
    assert "token: nonce" in told
    for secret in ("068090000101", "MẪU", "0900000111", SECRET, "person-1", "access-1", issuer.last_token):
        assert secret not in told


def test_behind_tls_cookies_belong_to_this_host_alone(tmp_path):
    house = open_house(tmp_path, secure=True)
    try:
        begun = requests.get(house.url + "/dang-nhap/dung", allow_redirects=False, timeout=30)
        set_cookie = begun.headers["Set-Cookie"]
        cookie = re.search(r"__Host-sign-in=([^;]+);([^,]*)", set_cookie)
        assert all(sign in cookie.group(2) for sign in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax")), set_cookie
        assert "Domain" not in cookie.group(2)
        back = requests.get(begun.headers["Location"], allow_redirects=False, timeout=30).headers["Location"]
        # A cookie that another host could have set is not looked at.
        plain = requests.get(back, headers={"Cookie": f"sign-in={cookie.group(1)}"}, allow_redirects=False, timeout=30)
        assert plain.status_code == 403
        done = requests.get(back, headers={"Cookie": f"__Host-sign-in={cookie.group(1)}"}, allow_redirects=False, timeout=30)
        assert "__Host-citizen=" in done.headers["Set-Cookie"]
    finally:
        house.stop()
