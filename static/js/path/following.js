/** Ticks, names, dates, notes and states of one step that is followed, written as they are made. */
import { get, idKey, isObject } from "../notebook/merge.js";
import { noteText } from "../notebook/progress.js";
import { read } from "../notebook/store.js";

const TYPING = 1000;
const between = document.getElementById("notebook-words").dataset.between;

/** Wakes the fields of a step of the path at `keys`. `edit(act)` gives `act` the notebook to write in. */
export function followed(section, keys, edit) {
  const here = [...keys, "etapes", idKey(section.dataset.step)];
  const set = (key, said) => edit((notebook) => notebook.set([...here, ...key], said));
  for (const box of section.querySelectorAll("[data-task]")) {
    box.disabled = false;
    box.addEventListener("change", () => set(["taches", idKey(box.dataset.task), "fait"], box.checked));
  }
  for (const [name, key] of [
    ["who", "qui"],
    ["when", "quand"],
  ]) {
    const field = section.querySelector(`[data-${name}]`);
    field.addEventListener("change", () => set([key], field.value));
  }
  for (const button of section.querySelectorAll("[data-state]")) {
    button.addEventListener("click", () =>
      set(["etat"], button.getAttribute("aria-pressed") === "true" ? "en-cours" : button.dataset.state),
    );
  }
  followNote(section.querySelector("[data-note]"), [...here, "note"], edit);
}

/** Saved one second after the last letter, and before the page goes away; what came from elsewhere meanwhile is kept. */
function followNote(area, keys, edit) {
  const noteNow = () => keys.reduce((node, key) => (isObject(node ?? null) ? get(node, key) : undefined), read());
  let timer;
  let isTyped = false;
  let shown;
  const save = () => {
    clearTimeout(timer);
    if (isTyped) edit((notebook) => notebook.note(keys, area.value, shown));
    isTyped = false;
  };
  area.addEventListener("focus", () => {
    shown = noteNow();
  });
  area.addEventListener("input", () => {
    isTyped = true;
    clearTimeout(timer);
    timer = setTimeout(save, TYPING);
  });
  area.addEventListener("blur", () => {
    save();
    area.value = noteText(noteNow(), between);
  });
  addEventListener("pagehide", save);
}
