// On paper: what is folded is opened, and the page says where it stands, with the range or the choice in its address.

const opened = [];
let address = document.querySelector(".print-address");

addEventListener("beforeprint", () => {
  if (!address) {
    address = document.createElement("p");
    address.className = "print-address";
    document.querySelector("article")?.append(address);
  }
  address.textContent = location.href;
  for (const folded of document.querySelectorAll("details:not([open])")) {
    folded.open = true;
    opened.push(folded);
  }
});
addEventListener("afterprint", () => {
  for (const folded of opened.splice(0)) folded.open = false;
});
