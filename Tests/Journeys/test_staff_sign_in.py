"""Officers' accounts and sign-in, as administrators and officers meet them."""

import re
import subprocess
import time

import pyotp
import pytest
import requests
from conftest import PASSWORD, SHOTS
from desk import act, pdf_text
from test_certified_copy import file_at_counter

SECRET = "CUANGODEMOTOTPSECRETNOTFORREALUS"
OWN = "một câu dễ nhớ lâu"


def sign_in(page, username, password=PASSWORD):
    page.open("/desk/sign-in")
    page.type("#username", username)
    page.type("#password", password)
    page.submit("main button.main")


def fresh_code(secret, used=()):
    """A code that was not used yet: each is taken once."""
    while (code := pyotp.TOTP(secret).now()) in used:
        time.sleep(1)
    return code


def give_code(page, code):
    page.type("#f-code", code)
    page.submit("main button.main")


used_codes = []


def sign_in_administrator(page):
    page.driver.delete_all_cookies()
    sign_in(page, "quantri.lamdong")
    assert "/desk/sign-in/code" in page.driver.current_url
    code = fresh_code(SECRET, used_codes)
    used_codes.append(code)
    give_code(page, code)
    assert "sign-in" not in page.driver.current_url, page.text()


def create(page, username, name, title, role, unit):
    """Makes an account; answers its one-time password."""
    page.open("/admin/accounts/new")
    page.type("#f-name", name)
    page.type("#f-username", username)
    page.find(f"#f-unit option[value='{unit}']").click()
    page.type("#f-title", title)
    page.click(f"input[name='roles'][value='{role}']")
    page.submit("main form button.main")
    return page.find("#issued-password").text


def choose_password(page, chosen=OWN):
    page.type("#f-chosen", chosen)
    page.type("#f-again", chosen)
    page.submit("main form button.main")


