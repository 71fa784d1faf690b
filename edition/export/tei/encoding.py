"""`encodingDesc`: how the words were encoded, told in the file itself, and the words that notes are described with."""

from __future__ import annotations

from edition.annotations import EditionSettings
from edition.export.tei.elements import Element, element
from edition.export.tei.pointers import Pointers
from edition.export.tei.prose import prose
from edition.export.tei.vocabulary import taxonomies
from edition.model import Interview

_SEGMENTATION = (
    "Each turn, one speaker’s stretch of talk, is an sp; where the transcript has times it is a u with seg for "
    "its paragraphs. Its xml:id is permanent and is the turn’s address on the site; speaker, or label in a u, is "
    "the mark printed before it. The paragraphs are the printed ones. Divisions with a head of type “editorial” "
    "are the editors’. An anchor of type “retired” holds the place of an id that was published and no longer "
    "stands in the text.",
)
_OFFSETS = (
    "Words are pointed at by string-range(paragraph, offset, length), in Unicode code points of the paragraph as "
    "printed, from zero. All text in the paragraph’s element counts, brackets included, but for the content of "
    "corr; a gap counts as its quantity.",
    "White space in paragraphs of the text is as in the witness, which is in Unicode’s form NFC.",
)
_NESTING = (
    "A name that the program matched is a persName, placeName, orgName, term or title, or for an event a date "
    "where the words hold a figure and else an eventName, with resp to the matching of names. Words that an "
    "editor says mean an entry are an rs, with resp to the editors. Where two of them overlap, and one holds the "
    "other, they are nested. Where neither does, the longer one is an element in the text, and the other an "
    "annotation in standOff with a string-range; asides, emendations and words in another language "
    "come before either.",
)
_WITHHELD = (
    "A gap with reason “withheld” stands for words that may not be published; offsets are those of the words as "
    "printed. What is mentioned there is an annotation in standOff.",
)
_NOTES = (
    "Notes are annotations in standOff. A note’s kind and finding are in its ana. A finding says what the editors "
    "saw in sources about the printed words, with the certainty in cert, which is theirs: it belongs to the note "
    "and rates no speaker. It stands on no element of the text, and is not to be counted by speaker.",
    "Words that have no note were not checked. The status of each note is in its revisionDesc.",
)


def encoding(pointers: Pointers, settings: EditionSettings, interview: Interview) -> Element:
    """The project, the editorial practice and the taxonomies."""
    about = _paragraphs(
        f"Exported from “{settings.title}”, an annotated edition, version {settings.version}.",
    )
    return element(
        "encodingDesc",
        element("projectDesc", *about, *prose(pointers, settings.selection)),
        _editorial(interview),
        element("classDecl", *taxonomies()),
    )


def _editorial(interview: Interview) -> Element:
    brackets = f"Words in square brackets are those of {interview.record.brackets}, and a note of type “aside”."
    correction = (
        "The words are as printed. An emendation is a choice of sic, as printed, and corr, as the editors read it; the "
        "reason stands in standOff.",
    )
    return element(
        "editorialDecl",
        element("correction", *_paragraphs(*correction)),
        element("normalization", *_paragraphs(*_OFFSETS)),
        element("quotation", *_paragraphs("Quotation marks are kept as characters."), marks="all"),
        element("segmentation", *_paragraphs(*_SEGMENTATION, *_NESTING, *(_WITHHELD if interview.withheld else ()))),
        element(
            "stdVals",
            *_paragraphs(
                "Dates are in the Gregorian calendar, with W3C attributes where they are exact and of the common era."
            ),
            element("p", "Others have when-custom in the Extended Date/Time Format (ISO 8601-2:2019).", id="edtf"),
            element("p", "Dates of type “old-style” are in the Julian calendar, in the same format.", id="old-style"),
        ),
        element("interpretation", *_paragraphs(brackets, *_NOTES)),
    )


def _paragraphs(*texts: str) -> list[Element]:
    return [element("p", text) for text in texts]
