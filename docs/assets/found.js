// The words that a search found, marked where they stand: `?words=anthem`. The text itself is not touched.

import { asked, button, keepInAddress, showNotice, talk } from "./common.js";
import { UNSPACED } from "./search-text.js";

/** Every place of these words in the talk, as ranges of the page. */
function places(words) {
  const unspaced = new RegExp(`[${UNSPACED}]`, "u");
  const forms = words.map((word) => {
    const form = (RegExp.escape ?? escape)(word);
    return unspaced.test(word) ? form : `(?<![\\p{L}\\p{N}])${form}(?![\\p{L}\\p{N}])`;
  });
  const wanted = new RegExp(forms.join("|"), "giu");
  const found = [];
  for (const part of talk.querySelectorAll("[data-witness]")) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest("[data-added]")) continue;
      for (const match of node.data.matchAll(wanted)) {
        const range = new Range();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        found.push(range);
      }
    }
  }
  return found;
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const words = (asked("words") ?? "").split(" ").filter(Boolean);
if (talk && words.length && globalThis.CSS?.highlights) {
  const found = places(words);
  CSS.highlights.set("found", new Highlight(...found));
  const clear = button("Clear", () => {
    CSS.highlights.delete("found");
    keepInAddress("words", null);
    showNotice("words");
  });
  showNotice("words", `“${words.join(" ")}”: ${found.length} ${found.length === 1 ? "place" : "places"}`, clear);
}
