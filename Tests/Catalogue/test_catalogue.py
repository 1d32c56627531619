"""The catalogue against what published it: units against the package, files against their published schemas."""

import copy
import importlib.util
import json
import re
import sqlite3
import unicodedata
from pathlib import Path

import jsonschema
import pytest
import yaml

from swift_types import SwiftTypes

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "Catalogue"


class Loader(yaml.SafeLoader):
    """Reads YAML as the program does: `off` and `yes` are words, only `true` and `false` are truths."""


Loader.yaml_implicit_resolvers = {
    sign: [(tag, words) for tag, words in resolvers if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def read(path):
    return yaml.load(path.read_text(), Loader)


def schema(name):
    return json.loads((CATALOGUE / f"schema/{name}.schema.json").read_text())


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


# Which schema is for which files, and the type of the program that reads them.
SCHEMAS = {
    "procedure": ("procedures/*.yaml", "Procedure"),
    "need": ("needs/*.yaml", "Need"),
    "list": ("lists/*.yaml", "CodeList"),
    "units": ("units/*.yaml", "CatalogueReading.UnitsFile"),
    "calendar-rules": ("calendars/rules.yaml", "CalendarRules"),
    "calendar-year": ("calendars/[0-9]*.yaml", "CalendarYear"),
}
FILES = [(name, path) for name, (glob, _) in SCHEMAS.items() for path in sorted(CATALOGUE.glob(glob))]
FILES += [("procedure", path) for path in sorted(Path(__file__).parent.glob("procedures/*.yaml"))]


@pytest.mark.parametrize("name,path", FILES, ids=lambda value: value.name if isinstance(value, Path) else value)
def test_files_fit_their_published_schema(name, path):
    validator = jsonschema.Draft202012Validator(schema(name))
    faults = [f"{'.'.join(map(str, fault.absolute_path))}: {fault.message[:300]}" for fault in validator.iter_errors(read(path))]
    assert not faults, f"{path.name}:\n" + "\n".join(faults)


def test_every_schema_is_for_files():
    published = {path.name.removesuffix(".schema.json") for path in CATALOGUE.glob("schema/*.json")}
    assert published == set(SCHEMAS)
    assert {name for name, _ in FILES} == set(SCHEMAS)


def parts(node, place=""):
    """Every schema inside a schema that describes a value, with where it stands."""
    yield place, node
    for name, child in node.get("properties", {}).items():
        yield from parts(child, f"{place}.{name}")
    for name, child in node.get("$defs", {}).items():
        yield from parts(child, f"{place}/{name}")
    if isinstance(node.get("items"), dict):
        yield from parts(node["items"], f"{place}[]")


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_sound_and_tell_what_everything_is_for(name):
    whole = schema(name)
    jsonschema.Draft202012Validator.check_schema(whole)
    assert whole["$id"] == f"urn:cuango:catalogue:{name}"
    assert whole["title"] and whole["description"]
    used = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(whole)))
    assert used == set(whole["$defs"]), "a definition is missing or not used"
    for place, node in parts(whole):
        if "properties" in node:
            assert node["additionalProperties"] is False, f"{place}: takes keys that nobody reads"
            for key, child in node["properties"].items():
                assert child.get("description"), f"{place}.{key}: is not described"


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_name_what_the_program_reads(name):
    """Key by key: the same keys, the same ones required, the same enumerations, so that no schema falls behind."""
    faults = SwiftTypes(ROOT / "Sources").compare(SCHEMAS[name][1], schema(name))
    assert not faults, "\n".join(faults)


def test_a_key_that_only_the_program_knows_is_told():
    whole = schema("procedure")
    del whole["$defs"]["paper"]["properties"]["held"]
    whole["$defs"]["step"]["required"].remove("minutes")
    whole["$defs"]["tariff"]["properties"]["per_hour"] = {"type": "integer"}
    whole["properties"]["online"]["enum"].remove("none")
    faults = SwiftTypes(ROOT / "Sources").compare("Procedure", whole)
    for told in ("RequiredPaper.held: is missing", "ProcedureStep.minutes: is required", "FeeTariff.per_hour: nobody reads it", "Procedure.online: has other values"):
        assert any(told in fault for fault in faults), faults


def change(*path, to=None, drop=False):
    """A document with one place changed, or taken away."""

    def broken(document):
        place = document
        for key in path[:-1]:
            place = place[key]
        if drop:
            del place[path[-1]]
        else:
            place[path[-1]] = to
        return document

    return broken


