// The theme's menu is a label for a hidden box: here it becomes a button that the keyboard reaches and Escape closes.

const button = document.querySelector(".edition-menu");
const box = document.getElementById("__drawer");

if (button && box) {
  const tell = () => button.setAttribute("aria-expanded", String(box.checked));
  const open = (on) => {
    box.checked = on;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };
  button.setAttribute("role", "button");
  button.tabIndex = 0;
  tell();
  box.addEventListener("change", tell);
  button.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    open(!box.checked);
    if (box.checked) document.querySelector(".md-sidebar--primary a[href]")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.checked) return;
    open(false);
    button.focus();
  });
}
