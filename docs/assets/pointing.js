// Pointing: a turn's number opens what can be copied of it, selected words likewise. A link to words is a text fragment
// (WICG Scroll To Text Fragment), which browsers that do not know it pass over.

import { announce, button, copy, make, put, showNotice, talk, turnOf, turns, wordsOf } from "./common.js";
import { rangeBounds, rangeName } from "./ranges.js";

const cite = async (...what) => (await import("./cite.js")).cite(...what); // fetched when it is first wanted
const facts = talk?.querySelector(".interview-head").dataset;
const EXACT = 8; // up to so many words are given whole in a link; of more the first and last
const ENDS = 4;

/** The address of a turn or a range, without what was chosen on the way here. */
export function addressOf(range) {
  const address = new URL(location.pathname, location.href);
  if (range.length > 1) address.searchParams.set("turns", rangeBounds(range));
  address.hash = range[0].id;
  return address.href;
}

/** Words with the one who says them, where they were printed, the edition with its version, and the address. */
export function quotation(spoken, range) {
  const said = spoken.map(({ name, words }) => (spoken.length > 1 ? `${name}: “${words}”` : `“${words}”`)).join("\n");
  const who = spoken.length > 1 ? "" : `${spoken[0].name}, `;
  const printed = `${who}in “${facts.title}”, ${facts.printed}`;
  const place = `${rangeName(range).toLowerCase()}, in ${facts.edition}, version ${facts.version}`;
  return `${said}\n(${printed}; ${place}, ${addressOf(range)})`;
}

const escaped = (text) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

/** The same as HTML: a figure of a quotation with its address, and a caption that says whose words they are. */
export function quotationAsHtml(spoken, range) {
  const address = escaped(addressOf(range));
  const several = spoken.length > 1;
  const said = spoken.map(({ name, words }) => `<p>${several ? `<b>${escaped(name)}:</b> ` : ""}${escaped(words)}</p>`);
  const who = several ? "" : `${escaped(spoken[0].name)}, `;
  const place = `<a href="${address}">${escaped(rangeName(range).toLowerCase())}</a>`;
  const printed = `in <cite>${escaped(facts.title)}</cite>, ${escaped(facts.printed)}`;
  const edition = `in ${escaped(facts.edition)}, version ${escaped(facts.version)}`;
  return `<figure>
<blockquote cite="${address}">
${said.join("\n")}
</blockquote>
<figcaption>${who}${printed}; ${place}, ${edition}</figcaption>
</figure>`;
}

const wholeTurns = (range) =>
  range.map((turn) => ({ name: turn.name, words: turn.paragraphs.map(wordsOf).join(" ") }));

// The menu of a turn's number ---------------------------------------------------------------------------------------

const menu = make("div", { class: "reader-menu", role: "group", popover: "auto" });
let rangeFrom = null;

function openMenu(number, turn) {
  const items = [
    button("Copy link", () => copy(addressOf([turn]), `Link to turn ${turn.number}`)),
    button("Copy quotation", () => copy(quotation(wholeTurns([turn]), [turn]), `Turn ${turn.number} with its source`)),
    button("Copy as HTML quotation", () =>
      copy(quotationAsHtml(wholeTurns([turn]), [turn]), `Turn ${turn.number} as an HTML quotation`)),
    button("Cite …", () => cite(`${turn.name}, turn ${turn.number}`, addressOf([turn]))),
  ];
  if (rangeFrom && rangeFrom !== turn) {
    const [first, last] = [rangeFrom, turn].map((one) => turns.indexOf(one)).sort((a, b) => a - b);
    const range = turns.slice(first, last + 1);
    items.push(button(`Copy link to ${rangeName(range).toLowerCase()}`, () => {
      rangeFrom = null;
      showNotice("from");
      copy(addressOf(range), `Link to ${rangeName(range).toLowerCase()}`);
    }), button(`Cite ${rangeName(range).toLowerCase()} …`, () => cite(rangeName(range), addressOf(range))));
  }
  if (facts.contact) {
    items.push(button("Report an error or reply", async () => {
      const { replyAddress } = await import("./reply.js");
      const body = `${quotation(wholeTurns([turn]), [turn])}\n\nVersion ${facts.version}\n\n`;
      location.href = replyAddress(facts.contact, `Turn ${turn.number}: ${facts.title}`, body);
    }));
  }
  items.push(button("Begin a range here", () => {
    rangeFrom = turn;
    const end = button("Cancel", () => {
      rangeFrom = null;
      showNotice("from");
    });
    showNotice("from", `A range begins at turn ${turn.number}. Now choose the number of its last turn.`, end);
  }));
  menu.setAttribute("aria-label", `Turn ${turn.number}`);
  menu.replaceChildren(...items);
  if (!menu.isConnected) number.after(menu);
  menu.hidePopover();
  number.closest(".turn").append(menu);
  menu.showPopover();
  beside(menu, number.getBoundingClientRect());
  items[0].focus({ preventScroll: true });
}

