// Mastodon's server is asked each time, and kept nowhere.
for (const box of document.querySelectorAll(".sharing")) {
  const { address: url, title, text, copied, ask, bad } = box.dataset;
  const say = (words) => { box.querySelector("[role=status]").textContent = words; };
  const mastodon = () => {
    const answer = prompt(ask);
    const server = answer?.trim().replace(/^\w+:\/\//, "").split("/")[0].split("@").pop();
    if (/^[^\s.:?#]+(\.[^\s.:?#]+)+$/.test(server)) location.href = `//${server}/share?text=${encodeURIComponent(`${text} ${url}`)}`;
    else if (answer) say(bad);
  };
  const ways = {
    mastodon,
    copy: navigator.clipboard && (() => navigator.clipboard.writeText(url).then(() => say(copied), () => say(url))),
    device: navigator.share && (() => navigator.share({ title, text, url }).catch(() => {})),
  };
  for (const button of box.querySelectorAll("button")) {
    button.onclick = ways[button.value];
    button.parentNode.hidden = !button.onclick;
  }
}
