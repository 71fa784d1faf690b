// Search with Pagefind on /explore/. The query and the filters stand in the address, so that a search can be linked.

import { make } from "./common.js";

const root = new URL("../", import.meta.url);
const place = document.getElementById("explore-search");
const PAGE = 15;

/** Pagefind's excerpt as nodes: its only markup is <mark>, everything else is taken as text. */
function excerptNodes(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return [...parsed.body.childNodes].map((node) =>
    node.nodeName === "MARK" ? make("mark", {}, node.textContent) : document.createTextNode(node.textContent)
  );
}

/** The query and the filters that the address holds. */
function readAddress() {
  const state = { query: "", filters: {} };
  for (const [key, value] of new URLSearchParams(location.search)) {
    if (key === "q") state.query = value;
    else (state.filters[key] ??= []).push(value);
  }
  return state;
}

function writeAddress({ query, filters }) {
  const address = new URLSearchParams();
  if (query) address.set("q", query);
  for (const [name, values] of Object.entries(filters)) for (const value of values) address.append(name, value);
  const text = address.toString();
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
}

class Explore {
  constructor(element, pagefind, known) {
    this.pagefind = pagefind;
    this.known = known;
    this.turn = 0;
    this.input = make("input", { type: "search", name: "q", "aria-label": "Words to look for", autocomplete: "off" });
    this.form = make("form", { role: "search", "aria-label": "Explore" }, this.input, make("button", {}, "Search"));
    this.filters = make("div", { class: "filters", role: "group", "aria-label": "Filters" });
    this.status = make("p", { class: "status", role: "status" });
    this.results = make("ol", { class: "results" });
    this.more = make("button", { type: "button", hidden: "" }, "More results");
    element.replaceChildren(this.form, this.filters, this.status, this.results, this.more);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.changed();
    });
    this.input.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.changed(), 200);
    });
    this.more.addEventListener("click", () => this.show());
    addEventListener("popstate", () => this.restore());
  }

  restore() {
    this.state = readAddress();
    this.input.value = this.state.query;
    return this.search();
  }

  changed() {
    this.state.query = this.input.value.trim();
    writeAddress(this.state);
    return this.search();
  }

  toggle(name, value, on) {
    const held = new Set(this.state.filters[name] ?? []);
    if (on) held.add(value);
    else held.delete(value);
    if (held.size) this.state.filters[name] = [...held];
    else delete this.state.filters[name];
    return this.changed();
  }

  async search() {
    const turn = ++this.turn;
    const { query, filters } = this.state;
    const wanted = Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, { any: values }]));
    const [found, talk] = await Promise.all([
      this.pagefind.search(query || null, { filters: wanted }),
      this.pagefind.search(query || null, { filters: { ...wanted, Kind: { any: ["Turn"] } } }),
    ]);
    if (turn !== this.turn) return; // a later search has begun
    const said = new Set(talk.results.map((one) => one.id)); // what was said comes before what is said about it
    const ordered = [...found.results.filter((one) => said.has(one.id)), ...found.results.filter((one) => !said.has(one.id))];
    this.found = query || Object.keys(filters).length ? ordered : [];
    this.shown = 0;
    this.results.replaceChildren();
    this.showFilters(found.totalFilters ?? found.filters);
    const count = this.found.length;
    this.status.textContent = query || Object.keys(filters).length
      ? `${count} ${count === 1 ? "result" : "results"}${query ? ` for “${query}”` : ""}`
      : "Type words, or choose a filter: every turn, entry and note is searched.";
    await this.show();
  }

  showFilters(counts) {
    const open = new Set([...this.filters.querySelectorAll("details[open]")].map((one) => one.dataset.name));
    const focused = document.activeElement?.dataset?.filter;
    const groups = Object.keys(this.known).sort().map((name) => {
      const chosen = new Set(this.state.filters[name] ?? []);
      const values = Object.keys(this.known[name]).filter((value) => counts[name]?.[value] || chosen.has(value)).sort();
      const items = values.map((value) => {
        const box = make("input", { type: "checkbox", "data-filter": `${name}:${value}` });
        box.checked = chosen.has(value);
        box.addEventListener("change", () => this.toggle(name, value, box.checked));
        return make("li", {}, make("label", {}, box, ` ${value} (${counts[name]?.[value] ?? 0})`));
      });
      const label = chosen.size ? `${name}: ${[...chosen].join(", ")}` : name;
      const group = make("details", { "data-name": name }, make("summary", {}, label), make("ul", {}, ...items));
      group.open = open.has(name);
      return group;
    });
    this.filters.replaceChildren(...groups);
    if (focused) this.filters.querySelector(`[data-filter="${CSS.escape(focused)}"]`)?.focus();
  }

  async show() {
    const turn = this.turn;
    const batch = this.found.slice(this.shown, this.shown + PAGE);
    const loaded = await Promise.all(batch.map((one) => one.data()));
    if (turn !== this.turn) return;
    this.shown += batch.length;
    this.results.append(...loaded.map((one) => this.result(one)));
    this.more.hidden = this.shown >= this.found.length;
  }

  result({ meta, excerpt }) {
    const nodes = excerptNodes(excerpt);
    const address = new URL(meta.url, root);
    const words = new Set(nodes.filter((node) => node.nodeName === "MARK").map((node) => node.textContent.match(/[\p{L}\p{N}'’-]+/u)?.[0]));
    words.delete(undefined);
    if (meta.kind === "Turn" && words.size) address.searchParams.set("words", [...words].join(" "));
    const link = make("a", { href: address.href }, meta.title);
    const kind = make("span", { class: "result-kind" }, meta.kind);
    return make("li", {}, link, kind, make("p", { class: "result-excerpt" }, ...nodes));
  }
}

if (place) {
  const pagefind = await import(new URL("pagefind/pagefind.js", root).href);
  await pagefind.options({ excerptLength: 32 });
  const explore = new Explore(place, pagefind, await pagefind.filters());
  await explore.restore();
}
