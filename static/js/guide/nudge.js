/** Once, after three ticks or a note: keep a copy? The sentence and its buttons stand in the template `notebook-nudge`. */
import { change, read } from "../notebook/store.js";

export function offerCopy() {
  const template = document.getElementById("notebook-nudge");
  if (!template || document.querySelector("[data-nudge]")) return;
  const place = document.querySelector("[data-nudge-place]") ?? document.querySelector("[data-save-state]");
  place?.after(template.content.cloneNode(true));
  for (const button of document.querySelectorAll("[data-nudge] button"))
    button.addEventListener("click", () => answer(button));
}

async function answer(button) {
  const act = button.dataset.nudgeAct;
  if (act === "copy") (await import("../notebook/share.js")).saveCopy(read());
  change((notebook) => notebook.set(["reglages", "copie"], act === "later" ? "plus-tard" : "faite"));
  button.closest("[data-nudge]").remove();
  if (act === "link") location.assign("/carnet/#envoyer");
}
