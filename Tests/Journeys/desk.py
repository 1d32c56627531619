"""What journeys do at the desk and on a citizen's phone, in the words of the people who do it."""

import subprocess
import tempfile
from datetime import date
from pathlib import Path

import requests
from conftest import SHOTS, code_in

CARD = "068090000101||NGUYỄN VĂN MẪU|05021990|Nam|Thôn Phú Thạnh, xã Đức Trọng|01012023"


def act(page, username, code, action=None, fill=None, shot=None):
    """Signs in, opens the dossier, does what it waits for, or another act behind it."""
    page.sign_in(username)
    page.open(f"/desk/dossiers/{code}")
    if action:
        form = page.find(f"#act-{action}")
        if not form.is_displayed():
            page.driver.execute_script("arguments[0].closest('details').open = true", form)
    if fill:
        fill(page)
    if shot:
        page.look(shot)
    page.submit(f"#act-{action} > button:last-of-type" if action else "#do")
    assert not page.all(".error-summary"), page.text()


def choose(page, name, value):
    """Chooses a radio button or checkbox of the form that is open."""
    page.click(f"input[name='{name}'][value='{value}']")


def fill_rest(page, form):
    """Fills in whatever a form still asks for, as somebody would who has only the form."""
    for field in page.all(f"{form} .field"):
        if not field.is_displayed() or field.find_elements("css selector", ".optional"):
            continue
        radios = field.find_elements("css selector", "input[type=radio], input[type=checkbox]")
        if radios:
            if not any(r.is_selected() for r in radios):
                page.driver.execute_script("arguments[0].click()", radios[0])
            continue
        for box in field.find_elements("css selector", "input, textarea, select"):
            if box.get_attribute("value"):
                continue
            hints = field.find_elements("css selector", ".hint")
            is_day = any("/" in hint.text for hint in hints) and box.get_attribute("inputmode") == "numeric"
            is_number = box.get_attribute("inputmode") == "numeric"
            box.send_keys(f"{date.today():%d/%m/%Y}" if is_day else "6" if is_number else "Mẫu")


def scan_card(page, card=CARD):
    page.find("#qr").send_keys(card + "\n")
    page.wait(lambda: page.find("[name='applicant.name']").get_attribute("value"))


def fetch(page, path):
    """What the person's browser gets at an address. A session belongs to the browser that opened it, so it goes by its name."""
    cookies = {c["name"]: c["value"] for c in page.driver.get_cookies()}
    browser = page.driver.execute_script("return navigator.userAgent")
    return requests.get(page.url + path, cookies=cookies, headers={"User-Agent": browser}, timeout=60)


def pdf_text(page, path):
    """A document as the person gets it, and its text."""
    answer = fetch(page, path)
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"%PDF-")
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=answer.content, capture_output=True, check=True).stdout.decode()


def qr_in(page, path):
    """What the QR codes of a document lead to, as a phone's camera reads them."""
    answer = fetch(page, path)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "200", "-png", "-", folder + "/page"], input=answer.content, check=True)
        pictures = sorted(str(p) for p in Path(folder).iterdir())
        read = subprocess.run(["zbarimg", "-q", "--raw", *pictures], capture_output=True, text=True, check=False)
    return read.stdout.split()


def keep_pdf(page, path, name):
    """Keeps pictures of a document beside those of the pages, to be looked at."""
    answer = fetch(page, path)
    SHOTS.mkdir(parents=True, exist_ok=True)
    subprocess.run(["pdftoppm", "-r", "70", "-png", "-", str(SHOTS / f"{page.name}-{name}")], input=answer.content, check=True)


def receive(page):
    """Sends the counter's form; answers the new dossier's code."""
    page.submit("#counter > button.main")
    assert not page.all(".error-summary"), page.text()
    return code_in(page.find("h1").text)


def secret_of(page, code):
    """The secret in the QR of the receipt that the citizen was given."""
    read = next(text for text in qr_in(page, f"/desk/dossiers/{code}/receipt.pdf") if "/tra-cuu#" in text)
    return read.split("#")[1].removeprefix(code + ".")


def results(page):
    """The results of the dossier that is open: name and token."""
    return [(e.text, e.get_attribute("href").split("/verify/")[1].split("/")[0]) for e in page.all("a[href^='/verify/']")]


def filed(page):
    """The code and secret of what was just filed."""
    return code_in(page.text()), page.find("#dossier-secret").text


def look_up(page, code, secret):
    page.open("/tra-cuu")
    page.type("#code", code)
    page.type("#secret", secret)
    page.submit("main form button.main")
