// Light and dark: as the system has it, until the reader chooses.

import { recall, remember } from "./common.js";

const button = document.querySelector(".edition-scheme");
const system = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => document.body.dataset.mdColorScheme === "slate";

function set(dark) {
  document.body.dataset.mdColorScheme = dark ? "slate" : "default";
  button.setAttribute("aria-pressed", String(dark));
}

set(isDark());
system.addEventListener("change", () => recall("scheme") || set(system.matches));
button.addEventListener("click", () => {
  set(!isDark());
  remember("scheme", isDark() ? "slate" : "default");
});
