"""Lighthouse's four marks for five pages of the built site, on a phone and on a desk: the median of several runs.

    python benchmarks/lighthouse.py [--runs 5]

Wants Node 18.16 or newer, npm, and Chromium; npm fetches Lighthouse. Every audit below its best is listed under the
table with what it found. Ends with 1 where a median is below 100.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from local import CHROMIUM_FLAGS, ROOT, TALK, find_chromium, served

LIGHTHOUSE = "lighthouse@12.8.2"  # 13 wants Node 22
PAGES = {
    "home": "",
    "transcript": TALK,
    "a person": "people/joseph-stalin/",
    "notes": "notes/",
    "explore": "explore/",
}
CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "practices",
    "seo": "SEO",
}
LOCAL_ONLY = {"canonical"}
"""Audits that can't be passed on this machine, because the published address is not the one that is measured."""


def run_lighthouse(address: str, form: str, folder: Path) -> dict[str, Any]:
    """One report. `form` is "mobile" or "desktop", each with the network and processor that Lighthouse lends it."""
    report = folder / "report.json"
    command = [
        "npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json", f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags=--headless=new {' '.join(CHROMIUM_FLAGS)}",
        *(["--preset=desktop"] if form == "desktop" else []),
    ]  # fmt: skip
    done = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": find_chromium()}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"Lighthouse failed:\n{done.stderr}")
    read: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return read


def failed_audits(report: dict[str, Any]) -> dict[str, str]:
    """The audits that count towards a mark and are below their best, each with what was found."""
    found: dict[str, str] = {}
    for category in CATEGORIES:
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            counts = reference["weight"] > 0 and audit["score"] is not None
            if counts and audit["score"] < 1 and audit["id"] not in LOCAL_ONLY:
                items = (audit.get("details") or {}).get("items", [])
                nodes = [item["node"]["snippet"] for item in items if isinstance(item.get("node"), dict)]
                value = audit.get("displayValue") or "; ".join(nodes[:3]) or json.dumps(items)[:200]
                found[audit["id"]] = f"{audit['score']:.2f}  {audit['title']}: {value}"
    return found


def main() -> int:
    """Print a row for each page and form, then the audits that cost a point."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="how often each page is measured; the median counts")
    runs: int = parser.parse_args().runs
    if shutil.which("npx") is None:
        sys.exit("no npx on this machine; it comes with Node's npm")
    below = False
    why: dict[str, list[str]] = defaultdict(list)
    print(f"{'':21}" + "".join(f"{name:>15}" for name in CATEGORIES.values()))
    with served(ROOT / "site") as base, tempfile.TemporaryDirectory() as folder:
        for name, path in PAGES.items():
            for form in ("mobile", "desktop"):
                reports = [run_lighthouse(base + path, form, Path(folder)) for _ in range(runs)]
                row = ""
                for category in CATEGORIES:
                    marks = [round(report["categories"][category]["score"] * 100) for report in reports]
                    median = statistics.median(marks)
                    below = below or median < 100
                    row += f"{median:>7.0f} ({min(marks)}–{max(marks)})".rjust(15)
                print(f"{name:12} {form:8}{row}", flush=True)
                for audit, found in failed_audits(reports[0]).items():
                    why[audit].append(f"    {name}, {form}: {found}")
    for audit, lines in sorted(why.items()):
        print(f"\n{audit}", *lines, sep="\n")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
