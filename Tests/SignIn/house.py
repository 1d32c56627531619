"""The program with providers that a test configures, and a citizen's browser."""

import json
import os
import re
import subprocess
import time

import requests
from conftest import ROOT, free_port


class House:
    """The program, with a configuration of its own; `providers` tells the providers from the house's address."""

    def __init__(self, folder, providers, secure=False):
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        config = {
            "port": self.port, "public_url": self.url, "data": str(folder / "data"), "secure_cookies": secure,
            "sign_in": providers(self.url),
        }
        # JSON is YAML.
        (folder / "config.yaml").write_text(json.dumps(config))
        self.log = open(folder / "server.log", "ab")
        self.process = subprocess.Popen(
            [str(ROOT / ".build/debug/cuango"), "serve", "--config", str(folder / "config.yaml")], cwd=ROOT,
            stdout=self.log, stderr=self.log, env=os.environ | {"LOG_LEVEL": "info"},
        )
        for _ in range(600):
            try:
                if requests.get(self.url + "/health/ready", timeout=2).ok:
                    return
            except requests.RequestException:
                pass
            assert self.process.poll() is None, self.told()
            time.sleep(0.1)
        raise AssertionError(self.told())

    def told(self):
        return (self.folder / "server.log").read_text(errors="replace")

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


class Browser:
    """A citizen's browser: cookies, and one step at a time."""

    def __init__(self, house):
        self.house = house
        self.session = requests.Session()
        self.session.headers["Accept-Language"] = "vi"

    def get(self, address):
        return self.session.get(address, allow_redirects=False, timeout=30)

    def begin(self, name="dung", back="/toi"):
        """Where the program sends the browser."""
        return self.get(f"{self.house.url}/dang-nhap/{name}?back={back}")

    def return_address(self, name="dung", back="/toi"):
        """Where the provider sends the browser back to."""
        begun = self.begin(name, back)
        assert begun.status_code == 302, begun.text
        return self.get(begun.headers["Location"]).headers["Location"]

    def sign_in(self, name="dung", back="/toi"):
        return self.get(self.return_address(name, back))

    def is_signed_in(self):
        answer = self.get(self.house.url + "/toi")
        assert answer.status_code in (200, 302, 303), answer.text
        return answer.status_code == 200

    def secret(self):
        return self.session.cookies.get("citizen")

    def sign_out(self):
        page = self.get(self.house.url + "/toi").text
        form_token = re.search(r'name="form_token" value="([0-9a-f]+)"', page).group(1)
        return self.session.post(
            self.house.url + "/toi/dang-xuat", data={"form_token": form_token}, allow_redirects=False, timeout=30
        )
