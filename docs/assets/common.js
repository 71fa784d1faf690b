// What several features of a page need: elements, what is remembered, the address, the turns, and a line that is read out.

/** An element with attributes and children; children may be elements or text. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

export function recall(key) {
  try {
    return localStorage.getItem(`edition.${key}`);
  } catch {
    return null; // a browser that keeps nothing
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(`edition.${key}`, value);
  } catch {
    // what was chosen still holds on this page
  }
}

/** What the address asks for. */
export const asked = (name) => new URLSearchParams(location.search).get(name);

/** Keep a choice in the address, so that it can be linked; null takes it out. */
export function keepInAddress(name, value) {
  const address = new URL(location.href);
  if (value === null) address.searchParams.delete(name);
  else address.searchParams.set(name, value);
  history.replaceState(history.state, "", address);
}

/** The article of the talk: where the keys work, and what is counted and copied. */
export const talk = document.querySelector(".interview-head")?.closest("article");

/** A turn: its id and number, its speaker, its heading and its paragraphs. */
function readTurn(heading) {
  const paragraphs = [];
  for (let next = heading.nextElementSibling; next?.matches("[data-witness], .range-end"); next = next.nextElementSibling) {
    paragraphs.push(next);
  }
  return {
    id: heading.id,
    number: heading.id.slice(1),
    speaker: heading.dataset.speaker,
    name: heading.querySelector(".speaker").textContent,
    heading,
    paragraphs,
    parts: [heading, ...paragraphs],
  };
}

export const turns = talk ? [...talk.querySelectorAll(".turn")].map(readTurn) : [];

/** The turn that an element stands in. */
export function turnOf(element) {
  const part = element?.closest?.(".turn, [data-witness]");
  return turns.find((turn) => turn.parts.includes(part));
}

/** The words of the talk in an element or a range, without notes, numbers and other additions. */
export function wordsOf(node) {
  const copy = node.cloneNode(true);
  copy.querySelectorAll?.("[data-added]").forEach((one) => one.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** Move to an element without hiding it under the header. */
export function goTo(element) {
  element.scrollIntoView({ block: "center", behavior: "instant" });
}

/** Put something on the page outside its text: its words are English, whatever the theme's are. */
export function put(element) {
  if (document.documentElement.lang !== "en") Object.assign(element, { lang: "en", dir: "ltr" });
  document.body.append(element);
}

const live = make("p", { class: "visually-hidden", role: "status", "data-added": "" });
put(live);

/** Say something to those who hear the page. */
export function announce(text) {
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = text));
}

const notices = make("div", { class: "reader-notices" });
put(notices);

/** A line at the foot of the window that stays until it is closed; the same key replaces it, no text takes it away. */
export function showNotice(key, text = "", ...buttons) {
  notices.querySelector(`[data-key="${key}"]`)?.remove();
  if (text) notices.append(make("div", { class: "reader-notice", "data-key": key }, make("span", {}, text), ...buttons));
  announce(text);
}

export function button(label, action) {
  const element = make("button", { type: "button", class: "reader-button" }, label);
  element.addEventListener("click", action);
  return element;
}

/** Copy a text, and say so; where the browser does not let us, it is shown selected. */
export async function copy(text, what) {
  const close = button("Close", () => showNotice("copied"));
  try {
    await navigator.clipboard.writeText(text);
    showNotice("copied", `${what} copied.`, close);
    setTimeout(() => showNotice("copied"), 5000);
  } catch {
    const field = make("textarea", { readonly: "", "aria-label": what, rows: "4" });
    field.value = text;
    showNotice("copied", `${what}: copy it from here.`, field, close);
    field.select();
  }
}
