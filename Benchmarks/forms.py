"""Every printed form: milliseconds a page, beside a page with one line in the same fonts, drawn in the same process."""

import json
import re
import subprocess
import tempfile
from pathlib import Path


def pages(path):
    told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"^Pages:\s+(\d+)", told, re.M).group(1))


def measure(program, root, tell, times=100):
    with tempfile.TemporaryDirectory(prefix="cuango-bench-") as folder:
        command = [program, "forms", folder, "--times", str(times), "--catalogue", root / "Catalogue"]
        measured = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        blank = measured["blank"]
        worst = ("", 0)
        for name, milliseconds in sorted(measured["forms"].items()):
            count = pages(Path(folder) / f"{name}.pdf")
            each = milliseconds / count
            worst = max(worst, (name, each), key=lambda pair: pair[1])
            tell(f"forms {name}", ms_a_page=round(each, 2), pages=count, times_blank=round(each / blank, 1))
        tell("forms", worst=worst[0], worst_ms_a_page=round(worst[1], 2), blank_ms=round(blank, 2))
