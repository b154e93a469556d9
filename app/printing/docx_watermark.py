"""The 草稿 mark of a Word document: the same shape that Word's own 水印 command puts into the header, so that it can take it out."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

_NAMES = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_FORMULAS = (
    "sum #0 0 10800;prod #0 2 1;sum 21600 0 @1;sum 0 0 @2;sum 21600 0 @3;if @0 @3 0;if @0 21600 @1;if @0 0 @2;if @0 @4 21600"
    ";mid @5 @6;mid @8 @5;mid @7 @8;mid @6 @7;sum @6 0 @5"
)


def watermark(text: str) -> str:
    """A run with the text across the page, turned, in light grey, behind everything; it belongs into a header."""
    formulas = "".join(f'<v:f eqn="{formula}"/>' for formula in _FORMULAS.split(";"))
    shape_type = (
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
        f'<v:formulas>{formulas}</v:formulas><v:path textpathok="t" o:connecttype="custom"'
        ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    )
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:320pt;height:160pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    shape = (
        f'<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" style="{style}"'
        ' o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string={quoteattr(text)}/></v:shape>'
    )
    return f"<w:r><w:pict {_NAMES}>{shape_type}{shape}</w:pict></w:r>"
