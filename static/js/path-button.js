/**
 * « Ajouter à mon parcours », on the pages of contents, and the bar « 3 éléments · Ouvrir ». The label says what the
 * button will do; what it did is said in the bar's status.
 */
import { count } from "./notebook/progress.js";
import { change, saveState, subscribe } from "./notebook/store.js";
import { added, apply, currentPath, elementsOf, random, withoutCode } from "./path/model.js";

const bar = document.querySelector("[data-path-bar]");
const words = bar.dataset;
const notebookWords = document.getElementById("notebook-words").dataset;
const buttons = document.querySelectorAll("[data-path-add]");
const find = (name) => bar.querySelector(`[data-path-${name}]`);
let path;

function show(notebook) {
  path = currentPath(notebook);
  const elements = path ? elementsOf(path) : [];
  const held = new Set(elements.map(({ code }) => code));
  for (const button of buttons) {
    const isIn = held.has(button.dataset.pathAdd);
    button.querySelector("[data-label]").textContent = isIn ? words.takeOut : words.add;
    button.classList.toggle("is-added", isIn);
  }
  find("open").hidden = !elements.length;
  find("name").textContent = path?.name || words.name;
  find("count").textContent = count(words.count, elements.length);
  bar.querySelector("a").href = path ? `/parcours/nouveau/#${path.id}` : "/parcours/nouveau/";
}

function press({ dataset: { pathAdd: code, title, url } }) {
  const isIn = path && elementsOf(path).some((one) => one.code === code);
  const id = path?.id ?? random();
  const saved = change((notebook) => {
    if (!path) begin(notebook, id);
    apply(notebook, id, isIn ? withoutCode(path, code) : added(path, code, title, url));
  });
  const said = isIn ? words.takenOut : words.added;
  find("status").textContent = saved ? `${said} ${find("count").textContent}` : notebookWords[saveState()];
}

function begin(notebook, id) {
  notebook.set(["parcours", id, "nom"], words.name);
  notebook.set(["reglages", "parcours"], id);
}

bar.hidden = false;
for (const button of buttons) {
  button.closest("[hidden]").hidden = false;
  button.addEventListener("click", () => press(button));
}
subscribe(show);
