/**
 * `/parcours/nouveau/`: steps, tasks and sheets put in order, by buttons and menus, without dragging. Each act is written
 * in the notebook at once, said in the status, and can be taken back until the next. Texts: templates/paths/editor.html.
 */
import { idKey } from "./notebook/merge.js";
import { fill, isCode, value } from "./notebook/progress.js";
import { change, read, saveState, subscribe } from "./notebook/store.js";
import { showCredits } from "./path/crediting.js";
import { Drawing } from "./path/drawing.js";
import {
  apply,
  codesOf,
  inverse,
  LOOSE,
  MOST_STEPS,
  moved,
  NEW_STEP,
  originOf,
  random,
  readPath,
  readPaths,
  shifted,
  stepsOfScenario,
  toStep,
  withOwnIds,
  withoutStep,
  withSteps,
} from "./path/model.js";
import { fetchSheets } from "./path/sheets.js";

const page = document.querySelector('[data-part="page"]');
const texts = page.dataset;
const words = document.getElementById("path-words").dataset;
const notebookWords = document.getElementById("notebook-words").dataset;
const find = (name) => document.querySelector(`[data-part="${name}"]`);
const FRAGMENT = /^#([A-Za-z0-9][\w-]{0,63})$/;

let id = FRAGMENT.exec(location.hash)?.[1] ?? random();
let path = nothing();
let sheets = {};
let undo;
let sharing; // its module comes when it is asked for

function nothing() {
  return { id, name: "", author: "", origins: {}, steps: [], loose: [], node: {} };
}

/* Every act: written, said, and kept for « Annuler ». */

function act(changes, { name, said = "", focus = "" }) {
  if (!changes.length) return;
  const back = inverse(path.node, changes);
  if (write(changes)) {
    undo = { changes: back, name };
    say(said);
  }
  show(read());
  if (focus) drawing.focus(focus);
}

function write(changes) {
  const isNew = value(path.node, "nom") === undefined;
  const saved = change((notebook) => {
    if (isNew) notebook.set(["parcours", idKey(id), "nom"], words.unnamed);
    if (value(read().reglages, "parcours") !== id) notebook.set(["reglages", "parcours"], id);
    apply(notebook, id, changes);
  });
  if (!saved) find("status").textContent = notebookWords[saveState()];
  else if (location.hash !== `#${id}`) history.replaceState(null, "", `${location.pathname}#${id}`);
  return saved;
}

const say = (said) => {
  find("status").textContent = `${said} ${notebookWords.saved}`.trim();
};

function takeBack() {
  if (!undo) return;
  const { changes } = undo;
  undo = undefined;
  if (write(changes)) say(texts.undone);
  show(read());
  find("title").focus();
}

/* The acts. */

const stepOf = (sid) => path.steps.find((step) => step.id === sid);
const listOf = (element) => stepOf(element.step)?.elements ?? path.loose;
const elementOf = (eid) =>
  [...path.steps.flatMap(({ elements }) => elements), ...path.loose].find((one) => one.id === eid);
const rank = (list, one) => list.findIndex(({ id: other }) => other === one) + 1;
const nameOfStep = (step) => step.name || fill(words.step, { n: rank(path.steps, step.id) });
const nameOfElement = (element) =>
  sheets[element.code]?.title ?? (element.title || fill(words.gone, { code: element.code }));

const acts = {
  writeStep(sid, key, text) {
    act([[["etapes", idKey(sid), key], text]], { name: texts.actText });
  },
  writeTask(sid, tid, text) {
    act([[["etapes", idKey(sid), "taches", idKey(tid), "texte"], text]], { name: texts.actText });
  },
  shiftStep(sid, by) {
    const changes = shifted(path.steps, sid, by, ["etapes"]);
    const place = { name: nameOfStep(stepOf(sid)), n: rank(path.steps, sid) + by, total: path.steps.length };
    act(changes, { name: texts.actMove, said: fill(texts.movedStep, place) });
  },
  removeStep(sid) {
    act(withoutStep(stepOf(sid)), { name: texts.actStep, said: texts.saidStep, focus: "undo" });
  },
  addTask(sid) {
    const tid = random();
    const { tasks } = stepOf(sid);
    const places = moved(tasks, tid, tasks.length).map(([one, place]) => [
      ["etapes", idKey(sid), "taches", idKey(one), "place"],
      place,
    ]);
    act([...places, [["etapes", idKey(sid), "taches", idKey(tid), "texte"], ""]], {
      name: texts.actAdd,
      said: texts.saidAdd,
      focus: `${sid}:${tid}`,
    });
  },
  removeTask(sid, tid) {
    act([[["etapes", idKey(sid), "taches", idKey(tid), "place"], ""]], {
      name: texts.actTask,
      said: texts.saidTask,
      focus: "undo",
    });
  },
  shiftElement(eid, by) {
    const list = listOf(elementOf(eid));
    const place = { name: nameOfElement(elementOf(eid)), n: rank(list, eid) + by, total: list.length };
    act(shifted(list, eid, by, ["elements"]), { name: texts.actMove, said: fill(texts.movedElement, place) });
  },
  removeElement(eid) {
    act([[["elements", idKey(eid), "etape"], ""]], { name: texts.actElement, said: texts.saidElement, focus: "undo" });
  },
  moveElement(eid, sid) {
    const element = elementOf(eid);
    const step = sid === NEW_STEP ? random() : sid;
    const made = sid === NEW_STEP ? withSteps(path, [{ id: step, name: "", text: "", tasks: [], elements: [] }]) : [];
    const named = sid === LOOSE ? words.loose : sid === NEW_STEP ? texts.newStep : nameOfStep(stepOf(sid));
    const said = fill(texts.movedTo, { name: nameOfElement(element), step: named });
    act([...made, ...toStep(path, element, step)], { name: texts.actMove, said, focus: `${eid}:move` });
  },
};
const drawing = new Drawing(page, acts);

