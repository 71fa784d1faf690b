"""What a first visit to the transcript costs a reader: bytes over the wire by kind, with gzip, and jumps of the page.

    python benchmarks/weight.py

Measured in Chromium with an empty cache, on a wide screen and on a phone. The connection is slowed to that of a phone
on the road, so that fonts and scripts come late enough for a jump to show. Ends with 1 where a budget is overstepped.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

from local import CHROMIUM_FLAGS, ROOT, TALK, find_chromium, served
from playwright.sync_api import Browser, sync_playwright

BUDGET = {"theme": 60, "page": 45, "fonts": 40, "our JavaScript": 15}
"""kB of 1000 bytes. Our style sheets have no budget of their own: with them, all may weigh 160."""
TOTAL = sum(BUDGET.values())
SCREENS = {"wide": (1400, 1000), "phone": (390, 844)}
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
WATCH_JUMPS = """
  window.jumps = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) {
      if (one.hadRecentInput) continue;
      const moved = one.sources.map((source) => source.node?.nodeType === 1
        ? source.node.nodeName.toLowerCase() + (source.node.id && "#" + source.node.id) + "." + source.node.className
        : source.node?.nodeName);
      jumps.push([one.value, moved]);
    }
  }).observe({ type: "layout-shift", buffered: true });
"""


def kind(path: str) -> str:
    """To which part of the budget a file belongs, by its path in the site."""
    if path.endswith("/"):
        return "page"
    if path.startswith("assets/fonts/"):
        return "fonts"
    if path.startswith(("assets/stylesheets/", "assets/javascripts/")):
        return "theme"
    return {"css": "our CSS", "js": "our JavaScript"}.get(path.rpartition(".")[2], "else")


def visit(
    browser: Browser, address: str, size: tuple[int, int]
) -> tuple[dict[str, int], list[tuple[float, list[str]]]]:
    """The bytes of every file asked for, without the server's headers, and every jump of the page, on a first visit."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, has_touch=size[0] < 500)
    page = context.new_page()
    page.add_init_script(WATCH_JUMPS)
    session = context.new_cdp_session(page)
    asked: dict[str, str] = {}
    headers: dict[str, int] = {}
    weight: dict[str, int] = {}

    def note_end(event: dict[str, Any]) -> None:
        one = event["requestId"]
        if asked[one].startswith("http"):  # and not an icon that is data in a style sheet
            weight[asked[one]] = int(event["encodedDataLength"]) - headers[one]

    def note_headers(event: dict[str, Any]) -> None:
        headers[event["requestId"]] = int(event["response"]["encodedDataLength"])

    session.on("Network.responseReceived", note_headers)
    session.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))
    session.on("Network.loadingFinished", note_end)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    page.goto(address, wait_until="networkidle")
    jumps = [(float(value), list(moved)) for value, moved in page.evaluate("jumps")]
    context.close()
    return weight, jumps


def main() -> int:
    """Print what each file weighs, the sums beside the budget, and the jumps."""
    over: list[str] = []
    with served(ROOT / "site") as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        for name, size in SCREENS.items():
            weight, jumps = visit(browser, base + TALK, size)
            print(f"\n{name}, {size[0]} × {size[1]}, bytes over the wire:")
            sums: Counter[str] = Counter()
            for url, number in sorted(weight.items(), key=lambda one: -one[1]):
                path = url.removeprefix(base)
                if path == url:
                    over.append(f"{name}: a request leaves the site: {url}")
                sums[kind(path)] += number
                print(f"  {number:8,}  {kind(path):15}  {path}")
            for part, number in [*sorted(sums.items()), ("all", sums.total())]:
                budget = TOTAL if part == "all" else BUDGET.get(part)
                told = "" if budget is None else f" of {budget}"
                print(f"{part:15} {number / 1000:6.1f} kB{told}")
                if budget is not None and number > budget * 1000:
                    over.append(f"{name}: {part} weighs {number / 1000:.1f} kB, {budget} allowed")
            print(f"layout shift    {sum(value for value, _ in jumps):.4f}")
            over += [f"{name}: the page jumps by {value:.4f}: {', '.join(map(str, moved))}" for value, moved in jumps]
        browser.close()
    print("", *over, sep="\n", file=sys.stderr)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
