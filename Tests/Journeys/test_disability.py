"""Disability, from filing on a phone to the certificate: one supplement, the council's session, five days of posting."""

from desk import act, choose, filed, fill_rest, look_up, pdf_text, results


def fill(form, **chosen):
    """Chooses what the journey is about, by fields, and fills in the rest."""

    def inner(page):
        for name, value in chosen.items():
            field = "outcome" if name == "outcome" else f"answers.{name}"
            for one in value if isinstance(value, list) else [value]:
                choose(page, field, one)
        fill_rest(page, form)

    return inner


def test_from_filing_to_the_certificate_with_one_supplement(browser, own_server, scans):
    page = browser(360, "vi")
    page.url = own_server.url
    page.open("/thu-tuc/1.001699")
    page.look("disability-1-procedure")
    page.submit("main form button.main")
    page.click("#unit-24958")
    page.submit("main form > button.main")
    for name, value in {
        "name": "Đinh Thị Đào", "personal_number": "068178000104", "born": "30/09/1978", "phone": "0900000104",
        "address": "Tổ dân phố 5, xã Đức Trọng",
    }.items():
        page.type(f"[name='applicant.{name}']", value)
    page.submit("main form > button.main")
    for name, value in {"request": "new", "age_group": "from6", "board_before": "none", "representation": "self", "declared_kinds": "move"}.items():
        choose(page, f"answers.{name}", value)
    fill_rest(page, "main form")
    page.look("disability-2-form")
    page.submit("main form > button.main")
    page.look("disability-3-papers")
    page.submit("main form > button.main")
    page.submit("main form > button.main")
    page.submit("main form > button.main")
    code, secret = filed(page)

    # At the desk the medical paper is missed, and asked for once.
    desk = browser(1440, "vi")
    desk.url = own_server.url
    act(desk, "tiepnhan.ductrong", code)

    def ask(p):
        about = p.find("#act-request-supplement [value='medical']").get_attribute("name")
        p.find(f"#act-request-supplement [name='{about.replace('about', 'text')}']").send_keys("Gửi bản sao giấy ra viện hoặc kết luận của bệnh viện.")

    act(desk, "chuyenmon.ductrong", code, action="request-supplement", fill=ask, shot="disability-4-supplement")
    assert "supplement" in desk.find("html").get_attribute("innerHTML")
    text = pdf_text(desk, desk.find("a[href*='supplement-request']").get_attribute("href").replace(own_server.url, ""))
    assert "BỔ SUNG" in text and "giấy ra viện" in text and code in text

    look_up(page, code, secret)
    assert page.all("#supplement")
    page.look("disability-5-asked")
    page.find("#supplement input[type=file]").send_keys(scans["scan.pdf"])
    page.wait(lambda: page.all("#supplement .files li"))
    page.submit("#supplement form > button.main")
    assert not page.all("#supplement")
    page.look("disability-6-sent")

    act(desk, "chuyenmon.ductrong", code, fill=lambda p: choose(p, "outcome", "ready"))
    act(desk, "chuyenmon.ductrong", code, fill=fill("#act-work"), shot="disability-7-council-called")
    act(desk, "chuyenmon.ductrong", code, fill=fill("#act-work", part_one="none", proposal="severe"), shot="disability-8-scored")
    act(desk, "chuyenmon.ductrong", code, fill=fill("#act-work", outcome="concluded"), shot="disability-9-session")
    act(desk, "chuyenmon.ductrong", code, fill=fill("#act-work", outcome="council", disability_kind="move", disability_level="severe"))

    # What is posted waits; only an objection could come earlier.
    desk.open(f"/desk/dossiers/{code}")
    assert not desk.all("input[name='outcome'][value='clear']")
    desk.look("disability-10-posted")
    own_server.stop()
    own_server.start(days=9)
    act(desk, "chuyenmon.ductrong", code, fill=fill("#act-post", outcome="clear"))
    act(desk, "lanhdao.ductrong", code)
    act(desk, "lanhdao.ductrong", code)
    for _ in range(3):
        act(desk, "vanthu.ductrong", code)

    look_up(page, code, secret)
    page.look("disability-11-ready")
    texts = [pdf_text(page, f"/verify/{token}/ban-sao.pdf") for _, token in results(page)]
    certificate = next(text for text in texts if "GIẤY XÁC NHẬN KHUYẾT TẬT" in text)
    assert "Đinh Thị Đào" in certificate and "Nặng" in certificate and "vận động" in certificate
    assert any("BIÊN BẢN" in text for text in texts)
    act(desk, "tiepnhan.ductrong", code)
    assert desk.all(".badge-time.done")
    desk.look("disability-12-returned")
