/**
 * `/parcours/`: my paths; one to follow (`#mien=<id>`); one received (`#p=…`), which touches nothing before a click.
 * The page's texts are in templates/paths/paths.html.
 */
import { count, fill, isSettled, stepState } from "./notebook/progress.js";
import { idKey, newest } from "./notebook/merge.js";
import { change, read, saveState, subscribe } from "./notebook/store.js";
import { showCredits } from "./path/crediting.js";
import { apply, codesOf, elementChanges, LOOSE, readPath, readPaths, short, withSteps } from "./path/model.js";
import { fetchSheets } from "./path/sheets.js";
import {
  copyOf,
  make,
  showState,
  showTool,
  stepName,
  stepSections,
  toolOf,
  withMine,
  workshopsOf,
} from "./path/showing.js";
import { followed } from "./path/following.js";

const page = document.querySelector('[data-part="page"]');
const texts = page.dataset;
const words = document.getElementById("path-words").dataset;
const notebookWords = document.getElementById("notebook-words").dataset;
const find = (name) => document.querySelector(`[data-part="${name}"]`);
const heading = { title: find("title").textContent, lead: find("lead").textContent };
const printing = { notes: find("print-notes") };

let opened = { view: "list" };
let sharing; // its module comes when it is asked for, as that of links
let drawn = "";

async function open() {
  const { hash } = location;
  const [, word, id] = /^#(mien|partager)=([A-Za-z0-9][\w-]{0,63})$/.exec(hash) ?? [];
  say("");
  if (hash.startsWith("#p=")) await receive(hash.slice(3));
  else opened = { view: id ? "mine" : "list", id };
  drawn = "";
  show(read());
  if (word === "partager" && readPath(read(), id)) shareIt();
}

async function receive(payload) {
  opened = { view: "received", trouble: "" };
  try {
    const { codesIn, decode, resolve } = await import("./path/link.js");
    const wire = await decode(payload);
    const originals = await fetchSheets(wire.origins.map(({ code }) => code));
    const { sheets, isWhole } = await fetchSheets(codesIn(wire, originals.sheets));
    const path = resolve(wire, sheets);
    opened = { view: "received", path, sheets, payload, trouble: isWhole ? "" : words.offline };
  } catch (error) {
    opened.trouble = error.reason === "newer" ? texts.newer : texts.refused;
  }
}

/* The three views. */

function show(notebook) {
  const path = opened.view === "mine" ? readPath(notebook, opened.id) : opened.path;
  const isMissing = opened.view === "mine" && !path;
  find("list").hidden = opened.view !== "list" && !isMissing;
  find("path").hidden = !path;
  find("received").hidden = opened.view !== "received";
  for (const name of ["mine", "with-notes", "privacy"]) find(name).hidden = opened.view !== "mine";
  trouble(isMissing ? texts.missing : (opened.trouble ?? ""));
  head(path);
  if (!find("list").hidden) showList(notebook);
  if (path && opened.view === "mine") showMinePath(path);
  else if (path) draw(path, opened.sheets, opened.path.gone);
  else showCredits(undefined, {});
}

function head(path) {
  const lead = { mine: texts.mineLead, received: texts.receivedLead }[opened.view];
  find("title").textContent = path ? path.name || words.unnamed : heading.title;
  find("lead").textContent = path ? lead : heading.lead;
  find("tag").hidden = !path;
  find("tag").textContent = opened.view === "received" ? texts.received : texts.mine;
}

function showList(notebook) {
  const paths = readPaths(notebook).sort((one, two) => newest(two.node) - newest(one.node));
  find("none").hidden = paths.length > 0;
  find("cards").replaceChildren(...paths.map(cardOf));
}

function cardOf(path) {
  const card = copyOf("path-card");
  const blank = (name) => card.querySelector(`[data-blank="${name}"]`);
  const done = path.steps.filter(({ node }) => isSettled(stepState(node))).length;
  blank("name").textContent = path.name || words.unnamed;
  blank("place").textContent = fill(count(texts.place, done), { total: path.steps.length });
  for (const name of ["name", "open"]) blank(name).href = `#mien=${path.id}`;
  return card;
}

