// One speaker's turns alone, `?speaker=anna-berg`.

import { asked, button, keepInAddress, showNotice, talk, turnOf, turns } from "./common.js";

const select = document.querySelector('.reader-bar [data-choice="speaker"]');

function show(speaker) {
  for (const turn of turns) for (const part of turn.parts) part.hidden = Boolean(speaker) && turn.speaker !== speaker;
  const shown = turns.filter((turn) => turn.speaker === speaker);
  talk.classList.toggle("one-speaker", shown.length > 0);
  select.value = shown.length ? speaker : "";
  if (!shown.length) return showNotice("speaker");
  return showNotice("speaker", `${shown[0].name}: ${shown.length} of ${turns.length} turns`, button("Show everyone", () => choose("")));
}

function choose(speaker) {
  keepInAddress("speaker", speaker || null);
  show(speaker);
}

/** A link to a turn that is hidden shows everyone again. */
function showTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (turnOf(target)?.heading.hidden) choose("");
  else return;
  target.scrollIntoView();
}

if (select) {
  select.addEventListener("change", () => choose(select.value));
  const speaker = asked("speaker");
  if (turns.some((turn) => turn.speaker === speaker)) show(speaker);
  showTarget();
  addEventListener("hashchange", showTarget);
}
