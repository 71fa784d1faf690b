// Notes: one remembered switch hides all annotation, another shows the lesser notes; on narrow screens a note opens as
// a sheet.

const page = document.documentElement;
const head = document.querySelector(".interview-head");

/** The text as it was printed: links of mentions are taken away, and misprints put back. */
function showAsPrinted(printed) {
  for (const one of document.querySelectorAll("[data-witness] .mention[href], [data-witness] .mention[data-href]")) {
    if (printed && one.hasAttribute("href")) {
      one.dataset.href = one.getAttribute("href");
      one.removeAttribute("href");
    } else if (!printed && one.dataset.href) {
      one.setAttribute("href", one.dataset.href);
      delete one.dataset.href;
    }
  }
  for (const one of document.querySelectorAll(".emended")) {
    one.dataset.reading ??= one.textContent;
    one.textContent = printed ? one.dataset.printed : one.dataset.reading;
  }
}

/** A button that turns a class of the page on and off, and remembers it. */
function addSwitch({ label, key, className, startsOn, then = () => {} }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "annotation-switch";
  button.textContent = label;
  const set = (on) => {
    page.classList.toggle(className, on);
    button.setAttribute("aria-pressed", String(on));
    then(on);
  };
  button.addEventListener("click", () => {
    const on = !page.classList.contains(className);
    set(on);
    remember(key, on ? "on" : "off");
  });
  set(startsOn ?? recall(key) === "on");
  head.append(button);
}

function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // the switch still works on this page
  }
}

/** Whether the address asks for the text without notes: `?notes=off`. */
function askedToHide() {
  const asked = new URLSearchParams(location.search).get("notes");
  return asked ? asked === "off" : undefined;
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
  addSwitch({
    label: "Hide all annotation",
    key: "edition.hidden",
    className: "annotation-off",
    startsOn: askedToHide(),
    then: showAsPrinted,
  });
  if (document.querySelector('.sidenote[data-tier="2"]')) {
    addSwitch({ label: "Show all notes", key: "edition.all", className: "all-notes" });
  }
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
