// Lines for a syllabus: each gets a button that copies it, and the page's whole address where the site has none set.

import { button, copy } from "./common.js";

for (const lines of document.querySelectorAll("details.paste")) {
  const written = lines.dataset.address;
  for (const line of lines.querySelectorAll("pre")) {
    const form = line.dataset.form;
    if (!written.includes("://")) line.textContent = line.textContent.replaceAll(written, location.origin + location.pathname);
    line.after(button(`Copy as ${form}`, () => copy(line.textContent, `Line in ${form}`)));
  }
}