def read_qr(page, css, name):
    """What a telephone's camera reads of a part of the page."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    picture = SHOTS / f"{page.name}-{name}.png"
    page.find(css).screenshot(str(picture))
    return subprocess.run(["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("width,language", [(360, "vi"), (768, "ar"), (1440, "en")])
def test_a_new_officer_is_let_in_and_sets_codes_up(browser, width, language):
    page = browser(width, language)
    sign_in_administrator(page)
    username = f"moi.{language}{width}"
    page.open("/admin/accounts/new")
    page.look("7-account-new")
    page.submit("main form button.main")
    assert len(page.all(".error-summary li")) >= 3
    issued = create(page, username, "Lê Thị Mới", "Công chức", "specialist", "24958")
    page.look("7-issued")
    page.open("/admin/accounts?q=moi")
    assert username in page.text()
    page.look("7-accounts")

    # The officer, on another machine: a one-time password, a password of their own, then codes.
    officer = browser(width, language)
    sign_in(officer, username, issued)
    assert "/desk/account/password" in officer.driver.current_url
    officer.look("7-first-password")
    officer.open("/desk")
    assert "/desk/account/password" in officer.driver.current_url
    choose_password(officer)
    assert officer.driver.current_url.endswith("/desk"), officer.text()
    officer.open("/desk/account/codes")
    officer.look("7-codes-begin")
    officer.submit("main form button.main")
    secret = officer.find("#code-secret").text.replace(" ", "")
    address = read_qr(officer, ".payment-code", "7-codes-qr")
    app = pyotp.parse_uri(address)
    assert app.secret == secret and app.name == username and app.issuer == "Cửa Ngõ"
    officer.look("7-codes-offered")
    give_code(officer, "000000")
    assert officer.all(".error-summary")
    first = app.now()
    give_code(officer, first)
    recovery = [e.text for e in officer.all("#recovery-codes code")]
    assert len(recovery) == 10
    officer.look("7-recovery-codes")
    officer.submit("main a.main")
    officer.look("7-own-account")
    officer.open("/desk/account/codes")
    officer.look("7-codes-on")

    # From now on the password alone is not enough, a code works once, and so does a recovery code.
    officer.driver.delete_all_cookies()
    sign_in(officer, username, OWN)
    assert "/desk/sign-in/code" in officer.driver.current_url
    officer.look("7-code-asked")
    give_code(officer, first)
    assert officer.all(".error-summary")
    give_code(officer, fresh_code(secret, [first]))
    assert officer.driver.current_url.endswith("/desk")
    officer.driver.delete_all_cookies()
    sign_in(officer, username, OWN)
    give_code(officer, recovery[0])
    assert officer.driver.current_url.endswith("/desk")
    officer.driver.delete_all_cookies()
    sign_in(officer, username, OWN)
    give_code(officer, recovery[0])
    assert officer.all(".error-summary")

    # The administrator sees what was done, and ends the officer's sessions.
    page.open(f"/admin/accounts?q={username}")
    page.submit(".name-link")
    page.look("7-account")
    page.submit("form[action$='/sessions/end'] button")
    officer.open("/desk")
    assert "/desk/sign-in" in officer.driver.current_url
    page.open("/admin/account-events")
    assert "Lê Thị Mới" in page.text()
    page.look("7-account-events")


def test_lost_access_is_given_back_by_two(browser):
    page = browser()
    sign_in_administrator(page)
    lost = create(page, "matmay", "Đinh Văn Mất", "Công chức", "specialist", "24958")
    page.open("/admin/accounts?q=matmay")
    page.submit(".name-link")
    account = page.driver.current_url
    page.click("#recovery summary")
    page.type("#f-why", "Mất điện thoại; đã gặp mặt và xem thẻ căn cước")
    page.submit("#recovery form button.main")
    # Who proposed it is not asked to confirm it.
    assert not page.all("form[action$='/recovery/confirm']")
    page.look("7-recovery-proposed")

    second = browser()
    sign_in(second, "quantri.ductrong")
    second.open("/" + account.split("/", 3)[3])
    second.submit("form[action$='/recovery/confirm'] button")
    issued = second.find("#issued-password").text
    assert issued != lost

    officer = browser()
    sign_in(officer, "matmay", lost)
    assert officer.all(".error-summary")
    sign_in(officer, "matmay", issued)
    choose_password(officer)
    assert officer.driver.current_url.endswith("/desk"), officer.text()
    # An officer has no business with accounts.
    officer.open("/admin/accounts")
    assert "Đinh Văn Mất" not in officer.find("main").text


def test_sessions_are_seen_and_ended(browser):
    phone, office = browser(360), browser()
    for page in (phone, office):
        page.driver.delete_all_cookies()
        sign_in(page, "kiemtra.lamdong")
    office.open("/desk/account")
    office.look("7-sessions")
    assert len(office.all("form[action='/desk/account/sessions/end']")) >= 1
    office.submit("form[action='/desk/account/sessions/others'] button")
    assert not office.all("form[action='/desk/account/sessions/end']")
    phone.open("/desk")
    assert "/desk/sign-in" in phone.driver.current_url
    # The cookie alone, in another program, opens nothing.
    cookies = {c["name"]: c["value"] for c in office.driver.get_cookies()}
    answer = requests.get(office.url + "/desk/account", cookies=cookies, timeout=30)
    assert "/desk/sign-in" in answer.url


def test_a_leader_on_leave_is_covered(browser, scans, own_server):
    """The chairman is away for a day: the deputy sees the work, signs it with KT., and the history says for whom."""
    page = browser(on=own_server)
    sign_in_administrator(page)
    page.open("/admin/accounts?q=lanhdao.ductrong")
    page.submit(".name-link")
    page.click(".acts-further details:first-of-type summary")
    page.type("#f-title", "CHỦ TỊCH")
    page.submit("form[action$='/post'] button.main")
    assert page.all(".panel-good"), page.text()
    issued = create(page, "pho.ductrong", "Nguyễn Văn Phó", "PHÓ CHỦ TỊCH", "leader", "24958")

    code = file_at_counter(page, scans, "Bằng lái xe")
    act(page, "chuyenmon.ductrong", code)
    deputy = browser(on=own_server)
    sign_in(deputy, "pho.ductrong", issued)
    choose_password(deputy)

    page.sign_in("lanhdao.ductrong")
    page.open("/desk/absences")
    page.find("#f-staff").send_keys("Phạm Văn Lộc")
    page.find("#f-cover").send_keys("Nguyễn Văn Phó")
    today = page.find("#f-from").get_attribute("value")
    page.type("#f-until", today)
    page.type("#f-reason", "Họp ở tỉnh")
    page.submit("main form.row-set button.main")
    assert not page.all(".error-summary"), page.text()
    page.open("/desk/delegations")
    page.look("7-delegations-empty")
    page.find("#f-grantor").send_keys("Phạm Văn Lộc")
    page.find("#f-deputy").send_keys("Nguyễn Văn Phó")
    page.find("#f-form option[value='kt']").click()
    page.type("#f-until", today)
    page.type("#f-ground", "Thông báo số 12/TB-UBND")
    page.submit("main form.row-set button.main")
    assert not page.all(".error-summary"), page.text()
    page.look("7-delegations")

    deputy.open("/desk")
    assert "Phạm Văn Lộc" in deputy.find("main").text
    for _ in range(2):
        deputy.open(f"/desk/dossiers/{code}")
        deputy.submit("#do")
        assert not deputy.all(".error-summary"), deputy.text()
    for _ in range(3):
        act(page, "vanthu.ductrong", code)
    token = page.find("a[href^='/verify/']").get_attribute("href").split("/verify/")[1].split("/")[0]
    lines = pdf_text(page, f"/verify/{token}/ban-sao.pdf")
    assert re.search(r"KT\. CHỦ TỊCH\s+PHÓ CHỦ TỊCH\s+.*Nguyễn Văn Phó", lines, re.S), lines
    page.sign_in("lanhdao.ductrong")
    page.open(f"/desk/dossiers/{code}")
    assert "Nguyễn Văn Phó" in page.text()
