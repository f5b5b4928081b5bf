"""Files that cannot be converted: what is wrong, in words, whatever they hold."""

import io
import zipfile

import pytest

from eo_site.convert import conversion as conversion_module
from eo_site.convert import word
from eo_site.convert.remarks import CannotConvertError
from tests.convert.making import conversion, document, paragraph, run

SOUND = document(paragraph(run("a")))


def package(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


DOCTYPE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="x">&a;</w:document>'
)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"", "no Word document"),
        ("a.docx", b"plain text", "no Word document"),
        ("a.docx", SOUND[: len(SOUND) // 2], "no Word document"),
        ("a.docx", SOUND.replace(b"PK\x03\x04", b"PK\x03\x05"), "no Word document"),
        ("a.docx", package(other="x"), "without a Word document"),
        ("a.docx", document("", "", {"word/document.xml": "<broken"}), "no sound XML"),
        ("a.docx", document("", "", {"word/document.xml": DOCTYPE}), "declares a type of document"),
        ("a.docx", document("", "", {"_rels/.rels": "<broken"}), "damaged"),
        ("a.doc", b"x", "`.doc` is no kind of file"),
        ("a.pdf", b"x", "`.pdf` is no kind of file"),
        ("a", b"x", "`a` is no kind of file"),
        ("a.md", b"\xff\xfe\x00", "not UTF-16"),
        ("a.md", b"caf\xe9", "not UTF-8"),
        ("a.md", b"---\na: [\n---\n", "not valid YAML"),
        ("a.md", b"---\na: &x [1]\nb: *x\n---\n", "has an alias"),
        ("a.md", b"---\n- a\n---\n", "no list of keys and values"),
        ("a.md", b"+++\na = \n+++\n", "not valid TOML"),
        ("a.md", b"[" * 5000, "marks"),
        ("a.html", b"<div>" * 5_000, "nested too deep"),
        ("a.html", b"<![ foo", "cannot be read"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_converted_is_told_in_words(
    name: str, data: bytes, said: str
) -> None:
    """No traceback, no half result; each message says what to do."""
    with pytest.raises(CannotConvertError) as found:
        conversion(name, data)
    assert said in found.value.message
    assert found.value.problem(name).code == "EO819"


def test_a_document_that_unpacks_to_too_much_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sizes are read from the zip's own list, before anything is unpacked."""
    bomb = document("", "", {"word/media/a.bin": "0" * 200_000, "word/more.xml": "0" * 50_000})
    assert len(bomb) < 10_000
    for limit, most in (
        ("MOST_UNPACKED", 100_000),
        ("MOST_TEXT", 20_000),
        ("MOST_PARTS", 3),
        ("MOST_BYTES", 900),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(word, limit, most)
            with pytest.raises(
                CannotConvertError, match=r"are the most that are read|unpacked it would be"
            ):
                conversion("a.docx", bomb)


def test_a_text_that_is_too_long_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """HTML and Markdown have a limit of their own."""
    monkeypatch.setattr(conversion_module, "MOST", 10)
    with pytest.raises(CannotConvertError, match="the most that are read"):
        conversion("a.md", "more than ten characters")


def test_nothing_of_the_document_stands_for_our_own_marks() -> None:
    """Characters that stand for held pieces meanwhile are taken out of what comes in."""
    found = conversion(
        "a.html", "<p>a \ue0100\ue011 \ue0141\ue015 b</p><p data-eo-line='x' data-eo-id='1'>c</p>"
    )
    assert found.body == "a 0 1 b\n\nc"
