/** « Partager »: the link that carries a path, with the notes only when its box is ticked. */
import { isShareable } from "./credit.js";
import { encode } from "./link.js";
import { withMine } from "./showing.js";

const words = document.getElementById("path-words").dataset;
const notebookWords = document.getElementById("notebook-words").dataset;
const section = document.querySelector("[data-share]");
const find = (name) => section.querySelector(`[data-share-${name}]`);
const field = section.querySelector("input[readonly]");
let shared;

/** Opens the zone for the path that `read` gives at that time. */
export async function share(read) {
  shared = read;
  section.hidden = false;
  find("notes").checked = false;
  await write();
  section.querySelector("h2").focus();
}

export const isSharing = () => !section.hidden;

/** The link again, after a change of the path. */
export async function write() {
  const path = withMine(shared());
  const refused = !isShareable(path);
  find("refused").hidden = !refused;
  find("refused").textContent = refused ? words.notShareable : "";
  find("link").hidden = refused;
  find("warning").hidden = !find("notes").checked;
  if (refused) return;
  const payload = await encode(path, { notes: find("notes").checked ? notebookWords.between : "" });
  field.value = `${location.origin}/parcours/#p=${payload}`;
}

find("notes").addEventListener("change", write);
find("copy").hidden = !navigator.clipboard;
find("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(field.value);
    find("status").textContent = words.copied;
  } catch {
    field.select();
  }
});
