"""The main job, from the counter and from a phone to the citizen's hand, as people do it."""

import pytest
from conftest import code_in
from desk import CARD, act, pdf_text


def file_at_counter(page, scans, paper="Bằng tốt nghiệp đại học"):
    """Step 1: the receiving officer, as it is done with forty people waiting."""
    page.sign_in("tiepnhan.ductrong")
    page.open("/desk/receive")
    page.type("#q", "chung thuc ban sao")
    page.submit("main form button")
    assert "2.000815" in page.text()
    page.look("1-counter-find")
    page.submit(".choices a[href='/desk/receive/2.000815']")
    page.find("#qr").send_keys(CARD + "\n")
    page.wait(lambda: page.find("[name='applicant.name']").get_attribute("value"))
    assert page.find("[name='applicant.name']").get_attribute("value") == "NGUYỄN VĂN MẪU"
    page.type("[name='applicant.phone']", "0900000111")
    page.type("[name='originals.0.name']", paper)
    page.type("[name='originals.0.pages']", "3")
    page.type("[name='originals.0.copies']", "2")
    page.find("#file-0").send_keys(scans["scan.pdf"])
    page.wait(lambda: page.all("#files-0 li"))
    page.wait(lambda: "10.000" in page.find("[data-fee]").text)
    page.look("1-counter")
    page.submit("#counter > button.main")
    code = code_in(page.text())
    page.look("1-received")
    return code


