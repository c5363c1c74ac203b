"""Damage to documents, as hostile hands, bad lines and odd programs do it: in bytes, archives, XML, PDF and text."""

from __future__ import annotations

import copy
import io
import re
import zipfile
import zlib
from base64 import a85decode
from collections.abc import Callable
from random import Random

from lxml import etree

Mutation = Callable[[bytes, Random], bytes]

NUMBERS = [
    *(
        "",
        "0",
        "-1",
        "1",
        "2",
        "255",
        "65536",
        "2147483648",
        "99999999999999999999",
        "9" * 5000,
        "1e400",
        "0.5",
    ),
    *("nan", "inf", "-inf", "²", "٣", "①", "1,5", " 3 ", "0x10", "真", "true", "A1:XFD1048576", "../../x"),
]
TEXTS = [
    *(
        "",
        " ",
        "分",
        "扣1分",
        "评分标准",
        "分值",
        "5",
        "-5",
        "5-3",
        "合计",
        "加分项",
        "2024年",
        "序号",
        "第1页",
    ),
    *("\u200b", "\ufffd", "\u202e", "𠮷", "\ue000", "\u3000", "e\u0301", "=1+1", "百分之", "%s%n", "１００"),
    *("（" * 50, "1." * 50, "9" * 400, "一" * 3000),
]
BYTES = [b"\x00", b"\xff", b"\x7f", b"\x80\x00", b"\xff\xff\xff\xff", b"\x00\x00\x00\x80", b"PK\x03\x04", b"<", b"&",
         b">>", b"endobj", b"\r\n", b"\xef\xbb\xbf", b"\xd8\x00", b"<!DOCTYPE", b"%PDF-", b"stream\n"]  # fmt: skip
LARGEST = 400_000
"""Mutated files stay below so many bytes: what is tested is sense, the limits on size have tests of their own."""
_OBJECT = re.compile(rb"(?<![0-9])(\d+) 0 obj\b(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")


def mutate(name: str, data: bytes, random: Random) -> bytes:
    """One mutation of a file, fit for its kind; now and then of its plain bytes."""
    kinds: list[Mutation] = [of_bytes]
    if data.startswith(b"PK"):
        kinds += [of_archive] * 6
    elif data.startswith(b"%PDF"):
        kinds += [of_pdf] * 4
    elif name.endswith((".html", ".txt", ".csv", ".md", ".rtf")):
        kinds += [of_text] * 4
    return random.choice(kinds)(data, random)[:LARGEST]


def of_bytes(data: bytes, random: Random) -> bytes:
    """Bytes changed, put in, taken out, doubled, or the rest cut off."""
    if not data:
        return random.choice(BYTES)
    at = random.randrange(len(data))
    length = random.choice((1, 2, 4, 16, 64, 512))
    kind = random.randrange(7)
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + data[at + length :]
    if kind == 2:
        return data[:at] + data[at : at + length] * 2 + data[at + length :]
    if kind == 3:
        return data[:at] + random.choice(BYTES) + data[at:]
    if kind == 4:
        new = random.choice(BYTES)
        return data[:at] + new + data[at + len(new) :]
    if kind == 5:
        other = random.randrange(len(data))
        return data[:at] + data[other : other + length] + data[at + length :]
    out = bytearray(data)
    for _ in range(random.choice((1, 3, 10, 40))):
        out[random.randrange(len(out))] = random.randrange(256)
    return bytes(out)