BROKEN = {
    "a code with a suffix": ("procedure", change("code", to="2.000815.000.00.00.H36")),
    "no version": ("procedure", change("version", drop=True)),
    "a day that is no day": ("procedure", change("from", to="2025-13-01")),
    "a slip of the pen in a key": ("procedure", change("short_nam", to="x")),
    "a text without Arabic": ("procedure", change("name", "ar", drop=True)),
    "a blank text": ("procedure", change("name", "en", to=" ")),
    "no law": ("procedure", change("legal_basis", to=[])),
    "a citation without text": ("procedure", change("legal_basis", 0, to={"unverified": "chưa đọc"})),
    "time counted in two ways": ("procedure", change("time_limit", "rule", to={"working_days": 3, "calendar_days": 5})),
    "time without end": ("procedure", change("time_limit", "rule", to={"working_days": 0})),
    "an authority beside the commune": ("procedure", change("authority", to="68.01")),
    "the province without an authority": ("procedure", change("level", to="province")),
    "a fee below nothing": ("procedure", change("fee", "tariffs", 0, "per_case", to=-1)),
    "a fee with a fraction": ("procedure", change("fee", "tariffs", 0, "per_case", to=0.5)),
    "a fee from nowhere": ("procedure", change("fee", "tariffs", 0, "source", drop=True)),
    "a paper held by a word": ("procedure", change("papers", 0, "held", to=["ask"])),
    "a field of an unknown kind": ("procedure", change("form", "sections", 0, "fields", 0, "kind", to="colour")),
    "a choice without choices": ("procedure", change("form", "sections", 0, "fields", 1, "choices", drop=True)),
    "choices for a line of text": ("procedure", change("form", "sections", 0, "fields", 1, "kind", to="text")),
    "codes of no list": ("procedure", change("form", "sections", 0, "fields", 0, "kind", to="codes")),
    "a field's key with a dash": ("procedure", change("form", "sections", 0, "fields", 0, "key", to="shop-name")),
    "a condition without values": ("procedure", change("form", "sections", 0, "fields", 2, "when", "is", to=[])),
    "a value filled in from nowhere": ("procedure", change("form", "sections", 0, "fields", 0, "prefill", to="owner.shoe")),
    "a citizen who does a step": ("procedure", change("steps", 0, "role", to="citizen")),
    "an unknown action": ("procedure", change("steps", 0, "action", to="stamp")),
    "a step of no minutes": ("procedure", change("steps", 0, "minutes", to=0)),
    "a next step beside outcomes": ("procedure", change("steps", 2, "next", to="signing")),
    "a wait where nothing is posted": ("procedure", change("steps", 2, "action", to="check")),
    "a document that is not written": ("procedure", change("results", 0, "document", drop=True)),
    "a block of two parts": ("procedure", change("results", 0, "document", "body", 0, "heading", to="I")),
    "a basis with a sign at its end": ("procedure", change("results", 0, "document", "bases", to=["Căn cứ Luật Hộ tịch;"])),
    "a need that is asked nothing": ("need", change("questions", to=[])),
    "a choice that leads nowhere": ("need", change("questions", 0, "choices", 0, to={"key": "a", "label": {"vi": "a", "en": "a", "ar": "a"}})),
    "a choice that leads two ways": ("need", change("questions", 0, "choices", 0, "answer", to="x")),
    "an answer's unknown key": ("need", change("answers", 0, "procedures", to=["1.001193"])),
    "a list without codes": ("list", change("entries", to=[])),
    "a code with a space": ("list", change("entries", 0, "code", to="47 11")),
    "a unit of an unknown kind": ("units", change("units", 0, "kind", to="district")),
    "a holiday of two calendars": ("calendar-rules", change("holidays", 0, "lunar", to="01-01")),
    "half a season": ("calendar-rules", change("hours", 0, "season_from", to="04-01")),
    "a swap of one day": ("calendar-year", change("in_lieu", to=[{"off": "2026-01-02"}])),
}
SOUND = {
    "procedure": Path(__file__).parent / "procedures/9.000101.yaml",
    "need": CATALOGUE / "needs/birth.yaml",
    "list": CATALOGUE / "lists/vsic.yaml",
    "units": CATALOGUE / "units/lam-dong.yaml",
    "calendar-rules": CATALOGUE / "calendars/rules.yaml",
    "calendar-year": CATALOGUE / "calendars/2026.yaml",
}


@pytest.mark.parametrize("fault", BROKEN)
def test_broken_files_are_refused(fault):
    name, broken = BROKEN[fault]
    validator = jsonschema.Draft202012Validator(schema(name))
    document = read(SOUND[name])
    assert validator.is_valid(document)
    assert not validator.is_valid(broken(copy.deepcopy(document))), fault


def test_the_example_of_the_documentation_fits_the_schema():
    text = (ROOT / "docs/catalogue.md").read_text()
    example = yaml.load(text.split("```yaml\n")[1].split("```")[0], Loader)
    jsonschema.validate(example, schema("procedure"))
    # It is the smallest: nothing in it may be left out.
    required = schema("procedure")["required"]
    assert set(example) - set(required) == {"form"}
