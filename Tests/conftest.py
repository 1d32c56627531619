"""What every journey needs: the program with a sample province, and a real browser."""

import base64
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import requests
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).resolve().parents[1]
SHOTS = ROOT / "output" / "screenshots"
PASSWORD = "cuango-2026"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """The program, started as a person would start the demo; `at` is when its clock begins."""

    def __init__(self, data, at=None):
        self.data = data
        self.at = at
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self, days=0):
        """Starts it, with its clock so many days ahead."""
        self.log = open(Path(self.data) / "server.log", "ab")
        at = self.at
        if days:
            at = (datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")) + timedelta(days=days)).isoformat(timespec="seconds")
        self.process = subprocess.Popen(
            [str(ROOT / ".build/debug/cuango"), "demo", "--port", str(self.port), "--data", str(self.data)]
            + (["--at", at] if at else []),
            cwd=ROOT, stdout=self.log, stderr=self.log,
        )
        for _ in range(600):
            try:
                if requests.get(self.url + "/health/ready", timeout=2).ok:
                    return self
            except requests.RequestException:
                pass
            assert self.process.poll() is None, "the program ended:\n" + self.told()
            time.sleep(0.1)
        raise AssertionError("the program is not ready after a minute:\n" + self.told())

    def told(self):
        return (Path(self.data) / "server.log").read_text(errors="replace")[-4000:]

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    def token(self, unit="24958", role="receiving-officer"):
        made = subprocess.run(
            [str(ROOT / ".build/debug/cuango"), "token", "create", "--unit", unit, "--role", role, "--data", str(self.data)],
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
        )
        return made.stdout.strip()


@pytest.fixture(scope="session")
def server():
    data = tempfile.mkdtemp(prefix="cuango-")
    server = Server(data).start()
    yield server
    server.stop()
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture
def own_server(tmp_path):
    """A program of the journey's own, whose clock it may set ahead by starting it anew."""
    server = Server(tmp_path).start()
    yield server
    server.stop()


@pytest.fixture
def day():
    """A sample of its own whose clock is set: the demo is begun again at a later moment, with what it holds."""
    data = tempfile.mkdtemp(prefix="cuango-day-")
    servers = []

    def begin(at):
        for server in servers:
            server.stop()
        servers[:] = [Server(data, at=at).start()]
        return servers[0]

    yield begin
    for server in servers:
        server.stop()
    shutil.rmtree(data, ignore_errors=True)


class Page:
    """A browser window of one width, with what a person does in it."""

    def __init__(self, driver, url, name):
        self.driver = driver
        self.url = url
        self.name = name

    def open(self, path):
        self.driver.get(self.url + path)
        return self

    def find(self, css):
        return self.driver.find_element("css selector", css)

    def all(self, css):
        return self.driver.find_elements("css selector", css)

    def text(self):
        return self.find("body").text

    def type(self, css, text):
        field = self.find(css)
        field.clear()
        field.send_keys(text)

    def click(self, css):
        element = self.find(css)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def submit(self, css):
        """Clicks what leads to another page and waits for it."""
        old = self.find("html")
        self.click(css)
        for _ in range(200):
            try:
                old.is_enabled()
            except WebDriverException:
                break
            time.sleep(0.05)
        self.wait(lambda: self.driver.execute_script("return document.readyState") == "complete")

    def wait(self, condition, seconds=15):
        """Waits until it is so. A page that is loaded anew while it is looked at is looked at again."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if condition():
                    return
            except WebDriverException:
                # Not only stale elements: the driver has other errors for a document that has just gone.
                pass
            time.sleep(0.1)
        raise AssertionError("waited in vain on " + self.driver.current_url + "\n" + self.text())

    def look(self, name):
        """Keeps a picture of the whole page, and has axe-core look for what keeps people out."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        overflow = self.driver.execute_script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        picture = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
        (SHOTS / f"{self.name}-{name}.png").write_bytes(base64.b64decode(picture["data"]))
        assert overflow <= 1, f"{name}: the page is {overflow} px wider than the window"
        faults = axe(self.driver)
        assert not faults, f"{name}: " + "; ".join(faults)

    def sign_in(self, username):
        self.driver.delete_all_cookies()
        self.open("/desk/sign-in")
        self.type("#username", username)
        self.type("#password", PASSWORD)
        self.submit("main button.main")
        assert "/desk" in self.driver.current_url and "sign-in" not in self.driver.current_url, self.text()


def axe(driver):
    """Serious and critical violations on the page."""
    import importlib.util

    folder = importlib.util.find_spec("axe_playwright_python").submodule_search_locations[0]
    script = Path(folder) / "axe.min.js"
    if not driver.execute_script("return typeof axe !== 'undefined'"):
        driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
        driver.execute_script(script.read_text())
    found = driver.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations), e => done([{id: String(e), impact: 'critical', nodes: []}]))"
    )
    return [
        f"{v['id']} ({v['impact']}): " + ", ".join(n["target"][0] if isinstance(n["target"][0], str) else str(n["target"]) for n in v["nodes"][:5])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


@pytest.fixture
def browser(server):
    """Makes browser windows: browser(width, language), for the common server or one of the test's own."""
    drivers = []

    def make(width=1440, language="vi", on=None):
        options = Options()
        options.binary_location = shutil.which("chromium") or "/usr/bin/chromium"
        for argument in ("--headless=new", "--disable-gpu", "--disable-dev-shm-usage", f"--lang={language}", "--hide-scrollbars"):
            options.add_argument(argument)
        if os.geteuid() == 0:
            options.add_argument("--no-sandbox")
        options.add_experimental_option("prefs", {"intl.accept_languages": language})
        if width < 500:
            # A window can't be as narrow as a phone; the emulation of one can.
            options.add_experimental_option("mobileEmulation", {"deviceMetrics": {"width": width, "height": 800, "pixelRatio": 1.0}})
        driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver") or "/usr/bin/chromedriver"))
        driver.set_window_size(width, 900)
        driver.set_page_load_timeout(60)
        drivers.append(driver)
        return Page(driver, (on or server).url, f"{language}-{width}")

    yield make
    for driver in drivers:
        driver.quit()


@pytest.fixture(scope="session")
def scans(tmp_path_factory):
    """Real files as a scanner and a phone make them."""
    from PIL import Image, ImageDraw, ImageFont

    folder = tmp_path_factory.mktemp("scans")
    font = ImageFont.truetype("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", 40)
    pages = []
    for number in (1, 2):
        page = Image.new("RGB", (1240, 1754), "white")
        draw = ImageDraw.Draw(page)
        draw.text((200, 200), "BẰNG TỐT NGHIỆP ĐẠI HỌC", font=font, fill="black")
        draw.text((200, 320), f"Nguyễn Văn Mẫu – trang {number}", font=font, fill="black")
        pages.append(page)
    paths = {}
    for name, options in (("scan.pdf", {"save_all": True, "append_images": pages[1:]}), ("scan.jpg", {}), ("scan.png", {})):
        paths[name] = str(folder / name)
        pages[0].save(paths[name], **options)
    paths["program.pdf"] = str(folder / "program.pdf")
    Path(paths["program.pdf"]).write_bytes(b"MZ\x90\x00" + os.urandom(4000))
    paths["empty.pdf"] = str(folder / "empty.pdf")
    Path(paths["empty.pdf"]).write_bytes(b"")
    return paths


def code_in(text):
    found = re.search(r"H36\.\d{5}-\d{6}-\d{4}", text)
    assert found, text
    return found.group(0)
