"""How wide the characters of the two faces are: text in, thousandths of an em out.

Made by packaging/make_advances.py from resources/fonts/; do not edit. To make it again:

    python packaging/make_advances.py
"""

from bisect import bisect_right
from typing import Final, Literal

Face = Literal["song", "sans"]

FULL: Final = 1000
"""The width of a hanzi, and the one that `text_width` counts for a character that the face lacks."""

# Characters of full width, as ranges first-last in hexadecimal.
_FULL_RANGES: Final = {
    "song": (
        "a7-a7 b1-b1 b6-b6 d7-d7 f7-f7 2c9-2c9 2010-2010 2015-2016 2018-2019 201c-201d 2025-2026 2030-2030 2035-2035 "
        "203b-203b 2103-2103 2105-2105 2109-2109 2121-2121 2160-216b 2170-2179 2190-2193 2196-2199 2208-2208 220b-220"
        "b 220f-220f 2211-2211 2215-2215 221a-221a 221d-2220 2223-2223 2225-2225 2227-222b 222e-222e 2234-2237 223d-2"
        "23d 2245-2245 2248-2248 224c-224c 2260-2261 2264-2267 226e-226f 2295-2295 2299-2299 22a5-22a5 22bf-22bf 2312"
        "-2312 2460-249b 2500-254b 2550-2573 2581-258f 2593-2595 25a0-25a1 25b2-25b3 25bc-25bd 25c6-25c7 25cb-25cb 25"
        "ce-25cf 25e2-25e5 2605-2606 2609-2609 2640-2640 2642-2642 3000-3003 3005-3017 301d-301e 3021-3029 3041-3093 "
        "309b-309e 30a1-30f6 30fc-30fe 3105-3129 3220-3229 3231-3231 32a3-32a3 338e-338f 339c-339e 33a1-33a1 33a5-33a"
        "5 33c4-33c4 33ce-33ce 33d1-33d2 33d5-33d5 4e00-9fa5 f92c-f92c f979-f979 f995-f995 f9e7-f9e7 f9f1-f9f1 fa0c-f"
        "a0f fa11-fa11 fa13-fa14 fa18-fa18 fa1f-fa21 fa23-fa24 fa27-fa29 fe30-fe31 fe33-fe44 fe49-fe52 fe54-fe57 fe59"
        "-fe66 fe68-fe6b ff01-ff5e ffe0-ffe5"
    ),
    "sans": (
        "a7-a7 b1-b1 b6-b7 d7-d7 f7-f7 2c9-2c9 2010-2010 2015-2016 2018-2019 201c-201d 2025-2026 2030-2030 2035-2035 "
        "203b-203b 2103-2103 2105-2105 2109-2109 2121-2121 2160-216b 2170-2179 2190-2193 2196-2199 2208-2208 220b-220"
        "b 220f-220f 2211-2211 2215-2215 221a-221a 221d-2220 2223-2223 2225-2225 2227-222b 222e-222e 2234-2237 223d-2"
        "23d 2245-2245 2248-2248 224c-224c 2260-2261 2264-2267 226e-226f 2295-2295 2299-2299 22a5-22a5 22bf-22bf 2312"
        "-2312 2460-249b 2500-254b 2550-2573 2581-258f 2593-2595 25a0-25a1 25b2-25b3 25bc-25bd 25c6-25c7 25cb-25cb 25"
        "ce-25cf 25e2-25e5 2605-2606 2609-2609 2640-2640 2642-2642 3000-3003 3005-3017 301d-301e 3021-3029 3041-3093 "
        "309b-309e 30a1-30f6 30fc-30fe 3105-3129 3220-3229 3231-3231 32a3-32a3 338e-338f 339c-339e 33a1-33a1 33a5-33a"
        "5 33c4-33c4 33ce-33ce 33d1-33d2 33d5-33d5 4e00-9fa5 f92c-f92c f979-f979 f995-f995 f9e7-f9e7 f9f1-f9f1 fa0c-f"
        "a0f fa11-fa11 fa13-fa14 fa18-fa18 fa1f-fa21 fa23-fa24 fa27-fa29 fe30-fe31 fe33-fe44 fe49-fe52 fe54-fe57 fe59"
        "-fe66 fe68-fe6b ff01-ff5e ffe0-ffe5"
    ),
}

