"""From "I want to open a small shop" to the certificate: the questions lead to the procedure and fill its form."""

import pytest
from desk import act, choose, filed, look_up, pdf_text, results


@pytest.mark.parametrize("width,language", [(360, "vi"), (768, "ar"), (1440, "en")])
def test_from_the_question_to_the_certificate(browser, width, language):
    page = browser(width, language)
    page.open(f"/?lang={language}")
    page.submit("a[href='/nhu-cau/shop']")
    page.look("shop-1-question")
    for answer in ("home", "alone", "small", "grocery"):
        page.submit(f".choices a[href$='a={answer}']")
    assert "1.001612" in page.text() and "100.000" in page.text()
    page.look("shop-2-answer")

    # The answers stand in the form already.
    page.submit("main form button.main")
    page.click("#unit-24958")
    page.submit("main form > button.main")
    page.type("[name='applicant.name']", "Trần Thị Bích Ngọc")
    page.type("[name='applicant.personal_number']", "068195000102")
    page.type("[name='applicant.born']", "23/11/1995")
    page.type("[name='applicant.phone']", "0900000222")
    page.type("[name='applicant.address']", "Thôn An Ninh, xã Đức Trọng")
    page.submit("main form > button.main")
    assert page.find("[name='answers.seat_kind'][value='home']").is_selected()
    assert page.find("[name='answers.founder'][value='person']").is_selected()
    assert page.find("[name='answers.lines']").get_attribute("value") == "4711"
    assert page.find("[name='answers.seat_address']").get_attribute("value") == "Thôn An Ninh, xã Đức Trọng"
    page.look("shop-3-form")

    # A name that the law forbids is told at the field; what was typed stays.
    page.type("[name='answers.business_name']", f"Công ty Bích Ngọc {width}")
    page.type("[name='answers.capital']", "50000000")
    page.type("[name='answers.employees']", "1")
    choose(page, "answers.has_other_places", "no")
    page.submit("main form > button.main")
    assert page.all(".error-summary") and page.find("[name='answers.capital']").get_attribute("value") == "50000000"
    page.look("shop-3-fault")
    page.type("[name='answers.business_name']", f"Tạp hóa Bích Ngọc {width}")
    page.submit("main form > button.main")
    page.look("shop-4-papers")
    page.submit("main form > button.main")
    page.submit("main form > button.main")
    page.look("shop-5-check")
    page.submit("main form > button.main")
    code, secret = filed(page)

    act(page, "tiepnhan.ductrong", code, action="pay", fill=lambda p: choose(p, "method", "cash"))
    act(page, "tiepnhan.ductrong", code, shot="shop-6-reception")
    act(page, "chuyenmon.ductrong", code, shot="shop-6-examination")

    def entry(p):
        p.type("[name='answers.business_code']", "068195000102")
        p.type("[name='answers.tax_office']", "Thuế cơ sở 5 tỉnh Lâm Đồng")

    act(page, "chuyenmon.ductrong", code, fill=entry)
    act(page, "lanhdao.ductrong", code)
    act(page, "lanhdao.ductrong", code)
    for _ in range(3):
        act(page, "vanthu.ductrong", code)

    page.driver.delete_all_cookies()
    page.open(f"/?lang={language}")
    look_up(page, code, secret)
    page.look("shop-7-ready")
    certificate = next(token for name, token in results(page) if "GCN" in name or "Giấy chứng nhận" in name or "ertificate" in name or "شهادة" in name)
    text = pdf_text(page, f"/verify/{certificate}/ban-sao.pdf")
    assert "GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH" in text and "068195000102" in text and "4711" in text
    assert f"Tạp hóa Bích Ngọc {width}".upper() in text.upper()

    act(page, "tiepnhan.ductrong", code)
    assert page.all(".badge-time.done")

    # The name is taken in the commune now.
    page.open("/desk/receive/1.001612")
    page.type("[name='applicant.name']", "Lý A Páo")
    page.type("[name='applicant.personal_number']", "068201000105")
    page.type("[name='applicant.phone']", "0900000105")
    page.type("[name='answers.business_name']", f"tap hoa bich ngoc {width}")
    page.submit("#counter > button.main")
    fault = page.driver.execute_script("return document.querySelector(\"[name='answers.business_name']\").closest('.field').querySelector('.error')")
    assert fault is not None


def test_who_need_not_register_is_told_so(browser):
    page = browser(360)
    page.open("/nhu-cau/shop?a=street&a=hawking")
    assert not page.all("main form button.main") and page.all(".panel-good")
    page.look("shop-not-needed")
