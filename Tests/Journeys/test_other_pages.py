"""The pages beside the main road: a kiosk in the hall, what is not there, and the check of a copy by hand."""

import pytest
from conftest import code_in


@pytest.mark.parametrize("language", ["vi", "en", "ar"])
def test_what_is_not_there_is_said_so(browser, language):
    page = browser(360, language)
    page.open("/no-such-page")
    page.look("9-not-found")
    page.open("/verify")
    page.type("#token", "0000000000000")
    page.submit("main form button")
    page.look("9-no-such-copy")
    page.open("/tra-cuu")
    page.type("#code", "H36.24958-261124-0001")
    page.type("#secret", "0000000000000")
    page.submit("#look-up button.main")
    assert page.all(".error-summary")
    page.look("9-wrong-secret")


def test_a_kiosk_files_for_its_unit_and_forgets(browser, scans):
    page = browser(1080)
    page.sign_in("tiepnhan.ductrong")
    page.open("/desk/kiosk")
    page.look("6-kiosk-set-up")
    page.submit("main form button.main")
    page.look("6-kiosk-home")
    page.open("/thu-tuc/2.000815")
    page.submit("main form button.main")
    page.type("[name='applicant.name']", "Trần Thị Bích Ngọc")
    page.type("[name='applicant.personal_number']", "068195000102")
    page.type("[name='applicant.phone']", "0900000444")
    page.look("6-kiosk-applicant")
    page.submit("main form > button.main")
    page.type("[name='originals.0.name']", "Giấy khai sinh")
    page.type("[name='originals.0.pages']", "1")
    page.type("[name='originals.0.copies']", "1")
    page.submit("main form > button.main")
    page.open("/nop/kiem-tra")
    page.submit("main form > button.main")
    code = code_in(page.text())
    page.look("6-kiosk-filed")
    # Whoever comes next finds nothing of it.
    page.submit("form[action='/nop/ket-thuc'] button")
    page.open("/nop/xong")
    assert code not in page.text()
    # The officer who opens it sees where it came in.
    other = browser(1440)
    other.sign_in("tiepnhan.ductrong")
    other.open(f"/desk/dossiers/{code}")
    assert "ki-ốt" in other.text()
