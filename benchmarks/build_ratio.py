"""The whole `build_site.py` beside a plain `mkdocs build` of the same staged pages: paired ratios, and peak memory.

Both start a Python of their own, so that each pays for its imports. Pairs alternate in order, against drift.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAIRS = 7


def run(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds that a command takes, and its peak memory in MB (the largest of it and its children)."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(command)}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def main() -> None:
    """Print a row for each pair and the medians."""
    with tempfile.TemporaryDirectory() as name:
        ours, plain = Path(name) / "ours", Path(name) / "plain"
        ignore = shutil.ignore_patterns(".git", ".venv", "build", "site", ".*_cache")
        shutil.copytree(ROOT, ours, ignore=ignore)
        whole = [sys.executable, "build_site.py"]
        run(whole, ours)
        shutil.copytree(ours, plain)
        shutil.rmtree(plain / "docs")
        (plain / "build" / "docs").rename(plain / "docs")
        settings = (plain / "mkdocs.yml").read_text(encoding="utf-8")
        unhooked = re.sub(r"^hooks:\n(?:  .*\n)+", "", settings, flags=re.M)  # the pages are staged already
        (plain / "mkdocs.yml").write_text(unhooked, encoding="utf-8")
        engine = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
        run(engine, plain)
        ratios, memory = [], []
        print("whole build   mkdocs build   ratio   memory")
        for pair in range(PAIRS):
            shutil.rmtree(ours / "build")  # a first build, with nothing staged
            jobs = [(whole, ours), (engine, plain)]
            results = {job[1]: run(*job) for job in (jobs if pair % 2 else jobs[::-1])}
            (a, a_memory), (b, b_memory) = results[ours], results[plain]
            ratios.append(a / b)
            memory.append((a_memory, b_memory))
            print(f"{a:9.2f} s   {b:10.2f} s   {a / b:5.2f}   {a_memory:.0f} and {b_memory:.0f} MB")
        print(f"median ratio {statistics.median(ratios):.2f}, peak memory {max(m[0] for m in memory):.0f} MB "
              f"(mkdocs alone {max(m[1] for m in memory):.0f} MB)")  # fmt: skip


if __name__ == "__main__":
    main()
