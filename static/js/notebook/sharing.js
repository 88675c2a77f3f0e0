/**
 * Ways to give a link beside the mail: copy it, show it as a QR code, hand it to the phone's own share sheet.
 * The template `sharing` holds the buttons; `link` gives the link at the time one presses.
 */
export function offerSharing(place, link, title) {
  place.replaceChildren(document.getElementById("sharing").content.cloneNode(true));
  const find = (name) => place.querySelector(`[data-sharing-${name}]`);
  const said = find("status");
  const say = (sentence) => {
    said.textContent = sentence;
  };
  find("copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link());
      say(said.dataset.copied);
    } catch {
      say(said.dataset.byHand);
    }
  });
  find("share").hidden = !navigator.share;
  find("share").addEventListener("click", () => navigator.share({ title, url: link() }).catch(() => say("")));
  find("qr").addEventListener("click", async ({ currentTarget }) => {
    const isOpen = !find("drawing").hidden;
    find("drawing").hidden = isOpen;
    currentTarget.setAttribute("aria-expanded", String(!isOpen));
    if (isOpen) return;
    const { drawing, matrix } = await import("./qr.js");
    const rows = matrix(link());
    if (rows) draw(find("drawing"), drawing(rows));
    else say(said.dataset.tooLong);
    find("drawing").hidden = !rows;
  });
}

function draw(place, { size, path }) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", place.dataset.label);
  shape.setAttribute("d", path);
  svg.append(shape);
  place.replaceChildren(svg);
}
