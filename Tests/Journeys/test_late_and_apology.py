"""Late: who is warned when, the apology that is ready before it and goes out with it, and what the citizen reads."""

from desk import look_up, secret_of


def history(page):
    """What happened, the first first."""
    return [e.text for e in page.all("ol.timeline li strong")][::-1]


def test_warned_then_late_then_apologised_for(browser, day):
    # Wednesday 4 March 2026, 15:20: what was received in the morning is due at 17:00.
    server = day("2026-03-04T15:20")
    desk = browser(1440, "en", server)
    desk.open("/?lang=en")
    desk.sign_in("chuyenmon.ductrong")
    assert "less than 2 working hours" in desk.text()
    desk.look("late-1-specialist")
    desk.open("/desk?show=mine&progress=soon")
    code = desk.find("table.list a.row-link").text
    desk.sign_in("lanhdao.ductrong")
    before = desk.find("#threatened").text if desk.all("#threatened") else ""
    desk.sign_in("tiepnhan.ductrong")
    assert code not in before
    secret = secret_of(desk, code)
    desk.open(f"/desk/dossiers/{code}")
    # The apology lies ready while there is still time, and is not told to anybody.
    desk.wait(lambda: any("prepared" in line for line in history(desk.open(f"/desk/dossiers/{code}"))))
    desk.look("late-1-prepared")
    phone = browser(360, "ar", server)
    phone.open("/?lang=ar")
    look_up(phone, code, secret)
    assert not phone.all(".panel-late")
    phone.look("late-1-phone")

    # 16:20: less than an hour is left. Now the leader hears of it by name.
    server = day("2026-03-04T16:20")
    desk.url = phone.url = server.url
    desk.sign_in("lanhdao.ductrong")
    assert code in desk.find("#threatened").text
    desk.look("late-2-leader")

    # 17:01: it is late. The apology has gone out, once.
    server = day("2026-03-04T17:01")
    desk.url = phone.url = server.url
    desk.sign_in("lanhdao.ductrong")
    desk.open("/desk?show=unit&progress=late")
    row = next(r for r in desk.all("table.list tbody tr") if code in r.text)
    assert row.find_elements("css selector", ".badge-time.late")
    desk.look("late-3-list")

    def sent():
        told = history(desk.open(f"/desk/dossiers/{code}"))
        return [line for line in told if "Apology" in line or "apology" in line]

    desk.wait(lambda: len(sent()) == 2)
    assert "prepared" in sent()[0] and "prepared" not in sent()[1]
    desk.look("late-3-dossier")
    phone.open("/?lang=ar")
    look_up(phone, code, secret)
    # Three working days after Wednesday: Monday.
    told = phone.find(".panel-late").text
    assert "09/03/2026" in told and "Khối lượng" not in told
    phone.look("late-3-phone")

    # The next morning nothing goes out again.
    server = day("2026-03-05T08:00")
    desk.url = server.url
    desk.sign_in("lanhdao.ductrong")
    assert len(sent()) == 2


def test_the_sample_tells_its_past(browser, day):
    """What was late before the demo began was apologised for then; more time was given; a result waits for weeks."""
    server = day("2026-03-04T10:00")
    desk = browser(1440, "vi", server)
    desk.sign_in("lanhdao.ductrong")
    desk.open("/desk?show=unit&progress=late")
    code = desk.find("table.list a.row-link").text
    desk.open(f"/desk/dossiers/{code}")
    told = history(desk)
    prepared, went = told.index("Chuẩn bị thư xin lỗi"), told.index("Thư xin lỗi và hẹn lại")
    assert prepared < went
    desk.look("late-4-past")
    desk.open("/desk?show=unit&progress=ready&order=due")
    desk.look("late-4-waiting")
    desk.submit("table.list a.row-link")
    assert "Đã nhắc đến nhận" in desk.text()
    desk.look("late-4-reminded")