def of_archive(data: bytes, random: Random) -> bytes:
    """A member of a zip container changed, taken out, renamed or doubled."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except Exception:  # an earlier mutation has broken it
        return of_bytes(data, random)
    if not members:
        return of_bytes(data, random)
    # the parts with most text are the interesting ones
    at = random.choices(range(len(members)), [len(content) + 200 for _, content in members])[0]
    name, content = members[at]
    kind = random.randrange(12)
    if kind == 0:
        del members[at]
    elif kind == 1:
        members[at] = (
            random.choice(("../../x", "/x", "word/document.xml", name.upper(), "a" * 300)),
            content,
        )
    elif kind == 2:
        members.insert(0, (name, random.choice(members)[1]))
    elif kind == 3:
        members[at] = (name, of_bytes(content, random))
    elif name.endswith((".xml", ".rels")):
        members[at] = (name, of_xml(content, random))
    else:
        members[at] = (name, of_bytes(content, random))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        written: set[str] = set()
        for member, inside in members:
            if member not in written:
                archive.writestr(zipfile.ZipInfo(member), inside, zipfile.ZIP_DEFLATED)
            written.add(member)
    return out.getvalue()


def of_xml(data: bytes, random: Random) -> bytes:
    """An element taken out, doubled, moved, renamed, nested or emptied; an attribute or a text changed."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        return of_bytes(data, random)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    element = random.choice(elements)
    parent = element.getparent()
    kind = random.randrange(9)
    if kind <= 2 and element.attrib:
        element.set(random.choice(list(element.attrib)), random.choice(NUMBERS))
    elif kind == 3:
        element.text = random.choice([*TEXTS, *NUMBERS])
    elif kind == 4 and parent is not None:
        parent.remove(element)
    elif kind == 5 and parent is not None:
        for _ in range(random.choice((1, 1, 3, 30))):
            parent.insert(0, copy.deepcopy(element))
    elif kind == 6 and parent is not None:
        place = random.choice(elements)
        if place is not element and element not in place.iterancestors():
            place.append(element)
    elif kind == 7:
        element.tag = random.choice(elements).tag
    else:
        for child in list(element):
            element.remove(child)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def of_pdf(data: bytes, random: Random) -> bytes:
    """A PDF's streams unpacked and one of its objects changed, with a cross reference that fits again."""
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    if not objects:
        return of_bytes(data, random)
    number = random.choice(list(objects))
    body = _unpacked(objects[number])
    kind = random.randrange(6)
    if kind == 0:
        objects[number] = random.choice(list(objects.values()))
    elif kind <= 3 and (places := list(_NUMBER.finditer(body))):
        place = random.choice(places)
        new = random.choice(NUMBERS).encode()
        objects[number] = body[: place.start()] + new + body[place.end() :]
    elif kind == 4 and (lines := body.split(b"\n")):
        line = random.randrange(len(lines))
        lines[line : line + 1] = random.choice(
            ([], [lines[line]] * 2, [lines[line]] * 50, [random.choice(lines)])
        )
        objects[number] = b"\n".join(lines)
    else:
        objects[number] = of_bytes(body, random)
    return _written(data, objects)


def _unpacked(body: bytes) -> bytes:
    """An object with its stream's filters undone where they are the usual ones."""
    found = _STREAM.search(body)
    if found is None:
        return body
    content, head = found[1], body[: found.start()]
    try:
        if b"ASCII85Decode" in head:
            content = a85decode(content.strip().removesuffix(b"~>"))
        if b"FlateDecode" in head:
            content = zlib.decompress(content)
    except (ValueError, zlib.error):
        return body
    head = re.sub(rb"/Filter\s*(\[.*?\]|/\w+)", b"", head, flags=re.DOTALL)
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(content), head)
    return head + b"stream\n" + content + b"\nendstream\n"


def _written(data: bytes, objects: dict[int, bytes]) -> bytes:
    trailer = data.rfind(b"trailer")
    end = re.search(rb"<<.*?>>", data[trailer:], re.DOTALL) if trailer >= 0 else None
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj" % number + body + b"endobj\n"
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        out += b"%010d %05d %c \n" % (places.get(number, 0), 0 if number in places else 65535,
                                      b"n" if number in places else b"f")  # fmt: skip
    return bytes(out) + b"trailer" + (end[0] if end else b"<<>>") + b"\nstartxref\n%d\n%%%%EOF" % start


def of_text(data: bytes, random: Random) -> bytes:
    """A piece of a text put in, taken out, doubled or exchanged; its tags and lines are the pieces."""
    text = data.decode("utf-8", "surrogateescape")
    pieces = re.findall(r"<[^<>]*>|\n|\t|\d+|[^<>\n\t\d]+|[<>]", text)
    if not pieces:
        return of_bytes(data, random)
    at, other = random.randrange(len(pieces)), random.randrange(len(pieces))
    kind = random.randrange(6)
    if kind == 0:
        del pieces[at]
    elif kind == 1:
        pieces[at:at] = pieces[other : other + random.choice((1, 3, 10))]
    elif kind == 2:
        pieces[at] = random.choice(TEXTS if random.random() < 0.5 else NUMBERS)
    elif kind == 3:
        pieces[at] *= random.choice((2, 20, 300))
    elif kind == 4:
        pieces[at], pieces[other] = pieces[other], pieces[at]
    else:
        words = re.findall(r"\w+|\W", pieces[at])
        words[random.randrange(len(words))] = random.choice([*TEXTS, *NUMBERS, "<", ">", '"'])
        pieces[at] = "".join(words)
    return "".join(pieces).encode("utf-8", "surrogateescape")
