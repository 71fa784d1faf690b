// Search with Pagefind on /explore/. The query and the filters stand in the address, so that a search can be linked.

import { make } from "./common.js";
import { asked, folded, isUnspaced, shown } from "./search-text.js";

const root = new URL("../", import.meta.url);
const place = document.getElementById("explore-search");
const PAGE = 15;
const EVERY = "everyrecordhasthis"; // asked for where there are filters alone: for no words Pagefind would fetch the whole index
const WHOLE_PAGE = 3; // interviews are read whole to show where in them the words are
const PLACES = 3; // of an interview, before the reader asks for more
const FORESEEN = 4; // letters: what begins with fewer stands in other parts of the index than the word meant
const LONG = 12; // a list of values that can be narrowed
const SHOWN = 60;

/** Pagefind's excerpt as nodes: its only markup is <mark>, everything else is taken as text.

Of a phrase without spaces single characters are not marked where they stand by themselves. */
function excerptNodes(html, phrases) {
  const parsed = new DOMParser().parseFromString(shown(html), "text/html");
  const unspaced = phrases.map((phrase) => folded(phrase.replace(/[" ]/gu, "")));
  const isStray = (text) => isUnspaced(text) && unspaced.length > 0 && !unspaced.some((phrase) => folded(text).includes(phrase));
  return [...parsed.body.childNodes].map((node) =>
    node.nodeName === "MARK" && !isStray(node.textContent)
      ? make("mark", {}, node.textContent)
      : document.createTextNode(node.textContent)
  );
}

/** Whether as many words as a phrase has stand one after the other, of those that were found. */
function standTogether(places, length) {
  const order = [...new Set(places)].sort((one, other) => one - other);
  return order.some((place, index) => order[index + length - 1] === place + length - 1);
}

/** Nodes without the words that they begin with, which stand in a heading. */
function withoutStart(nodes, start) {
  const text = nodes.map((node) => node.textContent).join("");
  if (!text.startsWith(start)) return nodes;
  let left = start.length + text.slice(start.length).match(/^[.\s]*/u)[0].length;
  for (const node of nodes) {
    const cut = Math.min(left, node.textContent.length);
    node.textContent = node.textContent.slice(cut);
    left -= cut;
  }
  return nodes.filter((node) => node.textContent);
}

/** The words that an excerpt marks, to be marked on the page too. */
function markedWords(nodes) {
  const marked = nodes.filter((node) => node.nodeName === "MARK");
  const words = marked.map((node) => node.textContent.match(/[\p{L}\p{N}\p{M}'’-]+/u)?.[0]);
  return [...new Set(words.filter(Boolean))];
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
  constructor(element, pagefind) {
    this.pagefind = pagefind;
    this.large = "large" in element.dataset;
    this.folded = this.large || "many" in element.dataset; // their filters are heavier than the results
    this.page = this.large ? WHOLE_PAGE : PAGE;
    this.turn = 0;
    this.narrowed = {};
    this.input = make("input", { type: "search", name: "q", "aria-label": "Words to look for", autocomplete: "off", dir: "auto" });
    this.form = make("form", { role: "search", "aria-label": "Explore" }, this.input, make("button", {}, "Search"));
    this.groups = make("div", { class: "filters", role: "group", "aria-label": "Filters" });
    this.choice = make("details", { class: "filter-choice" }, make("summary", {}, "Filters"), this.groups);
    this.status = make("p", { class: "status", role: "status" });
    this.results = make("ol", { class: "results" });
    this.more = make("button", { type: "button", hidden: "" }, "More results");
    element.replaceChildren(this.form, this.choice, make("div", { class: "found" }, this.status, this.results, this.more));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.changed();
    });
    this.input.addEventListener("input", () => {
      clearTimeout(this.waiting);
      clearTimeout(this.foreseen);
      this.foreseen = setTimeout(() => this.foresee(), 40);
      this.waiting = setTimeout(() => this.changed(), 150);
    });
    this.more.addEventListener("click", () => this.show());
    this.choice.addEventListener("toggle", () => this.choice.open && this.loadFilters());
    addEventListener("popstate", () => this.restore());
  }

  /** Fetch what a search for these words will want, while it is not yet certain that they are all. */
  foresee() {
    const query = this.input.value.trim();
    if (query.length >= FORESEEN) for (const part of asked(query)) this.pagefind.preload(part);
  }

  async restore() {
    this.state = readAddress();
    this.input.value = this.state.query;
    await this.search();
    const open = !this.folded || Object.keys(this.state.filters).length > 0;
    if (open) setTimeout(() => (this.choice.open = true), 50); // when the results have been drawn
  }

  /** The filters are fetched when the first results stand: in an archive they are heavier than these. */
  async loadFilters() {
    if (this.known) return;
    this.known = {};
    const { said, ...known } = await this.pagefind.filters(); // the first is for the order of results
    this.known = known;
    const turn = this.turn;
    const { query, filters } = this.state;
    const anything = query || Object.keys(filters).length;
    const { counts } = anything ? await this.find(asked(query), this.wanted()) : { counts: this.known };
    if (turn === this.turn) this.showFilters(counts);
  }

  /** The chosen filters as Pagefind takes them. */
  wanted() {
    return Object.fromEntries(Object.entries(this.state.filters).map(([name, values]) => [name, { any: values }]));
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

  /** The records that have all parts of a query, those first that have the first part best. */
  async find(parts, filters) {
    const answers = await Promise.all((parts.length ? parts : [EVERY]).map((part) => this.answer(part, filters)));
    const [first, ...others] = answers;
    const held = others.map((answer) => new Set(answer.results.map((one) => one.id)));
    const results = first.results.filter((one) => held.every((ids) => ids.has(one.id)));
    return { results, counts: others.length ? null : first.totalFilters };
  }

  /** What Pagefind finds. Of a phrase it finds but one written form, with its accents, and but the first place in a
   record: where that is too little, all its words are looked for, and whether they stand together. */
  async answer(part, filters) {
    const exact = await this.pagefind.search(part, { filters });
    if (!part.startsWith('"')) return exact;
    const enough = /^["\s\p{Script=Han}]+$/u.test(part) || (exact.results.length && !/\P{ASCII}/u.test(part));
    if (enough && !this.large) return exact;
    const words = part.slice(1, -1);
    const near = await this.pagefind.search(words, { filters });
    const held = new Set(exact.results.map((one) => one.id));
    const together = (one) => !(enough && exact.results.length) && standTogether(one.words, words.split(" ").length);
    const fitting = near.results.filter((one) => held.has(one.id) || together(one));
    const results = this.large ? fitting : [...exact.results, ...fitting.filter((one) => !held.has(one.id))];
    return { results, totalFilters: null };
  }

  async search() {
    const turn = ++this.turn;
    const { query, filters } = this.state;
    const parts = asked(query);
    this.phrases = parts.filter((part) => part.startsWith('"'));
    await this.pagefind.options({ excerptLength: parts.some((part) => /^".( .)+"$/u.test(part)) ? 64 : 32 });
    const wanted = this.wanted();
    const anything = parts.length || Object.keys(filters).length;
    this.found = [];
    this.shown = 0;
    this.results.replaceChildren();
    this.more.hidden = true;
    // What was said comes before what is said about it, and stands while the rest is looked for.
    const isSaid = anything && (filters.Kind ?? ["Turn"]).includes("Turn");
    const talk = isSaid ? (await this.find(parts, { ...wanted, said: { any: ["yes"] } })).results : [];
    if (turn !== this.turn) return; // a later search has begun
    this.found = talk;
    await this.show();
    const { results, counts } = anything ? await this.find(parts, wanted) : { results: [], counts: this.known };
    if (turn !== this.turn) return;
    const said = new Set(talk.map((one) => one.id));
    this.found = [...talk, ...results.filter((one) => !said.has(one.id))];
    if (this.known) this.showFilters(counts);
    const count = this.found.length;
    this.status.textContent = anything
      ? `${count} ${count === 1 ? "result" : "results"}${query ? ` for “${query}”` : ""}`
      : `Type words, or choose a filter: every ${this.large ? "interview" : "turn"}, entry and note is searched.`;
    await this.show(this.page - this.shown);
  }

  showFilters(counts) {
    const open = new Set([...this.groups.querySelectorAll("details[open]")].map((one) => one.dataset.name));
    const focused = document.activeElement?.dataset?.filter;
    const groups = Object.keys(this.known).sort().map((name) => {
      const chosen = this.state.filters[name] ?? [];
      const label = chosen.length ? `${name}: ${chosen.join(", ")}` : name;
      const group = make("details", { "data-name": name }, make("summary", {}, label));
      group.open = open.has(name);
      if (group.open) this.fill(group, name, counts?.[name]);
      group.addEventListener("toggle", () => group.open && group.childElementCount === 1 && this.fill(group, name, counts?.[name]));
      return group;
    });
    this.groups.replaceChildren(...groups);
    if (focused) this.groups.querySelector(`[data-filter="${CSS.escape(focused)}"]`)?.focus();
  }

  /** The values of a filter as boxes; a long list has a field that narrows it. */
  fill(group, name, counts) {
    const chosen = new Set(this.state.filters[name] ?? []);
    const order = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });
    const values = Object.keys(this.known[name]).filter((value) => !counts || counts[value] || chosen.has(value)).sort(order.compare);
    const list = make("ul", {});
    const rest = make("p", { class: "filter-rest", role: "status" });
    const draw = () => {
      const wanted = folded(this.narrowed[name] ?? "");
      const fitting = values.filter((value) => chosen.has(value) || folded(value).includes(wanted));
      list.replaceChildren(...fitting.slice(0, SHOWN).map((value) => this.box(name, value, chosen.has(value), counts?.[value] ?? 0, Boolean(counts))));
      rest.textContent = fitting.length > SHOWN ? `${fitting.length - SHOWN} more: narrow the list` : "";
    };
    group.append(list, rest);
    if (values.length > LONG) {
      const field = make("input", { type: "search", "aria-label": `Narrow ${name}`, placeholder: `Narrow ${values.length}`, "data-filter": `${name}:`, autocomplete: "off" });
      field.value = this.narrowed[name] ?? "";
      field.addEventListener("input", () => {
        this.narrowed[name] = field.value;
        draw();
      });
      list.before(field);
    }
    draw();
  }

  box(name, value, checked, count, counted) {
    const box = make("input", { type: "checkbox", "data-filter": `${name}:${value}` });
    box.checked = checked;
    box.addEventListener("change", () => this.toggle(name, value, box.checked));
    return make("li", {}, make("label", {}, box, " ", make("bdi", {}, value), counted ? ` (${count})` : ""));
  }

  /** Add results to those that stand. */
  async show(count = this.page) {
    const turn = this.turn;
    const batch = this.found.slice(this.shown, this.shown + Math.max(count, 0));
    this.shown += batch.length;
    const [first, ...others] = batch; // the first is shown before the others are fetched
    const loadings = first ? [first.data()] : [];
    for (let place = 0; place < loadings.length; place++) {
      const loaded = await loadings[place];
      if (turn !== this.turn) return;
      this.results.append(this.result(loaded));
      if (place === 0 && others.length) {
        await new Promise((drawn) => setTimeout(drawn, 30));
        if (turn !== this.turn) return;
        loadings.push(...others.map((one) => one.data()));
      }
    }
    this.more.hidden = this.shown >= this.found.length;
  }

  result(record) {
    const { meta } = record;
    const title = shown(meta.title);
    const interview = meta.kind === "Turn" ? record.filters.Interview ?? [] : []; // told where there are several
    const kind = make("span", { class: "result-kind" }, [meta.kind, ...interview].join(" · "));
    if (meta.kind === "Interview") {
      const link = make("a", { href: new URL(meta.url, root).href }, ...titleNodes(title));
      return make("li", {}, link, kind, this.places(record));
    }
    const nodes = excerptNodes(record.excerpt, this.phrases);
    const address = new URL(meta.url, root);
    if (meta.kind === "Turn") mark(address, nodes);
    return make("li", {}, make("a", { href: address.href }, ...titleNodes(title)), kind, said(nodes, meta));
  }

  /** Where in an interview the words are, turn by turn; under a filter by speaker that speaker's turns alone. */
  places({ meta, sub_results: places }) {
    const speakers = this.state.filters.Speaker ?? [];
    const [first] = asked(this.state.query);
    const length = first?.startsWith('"') ? first.split(" ").length : 1;
    const wanted = places.filter(({ anchor, title, locations }) =>
      anchor
      && standTogether(locations, length)
      && (!speakers.length || speakers.some((name) => shown(title).startsWith(`${name}, `)))
    );
    const items = wanted.map(({ anchor, title, excerpt }) => {
      const address = new URL(`${meta.url}#${anchor.id}`, root);
      const nodes = withoutStart(excerptNodes(excerpt, this.phrases), shown(title));
      mark(address, nodes);
      return make("li", {}, make("a", { href: address.href }, ...titleNodes(shown(title))), said(nodes, meta));
    });
    const list = make("ol", { class: "places" }, ...items.slice(0, PLACES));
    if (items.length > PLACES) {
      const more = make("button", { type: "button" }, `${items.length - PLACES} more in this interview`);
      const item = make("li", { class: "places-more" }, more);
      more.addEventListener("click", () => {
        item.replaceWith(...items.slice(PLACES));
        items[PLACES].querySelector("a").focus();
      });
      list.append(item);
    }
    return list;
  }
}

/** A title with the name in it apart, so that one written from right to left does not turn the rest. */
function titleNodes(title) {
  const [, name, turn] = title.match(/^(.*)(, turn \w+)$/u) ?? [, title, ""];
  return [make("bdi", {}, name), turn];
}

/** Have the words marked where a link leads. */
function mark(address, nodes) {
  const words = markedWords(nodes);
  if (words.length) address.searchParams.set("words", words.join(" "));
}

/** An excerpt, in the language that it is in. */
const said = (nodes, { lang, dir }) => make("p", { class: "result-excerpt", ...(lang ? { lang, dir } : {}) }, ...nodes);

if (place) {
  const pagefind = await import(new URL("pagefind/pagefind.js", root).href);
  await pagefind.options({ noWorker: true }); // a worker is 41 kB more, and all that is found has to be copied from it
  await pagefind.init();
  for (let part = 2; part <= Number(place.dataset.parts ?? 1); part++) {
    await pagefind.mergeIndex(new URL(`pagefind/${part}/`, root).href);
  }
  await new Explore(place, pagefind).restore();
}
