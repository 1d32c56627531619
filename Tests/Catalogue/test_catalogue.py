"""The catalogue against what published it: units against the package, files against their published schemas."""

import json
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


@pytest.mark.parametrize("path", sorted(CATALOGUE.glob("procedures/*.yaml")), ids=lambda p: p.name)
def test_procedures_fit_the_published_schema(path):
    schema = json.loads((CATALOGUE / "schema/procedure.schema.json").read_text())
    jsonschema.validate(yaml.safe_load(path.read_text()), schema)


def test_units_fit_the_published_schema():
    schema = json.loads((CATALOGUE / "schema/units.schema.json").read_text())
    jsonschema.validate(yaml.safe_load((CATALOGUE / "units/lam-dong.yaml").read_text()), schema)
