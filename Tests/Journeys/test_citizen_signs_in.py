"""A citizen signs in, begins a filing, leaves, and finds the draft again on another device; files it, and sees it there."""

from conftest import code_in
from desk import fill_rest


def sign_in(page, who="Nguyễn Văn Mẫu", back="/toi"):
    """By the demo's sample provider, as a person would click through it."""
    # The provider sends back to the address that the demo prints.
    page.url = page.url.replace("127.0.0.1", "localhost")
    page.open(back)
    page.submit("main .choices a") if page.all("main .choices a[rel=nofollow]") else page.submit("a[href^='/dang-nhap']")
    if page.all("main .choices a[rel=nofollow]"):
        page.submit("main .choices a[rel=nofollow]")
    choose(page, who)


def choose(page, who):
    assert "MẪU" in page.text() or "SAMPLE" in page.text() or "عينة" in page.text(), page.text()
    person = next(a for a in page.all("main li a") if who in a.text)
    page.driver.execute_script("arguments[0].id = 'chosen'", person)
    page.submit("#chosen")


def test_yesterdays_draft_is_there_and_becomes_a_dossier(browser, own_server, scans):
    page = browser(360, on=own_server)
    sign_in(page)
    assert page.find("#citizen-name").text == "Nguyễn Văn Mẫu" and page.find("#citizen-level").text == "2"
    page.look("8-mine-empty")
    page.open("/thu-tuc/2.000815")
    page.submit("main form button.main")
    page.click("#unit-24958")
    page.submit("main form[method=post] > button.main")
    # Nothing is asked that is known.
    for name, value in {
        "name": "Nguyễn Văn Mẫu", "personal_number": "068090000101", "phone": "0900000111",
        "address": "Thôn Phú Thạnh, xã Đức Trọng, tỉnh Lâm Đồng",
    }.items():
        assert page.find(f"[name='applicant.{name}']").get_attribute("value") == value
    page.look("8-applicant-filled")
    page.submit("main form > button.main")
    page.type("[name='originals.0.name']", "Bằng tốt nghiệp")
    page.type("[name='originals.0.pages']", "2")
    page.type("[name='originals.0.copies']", "3")
    page.submit("main form > button.main")
    page.open("/toi")
    page.submit("#sign-out button")
    page.wait(lambda: "/toi/da-thoat" in page.driver.current_url)
    assert "Đã đăng xuất" in page.text()
    page.open("/nop/giay-to")
    assert "Bằng tốt nghiệp" not in page.driver.page_source
    # On the next day the demo is started again, and the citizen comes with another device.
    own_server.stop()
    own_server.start(days=1)
    other = browser(1440, on=own_server)
    sign_in(other, "Trần Thị Bích Ngọc")
    assert not other.all("form[action^='/toi/nhap/']")
    other.submit("#sign-out button")
    other.wait(lambda: "/toi/da-thoat" in other.driver.current_url)
    sign_in(other)
    other.look("8-mine-draft")
    other.submit("form[action^='/toi/nhap/'] button")
    other.open("/nop/giay-to")
    assert other.find("[name='originals.0.name']").get_attribute("value") == "Bằng tốt nghiệp"
    other.submit("main form > button.main")
    other.open("/nop/nhan-ket-qua")
    other.submit("main form > button.main")
    fill_rest(other, "main form")
    other.submit("main form > button.main")
    code = code_in(other.text())
    other.open("/toi")
    assert code in other.text() and not other.all("form[action^='/toi/nhap/']")
    other.look("8-mine-dossier")
    other.submit("form[action='/tra-cuu'] button")
    assert code in other.text()
    # The officer sees who vouches for the filer.
    desk = browser(1440, on=own_server)
    desk.sign_in("tiepnhan.ductrong")
    desk.open(f"/desk/dossiers/{code}")
    assert "VNeID mẫu (thử), mức 2" in desk.text()


def test_who_signs_in_on_the_way_goes_on_where_they_were(browser):
    page = browser(768, "ar")
    page.url = page.url.replace("127.0.0.1", "localhost")
    page.open("/thu-tuc/2.000815")
    page.look("8-procedure")
    page.submit("main form button.main")
    page.click("#unit-24958")
    page.submit("main form[method=post] > button.main")
    page.look("8-applicant-offer")
    page.submit("main a[href^='/dang-nhap']")
    page.look("8-choose-provider")
    page.submit("main .choices a")
    page.look("8-sample-provider")
    choose(page, "Lê Thị Tài Khoản Mức Một")
    assert "/nop/nguoi-nop" in page.driver.current_url
    assert page.find("[name='applicant.personal_number']").get_attribute("value") == "068199000104"
    page.open("/toi")
    assert page.find("#citizen-level").text == "1" and page.all("form[action^='/toi/nhap/']")
    page.look("8-mine-first-level")


def test_who_does_not_agree_is_told_so(browser):
    page = browser(360, "en")
    page.url = page.url.replace("127.0.0.1", "localhost")
    page.open("/dang-nhap")
    page.submit("main .choices a")
    page.submit("main a[href$='/none']")
    assert "You did not agree" in page.text()
    page.look("8-declined")
