"""Received in one commune for another (phi địa giới hành chính): decided there, handed over here."""

import requests
from desk import act, choose, keep_pdf, look_up, pdf_text, receive, results, secret_of

HERE, THERE, THIRD = "24958", "24781", "24967"


def course(server, token, code):
    return requests.get(
        f"{server.url}/api/v1/dossiers/{code}", headers={"Authorization": f"Bearer {token}"}, timeout=60)


def test_decided_there_and_handed_over_here(browser, day):
    # Wednesday morning: it comes in at eight.
    server = day("2026-03-04T08:00")
    desk = browser(1440, "en", server)
    phone = browser(360, "ar", server)
    phone.open("/?lang=ar")
    desk.sign_in("tiepnhan.ductrong")
    desk.open("/desk/receive/1.004873?lang=en")
    desk.type("[name='applicant.name']", "Huỳnh Ngọc Quỳnh Như")
    desk.type("[name='applicant.personal_number']", "068199000108")
    desk.type("[name='applicant.phone']", "0900000108")
    desk.type("[name='applicant.born']", "01/12/1999")
    desk.type("[name='applicant.address']", "Đường Trần Phú, phường Xuân Hương – Đà Lạt")
    desk.driver.execute_script(
        "const e = document.getElementById('f-competent'); e.value = arguments[0]; e.dispatchEvent(new Event('change', {bubbles: true}))",
        THERE)
    desk.type("[name='answers.ethnicity']", "Kinh")
    desk.type("[name='answers.nationality']", "Việt Nam")
    choose(desk, "answers.status_kind", "never")
    choose(desk, "answers.many_places", "no")
    choose(desk, "answers.purpose_kind", "other")
    desk.type("[name='answers.purpose']", "Vay vốn ngân hàng")
    desk.type("[name='answers.sheets']", "1")
    choose(desk, "answers.reissue", "first")
    desk.look("other-1-counter")
    code = receive(desk)
    secret = secret_of(desk, code)
    assert "Xuân Hương" in desk.text()
    desk.look("other-1-received")
    # Nothing is left to do here; the list tells where it waits.
    assert not desk.all("#do")
    desk.open("/desk?show=unit&turn=elsewhere&order=newest")
    assert code in desk.text()
    desk.look("other-1-list")

    # The specialist of this commune has no part in it, the one over there has it on the list.
    desk.sign_in("chuyenmon.ductrong")
    assert code not in desk.text()
    desk.sign_in("chuyenmon.xuanhuong")
    desk.open("/desk?show=mine&order=newest")
    assert code in desk.text()
    # Two hours later it is taken up.
    server = day("2026-03-04T10:00")
    desk.url = phone.url = server.url
    act(desk, "chuyenmon.xuanhuong", code, fill=lambda p: choose(p, "outcome", "clear"), shot="other-2-there")

    def conclusion(p):
        choose(p, "outcome", "granted")
        p.type("[name='answers.status_text']", "Hiện tại chưa đăng ký kết hôn với ai")
        p.type("[name='answers.purpose_text']", "Vay vốn ngân hàng, không có giá trị sử dụng để đăng ký kết hôn")

    act(desk, "chuyenmon.xuanhuong", code, fill=conclusion)
    act(desk, "lanhdao.xuanhuong", code)
    act(desk, "lanhdao.xuanhuong", code)
    for _ in range(3):
        act(desk, "vanthu.xuanhuong", code)

    # In the afternoon the citizen sees who decides and where to collect.
    server = day("2026-03-04T14:00")
    desk.url = phone.url = server.url
    look_up(phone, code, secret)
    assert "Xuân Hương" in phone.text() and "Đức Trọng" in phone.text()
    phone.look("other-3-ready")
    token = results(phone)[0][1]
    keep_pdf(phone, f"/verify/{token}/ban-sao.pdf", "other-3-certificate")
    text = pdf_text(phone, f"/verify/{token}/ban-sao.pdf")
    assert "PHƯỜNG XUÂN HƯƠNG" in text.upper() and "Võ Thanh Sơn" in text and "Huỳnh Ngọc Quỳnh Như" in text

    # Here it is handed over; each side's time stands apart.
    desk.sign_in("tiepnhan.ductrong")
    assert code in desk.text()
    act(desk, "tiepnhan.ductrong", code, shot="other-4-return")
    assert desk.all(".badge-time.done")
    facts = desk.text()
    assert "Time in Phường Xuân Hương" in facts or "Time in Xuân Hương" in facts
    assert "Time in Đức Trọng" in facts or "Time in Xã Đức Trọng" in facts
    desk.look("other-4-times")
    for unit in (HERE, THERE):
        answer = course(server, server.token(unit), code).json()
        sides = answer["course"]["time_in_units"]
        # The noon break is nobody's time.
        assert [side["unit"] for side in sides] == [THERE, HERE]
        assert 118 <= sides[0]["working_minutes"] <= 135 and 100 <= sides[1]["working_minutes"] <= 125, sides
    assert course(server, server.token(THIRD), code).status_code == 404
