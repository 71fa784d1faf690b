"""What `suggest` finds in a new edition, as files of commented YAML: the editor uncomments what is wanted.

Nothing is in the site because of these files; a line counts from the moment its `#` is taken away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from edition.assemble import assemble_edition
from edition.model import Edition
from edition.suggest import Candidate, find_candidates, print_candidates
from edition.suggest.candidates import Kind

MOST = 40
"""Candidates of one file: the most frequent ones, so that the first look is at what matters."""
MOST_PLACES = 12
"""Places listed with one candidate."""
FILES: Mapping[str, tuple[Kind, ...]] = {
    "people": ("people", "descriptions"), "places": ("places",), "organisations": ("organisations",),
    "dates": ("dates",), "notes": ("quotations", "figures"),
}  # fmt: skip
"""Files under `annotations/`, and the kinds of candidate that go into each."""
_HEAD = """\
# yaml-language-server: $schema=../schemas/annotations.schema.json
"""
_USE = """\
# Nothing below is in the site yet. To take an entry over, take away the "# " at the beginning of its lines, and of the
# line "{key}:" above them once; write what is wanted where TODO stands; leave the rest as it is, or delete it.
# docs/about/annotating.md shows every key with an example; python build_site.py check  tells what does not fit.
"""
_NONE = "# Nothing was found that looks like this. docs/about/annotating.md shows how an entry is written.\n"


def candidate_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of annotations with everything in them commented out; `files` are those of the edition so far."""
    edition = assemble_edition(files)
    candidates = find_candidates(edition)
    return {
        f"annotations/{name}.yml": _file(edition, name, [one for one in candidates if one.kind in kinds]).encode()
        for name, kinds in FILES.items()
    }


def _file(edition: Edition, name: str, candidates: Sequence[Candidate]) -> str:
    parts = [_HEAD]
    if len(edition.interviews) == 1:
        parts.append(f"interview: {edition.interviews[0].id} # the one that places in this file mean\n")
    if not candidates:
        return "\n".join([*parts, _NONE])
    often = sorted(candidates, key=lambda one: -len(one.places))[:MOST]
    left = len(candidates) - len(often)
    use = _USE.format(key=name) + (
        f"# These are the {len(often)} most frequent of {len(candidates)}; python build_site.py suggest  shows all.\n"
        if left
        else ""
    )
    return "\n".join([*parts, use, *_commented(print_candidates(edition, [_shortened(one) for one in often]))]) + "\n"


def _shortened(candidate: Candidate) -> Candidate:
    return Candidate(
        kind=candidate.kind, words=candidate.words, reason=candidate.reason, edtf=candidate.edtf,
        resembles=candidate.resembles, places=candidate.places[:MOST_PLACES],
    )  # fmt: skip


def _commented(text: str) -> Iterator[str]:
    """YAML with a mark before each line, entries parted by a blank line."""
    before = ""
    for line in text.splitlines():
        opens = line.startswith("  # ") and not before.startswith("  # ") and not before.endswith(":\n")
        if opens and before and before[0] == " ":
            yield ""
        yield f"# {line}"
        before = line
