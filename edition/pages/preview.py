"""The picture that stands for an interview where its address is shared: title, speakers, where and when it was printed.

PNG, because those who read `og:image` take no SVG; set in the site's own serif, which Pillow reads from the WOFF2.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

from edition.model import Edition, Interview
from edition.sitemap import Sitemap
from edition.wording import print_printed

FONT = "assets/fonts/source-serif-4-latin-400-normal.woff2"
SIZE = (1200, 630)
"""Pixels, as Open Graph's readers cut it: 1.91 to 1."""
MARGIN = 90
PAPER, INK, RULE = "#fdfcf9", "#1c1b19", "#8a2b1f"
RULED, DARKEST, QUIET, LIGHTEST = 0, 1, 73, 255
"""Tones that are drawn with: that of the rule, and from the ink to the paper."""
SHADES = 15
RUNS = 3
"""zlib's Z_RLE, made for pictures of few tones: a third less time than its usual way, and a fifteenth larger."""


def render_previews(edition: Edition, font: Path) -> Iterator[tuple[str, bytes]]:
    """Each interview's picture by path; none where the project has no such font, or the font not all letters."""
    sitemap = Sitemap(edition)
    for interview in edition.interviews:
        if font.is_file() and can_draw(edition, interview):
            yield sitemap.preview(interview.id), _draw(edition, interview, font.read_bytes())


def can_draw(edition: Edition, interview: Interview) -> bool:
    """Whether the font, which is Latin alone, has all letters of the words on the picture."""
    words = [interview.title, print_printed(interview.record, section=False), edition.settings.title]
    letters = set("".join([*words, *(speaker.name for speaker in interview.speakers)]))
    return all(ord(letter) < 0x250 or 0x2000 <= ord(letter) < 0x2070 for letter in letters)


def _draw(edition: Edition, interview: Interview, font: bytes) -> bytes:
    image = Image.new("L", SIZE, LIGHTEST)
    pen = ImageDraw.Draw(image)
    pen.rectangle((MARGIN, MARGIN, MARGIN + 120, MARGIN + 6), fill=RULED)
    printed = print_printed(interview.record, section=False)
    names = ", ".join(speaker.name for speaker in interview.speakers)
    below = MARGIN + 50
    for text, size, tone, lines in (
        (interview.title, 76, DARKEST, 3),
        (names, 38, DARKEST, 2),
        (printed, 34, QUIET, 1),
    ):
        below = _write(pen, text, below, _font(font, size), tone, lines) + size // 2
    _write(pen, edition.settings.title, SIZE[1] - MARGIN - 28, _font(font, 28), QUIET, 1)
    drawn = image.point([tone * SHADES // 256 + (tone > 0) for tone in range(256)])
    drawn.putpalette(_palette())
    held = BytesIO()
    drawn.save(held, "PNG", bits=4, compress_type=RUNS)
    return held.getvalue()


@lru_cache(maxsize=8)
def _font(font: bytes, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(font), size)


@cache
def _palette() -> bytes:
    """The rule's colour, and shades from ink to paper for the edges of letters, few enough for half a byte each."""
    paper, ink = ImageColor.getrgb(PAPER), ImageColor.getrgb(INK)
    shades = (
        round(dark + (light - dark) * shade / (SHADES - 1))
        for shade in range(SHADES)
        for dark, light in zip(ink, paper, strict=True)
    )
    return bytes([*ImageColor.getrgb(RULE), *shades])


def _write(pen: ImageDraw.ImageDraw, text: str, top: int, font: ImageFont.FreeTypeFont, tone: int, most: int) -> int:
    """Write words in at most so many lines, the last one cut where it is too long; returns where they end."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if pen.textlength(longer, font) <= SIZE[0] - 2 * MARGIN or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1].rsplit(' ', 1)[0]} …"]
    height = round(font.size * 1.25)
    for number, line in enumerate(lines):
        pen.text((MARGIN, top + number * height), line, tone, font)
    return top + len(lines) * height
