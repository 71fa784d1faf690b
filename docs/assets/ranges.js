// A range of turns in the address, `?turns=12-18#t12`: the passage is marked, the rest dimmed, its length told.

import { asked, button, goTo, keepInAddress, showNotice, talk, turns, wordsOf } from "./common.js";

const WORDS_A_MINUTE = 220;

/** The turns from one number to another, or none where the address names turns that are not there. */
export function turnsBetween(bounds) {
  const [from, to = from] = bounds.split("-").map((one) => turns.findIndex((turn) => turn.number === one.replace(/^t/, "")));
  return from < 0 || to < 0 ? [] : turns.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** How a range is called: "Turns 12–18". */
export const rangeName = (range) =>
  range.length === 1 ? `Turn ${range[0].number}` : `Turns ${range[0].number}–${range.at(-1).number}`;

export const rangeBounds = (range) => (range.length === 1 ? range[0].number : `${range[0].number}-${range.at(-1).number}`);

export function markRange(range) {
  talk.classList.toggle("has-range", range.length > 0);
  for (const turn of turns) {
    for (const part of turn.parts) part.classList.toggle("in-range", range.includes(turn));
  }
  if (!range.length) return showNotice("range");
  const words = range.flatMap((turn) => turn.paragraphs).reduce((sum, one) => sum + wordsOf(one).split(" ").length, 0);
  const minutes = Math.max(1, Math.round(words / WORDS_A_MINUTE));
  const length = `${words.toLocaleString("en")} words, about ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  return showNotice("range", `${rangeName(range)}: ${length}`, button("Show the whole talk", clearRange));
}

function clearRange() {
  keepInAddress("turns", null);
  markRange([]);
}

const bounds = asked("turns");
if (talk && bounds) {
  const range = turnsBetween(bounds);
  markRange(range);
  if (!range.length) showNotice("range", `There are no turns ${bounds} here; the whole talk is shown.`);
  else if (!location.hash) goTo(range[0].heading);
}

if (asked("words")) import("./found.js"); // the words that a search found: most readers come without
