// The contents beside the page tell which section is being read.

const links = new Map();
for (const link of document.querySelectorAll('.md-nav--secondary a[href*="#"]')) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}

function mark() {
  const read = [...links.keys()].findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
  for (const [heading, link] of links) {
    link.classList.toggle("md-nav__link--active", heading === read);
    if (heading === read) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

if (links.size) {
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  }, { passive: true });
  mark();
}
