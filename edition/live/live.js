/* The preview's script, never part of the site: reloads the page when it has changed, shows a mistake as a banner. */
(() => {
  const PLACE = "edition-live-place";
  const state = document.currentScript.dataset.state;
  let events = null;
  let banner = null;

  /* The last element with an id above the line where one reads, and where it stands: it is found again
     although the text above it grew. */
  const readingPlace = () => {
    const anchors = [...document.querySelectorAll("article [id]")].filter((one) => one.offsetParent);
    const above = anchors.filter((one) => one.getBoundingClientRect().top < innerHeight / 3);
    const anchor = above.at(-1);
    return { path: location.pathname, y: scrollY, id: anchor?.id, top: anchor?.getBoundingClientRect().top };
  };

  const returnTo = (place) => {
    const anchor = place.y > 0 && place.id && document.getElementById(place.id);
    const y = anchor ? scrollY + anchor.getBoundingClientRect().top - place.top : place.y;
    scrollTo({ top: y, behavior: "instant" });
  };

  const reload = () => {
    events.close();
    sessionStorage.setItem(PLACE, JSON.stringify(readingPlace()));
    history.scrollRestoration = "manual";
    location.reload();
  };

  const show = (mistake) => {
    if (!mistake) {
      banner?.remove();
      banner = null;
      return;
    }
    if (!banner) {
      banner = document.createElement("div");
      banner.className = "edition-live-mistake";
      banner.setAttribute("role", "alert");
      document.body.prepend(banner);
    }
    banner.textContent = mistake; /* as text: what an editor typed is never HTML here */
  };

  const listen = () => {
    events = new EventSource(`/-live/events?page=${encodeURIComponent(location.pathname)}`);
    events.onmessage = (event) => {
      const told = JSON.parse(event.data);
      show(told.mistake);
      if (told.state !== state) reload();
    };
  };

  /* A browser keeps six connections to a server; a page that nobody sees gives its own back. */
  addEventListener("pagehide", () => events.close());
  document.addEventListener("visibilitychange", () => {
    events.close();
    if (document.visibilityState === "visible") listen();
  });

  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  sessionStorage.removeItem(PLACE);
  if (kept?.path === location.pathname) {
    returnTo(kept);
    addEventListener("load", () =>
      requestAnimationFrame(() => {
        returnTo(kept);
        history.scrollRestoration = "auto";
      }),
    );
  }
  listen();
})();
