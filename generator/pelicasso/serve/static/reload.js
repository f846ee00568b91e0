(() => {
  let { version } = document.currentScript.dataset;
  const place = `pelicasso ${location.pathname}`;
  const isError = document.documentElement.hasAttribute("data-error");
  let events;
  let reloads = false;

  function reload() {
    reloads = true;
    events.close();
    if (!isError) sessionStorage.setItem(place, scrollY);
    // Else the browser would come back to where it stood on the error page.
    history.scrollRestoration = "manual";
    location.reload();
  }

  const look = (mark) => mark.split(".")[0];
  const stylesheets = (page) => [...page.querySelectorAll("link[rel=stylesheet]")];

  function loaded(link) {
    const made = document.createElement("link");
    made.rel = "stylesheet";
    made.href = link.getAttribute("href");
    return new Promise((done) => {
      made.onload = made.onerror = done;
      document.head.append(made);
    });
  }

  // The old styles stay until the new ones are there: nothing flickers, nothing that was typed is lost.
  async function restyle(mark) {
    events.close();
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const before = stylesheets(document);
    await Promise.all(stylesheets(page).map(loaded));
    before.forEach((each) => each.remove());
    version = mark;
    follow();
  }

  function change({ data }) {
    if (look(data) === look(version)) restyle(data).catch(reload);
    else reload();
  }

  // A browser allows six connections to a server: pages that no one sees give theirs back.
  function follow() {
    events?.close();
    if (document.hidden) return;
    const query = new URLSearchParams({ page: location.pathname, version });
    events = new EventSource(`/_pelicasso/events?${query}`);
    events.onmessage = change;
  }

  const top = sessionStorage.getItem(place);
  if (top && !isError) {
    sessionStorage.removeItem(place);
    scrollTo({ top, behavior: "instant" });
  }
  addEventListener("pageshow", follow);
  addEventListener("pagehide", () => {
    if (!reloads) history.scrollRestoration = "auto";
  });
  document.addEventListener("visibilitychange", follow);
})();
