/**
 * The editor on the screen. What is listed is drawn again when it changed, the focus stays on what it was on; texts are
 * laid over what stands there, never under the hand of who types.
 */
import { fill } from "../notebook/progress.js";
import { LOOSE, NEW_STEP } from "./model.js";
import { copyOf, kindOf, make } from "./showing.js";

const TYPING = 1000;
const words = document.getElementById("path-words").dataset;

export class Drawing {
  constructor(page, acts) {
    this.page = page;
    this.texts = page.dataset;
    this.acts = acts;
    this.drawn = "";
  }

  find(name) {
    return this.page.querySelector(`[data-part="${name}"]`);
  }

  draw(path, names) {
    const ids = (list) => list.map(({ id }) => id);
    const shape = JSON.stringify([
      path.steps.map((step) => [step.id, ids(step.tasks), ids(step.elements)]),
      ids(path.loose),
    ]);
    if (shape !== this.drawn) {
      const key = document.activeElement?.getAttribute("data-key");
      this.find("steps").replaceChildren(...path.steps.map((step) => this.step(step)));
      this.find("loose-elements").replaceChildren(...path.loose.map((element) => this.element(element)));
      this.find("loose").hidden = !path.loose.length;
      if (key) this.focus(key);
      this.drawn = shape;
    }
    path.steps.forEach((step, rank) => this.fillStep(step, rank, path, names));
    path.loose.forEach((element, rank) => this.fillElement(element, rank, path.loose, path, names));
  }

  focus(key) {
    this.page.querySelector(`[data-key="${key}"]`)?.focus();
  }

  showUndo(name) {
    const button = this.find("undo");
    button.hidden = !name;
    button.textContent = name ? fill(this.texts.undo, { act: name }) : "";
  }

  /** Saves a field one second after the last letter, and when it is left. */
  keep(field, save) {
    let timer;
    let isTyped = false;
    const now = () => {
      clearTimeout(timer);
      if (!isTyped) return;
      isTyped = false;
      save(field.value);
    };
    field.addEventListener("input", () => {
      isTyped = true;
      clearTimeout(timer);
      timer = setTimeout(now, TYPING);
    });
    field.addEventListener("blur", now);
    addEventListener("pagehide", now);
  }

  /* Made once. */

  step({ id, tasks, elements }) {
    const item = copyOf("edit-step");
    item.dataset.step = id;
    for (const field of item.querySelectorAll("[data-field]")) {
      field.dataset.key = `${id}:${field.dataset.field}`;
      this.keep(field, (text) => this.acts.writeStep(id, field.dataset.field, text));
    }
    this.wake(item, id, {
      up: () => this.acts.shiftStep(id, -1),
      down: () => this.acts.shiftStep(id, 1),
      remove: () => this.acts.removeStep(id),
      "add-task": () => this.acts.addTask(id),
    });
    item.querySelector('[data-blank="tasks"]').append(...tasks.map((task) => this.task(id, task)));
    item.querySelector('[data-blank="elements"]').append(...elements.map((element) => this.element(element)));
    return item;
  }

  task(step, { id }) {
    const item = copyOf("edit-task");
    item.dataset.task = id;
    const field = item.querySelector("input");
    field.dataset.key = `${step}:${id}`;
    this.keep(field, (text) => this.acts.writeTask(step, id, text));
    this.wake(item, `${step}:${id}`, { remove: () => this.acts.removeTask(step, id) });
    return item;
  }

  element({ id }) {
    const item = copyOf("edit-element");
    item.dataset.element = id;
    const select = item.querySelector("select");
    select.dataset.key = `${id}:move`;
    this.wake(item, id, {
      up: () => this.acts.shiftElement(id, -1),
      down: () => this.acts.shiftElement(id, 1),
      remove: () => this.acts.removeElement(id),
      move: () => select.value && this.acts.moveElement(id, select.value),
    });
    return item;
  }

  /** A button at the end of its list stays in the way of the keyboard and does nothing. */
  wake(item, key, doings) {
    for (const button of item.querySelectorAll("[data-act]")) {
      button.dataset.key ??= `${key}:${button.dataset.act}`;
      button.addEventListener(
        "click",
        () => button.getAttribute("aria-disabled") !== "true" && doings[button.dataset.act](),
      );
    }
  }

  /* Laid over at each change. */

  fillStep(step, rank, path, names) {
    const item = this.page.querySelector(`[data-step="${step.id}"]`);
    const name = names.nameOfStep(step);
    item.querySelector('[data-blank="rank"]').textContent = fill(this.texts.stepN, {
      n: rank + 1,
      total: path.steps.length,
    });
    lay(item.querySelector('[data-field="nom"]'), step.name);
    lay(item.querySelector('[data-field="texte"]'), step.text);
    nameButtons(item, fill(this.texts.of, { name }));
    limit(item, rank, path.steps.length);
    step.tasks.forEach((task, at) => {
      const line = item.querySelector(`[data-task="${task.id}"]`);
      const label = fill(this.texts.taskN, { n: at + 1 });
      line.querySelector('[data-blank="label"]').textContent = task.or ? `${label}, ${words.or}` : label;
      lay(line.querySelector("input"), task.text);
      nameButtons(line, fill(this.texts.of, { name: task.text || label }));
    });
    step.elements.forEach((element, at) => this.fillElement(element, at, step.elements, path, names));
  }

  fillElement(element, rank, list, path, { sheets, nameOfStep, nameOfElement }) {
    const item = this.page.querySelector(`[data-element="${element.id}"]`);
    const sheet = sheets[element.code];
    const link = item.querySelector("a");
    item.querySelector('[data-blank="kind"]').textContent = sheet ? kindOf(sheet) : "";
    link.textContent = nameOfElement(element);
    const url = sheet?.url ?? element.url;
    if (url) link.href = url;
    nameButtons(item, fill(this.texts.of, { name: nameOfElement(element) }));
    limit(item, rank, list.length);
    const here = path.steps.some(({ id }) => id === element.step) ? element.step : LOOSE;
    const places = [
      ["", this.texts.choose],
      ...path.steps.map((step) => [step.id, nameOfStep(step)]),
      [NEW_STEP, this.texts.newStep],
      [LOOSE, words.loose],
    ];
    const select = item.querySelector("select");
    const options = places
      .filter(([id]) => id !== here)
      .map(([id, textContent]) => make("option", { value: id, textContent }));
    const chosen = select.value;
    select.replaceChildren(...options);
    select.value = options.some(({ value }) => value === chosen) ? chosen : "";
  }
}

/** Never under the hand of who types. */
function lay(field, text) {
  if (document.activeElement !== field) field.value = text;
}

function nameButtons(item, text) {
  for (const place of item.querySelectorAll("[data-of]")) {
    if (place.closest("li") === item) place.textContent = ` ${text}`;
  }
}

function limit(item, rank, length) {
  for (const [name, isEnd] of [
    ["up", rank === 0],
    ["down", rank === length - 1],
  ]) {
    const button = [...item.querySelectorAll(`[data-act="${name}"]`)].find((one) => one.closest("li") === item);
    button.setAttribute("aria-disabled", isEnd);
  }
}
