// Two remembered switches: one hides all annotation, one shows the lesser notes. `?notes=off` and `?notes=all` do the same.

import { asked, keepInAddress, make, recall, remember } from "./common.js";

const page = document.documentElement;

/** The text as it was printed: links of mentions are taken away, and misprints put back. */
function showAsPrinted(printed) {
  for (const one of document.querySelectorAll("[data-witness] .mention[href], [data-witness] .mention[data-href]")) {
    if (printed && one.hasAttribute("href")) {
      one.dataset.href = one.getAttribute("href");
      one.removeAttribute("href");
    } else if (!printed && one.dataset.href) {
      one.setAttribute("href", one.dataset.href);
      delete one.dataset.href;
    }
  }
  for (const one of document.querySelectorAll(".emended")) {
    one.dataset.reading ??= one.textContent;
    one.textContent = printed ? one.dataset.printed : one.dataset.reading;
  }
}

/** Wire a button that turns a class of the page on and off, remembers it and keeps it in the address. */
function wire({ name, className, value, then = () => {} }) {
  const button = document.querySelector(`.reader-bar [data-switch="${name}"]`);
  if (!button) return;
  const set = (on) => {
    page.classList.toggle(className, on);
    button.setAttribute("aria-pressed", String(on));
    then(on);
  };
  button.addEventListener("click", () => {
    const on = !page.classList.contains(className);
    set(on);
    remember(name, on ? "on" : "off");
    keepInAddress("notes", on ? value : null);
  });
  set(asked("notes") ? asked("notes") === value : recall(name) === "on");
}

wire({ name: "hidden", className: "annotation-off", value: "off", then: showAsPrinted });
/** The leads of the lesser notes beside their line, taken from the notes at the foot when they are first wanted. */
function showLesser(on) {
  if (!on || document.querySelector('.sidenote[data-tier="2"]')) return;
  const done = new Set();
  for (const reference of document.querySelectorAll('.note-ref a[data-tier="2"]')) {
    const note = document.getElementById(decodeURIComponent(reference.hash.slice(1)))?.closest(".note");
    if (!note || done.has(note)) continue;
    done.add(note);
    const number = make("span", { class: "sidenote-number" }, reference.textContent);
    const verdict = make("b", {}, (note.querySelector(".finding") ?? note.querySelector(".note-kind")).textContent);
    const lead = (note.querySelector(".note-lead") ?? note.querySelector(".note-kind ~ p")).textContent;
    const attributes = { class: "sidenote", "data-added": "", "data-tier": "2", "aria-hidden": "true" };
    reference.parentElement.after(make("span", attributes, number, " ", verdict, " ", lead));
  }
}

wire({ name: "all", className: "all-notes", value: "all", then: showLesser });
