(() => {
  const { version } = document.currentScript.dataset;
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

  // A browser allows six connections to a server: pages that no one sees give theirs back.
  function follow() {
    events?.close();
    if (document.hidden) return;
    const query = new URLSearchParams({ page: location.pathname, version });
    events = new EventSource(`/_pelicasso/events?${query}`);
    events.onmessage = reload;
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
