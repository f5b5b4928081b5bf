"""A Word document as HTML: mammoth reads it, and what mammoth passes over is told.

A document is a zip of XML files from anybody, so its size, its parts and its declarations are looked
at before anything is unpacked.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import escape
from xml.etree import ElementTree
from zlib import error as ZlibError

from eo_site.convert.remarks import CannotConvertError, Remarks

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 30_000_000, 100_000_000, 2_000
"""Of the file, of all that is in it, and how many parts."""
MOST_TEXT = 20_000_000
"""Bytes of the parts that hold its words."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DAMAGED = "it is no Word document (.docx), or it is damaged"
_AGAIN = "open it in Word and save it again as .docx; an old .doc is saved as .docx first"
_ASIDE = {
    "header": "the head of the pages",
    "footer": "the foot of the pages",
    "comments": "a remark in the margin",
}
_STYLES = "\n".join(
    (
        "p[style-name='Title'] => h1.word-title:fresh", "p[style-name='Subtitle'] => p.subtitle:fresh",
        "p[style-name='Quote'] => blockquote > p:fresh", "p[style-name='Intense Quote'] => blockquote > p:fresh",
        "p[style-name='Block Text'] => blockquote > p:fresh", "u => u", "strike => s",
    )
)  # fmt: skip


def html_of(data: bytes, remarks: Remarks) -> str:
    """A document's text as HTML; raises `CannotConvertError`."""
    parts = _parts(data)
    if _without_hidden(parts["word/document.xml"], remarks):
        data = _with_part(data, "word/document.xml", parts["word/document.xml"])
    import mammoth

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(
                lambda image: {"src": f"a picture ({image.content_type})"}
            ),
        )
    except RecursionError:
        raise CannotConvertError(
            "it is nested too deep", "copy its text into a new document"
        ) from None
    except Exception as error:  # whatever a damaged document makes of a library
        raise CannotConvertError(f"{_DAMAGED}: {type(error).__name__}", _AGAIN) from None
    for message in {each.message for each in result.messages if "style" not in each.message}:
        remarks.otherwise(1, f"Word: {message}")
    _tell_what_is_passed_over(parts, remarks)
    return _titled(parts, str(result.value))


def _parts(data: bytes) -> Mapping[str, ElementTree.Element]:
    """The parts that hold words, by name; raises `CannotConvertError`."""
    if len(data) > MOST_BYTES:
        raise CannotConvertError(
            f"it has {len(data):,} bytes; {MOST_BYTES:,} are the most that are read",
            "take its pictures out",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _look_at_sizes(package.infolist())
            names = [
                each
                for each in package.namelist()
                if re.fullmatch(r"(?:word/[\w-]+|docProps/core)\.xml", each)
            ]
            if "word/document.xml" not in names:
                raise CannotConvertError("it is a zip file without a Word document in it", _AGAIN)
            return {name: _root(name, package.read(name)) for name in names}
    except (
        zipfile.BadZipFile,
        ZlibError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ):
        raise CannotConvertError(_DAMAGED, _AGAIN) from None


def _look_at_sizes(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(each.file_size for each in parts)
    text = sum(each.file_size for each in parts if each.filename.endswith((".xml", ".rels")))
    if unpacked > MOST_UNPACKED or text > MOST_TEXT or len(parts) > MOST_PARTS:
        message = f"unpacked it would be {unpacked:,} bytes in {len(parts):,} parts, {text:,} of them text"
        raise CannotConvertError(
            message, f"{MOST_UNPACKED:,} bytes, {MOST_TEXT:,} of text, are the most that are read"
        )
    if any(each.flag_bits & 1 for each in parts):
        raise CannotConvertError("it is locked with a password", "save it without one")


def _root(name: str, data: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or "<!DOCTYPE".encode("utf-16-le") in data:
        raise CannotConvertError(
            f"{name} declares a type of document, which Word never writes", _AGAIN
        )
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, RecursionError, LookupError):
        raise CannotConvertError(f"{_DAMAGED}: {name} is no sound XML", _AGAIN) from None


def _titled(parts: Mapping[str, ElementTree.Element], html: str) -> str:
    """With the title of the document's properties, where the text has no heading of the first level."""
    core = parts.get("docProps/core.xml")
    title = (core.findtext(f"{_DC}title") or "").strip() if core is not None else ""
    return f"<title>{escape(title)}</title>{html}" if title else html


# What mammoth passes over ------------------------------------------------------------------------


def _tell_what_is_passed_over(parts: Mapping[str, ElementTree.Element], remarks: Remarks) -> None:
    for name, root in parts.items():
        kind = re.sub(r"\d+$", "", name.removeprefix("word/").removesuffix(".xml"))
        if kind in _ASIDE:
            for number, words in _paragraphs(root):
                remarks.left_out(number, _ASIDE[kind], words)
    for number, paragraph in enumerate(parts["word/document.xml"].iter(f"{_W}p"), 1):
        if deleted := "".join(each.text or "" for each in paragraph.iter(f"{_W}delText")):
            remarks.left_out(number, "words that a tracked change deletes", deleted)
        if inserted := _words(
            each for ins in paragraph.iter(f"{_W}ins") for each in ins.iter(f"{_W}t")
        ):
            remarks.otherwise(
                number, "words that a tracked change inserts are in the text", inserted
            )
        if formula := _words(paragraph.iter(f"{_M}t")):
            remarks.left_out(number, "a formula", formula, "write it in words and characters")
    numbering = parts.get("word/numbering.xml")
    formats = (
        {each.get(f"{_W}val") for each in numbering.iter(f"{_W}numFmt")}
        if numbering is not None
        else set()
    )
    if other := sorted(str(each) for each in formats - {"decimal", "bullet", "none", None}):
        hint = "write (a) or (i) into the items where the text refers to them"
        remarks.otherwise(
            1,
            f"lists may be numbered by figures that Word numbers otherwise ({', '.join(other)})",
            "",
            hint,
        )


def _without_hidden(document: ElementTree.Element, remarks: Remarks) -> bool:
    """Takes hidden text out, which mammoth would show to everybody; whether there was any."""
    found = False
    for number, paragraph in enumerate(document.iter(f"{_W}p"), 1):
        for parent in paragraph.iter():
            for run in [each for each in parent if each.tag == f"{_W}r" and _is_hidden(each)]:
                remarks.left_out(number, "hidden text", _words(run.iter(f"{_W}t")))
                parent.remove(run)
                found = True
    return found


def _is_hidden(run: ElementTree.Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off")


def _with_part(data: bytes, name: str, root: ElementTree.Element) -> bytes:
    """The document with one of its parts written anew."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            new.writestr(
                each, ElementTree.tostring(root, "utf-8") if each == name else old.read(each)
            )
    return out.getvalue()


def _paragraphs(root: ElementTree.Element) -> Iterator[tuple[int, str]]:
    for number, paragraph in enumerate(root.iter(f"{_W}p"), 1):
        if words := _words(paragraph.iter(f"{_W}t")):
            yield number, words


def _words(texts: Iterator[ElementTree.Element]) -> str:
    return "".join(each.text or "" for each in texts)
