// Cite: the dialogue in the usual styles, and apart from it where in this edition; fetched when it is first wanted.

import { button, make, put, showNotice } from "./common.js";

const head = document.querySelector(".interview-head");
const files = new URL(`../data/cite/${head?.dataset.interview}.`, import.meta.url).href;
let fetched = null;

/** Text with `<i>` around what is italic, as nodes. */
const nodes = (text) => text.split(/<\/?i>/).map((part, at) => (at % 2 ? make("i", {}, part) : part));

/** A button that copies an element's text; where the browser does not allow it, the text is selected to be copied by hand. */
function copier(element) {
  const one = button("Copy", async () => {
    try {
      await navigator.clipboard.writeText(element.textContent);
      one.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(element);
      one.textContent = "Selected: copy it by hand";
    }
  });
  one.setAttribute("aria-live", "polite"); // what stands outside an open dialog is not read out
  return one;
}

/** Open the citations: of the talk, or of turns by their name and address. */
export async function cite(place = "", address = "") {
  fetched ??= fetch(`${files}styles.json`).then((answer) => answer.json());
  let data;
  try {
    data = await fetched;
  } catch {
    fetched = null;
    showNotice("cite", "The citations could not be fetched.", button("Close", () => showNotice("cite")));
    return;
  }
  const part = data.part
    .replace("{place}", () => (place ? `${place}, in` : "In"))
    .replace("{address}", () => address || new URL(location.pathname, location.href).href);
  const rows = data.dialogue.map(([style, text]) => {
    const words = make("p", {}, ...nodes(`${text} ${part}`));
    return make("section", {}, make("h3", {}, style), words, copier(words));
  });
  const links = ["bib", "ris", "json"].flatMap((kind) => [make("a", { href: files + kind, download: "" }, `.${kind}`), " "]);
  const name = place ? `Cite ${place}` : "Cite";
  const dialog = make("dialog", { class: "reader-help md-typeset", "aria-label": name },
    make("h2", {}, name), ...rows, make("p", {}, "The dialogue as a file: ", ...links), button("Close", () => dialog.close()));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  put(dialog);
  dialog.showModal();
}
