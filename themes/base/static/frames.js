// A third party's page opens where its box stands, once the visitor asks for it, and not before (components/frame.html).
const smallest = 100;
const largest = 5000;

for (const box of document.querySelectorAll("[data-frame]")) {
  const button = box.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => open(box));
}

function open(box) {
  const { frame: address, title, sandbox, allow, height, upright } = box.dataset;
  const frame = document.createElement("iframe");
  Object.assign(frame, { title, allow, sandbox, referrerPolicy: "strict-origin-when-cross-origin" });
  frame.className = height ? "" : upright === undefined ? "frame__wide" : "frame__upright";
  if (height) frame.height = height;
  frame.src = address;
  box.querySelector(".frame__stage")?.remove();
  box.querySelector("button").remove();
  box.querySelector(".frame__told").remove();
  box.prepend(frame);
  frame.focus();
}

// Some pages tell how high they are, each in its own way; only a frame's own page is listened to, and within bounds.
addEventListener("message", ({ data, origin, source }) => {
  for (const frame of document.querySelectorAll("[data-height] > iframe")) {
    if (source !== frame.contentWindow || origin !== new URL(frame.src).origin) continue;
    const height = told(data);
    if (Number.isFinite(height)) frame.height = Math.round(Math.min(largest, Math.max(smallest, height)));
  }
});

function told(data) {
  if (typeof data === "string") return Number(/^setHeight:(\d+)/.exec(data)?.[1]);
  if (data?.type === "resize-iframe") return data.payload?.height;
  return data?.height;
}
