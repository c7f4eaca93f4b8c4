"""What a file tells of itself to readers and archives: metadata as XMP, bookmarks of its headings.

XMP and the title shown in the window follow what PDF/A asks for (ISO 19005-2, 6.6); the files do
not claim to be PDF/A.
"""

from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.platypus import Paragraph

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


class Heading(Paragraph):
    """A heading that is a bookmark of the file too."""

    def draw(self) -> None:
        """Draw it, and enter it into the outline."""
        canvas: Any = self.canv
        number = len(canvas._doc.outline.destinationnamestotitles)
        key = f"heading-{number + 1}"
        _, top = canvas.absolutePosition(0, self.height)
        canvas.bookmarkPage(key, fit="FitH", top=top)
        canvas.addOutlineEntry(self.getPlainText(), key)
        super().draw()


def describe(canvas: Any, *, title: str, author: str, made: datetime) -> None:
    """Put the metadata into the file once more as XMP, which archives read."""
    moment = made.isoformat(timespec="seconds")
    text = _XMP.format(title=escape(title), author=escape(author), made=moment)
    kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    canvas._doc.Catalog.Metadata = PDFStream(kind, text.encode(), filters=[])