menu.addEventListener("click", (event) => event.target.closest("button") && menu.hidePopover());

function beside(box, words) {
  const { width, height } = box.getBoundingClientRect();
  const below = innerHeight - words.bottom > height + 12;
  const top = below ? words.bottom + 4 : words.top - height - 4;
  box.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
  box.style.left = `${Math.max(8, Math.min(words.left, innerWidth - width - 8))}px`;
}

// Selected words ----------------------------------------------------------------------------------------------------

const toolbar = make("div", { class: "reader-menu", role: "group", "aria-label": "The selected words", popover: "manual" });

/** The talk's text nodes in a range, in stretches that no addition interrupts, each cut to the range. */
function stretches(range) {
  const scope = range.commonAncestorContainer;
  const walker = document.createTreeWalker(scope.nodeType === Node.TEXT_NODE ? scope.parentNode : scope, NodeFilter.SHOW_TEXT);
  const found = [];
  let paragraph = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!range.intersectsNode(node)) continue;
    const holder = node.parentElement.closest("[data-witness]");
    if (!holder || node.parentElement.closest("[data-added]")) {
      if (node.data.trim()) paragraph = null;
      continue;
    }
    const start = node === range.startContainer ? range.startOffset : 0;
    const end = node === range.endContainer ? range.endOffset : node.data.length;
    if (holder !== paragraph) found.push({ holder, text: "" });
    found.at(-1).text += node.data.slice(start, end);
    paragraph = holder;
  }
  return found.filter((one) => one.text.trim());
}

/** `#t12:~:text=...`: the words whole where they are few, else the first and the last. */
export function fragmentOf(found) {
  const encode = (words) => encodeURIComponent(words.join(" ")).replaceAll("-", "%2D");
  const first = found[0].text.trim().split(/\s+/);
  const last = found.at(-1).text.trim().split(/\s+/);
  if (found.length === 1 && first.length <= EXACT) return encode(first);
  return `${encode(first.slice(0, ENDS))},${encode(last.slice(-ENDS))}`;
}

/** What is selected of the talk: the turns, the words of each, and a link to them; null where nothing is. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!talk.contains(range.commonAncestorContainer)) return null;
  const found = stretches(range);
  const held = [...new Set(found.map((one) => turnOf(one.holder)))];
  if (!held.length || held.includes(undefined)) return null;
  const spoken = held.map((turn) => ({
    name: turn.name,
    words: found.filter((one) => turn.parts.includes(one.holder)).map((one) => one.text).join(" ").replace(/\s+/g, " ").trim(),
  }));
  const link = `${addressOf(held.slice(0, 1))}:~:text=${fragmentOf(found)}`;
  return { turns: held, spoken, link, rect: range.getBoundingClientRect() };
}

export function copySelection() {
  const held = selected();
  if (!held) return announce("Select some words of the talk first.");
  return copy(quotation(held.spoken, held.turns), "Quotation with its source");
}

function offer() {
  const held = selected();
  if (!held) return toolbar.matches(":popover-open") && toolbar.hidePopover();
  const items = [
    button("Copy quotation", () => copy(quotation(held.spoken, held.turns), "Quotation with its source")),
    button("Copy as HTML quotation", () => copy(quotationAsHtml(held.spoken, held.turns), "HTML quotation")),
    button("Copy link to these words", () => copy(held.link, "Link to the selected words")),
  ];
  if (held.turns.length > 1) {
    const name = rangeName(held.turns).toLowerCase();
    items.push(button(`Copy link to ${name}`, () => copy(addressOf(held.turns), `Link to ${name}`)));
  }
  toolbar.replaceChildren(...items);
  if (!toolbar.isConnected) put(toolbar);
  if (!toolbar.matches(":popover-open")) toolbar.showPopover();
  return beside(toolbar, held.rect);
}

if (talk && HTMLElement.prototype.showPopover) {
  talk.addEventListener("click", (event) => {
    const number = event.target.closest(".turn-number");
    if (!number || event.metaKey || event.ctrlKey || event.shiftKey) return;
    setTimeout(() => openMenu(number, turnOf(number))); // after the address has changed
  });
  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, 250);
  });
  toolbar.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && toolbar.matches(":popover-open")) toolbar.hidePopover();
  });
}

document.querySelector('[data-open="cite"]')?.addEventListener("click", () => cite());
