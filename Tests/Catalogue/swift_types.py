"""The types that read the catalogue, read out of the Swift sources, and compared with the published schemas."""

import re

BLOCK = re.compile(r"^( *)(?:public |indirect |private |fileprivate )*(struct|enum) (\w+)(?::[^{]*)? \{(.*)$")
PROPERTY = re.compile(r"^ *(?:public |private\(set\) )*(?:let|var) (\w+): ([^={]+?)\s*$")
CASE = re.compile(r"(\w+)(?: = (?:\"([^\"]*)\"|(\d+)))?$")
TEXT, NUMBER, TRUTH = {"String"}, {"Int"}, {"Bool"}
# What is written as one text, though the program makes more of it, and the patterns or forms that the schema must have.
WRITTEN = {"CivilDate", "TimeOfDay", "MonthDay", "ProcedureCode", "UnitCode", "StepKey", "Ownership.System"}


class SwiftTypes:
    """The structures and enumerations of some sources, by their full names."""

    def __init__(self, sources):
        self.properties = {}
        self.keys = {}
        self.cases = {}
        self.names = set()
        for folder in ("Domain", "Centre/Catalogue"):
            for path in sorted((sources / folder).rglob("*.swift")):
                self._read(path.read_text().split("\n"))

    def _read(self, lines):
        stack = []
        for line in lines:
            found = BLOCK.match(line)
            if found:
                indent, kind, name, rest = found.groups()
                full = ".".join([entry[1] for entry in stack] + [name])
                if rest.rstrip().endswith("}"):
                    self._cases(full, stack, rest.rstrip()[:-1])
                else:
                    stack.append((len(indent), name, kind, full))
                    self.names.add(full)
                    if kind == "struct":
                        self.properties.setdefault(full, [])
                continue
            if stack and line.startswith(" " * stack[-1][0] + "}"):
                stack.pop()
                continue
            if not stack:
                continue
            indent, _, kind, full = stack[-1]
            if kind == "enum":
                self._cases(full, stack[:-1], line)
            elif len(line) - len(line.lstrip()) == indent + 2:
                found = PROPERTY.match(line)
                if found:
                    self.properties[full].append(found.groups())

    def _cases(self, full, outer, line):
        words = line.strip()
        if not words.startswith("case ") or words.endswith(":"):
            return
        for word in words[5:].split(", "):
            found = CASE.match(word.strip())
            if not found:
                continue
            name, text, number = found.groups()
            value = int(number) if number else text if text is not None else name
            if full.endswith(".CodingKeys"):
                self.keys.setdefault(full.removesuffix(".CodingKeys"), {})[name] = value
            else:
                self.cases.setdefault(full, []).append(value)

    def _named(self, name, within):
        """The full name of a type that is named inside another."""
        parts = within.split(".")
        for length in range(len(parts), -1, -1):
            full = ".".join(parts[:length] + [name])
            if full in self.names:
                return full
        return name

    def compare(self, name, schema):
        """What differs between a structure and the schema of its files."""
        self.faults = []
        self.seen = set()
        self.schema = schema
        assert name in self.properties, f"there is no structure {name}"
        self._structure(name, schema)
        return self.faults

    def _resolved(self, node):
        while "$ref" in node:
            node = self.schema["$defs"][node["$ref"].split("/")[-1]]
        return node

    def _structure(self, name, node):
        if name in self.seen:
            return
        self.seen.add(name)
        node = self._resolved(node)
        coded = self.keys.get(name)
        read = {}
        for property, type in self.properties[name]:
            if coded is not None and property not in coded:
                continue
            read[coded[property] if coded else property] = type
        if coded:
            for key in set(coded.values()) - set(read):
                self.faults.append(f"{name}.{key}: a key without a property was not understood")
        short = name.split(".")[-1] if name.startswith("CatalogueReading") else name
        held = node.get("properties", {})
        required = set(node.get("required", []))
        for key, type in read.items():
            if key not in held:
                self.faults.append(f"{short}.{key}: is missing")
                continue
            optional = type.endswith("?")
            if optional and key in required:
                self.faults.append(f"{short}.{key}: is not required")
            if not optional and key not in required:
                self.faults.append(f"{short}.{key}: is required")
            self._value(type.removesuffix("?"), held[key], f"{short}.{key}", name)
        for key in set(held) - set(read):
            self.faults.append(f"{short}.{key}: nobody reads it")

    def _value(self, type, node, place, within):
        node = self._resolved(node)
        kinds = node.get("type")
        kinds = set(kinds if isinstance(kinds, list) else [kinds]) - {"null"}

        def expect(kind):
            if kinds != {kind}:
                self.faults.append(f"{place}: is {kind} in the program")

        pairs = re.match(r"^\[String: (\w+)\]$", type)
        if pairs:
            expect("object")
            self._value(pairs.group(1), node["additionalProperties"], f"{place}.*", within)
            return
        if type.startswith("["):
            expect("array")
            if "items" in node:
                self._value(type[1:-1], node["items"], f"{place}[]", within)
            return
        full = self._named(type, within)
        if type in TEXT or full in WRITTEN:
            expect("string")
        elif type in NUMBER:
            expect("integer")
        elif type in TRUTH:
            expect("boolean")
        elif full == "Citation":
            forms = node.get("oneOf", [])
            if [form.get("type") for form in forms] != ["string", "object"]:
                self.faults.append(f"{place}: a citation is a text or an object")
            else:
                self._structure(full, forms[1])
        elif full == "DeadlineRule":
            if set(node.get("properties", {})) != set(self.keys[full].values()) or node.get("maxProperties") != 1:
                self.faults.append(f"{place}: time is counted in exactly one of the program's ways")
        elif full == "WorkingSpan":
            expect("array")
        elif full == "Weekday":
            expect("integer")
        elif full == "Role":
            # Of all roles, those that work in steps; the catalogue's check refuses the others.
            if not set(node.get("enum", [])) <= set(self.cases[full]) or "enum" not in node:
                self.faults.append(f"{place}: has other values than the program")
        elif full in self.cases:
            values = node.get("enum") or [choice.get("const") for choice in node.get("oneOf", [])]
            if set(values) != set(self.cases[full]):
                self.faults.append(f"{place}: has other values than the program")
        elif full in self.properties:
            self._structure(full, node)
        else:
            self.faults.append(f"{place}: the type {type} was not found")
