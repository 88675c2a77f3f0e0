/** A path on the screen and on paper: its steps, made from the templates of the page. */
import { get, ofId } from "../notebook/merge.js";
import { chosenTool, fill, noteText, stepState, value } from "../notebook/progress.js";

const words = document.getElementById("path-words").dataset;

export const copyOf = (template) => document.getElementById(template).content.cloneNode(true).firstElementChild;
export const make = (name, fields, ...children) => {
  const element = Object.assign(document.createElement(name), fields);
  element.append(...children);
  return element;
};

/** The path with who, when and note of each step, as a link takes them. */
export function withMine(path) {
  const mine = ({ node }) => ({ who: value(node ?? {}, "qui") ?? "", when: value(node ?? {}, "quand") ?? "" });
  return { ...path, steps: path.steps.map((step) => ({ ...mine(step), ...step })) };
}

export const stepName = (step, rank) =>
  step.name ? fill(words.stepNamed, { n: rank, name: step.name }) : fill(words.step, { n: rank });

/** The sections of the steps, then what is put nowhere. Boxes are disabled: a page that follows the path wakes them. */
export function stepSections(path, sheets) {
  const sections = path.steps.map((step, rank) => stepSection(step, rank + 1, sheets));
  if (path.loose.length) sections.push(looseSection(path.loose, sheets));
  return sections;
}

function stepSection(step, rank, sheets) {
  const section = copyOf("path-step");
  const find = (name) => section.querySelector(`[data-blank="${name}"]`);
  section.dataset.step = step.id;
  find("title").textContent = step.name || !step.gone ? stepName(step, rank) : words.goneStep;
  fillOrDrop(find("text"), step.text);
  const tasks = step.tasks.filter(({ text }) => text);
  if (tasks.length) find("tasks").append(...tasks.map(taskItem));
  else find("tasks").remove();
  if (step.elements.length) find("elements").append(...step.elements.map((one) => elementItem(one, sheets)));
  else find("elements").remove();
  fillOriginal(find("original"), step, sheets);
  for (const place of section.querySelectorAll("[data-of]")) place.textContent = ` – ${stepName(step, rank)}`;
  showMine(section, step.who, step.when, step.note);
  return section;
}

/** What a copied step does not hold, its tool, its advice, its « si ça coince », stands on the page that it comes from. */
function fillOriginal(place, step, sheets) {
  const [code, block] = step.origin?.split("/") ?? [];
  const rank = get(sheets, code ?? "")?.steps?.findIndex(({ id }) => id === block) ?? -1;
  if (rank < 0) place.remove();
  else place.querySelector("a").href = `${sheets[code].url}etape-${rank + 1}/`;
}

/** The workshops of the scenarios that a path takes steps from, each with its title and its addresses. */
export const workshopsOf = (path, sheets) =>
  Object.keys(path.origins)
    .map((code) => get(sheets, code))
    .filter((sheet) => sheet?.workshop)
    .map(({ title, workshop, projection }) => ({ title, workshop, projection }));

/** The tool that the group chose on the page that a step comes from; empty when it chose none. */
export function toolOf(notebook, step) {
  const [code, block] = step.origin.split("/");
  const scenario = ofId(notebook.scenarios, code) ?? {};
  return block ? chosenTool(ofId(get(scenario, "etapes"), block) ?? {}) : { code: "", name: "" };
}

export function showTool(section, { code, name }) {
  const place = section.querySelector("[data-tool]");
  place.hidden = !code && !name;
  const said = name || code;
  place.lastElementChild.replaceChildren(code ? make("a", { href: `/f/${code}`, textContent: said }) : said);
}

function looseSection(loose, sheets) {
  const list = make("ul", { className: "rows rows--tight" }, ...loose.map((one) => elementItem(one, sheets)));
  return make("section", { className: "roadmap__step" }, make("h2", { textContent: words.loose }), list);
}

function taskItem(task) {
  const box = make("input", { type: "checkbox", disabled: true });
  box.dataset.task = task.id;
  const item = make("li", {}, make("label", {}, box, ` ${task.text}`));
  if (task.or) item.prepend(make("span", { className: "tasks__or", textContent: words.or.replace(/\s*:$/, "") }));
  return item;
}

/** A content by its title and its short address; what is no longer public keeps its code. */
export function elementItem(element, sheets) {
  const sheet = get(sheets, element.code);
  const title = sheet?.title ?? element.title;
  const name = title || fill(words.gone, { code: element.code });
  const link = title ? make("a", { href: sheet?.url ?? element.url, textContent: name }) : name;
  const address = make("span", {
    className: "soft paper-only",
    textContent: ` ${words.short.replace(/^https?:\/\//, "")}${element.code}`,
  });
  const item = make(
    "li",
    {},
    make("span", { className: "soft", textContent: sheet ? `${kindOf(sheet)} ` : "" }),
    link,
    address,
  );
  if (sheet?.lead) item.append(make("p", { textContent: sheet.lead }));
  return item;
}

export const kindOf = (sheet) => document.getElementById("path-words").getAttribute(`data-kind-${sheet.kind}`) ?? "";

/** Who, when and the note, where the page only shows them (on paper, in a path received). */
export function showMine(section, who = "", when = "", note = "") {
  const texts = { who, when: readableDay(when), note };
  for (const place of section.querySelectorAll("[data-shown]")) {
    place.textContent = texts[place.dataset.shown];
    if (place.dataset.shown === "note") place.hidden = !note;
  }
}

/** What the notebook says of a step, laid over its section. `typed` is a field that somebody is writing in. */
export function showState(section, step, { between, typed }) {
  const [who, when] = ["qui", "quand"].map((key) => value(step.node, key) ?? "");
  const note = noteText(get(step.node, "note"), between);
  const state = stepState(step.node);
  showMine(section, who, when, note);
  for (const box of section.querySelectorAll("[data-task]")) {
    box.checked = step.tasks.some(({ id, done }) => done && id === box.dataset.task);
  }
  const fields = { who, when, note };
  for (const [name, text] of Object.entries(fields)) {
    const field = section.querySelector(`[data-${name}]`);
    if (field !== typed) field.value = text;
  }
  for (const button of section.querySelectorAll("[data-state]"))
    button.setAttribute("aria-pressed", state === button.dataset.state);
}

function fillOrDrop(place, text) {
  if (text) place.textContent = text;
  else place.remove();
}

function readableDay(day) {
  const date = new Date(`${day}T12:00`);
  return day && !Number.isNaN(date.valueOf())
    ? date.toLocaleDateString(document.documentElement.lang, { dateStyle: "long" })
    : "";
}
