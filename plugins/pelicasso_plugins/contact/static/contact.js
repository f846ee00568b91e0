// The address is in pieces, so that robots miss it (see README.md). Here it becomes a link that opens a message.
for (const email of document.querySelectorAll(".contact__email")) {
  const pieces = [...email.childNodes].filter((piece) => piece instanceof Text);
  const link = document.createElement("a");
  link.textContent = pieces.map((piece) => piece.data).join("");
  link.href = `mailto:${encodeURIComponent(link.textContent).replace("%40", "@")}`;
  email.replaceChildren(link);
}

// Today's row is marked, in the association's time zone; on a day of closure none is.
for (const table of document.querySelectorAll("table[data-zone]")) {
  const { zone, today, closed } = table.dataset;
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());
  const weekday = new Date(day).getUTCDay() || 7;
  const isClosed = closed.split(" ").some((each) => each && each.slice(0, 10) <= day && day <= each.slice(11));
  for (const row of isClosed ? [] : table.querySelectorAll(`[data-days*="${weekday}"]`)) {
    const mark = document.createElement("span");
    mark.className = "contact__today";
    mark.textContent = ` ${today}`;
    row.setAttribute("aria-current", "date");
    row.cells[0].append(mark);
  }
}
