"""Word documents made of as few parts as Word can do with, and the words of what was converted."""

import io
import re
import zipfile
from collections.abc import Mapping
from html import unescape

from eo_site.convert.conversion import Converted, Ground, converted
from eo_site.convert.output import Checked, checked, order_file
from eo_site.model.resolved import ResolvedOrder
from tests.helpers import Outcome, audiences, outcome

_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_TOP = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATED = f"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rNotes" Type="{_KIND}/footnotes" Target="footnotes.xml"/>
<Relationship Id="rStyles" Type="{_KIND}/styles" Target="styles.xml"/>
<Relationship Id="rNumbers" Type="{_KIND}/numbering" Target="numbering.xml"/>
<Relationship Id="rLink" Type="{_KIND}/hyperlink" Target="https://court.example/a"
 TargetMode="External"/></Relationships>"""
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_KIND}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "heading 1", "heading 2", "Quote")
)
NUMBERS = """<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">
<w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""


def part(name: str, inner: str) -> str:
    """A part of a Word document, by the name of its root."""
    return f'<?xml version="1.0"?><w:{name} {_SPACES}>{inner}</w:{name}>'


def run(words: str, marks: str = "") -> str:
    """Words with their marks, such as `<w:b/>`."""
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(inner: str, style: str = "", more: str = "") -> str:
    """A paragraph of runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{inner}</w:p>"


def called(number: int) -> str:
    """Where a footnote is called."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def document(body: str, footnotes: str = "", parts: Mapping[str, str] | None = None) -> bytes:
    """A Word document with some paragraphs, footnotes and other parts."""
    every = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _TOP,
        "word/_rels/document.xml.rels": _RELATED,
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": part("styles", STYLES),
        "word/numbering.xml": part("numbering", NUMBERS),
        "word/footnotes.xml": part("footnotes", footnotes),
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in every.items():
            package.writestr(name, text)
    return out.getvalue()


def footnote(number: int, words: str) -> str:
    """A footnote's words."""
    return f'<w:footnote w:id="{number}">{paragraph(run(words))}</w:footnote>'


def conversion(name: str, text: str | bytes, ground: Ground | None = None) -> Converted:
    """What becomes of a file."""
    return converted(name, text if isinstance(text, bytes) else text.encode(), ground)


def file_of(found: Converted) -> Checked:
    """The file that is written of a conversion, in a site with the audiences of the tests."""
    return checked(
        "eo-1", "content/orders/eo-1.md", order_file(found.record, found.body), audiences()
    )


def read(text: str) -> Outcome:
    """What our own reader makes of a file, for every audience of the tests."""
    return outcome(text.encode())


def shown(order: ResolvedOrder) -> str:
    """All words of an order's body as one audience reads them."""
    words = list[str]()
    for section in order.body.sections:
        words += [section.heading.words.html] if section.heading else []
        words += [each.words.html for each in section.passages]
    inline = re.sub(r"</?(?:a|em|strong|del|code|s)\b[^>]*>", "", " ".join(words))
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", inline)).split())
