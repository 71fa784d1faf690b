"""Fuzzes the YAML side: an edition's files, cut and spliced, give an edition whose pages render, or problems.

A change of one file is drawn from the input: a stretch taken out, a token put in, lines moved, or bytes of any kind.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["edition"]):
    from edition.assemble import assemble_edition
    from edition.pages import render_pages
    from edition.problems import ProblemsFound

from seeds import edition

FILES = edition("mini")
NAMES = sorted(name for name in FILES if name.endswith((".yml", ".yaml")))
TOKENS = [
    ": ", "- ", "{", "}", "[", "]", "&a ", "*a ", "!!python/object:x ", "!!set ", "? ", "| ", "> ", "'", '"', "\n",
    "  ", "\t", "#", "null", "no", "12:30", "0x1F", "1e400", ".nan", "-.inf", "2020-02-30", "192X", "1959/1961",
    "../1920", "t1", "t999", "quote: ", "turn: ", "<<: ", "%YAML 1.1\n", "---\n", "...\n", "\x00", "\u2028",
    "\ufeff", "é", "[a](people:x)", "**", "<b>", "{{ x }}", "[x](javascript:y)", "people:\n", "notes:\n",
    "mentions: ", "except: ", "id: ", "match: mentions\n", "variants: [a, a]\n", "when: ", "interview: ",
]  # fmt: skip


def one_input(data: bytes) -> None:
    """Change one file of the edition, and assemble it."""
    provider = atheris.FuzzedDataProvider(data)
    files = dict(FILES)
    for _ in range(provider.ConsumeIntInRange(1, 3)):
        name = NAMES[provider.ConsumeIntInRange(0, len(NAMES) - 1)]
        files[name] = _changed(files[name], provider)
    try:
        made = assemble_edition(files)
    except ProblemsFound as error:
        if not error.problems:
            raise AssertionError("it stopped without a problem") from error
        return
    for page in render_pages(made):
        page.text.encode()


def _changed(text: bytes, provider: atheris.FuzzedDataProvider) -> bytes:
    at = provider.ConsumeIntInRange(0, len(text))
    end = min(len(text), at + provider.ConsumeIntInRange(0, 60))
    how = provider.ConsumeIntInRange(0, 3)
    if how == 0:
        return text[:at] + text[end:]
    if how == 1:
        return text[:at] + TOKENS[provider.ConsumeIntInRange(0, len(TOKENS) - 1)].encode() + text[at:]
    if how == 2:
        lines = text.split(b"\n")
        taken = lines.pop(provider.ConsumeIntInRange(0, len(lines) - 1))
        lines.insert(provider.ConsumeIntInRange(0, len(lines)), taken)
        return b"\n".join(lines)
    return text[:at] + provider.ConsumeBytes(8) + text[end:]


def main() -> None:
    """Fuzz until told to stop; arguments are libFuzzer's."""
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