# All other characters: the first one in hexadecimal, then the widths from there on.
_OTHERS: Final = {
    "song": (
        "20:256,308,376,574,550,923,779,196,364,364,478,580,327,346,327,352,557,471,558,557,555,558,558,549,558,562,3"
        "27,327,580,580,580,432,912,718,670,691,770,652,629,741,853,405,402,731,625,975,796,767,641,767,715,567,659,7"
        "97,714,1053,700,687,605,344,352,344,580,563,435,557,638,538,629,546,388,566,663,332,311,607,334,974,661,596,"
        "638,607,462,473,367,653,548,838,564,552,498,374,316,374,580 a0:256,308,550,550,551,550,316 a8:435,821,371,54"
        "0,580,346,501,435,342 b2:385,385,435,626 b7:327,435,385,397,540,891,923,891,432,718,718,718,718,718,718,982,"
        "691,652,652,652,652,405,405,405,405,770,796,767,767,767,767,767 d8:767,797,797,797,797,687,657,651,557,557,5"
        "57,557,557,557,858,538,546,546,546,546,332,332,332,332,594,661,596,596,596,596,596 f8:596,653,653,653,653,55"
        "2,631,552 101:557 113:546 11b:546 12b:332 144:661 148:661 14d:596 16b:653 1ce:557 1d0:332 1d2:596 1d4:653 1d"
        "6:653 1d8:653 1da:653 1dc:653 251:608 261:604 2c7:600 2ca:600,600 2d9:500 391:718,670,613,688,652,605,853,77"
        "1,405,731,718,975,796,638,767,838,641 3a3:607,659,687,792,700,824,770 3b1:612,613,541,565,498,455,599,553,30"
        "3,576,577,626,542,477,570,651,606 3c3:634,504,582,769,541,780,808 401:652 410:718,660,670,613,761,652,1017,5"
        "95,863,863,729,760,975,853,767,842,641,691,659,704,778,700,833,772,1151,1148,747,994,650,670,1074,710,557,59"
        "6,556,485,630,546,830,469,701,701,598,627,799,688,596,677,638,538,586,552,797,564,680,600,940,950,650,832,53"
        "5,527,856,579 451:546 2013:563,890 2032:261,440 20ac:550 2116:1089 2713:645"
    ),
    "sans": (
        "20:224,323,474,555,555,921,680,278,338,338,467,555,278,347,278,392,555,555,555,555,555,555,555,555,555,555,2"
        "78,278,555,555,555,474,946,608,657,638,688,589,552,689,728,293,535,646,543,812,723,742,633,742,635,596,599,7"
        "21,575,878,573,531,603,338,392,338,555,559,606,563,618,510,620,554,325,564,607,275,275,552,284,926,610,606,6"
        "20,620,388,468,377,607,521,802,498,521,475,338,270,338,555 a0:224,323,555,555,555,555,270 a8:606,832,386,479"
        ",555,347,473,606,370 b2:411,411,606,628 b8:606,411,407,479,873,903,889,474,608,608,608,608,608,608,918,638,5"
        "89,589,589,589,293,293,293,293,712,723,742,742,742,742,742 d8:742,721,721,721,721,531,652,643,563,563,563,56"
        "3,563,563,877,510,554,554,554,554,275,275,275,275,608,610,606,606,606,606,606 f8:606,607,607,607,607,521,620"
        ",521 101:563 113:554 11b:554 12b:275 144:610 148:610 14d:606 16b:607 1ce:563 1d0:275 1d2:606 1d4:607 1d6:607"
        " 1d8:607 1da:607 1dc:607 251:625 261:620 2c7:600 2ca:600,600 2d9:500 391:608,657,557,656,589,603,728,742,293"
        ",646,575,812,723,595,742,721,633 3a3:601,599,531,803,573,780,758 3b1:625,631,540,594,501,473,604,583,292,551"
        ",552,628,528,481,597,654,613 3c3:609,514,569,760,536,769,782 401:589 410:608,648,657,557,712,589,898,620,733"
        ",733,648,704,812,728,742,721,633,638,599,575,818,573,718,668,966,976,805,891,648,638,1014,650,563,608,567,45"
        "9,594,554,760,510,631,631,556,593,707,629,606,618,620,510,514,521,820,498,619,572,837,845,665,753,548,510,82"
        "5,574 451:554 2013:536,894 2032:278,474 20ac:555 2116:997 2713:683"
    ),
}


class _Widths(dict[str, int]):
    """Widths by character for one face; those of full width come in when they are first asked for."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        bounds = [part.split("-") for part in _FULL_RANGES[face].split()]
        self._firsts = [int(first, 16) for first, _ in bounds]
        self._lasts = [int(last, 16) for _, last in bounds]
        for run in _OTHERS[face].split():
            first, _, widths = run.partition(":")
            for code, width in enumerate(widths.split(","), int(first, 16)):
                self[chr(code)] = int(width)
        self.known = frozenset(self)

    def __missing__(self, character: str) -> int:
        self[character] = FULL
        return FULL

    def has_full(self, character: str) -> bool:
        """Say whether the face has this character at full width."""
        at = bisect_right(self._firsts, ord(character)) - 1
        return at >= 0 and ord(character) <= self._lasts[at]


_WIDTHS: Final[dict[Face, _Widths]] = {"song": _Widths("song"), "sans": _Widths("sans")}

_FOUND: Final[dict[Face, set[str]]] = {"song": set(), "sans": set()}
"""The characters that each face is known to have, as they come in."""


def advance(face: Face, character: str) -> int | None:
    """Give the width of one character in thousandths of an em, or None when the face lacks it."""
    widths = _WIDTHS[face]
    if character in widths.known:
        return widths[character]
    return FULL if widths.has_full(character) else None


def text_width(face: Face, text: str) -> int:
    """Give the width of a text in thousandths of an em; a character that the face lacks counts as a hanzi."""
    return sum(map(_WIDTHS[face].__getitem__, text))


def missing_characters(face: Face, text: str) -> str:
    """Give the characters of a text that the face lacks, each once, in the text's order."""
    found = _FOUND[face]
    if found.issuperset(text):
        return ""
    missing = [character for character in dict.fromkeys(text) if advance(face, character) is None]
    found.update(set(text).difference(missing))
    return "".join(missing)
