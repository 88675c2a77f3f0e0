/**
 * « Ajouter à mon parcours », on the pages of contents, and the bar « 3 éléments · Ouvrir ». The label says what the
 * button will do; what it did is said in the bar's status.
 */
import { idKey } from "./notebook/merge.js";
import { count } from "./notebook/progress.js";
import { change, saveState, subscribe } from "./notebook/store.js";
import { added, apply, currentPath, elementsOf, random, withoutCode } from "./path/model.js";

const HEARD_AFTER = 150;
const words = document.querySelector("script[data-take-out]").dataset;
const notebookWords = document.getElementById("notebook-words").dataset;
const buttons = document.querySelectorAll("[data-path-add]");
const link = make("a", { textContent: words.open });
const name = make("strong");
const number = make("span");
const status = make("p", { className: "visually-hidden" });
const opening = make("p", { hidden: true }, name, " ", number, " · ", link);
const bar = make("aside", { className: "path-bar screen-only" }, opening, status);
let path;

function make(tag, fields, ...children) {
  const element = Object.assign(document.createElement(tag), fields);
  element.append(...children);
  return element;
}

function show(notebook) {
  path = currentPath(notebook);
  const elements = path ? elementsOf(path) : [];
  const held = new Set(elements.map(({ code }) => code));
  for (const button of buttons) {
    const isIn = held.has(button.dataset.pathAdd);
    button.textContent = isIn ? words.takeOut : words.add;
    button.setAttribute("aria-label", `${button.textContent} – ${button.dataset.title}`);
    button.classList.toggle("is-added", isIn);
  }
  opening.hidden = !elements.length;
  name.textContent = path?.name || words.name;
  number.textContent = count(words.count, elements.length);
  link.href = path ? `/parcours/nouveau/#${path.id}` : "/parcours/nouveau/";
  if (elements.length) document.body.append(bar);
}

/** @param {HTMLElement} button */
function press({ dataset: { pathAdd: code, title, url } }) {
  const isIn = path && elementsOf(path).some((one) => one.code === code);
  const id = path?.id ?? random();
  const saved = change((notebook) => {
    if (!path) begin(notebook, id);
    apply(notebook, id, isIn ? withoutCode(path, code) : added(path, code, title, url));
  });
  const said = isIn ? words.takenOut : words.added;
  document.body.append(bar);
  // a place that was there before it speaks is read aloud
  setTimeout(
    () => (status.textContent = saved ? `${said} ${number.textContent}` : notebookWords[saveState()]),
    HEARD_AFTER,
  );
}

function begin(notebook, id) {
  notebook.set(["parcours", idKey(id), "nom"], words.name);
  notebook.set(["reglages", "parcours"], id);
}

status.setAttribute("role", "status");
bar.setAttribute("aria-label", words.name);
for (const button of buttons) {
  button.hidden = false;
  button.addEventListener("click", () => press(button));
}
subscribe(show);
