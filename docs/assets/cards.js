// Cards: who or what is meant, beside the words that name it. On hover and focus a card beside the link, on tap a sheet.
// A card can be pointed at, stays until it is left, and goes with Escape (WCAG 2.2, 1.4.13).

import { make, put, talk } from "./common.js";
import { openSheet } from "./sheet.js";

const root = new URL("../", import.meta.url);
const interview = talk?.querySelector(".interview-head").dataset.interview;
const card = make("div", { class: "reader-card md-typeset", id: "reader-card", popover: "manual" });
let known = null;
let shownFor = null;
let timer = 0;

/** The cards of this interview, fetched when the first is wanted. */
function cards() {
  known ??= fetch(new URL(`data/cards/${interview}.json`, root)).then((answer) => (answer.ok ? answer.json() : {}));
  return known.catch(() => ({}));
}

/** The address of the entry that a mention means, from the site's root. */
function entryOf(mention) {
  if (mention.dataset.entry) return mention.dataset.entry;
  const address = mention.getAttribute("href") ?? mention.dataset.href;
  return address ? new URL(address, location.href).href.slice(root.href.length) : "";
}

/** A card's content; the turns that name the same are links. */
function content(entry, { name, dates, line, turns = [] }) {
  const places = turns.flatMap((turn, index) => [
    index ? ", " : "",
    make("a", { href: `#${turn}` }, turn.startsWith("t") ? turn.slice(1) : "comment"),
  ]);
  const parts = [make("p", { class: "card-name" }, make("a", { href: new URL(entry, root).href }, name))];
  if (dates) parts.push(make("p", { class: "card-dates" }, dates));
  if (line) parts.push(make("p", {}, line));
  if (places.length) parts.push(make("p", { class: "card-turns" }, turns.length === 1 ? "Turn " : "Turns ", ...places));
  return make("div", {}, ...parts);
}

async function show(mention) {
  const entry = entryOf(mention);
  const held = (await cards())[entry];
  if (!held || shownFor !== mention) return;
  card.replaceChildren(content(entry, held));
  if (!card.isConnected) put(card);
  if (!card.matches(":popover-open")) card.showPopover();
  place(mention);
  mention.setAttribute("aria-describedby", card.id);
}

/** Below the words, or above where there is more room; inside the window. */
function place(mention) {
  const words = mention.getClientRects()[0];
  const { width, height } = card.getBoundingClientRect();
  const below = innerHeight - words.bottom > height + 12 || words.top < height + 12;
  card.style.top = `${below ? words.bottom + 4 : words.top - height - 4}px`;
  card.style.left = `${Math.max(8, Math.min(words.left, innerWidth - width - 8))}px`;
}

function hide() {
  clearTimeout(timer);
  shownFor?.removeAttribute("aria-describedby");
  shownFor = null;
  if (card.isConnected && card.matches(":popover-open")) card.hidePopover();
}

function want(mention, delay) {
  clearTimeout(timer);
  if (!mention || document.documentElement.classList.contains("annotation-off")) return;
  if (mention === shownFor) return;
  timer = setTimeout(() => {
    hide();
    shownFor = mention;
    show(mention);
  }, delay);
}

const mentionAt = (event) => event.target.closest?.("[data-witness] .mention, .note a[href]");
const inCard = (event) => card.contains(event.target);

if (talk && HTMLElement.prototype.showPopover) {
  talk.addEventListener("pointerover", (event) => event.pointerType === "mouse" && want(mentionAt(event), 250));
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || !shownFor) return;
    if (inCard(event) || mentionAt(event) === shownFor) clearTimeout(timer);
    else if (!mentionAt(event)) {
      clearTimeout(timer);
      timer = setTimeout(hide, 300);
    }
  });
  talk.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && want(mentionAt(event), 0));
  talk.addEventListener("focusout", () => want(null) ?? (shownFor && hide()));
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shownFor) return;
    hide();
    event.stopPropagation();
  }, true);
  addEventListener("scroll", () => shownFor && hide(), { passive: true });
  talk.addEventListener("click", async (event) => {
    const mention = mentionAt(event);
    if (!mention || event.pointerType !== "touch" || document.documentElement.classList.contains("annotation-off")) return;
    const entry = entryOf(mention);
    if (!/^(people|places|organisations|terms|dates|sources)\//.test(entry)) return;
    event.preventDefault();
    const held = (await cards())[entry];
    if (held) openSheet(mention, content(entry, held), held.name);
    else if (mention.href) location.href = mention.href;
  });
}
