"""What all kinds of page share: the template engine, links, prose and excerpts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from edition.annotations import Citation, Reference
from edition.bibliography import print_reference, print_short
from edition.crossrefs import Backlink, CrossRefs
from edition.history import last_changed
from edition.languages import PAGE_WORDS, differs, direction
from edition.markdown import (
    Markup,
    attribute,
    attributes,
    escape,
    escape_run,
    front_matter,
    in_language,
    link,
    plain_prose,
    render_inline,
    render_prose,
)
from edition.model import Aside, Edition, Interview, PlacedNote, Register, Span
from edition.prose import InternalLink, literal
from edition.sitemap import HISTORY, HOW_TO_READ, NOTES, RIGHTS, Address, Sitemap
from edition.text import counted
from edition.wording import SAYS, note_numbers, print_place, print_seen, print_speaker

TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True, slots=True)
class Page:
    """A generated Markdown page."""

    path: str
    """From the root of the staged pages, with forward slashes."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Words of the text with the one who says them: every excerpt anywhere has its speaker."""

    before: str
    words: str
    after: str
    speaker: str
    place: str
    """``turn 12``, or what an item of the tail is."""
    link: Markup
    withheld: bool = False
    """Whether the sentence around the words may not be published."""
    language: str = ""
    """That of the words, where the site around them has another."""

    @property
    def said(self) -> Markup:
        """The words, in their language."""
        return in_language(escape_run(self.words), self.language)

    @property
    def sentence(self) -> Markup:
        """The words, marked, in the sentence around them."""
        marked = f"{escape_run(self.before)}<mark>{escape_run(self.words)}</mark>{escape_run(self.after)}"
        return in_language(Markup(marked), self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """A source as a note lists it."""

    reference: Markup
    short: Markup
    """Author and year alone, linked to the entry."""
    locator: str
    says: str
    seen: str
    words: str


def _ends_in_foreign(interview: Interview, place: Span | Aside) -> bool:
    """Whether some words end within words in another language."""
    return any(
        one.span.paragraph == place.paragraph and one.span.start < place.end < one.span.end for one in interview.foreign
    )


def _finalize(value: object) -> Markup:
    """Everything a template prints is escaped, unless it is Markdown already."""
    if isinstance(value, Markup):
        return value
    if value is None:
        raise ValueError("a template prints a value that is not there")
    return escape_run(str(value))


class Writer:
    """Renders templates to pages and makes what their values have in common."""

    def __init__(self, edition: Edition, refs: CrossRefs, sitemap: Sitemap, site_url: str = ""):
        self.edition = edition
        self.site_url = site_url
        """Address of the published site, with a slash at its end; empty where none is set."""
        self.refs = refs
        self.sitemap = sitemap
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            undefined=StrictUndefined,
            finalize=_finalize,
            autoescape=False,  # Markdown, not HTML: `finalize` escapes
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,  # or the disk is asked at each use whether the template has changed
        )
        self._environment.filters |= {"attr": attribute, "counted": counted}
        self._environment.globals.update(
            attributes=attributes,
            how_to_read=HOW_TO_READ,
            history_page=HISTORY,
            rights_page=RIGHTS,
            notes_page=NOTES,
        )
        self.speaker_ids = frozenset(speaker.id for speaker in edition.speakers())
        self.order = {interview.id: at for at, interview in enumerate(edition.interviews)}
        """Which interview comes when."""
        self.last_changed = last_changed(edition)
        """By note: the recorded version in which it last changed."""
        self._notes = note_numbers(edition)
        own = edition.settings.language
        self.language = own if differs(own, PAGE_WORDS) else ""
        """The language of what the editors write, where the page's own words have another; else nothing."""

    def page(self, path: str, template: str, title: str, description: str, /, **values: object) -> Page:
        """A page from a template; its title, description, `hide`, `scripts`, `metadata` stand in its front matter.

        `scripts` are the files under `assets/` that this page needs beside those of every page.
        """
        kept: dict[str, object] = {key: values.pop(key) for key in ("hide", "scripts", "metadata") if key in values}
        if self.language:
            kept["language"] = PAGE_WORDS
        head = front_matter(title, description, **kept)
        own = {"lang": self.language, "dir": direction(self.language)} if self.language else {}
        body = self._environment.get_template(template).render(
            own_language=own,
            title_language=Markup(f" {attributes(values=own)}") if own else "",
            title=title,
            settings=self.edition.settings,
            to=lambda address: Markup(address.seen_from(path)),
            **values,
        )
        return Page(path, f"{head}\n{body.rstrip()}\n")

    def note_number(self, interview_id: str, note_id: str) -> str:
        """A note's number in an interview: ``7``, or ``7a`` for a lesser note that follows it."""
        return self._notes[interview_id, note_id]

    def link(self, page: str, address: Address, text: str) -> Markup:
        """A link as it must be written on that page."""
        return link(escape(text), address.seen_from(page))

    def page_links(self, page: str, first: Address, count: int) -> list[tuple[str, Markup]]:
        """The pages of a list that goes on: number and link, no link for the page itself; none where there is one."""
        if count < 2:
            return []
        addresses = [self.sitemap.numbered(first, number) for number in range(1, count + 1)]
        return [
            (str(number), Markup("") if address.page == page else self.link(page, address, str(number)))
            for number, address in enumerate(addresses, start=1)
        ]

    def entry_link(self, page: str, register: Register, entry_id: str) -> Markup:
        name = in_language(escape(self.edition.entry_name(register, entry_id)), self.language)
        return link(name, self.sitemap.entry(register, entry_id).seen_from(page))

    def prose(self, page: str, text: str | None) -> Markup:
        """An editor's prose as it must be written on that page."""

        def resolve(target: InternalLink) -> str:
            if target.kind == "notes":
                return self.sitemap.note_page(target.id).seen_from(page)
            return self.sitemap.link(target.kind, target.id).seen_from(page)

        return render_prose(text, resolve, self.language) if text else Markup("")

    def inline(self, text: str | None) -> Markup:
        return in_language(render_inline(text), self.language) if text else Markup("")

    def summary(self, register: Register, entry_id: str) -> Markup:
        """What an entry is, in a line; where no editor says it of a speaker, in the program's words."""
        if register == "people" and entry_id in self.edition.unwritten:
            said = self.edition.unwritten[entry_id]
            return Markup(f"{said.BEFORE}{self.inline(literal(said.title))}{said.after}")
        entry = self.edition.register(register)[entry_id]
        return self.inline(entry.custom.summary if isinstance(entry, Reference) else entry.summary)

    def description(self, text: str | None, fallback: str) -> str:
        """A text for the page's description: plain, and not longer than search engines show."""
        plain = plain_prose(text) if text else fallback
        return plain if len(plain) <= 200 else plain[:197].rsplit(" ", 1)[0] + " …"

    def reference(self, page: str, reference_id: str) -> Markup:
        """A work as a bibliography gives it, linked to its entry."""
        reference = self.edition.references[reference_id]
        return print_reference(reference, self.sitemap.entry("references", reference_id).seen_from(page))

    def citations(self, page: str, sources: Sequence[Citation]) -> list[CitationView]:
        return [
            CitationView(
                reference=self.reference(page, source.id),
                short=self.link(
                    page, self.sitemap.entry("references", source.id), print_short(self.edition.references[source.id])
                ),
                locator=source.locator or "",
                says=SAYS[source.says],
                seen=self.seen(source.seen),
                words=source.words or "",
            )
            for source in sources
        ]

    def seen(self, seen: str) -> str:
        """How much of a source was seen, in words."""
        return print_seen(self.edition, seen)

    def place(self, interview_id: str, turn_id: str) -> str:
        """What a turn or an item of the tail is called; the interview is named where there are several."""
        return print_place(self.edition, self.edition.interview(interview_id), turn_id)

    def speaker_name(self, interview_id: str, turn_id: str) -> str:
        """Who says a turn; for an item of the tail its author, or that no author is known."""
        return print_speaker(self.edition.interview(interview_id), turn_id)

    def spoken_language(self, interview: Interview) -> str:
        """The language of a talk's words where the page around them has another; else nothing."""
        spoken = interview.record.language
        return spoken if differs(spoken, PAGE_WORDS) else ""

    def own_language(self, interview: Interview, after: Span | Aside | None = None) -> str:
        """The page's language, for what it adds amid words in another, or `after` some of them; else nothing."""
        is_amid = self.spoken_language(interview) or (after and _ends_in_foreign(interview, after))
        return PAGE_WORDS if is_amid else ""

    def beginning(self, text: str) -> Markup:
        """How an editor's prose begins, without its markup."""
        return in_language(escape(self.description(text, "")), self.language)

    def note_title(self, placed: PlacedNote) -> Markup:
        """A note's title, in the language of the talk where it is a quotation."""
        spoken = self.spoken_language(self.edition.interview(placed.spans[0].interview))
        is_quoted = not placed.note.title and placed.title == placed.spans[0].quote
        return in_language(escape(placed.title), spoken if is_quoted else self.language)

    def excerpt(self, page: str, backlink: Backlink, *, within: bool = False) -> Excerpt:
        """A backlink as an excerpt on a page; `within` a list of one interview its place goes without the title."""
        place = self.place(backlink.interview.id, backlink.place)
        if within:
            place = place.removeprefix(f"{backlink.interview.title}, ")
        return Excerpt(
            before=backlink.before,
            words=backlink.words,
            after=backlink.after,
            speaker=self.speaker_name(backlink.interview.id, backlink.place),
            place=place,
            link=self.link(page, self.sitemap.turn(backlink.interview.id, backlink.anchor), place),
            withheld=backlink.interview.withheld,
            language=self.spoken_language(backlink.interview),
        )

    def span_excerpt(self, page: str, span: Span) -> Excerpt:
        """The words of a span as an excerpt on a page."""
        return Excerpt(
            before="",
            words=span.shown,
            after="",
            speaker=self.speaker_name(span.interview, span.turn),
            place=self.place(span.interview, span.turn),
            link=self.link(page, self.sitemap.turn(span.interview, span.turn), self.place(span.interview, span.turn)),
            language=self.spoken_language(self.edition.interview(span.interview)),
        )
