/** One's own path on a wall: its name, its steps and its tasks among the screens of the workshop that it comes from. */
import { fill } from "../notebook/progress.js";
import { read } from "../notebook/store.js";
import { readPath } from "./model.js";

/** @returns {boolean} whether this browser holds the path */
export function addPath(id) {
  const path = readPath(read(), id);
  if (!path) return false;
  const [first, last] = [document.getElementById("ecran-0"), document.getElementById("ecran-fin")];
  const words = first.dataset;
  const original = first.querySelector("h1").textContent;
  if (path.name) first.querySelector("h1").textContent = path.name;
  first.querySelector("p").textContent = fill(words.from, { title: original });
  last.before(
    ...path.steps.map((step, at) => screenOf(step, at + 1, fill(words.step, { n: at + 1, total: path.steps.length }))),
  );
  if (path.name) last.querySelector("p").textContent = path.name;
  document.querySelector("[data-leave]").href = `/parcours/#mien=${id}`;
  return true;
}

function screenOf(step, rank, place) {
  const screen = Object.assign(document.createElement("section"), { className: "screen", tabIndex: -1 });
  screen.id = `ecran-etape-${rank}`;
  screen.dataset.screen = "";
  const time = Object.assign(document.createElement("p"), {
    className: "screen__time",
    textContent: step.name && place,
  });
  const title = Object.assign(document.createElement("h2"), { className: "screen__title" });
  title.textContent = step.name || place; // a step may have no name yet
  const tasks = step.tasks.filter(({ text }) => text);
  const list = document.createElement("ul");
  list.append(...tasks.map(({ text }) => Object.assign(document.createElement("li"), { textContent: text })));
  screen.append(time, title, ...(tasks.length ? [list] : []));
  return screen;
}
