// The address is in pieces, so that robots miss it (see README.md). Here it becomes a link that opens a message.
for (const email of document.querySelectorAll(".contact__email")) {
  const pieces = [...email.childNodes].filter((piece) => piece instanceof Text);
  const link = document.createElement("a");
  link.textContent = pieces.map((piece) => piece.data).join("");
  link.href = `mailto:${encodeURIComponent(link.textContent).replace("%40", "@")}`;
  email.replaceChildren(link);
}
