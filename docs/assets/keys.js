// Keys for reading, listed under "?". They act only while the focus is in the talk and can be switched off (WCAG 2.2,
// 2.1.4); what they handle does not reach the theme's own keys.

import { addressOf, copySelection } from "./pointing.js";
import { announce, goTo, make, put, recall, remember, talk, turnOf, turns } from "./common.js";

const KEYS = [
  ["j", "Next turn", () => step(1)],
  ["k", "Previous turn", () => step(-1)],
  ["n", "Next note", () => stepNote(1)],
  ["p", "Previous note", () => stepNote(-1)],
  ["a", "Hide or show all annotation", () => document.querySelector('[data-switch="hidden"]').click()],
  ["q", "Copy the selected words with their source", copySelection],
  ["l", "Go to this turn’s address", () => (location.href = addressOf([current()]))],
  ["?", "This list", () => openHelp()],
];
let at = null; // the turn where the keys are
let help = null;

/** The turn with the focus, or that of the last step, or the first one in the window. */
function current() {
  const focused = turnOf(document.activeElement);
  if (focused) return focused;
  if (at && inWindow(at.heading)) return at;
  return turns.find((turn) => !turn.heading.hidden && turn.parts.at(-1).getBoundingClientRect().bottom > 80) ?? turns[0];
}

function inWindow(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function step(by) {
  const shown = turns.filter((turn) => !turn.heading.hidden);
  const index = shown.indexOf(current());
  at = shown[Math.max(0, Math.min(shown.length - 1, index + by))];
  at.heading.querySelector(".turn-number").focus({ preventScroll: true });
  goTo(at.heading);
}

function stepNote(by) {
  const shown = [...talk.querySelectorAll("[data-witness] .note-ref a")].filter((one) => one.checkVisibility());
  if (!shown.length) return announce("No notes are shown.");
  const focused = shown.indexOf(document.activeElement);
  const here = current().heading;
  const follows = (one) => here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
  let index = focused + by;
  if (focused < 0) index = by > 0 ? shown.findIndex(follows) : shown.findLastIndex((one) => !follows(one));
  const note = shown[Math.max(0, Math.min(shown.length - 1, index < 0 ? 0 : index))];
  note.focus({ preventScroll: true });
  return goTo(note);
}

function openHelp() {
  if (!help) {
    const rows = KEYS.map(([key, does]) => make("tr", {}, make("td", {}, make("kbd", {}, key)), make("td", {}, does)));
    const use = make("input", { type: "checkbox" });
    use.checked = recall("keys") !== "off";
    use.addEventListener("change", () => remember("keys", use.checked ? "on" : "off"));
    const close = make("button", { type: "button", class: "reader-button" }, "Close");
    close.addEventListener("click", () => help.close());
    help = make("dialog", { class: "reader-help md-typeset", "aria-label": "Keys for reading" },
      make("h2", {}, "Keys for reading"),
      make("p", {}, "They work while the focus is in the talk: click into the text, or move there with Tab."),
      make("table", {}, make("tbody", {}, ...rows)),
      make("p", {}, make("label", {}, use, " Use these keys")), close);
    help.addEventListener("click", (event) => event.target === help && help.close());
    put(help);
  }
  help.showModal();
}

if (talk) {
  talk.tabIndex = -1; // so that a click into the text gives it the focus
  talk.addEventListener("click", (event) => (at = turnOf(event.target) ?? at));
  talk.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.target.closest("input, select, textarea, summary")) return;
    const [, , act] = KEYS.find(([key]) => key === event.key) ?? [];
    if (!act || (recall("keys") === "off" && event.key !== "?")) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  document.querySelector('.reader-bar [data-open="keys"]')?.addEventListener("click", openHelp);
}
