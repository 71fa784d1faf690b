"""The words that notes are described with, as taxonomies that `@ana` points into."""

from __future__ import annotations

from edition.annotations import FINDINGS, Citation, Kind, Note
from edition.export.tei.elements import Element, element

_KINDS = {
    Kind.CLAIM: "Claim: a statement that a document or a count could show to be so or not",
    Kind.FIGURE: "Figure: a number of people, deaths or things, and where it lies among estimates",
    Kind.QUOTATION: "Quotation: words put in someone’s mouth, and what the earliest source has",
    Kind.INTERPRETATION: "Interpretation: cause, essence, motive, value, comparison or prediction; positions are named",
    Kind.TESTIMONY: "Testimony: what a speaker reports of own life and work",
    Kind.IDENTIFICATION: "Identification: who or what is meant",
    Kind.CONTEXT: "Context: what a student needs to follow",
    Kind.SILENCE: "Not named here: what is not named and matters",
    Kind.TEXTUAL: "Text: misprints, spelling of names, the brackets of the printed text",
    Kind.ADVISORY: "Content: what a passage contains, in plain words",
}
_TIERS = {"tier-1": "Shown by default", "tier-2": "Shown among all notes"}
_SAYS = {
    "says-supports": "The source supports the words noted",
    "says-differs": "The source differs from the words noted",
    "says-context": "The source is cited for context",
}
_SEEN = {
    "seen-full": "The source was seen in full",
    "seen-excerpt": "The source was seen in excerpt",
    "seen-quoted-by": "The source was seen as quoted by the work that @source points at",
    "seen-not-seen": "The source was not seen",
}
_OWN_BOOK = {
    "own-book-agrees": "The speaker’s own book agrees; it is not counted as support",
    "own-book-differs": "The speaker’s own book has it otherwise",
    "own-book-silent": "The speaker’s own book does not speak of it",
    "own-book-not-checked": "The speaker’s own book was not checked",
}
_IDENTIFIED = {
    "identified-probable": "The work that the talk alludes to is probably this one",
    "identified-no": "The work that the talk alludes to could not be identified",
}


def taxonomies() -> list[Element]:
    """Kinds of note with the findings each may carry, and how notes, sources and works are described."""
    kinds = [
        _category(
            f"kind-{kind}",
            words,
            *(_category(f"finding-{key}", said) for key, said in FINDINGS.get(kind, {}).items()),
        )
        for kind, words in _KINDS.items()
    ]
    return [
        _taxonomy("kinds-and-findings", "Kinds of note, and the findings that a note of that kind may carry", kinds),
        *(
            _taxonomy(name, words, [_category(key, said) for key, said in categories.items()])
            for name, words, categories in (
                ("tiers", "Which notes are shown", _TIERS),
                ("says", "What a source says", _SAYS),
                ("seen", "How much of a source was seen", _SEEN),
                ("own-book", "What the speaker’s own book says", _OWN_BOOK),
                ("identified", "Works that are alluded to and were not identified with certainty", _IDENTIFIED),
            )
        ),
    ]


def note_analysis(note: Note) -> str:
    """Pointers to a note's kind, finding, tier and what the speaker's own book says."""
    parts = [f"kind-{note.kind}"]
    parts += [f"finding-{note.finding}"] if note.finding else []
    parts.append(f"tier-{note.tier}")
    parts += [f"own-book-{note.own_book}"] if note.own_book else []
    return " ".join(f"#{part}" for part in parts)


def source_analysis(citation: Citation) -> str:
    """Pointers to what a source says and how much of it was seen."""
    says = f"#says-{citation.says} " if citation.says else ""
    return f"{says}{seen_analysis(citation.seen)}"


def seen_analysis(seen: str) -> str:
    return f"#seen-{seen.partition(':')[0]}"


def _taxonomy(name: str, words: str, categories: list[Element]) -> Element:
    return element("taxonomy", element("desc", words), *categories, id=name)


def _category(key: str, words: str, *inner: Element) -> Element:
    return element("category", element("catDesc", words), *inner, id=key)