WIDTHS = [360, 768, 1440]
LANGUAGES = ["vi", "en", "ar"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_counter_to_hand(browser, scans, language, width):
    page = browser(width, language)
    code = file_at_counter(page, scans)
    receipt = pdf_text(page, f"/desk/dossiers/{code}/receipt.pdf")
    assert code in receipt and "NGUYỄN VĂN MẪU" in receipt and "10.000" in receipt

    page.sign_in("chuyenmon.ductrong")
    page.look("3-work-list")
    act(page, "chuyenmon.ductrong", code, shot="3-specialist")
    act(page, "lanhdao.ductrong", code, shot="4-leader")
    act(page, "lanhdao.ductrong", code)
    act(page, "vanthu.ductrong", code, shot="4-clerk")
    act(page, "vanthu.ductrong", code)
    act(page, "vanthu.ductrong", code)
    assert "SCT/BS" in page.text()
    result = page.find("a[href^='/verify/']").get_attribute("href")
    page.open("/desk/register")
    assert code in page.text()
    page.look("4-register")
    assert code in pdf_text(page, "/desk/register.pdf").replace("\n", "") or "SCT/BS" in pdf_text(page, "/desk/register.pdf")

    page.sign_in("tiepnhan.ductrong")
    page.open(f"/desk/dossiers/{code}")
    page.look("5-return")
    page.submit("#do")
    assert not page.all("#do") and page.all(".badge-time.done")

    token = result.split("/verify/")[1].split("/")[0]
    copy = pdf_text(page, f"/verify/{token}/ban-sao.pdf")
    assert "Phạm Văn Lộc" in copy and "SCT/BS" in copy
    page.open(f"/verify/{token}")
    assert "Bằng tốt nghiệp đại học" in page.text()
    page.look("5-verify")


def test_leader_approves_many_at_once(browser, scans):
    page = browser()
    codes = [file_at_counter(page, scans) for _ in range(3)]
    for code in codes:
        act(page, "chuyenmon.ductrong", code)
    page.sign_in("lanhdao.ductrong")
    page.open("/desk?show=mine&progress=open&order=newest")
    for code in codes:
        page.click(f"input[value='{code}']")
    page.submit("button[value=approve]")
    assert "3" in page.find(".panel").text
    page.look("4-many")
    for code in codes:
        page.open(f"/desk/dossiers/{code}")
        assert "Lãnh đạo phê duyệt" in page.text()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_citizen_files_from_a_phone(browser, scans, language, width):
    page = browser(width, language)
    page.open(f"/?lang={language}")
    page.look("2-home")
    page.type("#q", "chung thuc ban sao")
    page.submit("form[role=search] button")
    page.submit(".choices a")
    page.look("2-procedure")
    page.submit("main form button.main")
    page.look("2-unit")
    page.click("#unit-24958")
    page.submit("main form > button.main")

    # What is wrong is named, what was typed is kept.
    page.driver.execute_script("document.querySelector(\"[name='applicant.name']\").value = 'Trần Thị Bích 🙂'")
    page.type("[name='applicant.personal_number']", "06819500010")
    page.submit("main form > button.main")
    assert page.find("[name='applicant.personal_number']").get_attribute("value") == "06819500010"
    assert len(page.all(".error-summary li")) == 3
    page.look("2-faults")
    page.type("[name='applicant.name']", "Trần Thị Bích Ngọc")
    page.type("[name='applicant.personal_number']", "068195000102")
    page.type("[name='applicant.phone']", "0900000222")
    page.submit("main form > button.main")

    page.type("[name='originals.0.name']", "Giấy khai sinh")
    page.type("[name='originals.0.pages']", "1")
    page.type("[name='originals.0.copies']", "3")
    page.look("2-papers")
    page.submit("main form > button.main")

    page.find("#file-0").send_keys(scans["scan.jpg"])
    page.wait(lambda: "scan.jpg" in page.find(".files").text)
    page.find("#file-0").send_keys(scans["program.pdf"])
    page.wait(lambda: page.all(".upload-status .error"))
    page.look("2-files")
    page.submit("main form > button.main")

    # Left half-way and taken up again on another device, with the two codes.
    page.driver.execute_script("document.querySelector('.later').open = true")
    draft = [e.text for e in page.all(".later .code")]
    page.driver.delete_all_cookies()
    page.open(f"/nop/tiep-tuc?lang={language}")
    page.look("2-resume")
    page.type("#code", draft[0])
    page.type("#secret", draft[1])
    page.submit("main form button.main")
    page.open("/nop/kiem-tra")
    assert "6.000" in page.text()
    page.look("2-check")
    page.submit("main form > button.main")
    code = code_in(page.text())
    secret = page.find("#dossier-secret").text
    page.look("2-filed")

    page.open("/tra-cuu")
    page.look("5-look-up")
    page.type("#code", code)
    page.type("#secret", secret)
    page.submit("main form button.main")
    assert code in page.text() and "Ngọc" not in page.text()
    page.look("5-progress")

    # The receipt's QR carries both in the fragment.
    page.open("/")
    page.open(f"/tra-cuu#{code}.{secret.replace('-', '')}")
    page.wait(lambda: page.all(".timeline"))
    assert code in page.text()


def test_sign_in_page_and_wrong_password(browser):
    page = browser(360)
    page.open("/desk")
    page.look("0-sign-in")
    page.type("#username", "tiepnhan.ductrong")
    page.type("#password", "wrong-password")
    page.submit("main button.main")
    assert page.all(".error-summary")


def test_the_counter_by_keyboard_alone(browser):
    """A dossier is received without touching the mouse."""
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    page = browser()
    page.sign_in("tiepnhan.ductrong")
    page.open("/desk/receive/2.000815")

    def press(*keys):
        ActionChains(page.driver).send_keys(*keys).perform()

    def focused():
        return page.driver.execute_script("return document.activeElement.name || document.activeElement.id")

    assert focused() == "qr"
    press(CARD, Keys.ENTER)
    page.wait(lambda: focused() == "applicant.phone")
    press("0900000333")
    for name, value in (("originals.0.name", "Giấy khai sinh"), ("originals.0.pages", "1")):
        for _ in range(30):
            press(Keys.TAB)
            if focused() == name:
                break
        assert focused() == name
        press(value)
    old = page.driver.current_url
    press(Keys.ENTER)
    page.wait(lambda: page.driver.current_url != old)
    assert code_in(page.text())
