"""The catalogue against what published it: units against the package, files against their published schemas."""

import importlib.util
import json
import sqlite3
import unicodedata
from pathlib import Path

import jsonschema
import pytest
import yaml

CATALOGUE = Path(__file__).resolve().parents[2] / "Catalogue"


def plain(name):
    """A name without what differs between spellings of one name: apostrophes, dashes, the place of a tone mark."""
    name = unicodedata.normalize("NFD", name.lower().replace("’", "'").replace("–", "-").replace("đ", "d"))
    return "".join(c for c in name if not unicodedata.combining(c))


def test_units_are_those_of_the_package():
    import vietnam_provinces

    folder = Path(vietnam_provinces.__file__).parent / "data"
    provinces = json.loads((folder / "nested-divisions.json").read_text())
    published = {f"{w['code']:05d}": w for p in provinces if p["code"] == 68 for w in p["wards"]}
    held = {u["code"]: u for u in yaml.safe_load((CATALOGUE / "units/lam-dong.yaml").read_text())["units"] if u["kind"] != "province"}
    assert len(held) == 124
    # The package has an older code for Hàm Liêm.
    published["23095"] = published.pop("23098")
    assert set(held) == set(published)
    for code, unit in held.items():
        assert plain(unit["vi"]) == plain(published[code]["name"])
    kinds = {"xã": "commune", "phường": "ward", "đặc khu": "special-zone"}
    assert all(held[c]["kind"] == kinds[published[c]["division_type"]] for c in held)


def test_former_units_and_what_they_became_are_those_of_the_package():
    # Found without being imported: only its data is looked at.
    folder = Path(importlib.util.find_spec("vietnamadminunits").origin).parent / "data"
    store = sqlite3.connect(folder / "dataset.db")
    store.row_factory = sqlite3.Row
    today = {r["wardKey"]: r["wardCode"] for r in store.execute("SELECT * FROM admin_units WHERE provinceShort = 'Lâm Đồng'")}
    before = {
        "_".join([r["provinceKey"], r["districtKey"], r["wardKey"]]): r
        for r in store.execute("SELECT * FROM admin_units_legacy WHERE wardKey IS NOT NULL")
    }
    changes = json.loads((folder / "converter_2025.json").read_text())
    published = set()

    def became(key, code):
        old = before[key]
        published.add((code, old["wardCode"], plain(old["ward"]), plain(old["district"]), plain(old["province"])))

    for new, olds in changes["DICT_PROVINCE_WARD_NO_DIVIDED"]["tinhlamdong"].items():
        for old in olds:
            became(old, today[new])
    for old, parts in changes["DICT_PROVINCE_WARD_DIVIDED"]["tinhlamdong"].items():
        for part in parts:
            became(old, today[part["newWardKey"]])
    held = {
        (u["code"], f["code"], plain(f["name"]), plain(f["district"]), plain(f["province"]))
        for u in yaml.safe_load((CATALOGUE / "units/lam-dong.yaml").read_text())["units"]
        for f in u.get("former", [])
    }
    assert held == published
    # Those that were divided stand under each that got a part.
    codes = [code for _, code, *_ in held]
    assert {code for code in codes if codes.count(code) > 1} == {"22978", "23053"}


@pytest.mark.parametrize("path", sorted(CATALOGUE.glob("procedures/*.yaml")), ids=lambda p: p.name)
def test_procedures_fit_the_published_schema(path):
    schema = json.loads((CATALOGUE / "schema/procedure.schema.json").read_text())
    jsonschema.validate(yaml.safe_load(path.read_text()), schema)


def test_units_fit_the_published_schema():
    schema = json.loads((CATALOGUE / "schema/units.schema.json").read_text())
    jsonschema.validate(yaml.safe_load((CATALOGUE / "units/lam-dong.yaml").read_text()), schema)