function addStep() {
  const sid = random();
  const step = { id: sid, name: "", text: "", tasks: [], elements: [] };
  act(withSteps(path, [step]), { name: texts.actAdd, said: texts.saidAdd, focus: `${sid}:nom` });
}

/** A name that no other path here has: « Quitter Doodle (2) ». */
function freeName(name) {
  const taken = new Set(
    readPaths(read())
      .filter((one) => one.id !== id)
      .map((one) => one.name),
  );
  let free = name;
  for (let n = 2; taken.has(free); n += 1) free = `${name} (${n})`;
  return free;
}

/** One step for each action (`?actions=K8WDE.JM5TT`), named after it. */
async function addActions(codes) {
  const found = await fetchSheets(codes);
  sheets = found.sheets;
  const actions = codes.filter((code) => sheets[code]?.kind === "action");
  if (!actions.length) {
    trouble(found.isWhole ? texts.noScenario : words.offline);
    return;
  }
  const steps = actions.map((code) => ({
    id: random(),
    name: sheets[code].title,
    text: sheets[code].lead,
    origin: "",
    tasks: [],
    elements: [{ code, title: sheets[code].title, url: sheets[code].url }],
  }));
  act([[["nom"], freeName(words.unnamed)], ...withSteps(path, steps)], { name: texts.actAdd, said: texts.saidAdd });
  undo = undefined;
  drawing.showUndo(undefined);
}

/** The steps of a scenario after the others, with where they come from. */
async function addScenario(code, isFirst = false) {
  const found = await fetchSheets([code]);
  const scenario = found.sheets[code];
  if (scenario?.kind !== "scenario") {
    trouble(found.isWhole ? texts.noScenario : words.offline);
    return;
  }
  ({ sheets } = await fetchSheets(scenario.steps.flatMap(({ actions }) => actions)));
  const steps = withOwnIds(path, stepsOfScenario(code, scenario, sheets));
  const named = isFirst ? [[["nom"], freeName(scenario.title)]] : [];
  const changes = [...named, [["origines", idKey(code)], originOf(scenario)], ...withSteps(path, steps)];
  act(changes, { name: texts.actAdd, said: texts.saidAdd, focus: isFirst ? "" : `${steps[0].id}:nom` });
  if (isFirst) undo = undefined;
  drawing.showUndo(undo?.name);
}

/* What the notebook says. */

function show(notebook) {
  path = readPath(notebook, id) ?? nothing();
  drawing.draw(path, { sheets, nameOfStep, nameOfElement });
  if (document.activeElement !== find("name")) find("name").value = path.name;
  if (document.activeElement !== find("author")) find("author").value = path.author;
  find("too-many").hidden = path.steps.length <= MOST_STEPS;
  find("author-field").hidden = !Object.keys(path.origins).length;
  find("ways").hidden = !path.steps.length && !path.loose.length;
  find("follow").href = `/parcours/#mien=${id}`;
  drawing.showUndo(undo?.name);
  showCredits(path, sheets);
  if (sharing?.isSharing()) sharing.write();
  askForTitles();
}

function askForTitles() {
  if (codesOf(path).every((code) => Object.hasOwn(sheets, code))) return;
  fetchSheets(codesOf(path)).then((found) => {
    if (!found.isWhole) return;
    ({ sheets } = found);
    show(read());
  });
}

function trouble(sentence) {
  find("trouble").hidden = !sentence;
  find("trouble").textContent = sentence;
}

async function begin() {
  const given = new URLSearchParams(location.search);
  const code = given.get("de");
  const actions = [...new Set((given.get("actions") ?? "").toUpperCase().split("."))]
    .filter(isCode)
    .slice(0, MOST_STEPS);
  const asked = FRAGMENT.test(location.hash);
  trouble(asked && !readPath(read(), id) ? texts.missing : "");
  if (asked && !readPath(read(), id)) id = random();
  if (!asked && code) await addScenario(code.toUpperCase(), true);
  else if (!asked && actions.length) await addActions(actions);
}

drawing.keep(find("name"), (text) => act([[["nom"], text]], { name: texts.actText }));
drawing.keep(find("author"), (text) => act([[["auteur"], text]], { name: texts.actText }));
find("add-step").addEventListener("click", addStep);
find("add-scenario")?.addEventListener("click", () => addScenario(find("scenario").value));
find("undo").addEventListener("click", takeBack);
find("share").addEventListener("click", async () => {
  sharing = await import("./path/sharing.js");
  sharing.share(() => path);
});
addEventListener("hashchange", () => location.reload());

page.hidden = false;
document.querySelector("[data-without-script]").hidden = true;
await begin();
subscribe(show);
