// The theme's menu is a label for a hidden box, out of the keyboard's reach: here a button takes its place, which Escape
// closes again.

const label = document.querySelector(".edition-menu");
const box = document.getElementById("__drawer");

if (label && box) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.title = label.title;
  button.append(...label.childNodes);
  label.replaceWith(button);
  const tell = () => button.setAttribute("aria-expanded", String(box.checked));
  const open = (on) => {
    box.checked = on;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };
  tell();
  box.addEventListener("change", tell);
  button.addEventListener("click", () => {
    open(!box.checked);
    if (box.checked) document.querySelector(".md-sidebar--primary .md-nav__item a[href]")?.focus();
  });
  document.querySelector(".md-sidebar--primary")?.addEventListener("click", (event) => {
    if (box.checked && event.target.closest("a[href*='#']")) open(false); // to another place of the same page
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.checked) return;
    open(false);
    button.focus();
  });
}
