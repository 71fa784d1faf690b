// A sheet at the foot of the screen: a full note on narrow screens, a card on tap. Closed by Escape, its button, a tap
// beside it, or going back; the focus returns to where it was opened.

import { make, put } from "./common.js";

const sheet = make("dialog", { class: "reader-sheet md-typeset" });
let opener = null;
put(sheet);

sheet.addEventListener("click", (event) => {
  if (event.target === sheet || event.target.closest(".reader-sheet-close")) sheet.close();
});
sheet.addEventListener("close", () => {
  if (history.state?.sheet) history.back();
  opener?.focus({ preventScroll: true });
});
addEventListener("popstate", () => sheet.open && sheet.close());

/** Show an element in the sheet; `label` names it to those who do not see it. */
export function openSheet(from, content, label) {
  opener = from;
  const close = make("button", { type: "button", class: "reader-sheet-close reader-button" }, "Close");
  content.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
  sheet.setAttribute("aria-label", label);
  sheet.replaceChildren(close, content);
  history.pushState({ sheet: true }, "");
  sheet.showModal();
}

/** Links in the sheet that stay on this page close it first, so that what they lead to can be seen. */
sheet.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.pathname !== location.pathname || !link.hash) return;
  event.preventDefault();
  opener = null;
  location.replace(link.hash); // in the place of the sheet's own step of the history
  sheet.close();
});

const beside = matchMedia("(min-width: 60em)");
document.addEventListener("click", (event) => {
  const reference = event.target.closest?.(".note-ref a");
  if (!reference || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (beside.matches && isBeside(reference)) return;
  const note = document.getElementById(decodeURIComponent(reference.hash.slice(1)))?.closest(".note");
  if (!note) return;
  event.preventDefault();
  openSheet(reference, note.cloneNode(true), reference.getAttribute("aria-label"));
});

/** Whether the note's lead stands in the margin; the lesser notes do only when all are shown. */
function isBeside(reference) {
  return reference.dataset.tier === "1" || document.documentElement.classList.contains("all-notes");
}
