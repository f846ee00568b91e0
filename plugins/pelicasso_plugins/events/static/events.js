// A page that was built days ago: what is over since then leaves the list, or says so.
const over = (when) => Date.parse(when) < Date.now();
for (const row of document.querySelectorAll("[data-over]")) row.hidden = over(row.dataset.over);
for (const note of document.querySelectorAll("[data-since]")) note.hidden = !over(note.dataset.since);
for (const list of document.querySelectorAll(".events__months > section")) {
  list.hidden = !list.querySelector("li:not([hidden])");
}
