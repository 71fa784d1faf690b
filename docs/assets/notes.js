// Notes: one remembered switch hides all annotation; on narrow screens a note opens as a sheet.

const page = document.documentElement;
const head = document.querySelector(".interview-head");
const KEY = "edition.annotation";

function remembered() {
  const asked = new URLSearchParams(location.search).get("notes");
  if (asked === "off" || asked === "on") return asked;
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function showAnnotation(on, button) {
  page.classList.toggle("annotation-off", !on);
  button.setAttribute("aria-pressed", String(!on));
}

function addSwitch() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "annotation-switch";
  button.textContent = "Hide all annotation";
  button.addEventListener("click", () => {
    const on = page.classList.contains("annotation-off");
    showAnnotation(on, button);
    try {
      localStorage.setItem(KEY, on ? "on" : "off");
    } catch {
      // the switch still works for this page
    }
  });
  showAnnotation(remembered() !== "off", button);
  head.append(button);
}

/** A sheet at the foot of the screen with the full note; closed by Escape, its button, a tap beside it, or going back. */
function makeSheet() {
  const sheet = document.createElement("dialog");
  sheet.className = "note-sheet md-typeset";
  let opener = null;
  document.body.append(sheet);
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet || event.target.closest(".note-sheet-close")) sheet.close();
  });
  sheet.addEventListener("close", () => {
    if (history.state?.sheet) history.back();
    opener?.focus({ preventScroll: true });
  });
  addEventListener("popstate", () => sheet.open && sheet.close());
  return (reference, note) => {
    opener = reference;
    const copy = note.cloneNode(true);
    copy.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
    const close = document.createElement("button");
    close.type = "button";
    close.className = "note-sheet-close";
    close.textContent = "Close";
    sheet.setAttribute("aria-label", reference.getAttribute("aria-label"));
    sheet.replaceChildren(close, copy);
    history.pushState({ sheet: true }, "");
    sheet.showModal();
  };
}

if (head) {
  addSwitch();
  const openSheet = makeSheet();
  const beside = matchMedia("(min-width: 60em)");
  document.addEventListener("click", (event) => {
    const reference = event.target.closest?.(".note-ref a");
    if (!reference || beside.matches || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const note = document.getElementById(decodeURIComponent(reference.hash.slice(1)))?.closest(".note");
    if (!note) return;
    event.preventDefault();
    openSheet(reference, note);
  });
}
