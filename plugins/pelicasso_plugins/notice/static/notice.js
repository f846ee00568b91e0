// A notice whose last day is over is taken away, even where nobody has built the site anew since.
for (const board of document.querySelectorAll(".notice")) {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: board.dataset.zone }).format(new Date());
  for (const notice of board.querySelectorAll("[data-end]")) {
    if (notice.dataset.end < today) notice.remove();
  }
  if (!board.querySelector(".notice__item")) board.remove();
}
