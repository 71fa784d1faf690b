// Filters and sorting for the list of interviews: `?speaker=anna-berg&decade=1970&notes=with&sort=words`. The rows of a
// list in parts are fetched from its other pages when something is chosen; without a script those pages are the list.

import { asked, keepInAddress, make } from "./common.js";

const box = document.querySelector(".catalogue");
const SORTS = { date: "Date", title: "Title", words: "Length", notes: "Number of notes" };
const compare = new Intl.Collator(document.documentElement.lang || undefined).compare;

/** What a row says of its interview, from its links and cells. */
function readRow(row, base) {
  const [title, , speakers] = row.cells;
  const link = title.querySelector("a");
  for (const one of row.querySelectorAll("a")) one.href = new URL(one.getAttribute("href"), base);
  const themes = (link.dataset.themes ?? "").split("; ").filter(Boolean);
  return {
    row,
    title: link.textContent,
    year: Number(link.dataset.year),
    words: Number(link.dataset.words),
    notes: Number(link.dataset.notes),
    language: link.dataset.language,
    speakers: new Map([...speakers.querySelectorAll("a")].map((one) => [one.pathname.split("/").at(-2), one.textContent])),
    themes: new Map(themes.map((one) => one.split(": ", 2))),
  };
}

const rowsOf = (root, base) => [...root.querySelectorAll(".catalogue tbody tr")].map((row) => readRow(row, base));

/** The rows of all parts, and a table to show them in. */
async function readParts() {
  const pages = await Promise.all(
    [...box.querySelectorAll("li a")].map(async ({ href }) => {
      const answer = await fetch(href);
      if (!answer.ok) throw new Error(`${href}: ${answer.status}`);
      return [new DOMParser().parseFromString(await answer.text(), "text/html"), href];
    }),
  );
  const table = document.importNode(pages[0][0].querySelector(".catalogue table"), true);
  table.tBodies[0].replaceChildren();
  return { rows: pages.flatMap(([page, href]) => rowsOf(page, href)), table };
}

const names = new Intl.DisplayNames(["en"], { type: "language" });

function choices(rows) {
  const speakers = new Map(rows.flatMap((one) => [...one.speakers]));
  const themes = new Map(rows.flatMap((one) => [...one.themes]));
  const decades = new Set(rows.map((one) => Math.floor(one.year / 10) * 10));
  const languages = new Set(rows.map((one) => one.language));
  const sorted = (map) => [...map].sort(([, one], [, other]) => compare(one, other));
  return {
    speaker: ["Speaker", sorted(speakers)],
    decade: ["Decade", [...decades].sort((one, other) => one - other).map((one) => [String(one), `${one}s`])],
    language: ["Language", languages.size > 1 ? sorted(new Map([...languages].map((one) => [one, names.of(one)]))) : []],
    theme: ["Theme", sorted(themes)],
    notes: ["Notes", [["with", "with notes"], ["without", "without notes"]]],
  };
}

const TESTS = {
  speaker: (one, value) => one.speakers.has(value),
  decade: (one, value) => Math.floor(one.year / 10) * 10 === Number(value),
  language: (one, value) => one.language === value,
  theme: (one, value) => one.themes.has(value),
  notes: (one, value) => one.notes > 0 === (value === "with"),
};

const ORDERS = {
  date: null, // as the rows come
  title: (one, other) => compare(one.title, other.title),
  words: (one, other) => other.words - one.words,
  notes: (one, other) => other.notes - one.notes,
};

function start(rows, table, status) {
  const original = [...rows];
  const form = make("form", { class: "catalogue-filters" });
  const selects = {};
  const add = (name, label, options, first) => {
    const entries = first ? [["", first], ...options] : options;
    selects[name] = make("select", { name }, ...entries.map(([value, text]) => make("option", { value }, text)));
    form.append(make("label", {}, `${label} `, selects[name]));
  };
  for (const [name, [label, options]] of Object.entries(choices(rows))) if (options.length > 1) add(name, label, options, "any");
  add("sort", "Sort by", Object.entries(SORTS));
  const apply = () => {
    const chosen = Object.entries(selects).filter(([name, select]) => name !== "sort" && select.value);
    const shown = original.filter((one) => chosen.every(([name, select]) => TESTS[name](one, select.value)));
    const order = ORDERS[selects.sort.value];
    table.tBodies[0].replaceChildren(...(order ? shown.toSorted(order) : shown).map((one) => one.row));
    status.textContent = `${shown.length} of ${original.length} interviews`;
  };
  for (const [name, select] of Object.entries(selects)) {
    const value = asked(name);
    if ([...select.options].some((one) => one.value === value)) select.value = value;
    select.addEventListener("change", () => {
      keepInAddress(name, select.value && select.value !== "date" ? select.value : null);
      apply();
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  box.before(form, status);
  apply();
  return selects;
}

async function begin() {
  const status = make("p", { class: "catalogue-count", role: "status" });
  const table = box.querySelector("table");
  if (table) return start(rowsOf(document, location.href), table, status);
  const button = make("button", { type: "button", class: "reader-button" }, "Filter and sort all interviews");
  const open = async () => {
    button.disabled = true;
    try {
      const { rows, table: whole } = await readParts();
      const selects = start(rows, whole, status);
      box.replaceChildren(make("div", { class: "table-scroll", role: "group", "aria-label": "Table", tabindex: "0" }, whole));
      button.remove();
      Object.values(selects)[0].focus();
    } catch {
      button.disabled = false;
      button.textContent = "The list could not be fetched. Try again";
    }
  };
  button.addEventListener("click", open);
  box.before(button);
  if (["speaker", "decade", "language", "theme", "notes", "sort"].some(asked)) await open();
}

if (box) begin();