/** Drawn again only when its steps changed: who is writing a note keeps the place. */
async function showMinePath(path) {
  const shape = JSON.stringify([
    path.name,
    path.author,
    path.steps.map(({ node, tasks, ...step }) => [step, tasks.map(({ id, text }) => [id, text])]),
    path.loose,
  ]);
  find("edit").href = `/parcours/nouveau/#${path.id}`;
  if (shape !== drawn) {
    drawn = shape;
    const { sheets, isWhole } = await fetchSheets(codesOf(path));
    if (shape !== drawn) return;
    if (!isWhole) trouble(words.offline);
    draw(path, sheets);
    for (const section of page.querySelectorAll("[data-step]")) followed(section, ["parcours", idKey(path.id)], edit);
  }
  const now = readPath(read(), path.id) ?? path;
  for (const section of page.querySelectorAll("[data-step]")) {
    const step = now.steps.find(({ id }) => id === section.dataset.step);
    if (!step) continue;
    showState(section, step, { between: notebookWords.between, typed: document.activeElement });
    showTool(section, toolOf(read(), step));
  }
  if (sharing?.isSharing()) sharing.write();
}

function draw(path, sheets, gone) {
  find("steps").replaceChildren(...stepSections(path, sheets));
  showWorkshops(workshopsOf(path, sheets));
  const isMine = opened.view === "mine";
  for (const own of page.querySelectorAll("[data-own]")) own.hidden = !isMine;
  for (const note of page.querySelectorAll('[data-shown="note"]')) note.classList.toggle("paper-only", isMine);
  find("path").toggleAttribute("data-without-notes", isMine && !printing.notes.checked);
  showCredits(path, sheets, gone);
}

function showWorkshops(workshops) {
  const projected = opened.view === "mine" ? `#mien=${opened.id}` : "";
  const link = ({ title, workshop, projection }) =>
    make(
      "li",
      {},
      make("a", { href: workshop, textContent: title }),
      " · ",
      make("a", { href: `${projection}${projected}`, textContent: projected ? texts.projectOwn : texts.project }),
    );
  find("workshop").hidden = !workshops.length;
  find("workshop")
    .querySelector("ul")
    .replaceChildren(...workshops.map(link));
}

/* What is done here. */

function edit(act) {
  const saved = change(act);
  say(saved ? notebookWords.saved : notebookWords[saveState()]);
}

/** The same link gives the same path: following it again finds what was ticked. */
function adopt() {
  const id = `r${short(opened.payload)}${short([...opened.payload].reverse().join(""))}`;
  if (readPath(read(), id)) return id;
  const { path } = opened;
  const saved = change((notebook) => {
    apply(notebook, id, [
      [["nom"], path.name || words.unnamed],
      ...(path.author ? [[["auteur"], path.author]] : []),
      ...Object.entries(path.origins).map(([code, origin]) => [["origines", idKey(code)], origin]),
      ...(path.steps.length ? withSteps({ steps: [] }, path.steps) : []),
      ...elementChanges(path.loose, LOOSE),
    ]);
    for (const { id: step, note } of path.steps)
      if (note) notebook.note(["parcours", idKey(id), "etapes", idKey(step), "note"], note);
    notebook.set(["reglages", "parcours"], id);
  });
  if (!saved) say(notebookWords[saveState()]);
  return saved ? id : "";
}

async function shareIt() {
  sharing ??= await import("./path/sharing.js");
  sharing.share(() => readPath(read(), opened.id));
}

async function saveDates() {
  const { calendarOf } = await import("./path/calendar.js");
  const path = withMine(readPath(read(), opened.id));
  const steps = path.steps.map((step, at) => ({ ...step, title: step.name || stepName(step, at + 1) }));
  const url = `${location.origin}/parcours/#mien=${path.id}`;
  const said = calendarOf({ ...path, steps }, { url, site: texts.site });
  if (!said) return say(texts.noDate);
  const file = URL.createObjectURL(new Blob([said], { type: "text/calendar" }));
  make("a", { href: file, download: `${texts.file}.ics` }).click();
  setTimeout(() => URL.revokeObjectURL(file), 1000);
}

function trouble(sentence) {
  find("trouble").hidden = !sentence;
  find("trouble").textContent = sentence;
}

function say(sentence) {
  find("status").textContent = sentence;
}

find("follow").addEventListener("click", () => {
  const id = adopt();
  if (!id) return;
  location.hash = `mien=${id}`;
  find("title").focus();
});
find("adapt").addEventListener("click", () => {
  const id = adopt();
  if (id) location.href = `/parcours/nouveau/#${id}`;
});
find("share").addEventListener("click", shareIt);
find("calendar").addEventListener("click", saveDates);
find("print").addEventListener("click", () => print());
printing.notes.addEventListener("change", () =>
  find("path").toggleAttribute("data-without-notes", !printing.notes.checked),
);

page.hidden = false;
document.querySelector("[data-without-script]").hidden = true;
addEventListener("hashchange", open);
await open();
subscribe(show);
