"""The whole edition as one EPUB 3 file, to carry away and read without the site.

Made with lxml and not with EbookLib, which stamps the clock into its files and is under the AGPL.
"""

from __future__ import annotations

from edition.export.data_file import Publication
from edition.export.epub.back_matter import back_matter
from edition.export.epub.book import Book
from edition.export.epub.front_matter import how_to_read, title_page
from edition.export.epub.package import pack
from edition.export.epub.talk import talk_chapter
from edition.model import Edition


def to_epub(edition: Edition, publication: Publication) -> bytes:
    """The edition as an EPUB 3.3 book; the same bytes for the same edition, wherever zlib is the same.

    Links between its chapters are relative; the address of the site is told where it is set.
    """
    book = Book(edition)
    chapters = [
        title_page(book, publication.site_url),
        how_to_read(book),
        *(talk_chapter(book, interview) for interview in edition.interviews),
        *back_matter(book),
    ]
    return pack(edition, chapters, publication)


__all__ = ["to_epub"]
