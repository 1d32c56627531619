"""`cuango catalogue check` over a thousand procedures of thirty steps, beside libyaml reading the same files."""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import yaml

PROCEDURES = 1000
STEPS = 30


def procedure(number):
    """A procedure with an e-form, papers, guidance and thirty steps, as large as a real one."""
    def text(words):
        return f'{{vi: "{words} số {number}", en: "{words} no. {number}", ar: "{words} {number}"}}'

    cited = '{text: "Nghị định 118/2025/NĐ-CP, Điều 5"}'
    lines = [
        f'code: "7.{number:06d}"', "version: 1", 'from: "2025-07-01"', f"name: {text('Thủ tục')}", f"short_name: {text('Thủ tục')}",
        f"field: {text('Lĩnh vực')}", "level: commune", "applicants: [citizen]", "online: full", "non_boundary: false", 'keywords: ["thu"]',
        f"legal_basis: [{cited}]", "time_limit:", "  rule: {working_days: 20}", f"  source: {cited}", f"  text: {text('20 ngày')}", "papers:",
    ]
    for paper in range(6):
        lines += [f"  - key: paper_{paper}", f"    name: {text(f'Giấy tờ {paper}')}", "    original: true", f"    source: {cited}"]
    lines += ["form:", f"  title: {text('Tờ khai')}", "  sections:"]
    for section in range(4):
        lines += [f"    - title: {text(f'Phần {section}')}", "      fields:"]
        lines += [f"        - {{key: f_{section}_{field}, label: {text(f'Mục {section}.{field}')}, kind: text}}" for field in range(8)]
    lines += ["fee:", "  tariffs:", f'    - {{from: "2025-07-01", per_case: 10000, source: {cited}}}', "  overrides: []", "results:"]
    lines += ["  - key: paper", f"    name: {text('Giấy xác nhận')}", "    kind: document", "    document:", '      symbol: "GXN-UBND"', '      title: "GIẤY XÁC NHẬN"']
    lines += ['      body: [{paragraph: "Xác nhận {owner.name}: {f_0_0}."}]', "refusals: []", "guide: []", "steps:"]
    for step in range(STEPS):
        action, role = ("receive", "receiving-officer") if step == 0 else ("sign", "leader") if step == STEPS - 2 else ("return", "receiving-officer") if step == STEPS - 1 else ("check", "specialist")
        lines += [
            f"  - key: s{step}", f"    name: {text(f'Bước {step}')}", f"    role: {role}", f"    action: {action}", "    minutes: 60",
            f"    next: {'null' if step == STEPS - 1 else f's{step + 1}'}", f"    can_send_back_to: [{f's{step - 1}' if 0 < step < STEPS - 1 else ''}]",
            f"    guide: {{checks: [{{text: {text('Kiểm tra')}, source: {cited}}}], law: [{{text: {text('Luật')}, source: {cited}}}], mistakes: []}}",
        ]
    return "\n".join(lines) + "\n"


def measure(program, root, tell):
    folder = Path(tempfile.mkdtemp(prefix="cuango-bench-"))
    try:
        shutil.copytree(root / "Catalogue", folder / "Catalogue")
        for number in range(PROCEDURES):
            (folder / f"Catalogue/procedures/7.{number:06d}.yaml").write_text(procedure(number))
        files = sorted((folder / "Catalogue/procedures").glob("*.yaml"))
        taken = []
        for _ in range(3):
            begun = time.monotonic()
            done = subprocess.run([program, "catalogue", "check", folder / "Catalogue"], capture_output=True, text=True)
            taken.append(time.monotonic() - begun)
            assert done.returncode == 0, (done.stdout + done.stderr)[:2000]
        begun = time.monotonic()
        for file in files:
            yaml.compose(file.read_text(), Loader=yaml.CSafeLoader)
        tell("catalogue", procedures=len(files), steps=PROCEDURES * STEPS, megabytes=round(sum(f.stat().st_size for f in files) / 1e6, 1),
             check_s=round(min(taken), 2), libyaml_alone_on_one_core_s=round(time.monotonic() - begun, 2))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
