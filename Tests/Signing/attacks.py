"""Changes of a signed file, made by hand as an attacker would: raw objects in updates of its own."""

import re
import zlib


def size(data):
    return max(int(n) for n in re.findall(rb"/Size\s+(\d+)", data))


def root(data):
    return re.findall(rb"/Root\s+(\d+ \d+ R)", data)[-1]


def start(data):
    return int(re.findall(rb"startxref\s+(\d+)", data)[-1])


def append(data, objects, extra=b"", streams=False, previous=None, root_is=None):
    """An update with objects {number: body}; as a table or a stream, as the file before it has its own."""
    out = bytearray(data if data.endswith(b"\n") else data + b"\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    previous = start(data) if previous is None else previous
    place = len(out)
    trailer = b"/Root %s /Prev %d %s" % (root_is or root(data), previous, extra)
    if streams:
        own = max(size(data), max(objects, default=0) + 1)
        places[own] = place
        rows = b"".join(b"\x01" + places[n].to_bytes(4, "big") + b"\0" for n in sorted(places))
        index = b" ".join(b"%d 1" % n for n in sorted(places))
        packed = zlib.compress(rows)
        out += b"%d 0 obj\n<< /Type /XRef /W [1 4 1] /Index [%s] /Size %d /Filter /FlateDecode /Length %d %s >>\nstream\n%s\nendstream\nendobj\n" % (
            own, index, own + 1, len(packed), trailer, packed)
    else:
        out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (n, places[n]) for n in sorted(places))
        out += b"trailer\n<< /Size %d %s >>\n" % (max(size(data), max(places, default=0) + 1), trailer)
    out += b"startxref\n%d\n%%%%EOF\n" % place
    return bytes(out)


def byte_range(data, which=-1):
    found = list(re.finditer(rb"/ByteRange\s*\[([^\]]*)\]", data))[which]
    return [int(n) for n in found[1].split()], found


def replaced(data, old, new):
    """A replacement of the same length, so that no place in the file moves."""
    assert len(old) == len(new) and data.count(old) >= 1
    return data.replace(old, new)
