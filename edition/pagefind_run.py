"""Runs Pagefind over the parts of an index, one after the other, as a program of its own: `search` starts it.

    python pagefind_run.py PAGEFIND STUBS OUTPUT LANGUAGE

A program, because a thread would forbid the build a second process of its own. Prints what Pagefind said where it
stopped, and ends with its exit code.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path


def main(executable: str, stubs: Path, output: Path, language: str) -> int:
    """Index each folder of `stubs`: the first into `output`, each other into a folder there. Returns the exit code.

    Where it is told to end, Pagefind ends with it.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # `subprocess.run` ends what it started on the way out
    for part in sorted(stubs.iterdir(), key=lambda folder: int(folder.name)):
        place = output if part.name == "1" else output / part.name
        command = [
            executable,
            "--site",
            str(part),
            "--output-path",
            str(place),
            "--force-language",
            language,
            "--quiet",
        ]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode:
            print(done.stdout.strip())
            return done.returncode
        for unused in (one for one in place.glob("*") if place != output and _is_code(one.name)):
            unused.unlink()
    return 0


def _is_code(name: str) -> bool:
    """Whether a file of Pagefind's is its program, which is the same for every part."""
    return name.endswith((".js", ".css")) or name.startswith("wasm.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]))
