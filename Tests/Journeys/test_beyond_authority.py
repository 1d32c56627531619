"""What the commune can't settle: from the need to a sealed guidance note, and the dossier itself up to the authority."""

from desk import act, choose, keep_pdf, look_up, pdf_text, qr_in, receive, results, scan_card, secret_of

COUNTER, LEADER, CLERK = "tiepnhan.ductrong", "lanhdao.ductrong", "vanthu.ductrong"
SPECIALIST_ABOVE, LEADER_ABOVE, CLERK_ABOVE = "chuyenmon.congan", "lanhdao.congan", "vanthu.congan"


def note_drawn_up(desk):
    """From the words that the citizen says to the note's form, filled in."""
    desk.sign_in(COUNTER)
    desk.open("/desk/receive")
    desk.type("#q", "ly lich tu phap")
    desk.submit("main form button")
    desk.look("beyond-1-found")
    desk.submit(".choices a[href$='2.000488']")
    assert "Công an tỉnh" in desk.find("#counter .notice").text
    desk.look("beyond-1-procedure")

    # The note can also begin without the procedure, which is then found by words.
    desk.open("/desk/receive/0.000001")
    search = desk.find("[data-codes] input[type=search]")
    search.send_keys("ly lich tu phap")
    desk.wait(lambda: any("2.000488" in b.text for b in desk.all(".codes-found button")))
    next(b for b in desk.all(".codes-found button") if "2.000488" in b.text).click()
    assert desk.driver.execute_script("return document.querySelector(\"[name='answers.target']\").value") == "2.000488"
    scan_card(desk)
    desk.type("[name='applicant.phone']", "0900000488")
    desk.type("[name='answers.need']", "Xin phiếu lý lịch tư pháp số 2 để đi làm việc ở nước ngoài")
    desk.type("[name='answers.advice']", "Hỏi lại công ty môi giới cần phiếu số mấy trước khi nộp.")
    desk.look("beyond-2-note")
    return receive(desk)


def test_a_note_and_the_dossier_that_goes_up_with_it(browser):
    desk = browser(1440, "vi")
    phone = browser(360, "en")
    phone.open("/?lang=en")
    note = note_drawn_up(desk)
    secret = secret_of(desk, note)
    act(desk, LEADER, note, shot="beyond-3-leader")
    for _ in range(3):
        act(desk, CLERK, note)

    # On the phone: the note itself, with what it must tell.
    look_up(phone, note, secret)
    phone.look("beyond-4-note-ready")
    (name, token), = results(phone)[:1]
    path = f"/verify/{token}/ban-sao.pdf"
    text = pdf_text(phone, path)
    keep_pdf(phone, path, "beyond-4-note")
    told = " ".join(text.split())
    for part in (
        "PHIẾU HƯỚNG DẪN", "NGUYỄN VĂN MẪU", "Công an tỉnh", "2.000488", "Trung tâm Phục vụ hành chính công xã Đức Trọng",
        "dichvucong", "10 ngày", "200.000 đ", "hộ nghèo", "Căn cước hoặc hộ chiếu", "Lỗi thường gặp", "Phiếu số 2",
        "Hỏi lại công ty môi giới", "Phạm Văn Lộc",
    ):
        assert part in told, part + "\n" + text
    # The sample's own note of the year came first.
    assert "Số: 02/PHD-UBND" in told, text
    assert any(f"/verify/{token}" in read for read in qr_in(phone, path))
    phone.open(f"/verify/{token}")
    assert "Đức Trọng" in phone.text()
    phone.look("beyond-4-verify")

    act(desk, COUNTER, note, shot="beyond-5-hand-over")
    assert desk.all(".badge-time.done")

    # Up it goes: who it is for is known already.
    desk.look("beyond-5-send-up")
    desk.submit("#send-up")
    assert desk.find("[name='applicant.name']").get_attribute("value") == "NGUYỄN VĂN MẪU"
    assert desk.find("[name='applicant.personal_number']").get_attribute("value") == "068090000101"
    assert desk.find("[name='applicant.phone']").get_attribute("value") == "0900000488"
    assert desk.find("[name='follows']").get_attribute("value") == note
    choose(desk, "answers.record_kind", "no2")
    desk.type("[name='answers.record_purpose']", "Đi làm việc ở nước ngoài")
    desk.type("[name='answers.record_copies']", "1")
    desk.type("[name='answers.residences']", "Từ 02/2004 đến nay: thôn Phú Thạnh, xã Đức Trọng")
    desk.type("[name='answers.parents']", "Nguyễn Văn Cha, 1960; Trần Thị Mẹ, 1963")
    desk.look("beyond-6-dossier")
    dossier = receive(desk)
    assert "Công an tỉnh" in desk.text() and note in desk.text()
    desk.look("beyond-6-received")
    desk.open(f"/desk/dossiers/{note}")
    assert dossier in desk.find("#related").text and not desk.all("#send-up")

    # It is in the authority's queue, and nobody of the commune can do their work.
    desk.sign_in(SPECIALIST_ABOVE)
    assert dossier in desk.text() and note not in desk.text()
    desk.look("beyond-7-queue")
    act(desk, SPECIALIST_ABOVE, dossier)
    look_up(phone, note, secret)
    assert dossier in phone.text() and "Appraisal" in phone.text()
    phone.look("beyond-7-progress")

    def finding(p):
        choose(p, "answers.finding", "granted")
        p.type("[name='answers.convictions']", "Không có án tích")
        p.type("[name='answers.ban_text']", "Không")

    act(desk, SPECIALIST_ABOVE, dossier, fill=finding, shot="beyond-7-appraisal")
    act(desk, LEADER_ABOVE, dossier)
    act(desk, LEADER_ABOVE, dossier)
    for _ in range(3):
        act(desk, CLERK_ABOVE, dossier)

    # Back in the commune: the note's page tells the officer, the counter hands the record over.
    desk.sign_in(COUNTER)
    desk.open(f"/desk/dossiers/{note}")
    assert "Trả kết quả" in desk.find("#related").text
    desk.look("beyond-8-note")
    act(desk, COUNTER, dossier, shot="beyond-8-return")

    # And the citizen, who holds the note alone: one tap to the record.
    look_up(phone, note, secret)
    phone.submit(".papers form button")
    assert dossier in phone.text() and "Đức Trọng" in phone.text()
    phone.look("beyond-8-record")
    token = results(phone)[0][1]
    record = pdf_text(phone, f"/verify/{token}/ban-sao.pdf")
    keep_pdf(phone, f"/verify/{token}/ban-sao.pdf", "beyond-8-record")
    assert "PHIẾU LÝ LỊCH TƯ PHÁP" in record and "Không có án tích" in record and "Mai Đức Toàn" in record
    assert "Lâm Đồng, ngày" in record and "Công an tỉnh, ngày" not in record
