"""The picture that stands for an interview where its address is shared: title, speakers, where and when it was printed.

PNG, because those who read `og:image` take no SVG; set in the site's own serif, which Pillow reads from the WOFF2.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
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
PAPER, INK, QUIET, RULE = "#fdfcf9", "#1c1b19", "#5c5850", "#8a2b1f"
SHADES = 6
"""Steps from the paper to a colour, for the edges of letters."""


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
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((MARGIN, MARGIN, MARGIN + 120, MARGIN + 6), fill=RULE)
    printed = print_printed(interview.record, section=False)
    names = ", ".join(speaker.name for speaker in interview.speakers)
    below = MARGIN + 50
    for text, size, colour, lines in ((interview.title, 76, INK, 3), (names, 38, INK, 2), (printed, 34, QUIET, 1)):
        below = _write(pen, text, below, ImageFont.truetype(BytesIO(font), size), colour, lines) + size // 2
    foot = ImageFont.truetype(BytesIO(font), 28)
    _write(pen, edition.settings.title, SIZE[1] - MARGIN - 28, foot, QUIET, 1)
    held = BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(held, "PNG")
    return held.getvalue()


@cache
def _palette() -> Image.Image:
    """The paper, and each colour in shades: finding the best colours for each picture took longer than drawing it."""
    paper = ImageColor.getrgb(PAPER)
    values = list(paper)
    for colour in (INK, QUIET, RULE):
        for step in range(1, SHADES):
            values += [
                round(a + (b - a) * step / (SHADES - 1)) for a, b in zip(paper, ImageColor.getrgb(colour), strict=False)
            ]
    image = Image.new("P", (1, 1))
    image.putpalette(values)
    return image


def _write(pen: ImageDraw.ImageDraw, text: str, top: int, font: ImageFont.FreeTypeFont, colour: str, most: int) -> int:
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
        pen.text((MARGIN, top + number * height), line, colour, font)
    return top + len(lines) * height
