"""An auditor follows one dossier through everybody who saw it, and the person sees the same."""

import uuid

import requests
from desk import look_up, pdf_text, secret_of


def filed(server):
    """A dossier that came in from a program, which nobody has opened."""
    form = {
        "procedure": "2.000815",
        "applicant": {"name": "Lê Văn Mẫu", "personal_number": "068090000101", "phone": "0900000111"},
        "originals": [{"name": "Bằng tốt nghiệp", "pages": 2, "copies": 1}],
    }
    answer = requests.post(
        server.url + "/api/v1/dossiers", json=form, timeout=60,
        headers={"Authorization": f"Bearer {server.token()}", "Idempotency-Key": uuid.uuid4().hex})
    assert answer.status_code == 201, answer.text
    return answer.json()["code"]


def test_who_saw_a_dossier_is_told_to_auditors_and_to_the_person(browser, server):
    code = filed(server)
    desk = browser(1440)
    desk.sign_in("tiepnhan.ductrong")
    desk.open(f"/desk/dossiers/{code}")
    secret = secret_of(desk, code)
    for username in ("chuyenmon.ductrong", "lanhdao.ductrong"):
        desk.sign_in(username)
        desk.open(f"/desk/dossiers/{code}")
    assert code in pdf_text(desk, f"/desk/dossiers/{code}/control-sheet.pdf")
    # Another commune's officer finds nothing, and leaves no trace of having read.
    desk.sign_in("chuyenmon.xuanhuong")
    desk.open(f"/desk/dossiers/{code}")
    assert code not in desk.find("main").text

    auditor = browser(1440)
    auditor.sign_in("kiemtra.lamdong")
    auditor.open("/desk/readings")
    auditor.look("10-readings")
    auditor.type("#dossier", code)
    auditor.submit("main form button")
    told = auditor.find("main").text
    assert "Trần Quốc Bảo" in told and "Giải quyết hồ sơ" in told
    assert "Phạm Văn Lộc" in told and "phiếu kiểm soát" in told and "giấy tiếp nhận" in told
    assert "Xuân Hương" not in told
    auditor.look("10-readings-of-one")
    # The auditor's own look at it is one more.
    auditor.open(f"/desk/dossiers/{code}")
    auditor.click("a[href*='/desk/readings?dossier']")
    auditor.wait(lambda: "Kiểm tra" in auditor.find("main table").text)
    # An officer is not told.
    desk.sign_in("chuyenmon.ductrong")
    desk.open("/desk/readings")
    assert "lãnh đạo và người kiểm tra" in desk.text()

    for language, width in (("vi", 360), ("ar", 360)):
        phone = browser(width, language)
        look_up(phone, code, secret)
        phone.click("#readings summary")
        seen = phone.find("#readings").text
        assert "Trần Quốc Bảo" in seen and "Phạm Văn Lộc" in seen
        phone.look("10-who-saw-mine")
