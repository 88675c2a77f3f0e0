/**
 * The guide's pages (scenario start, steps, end, roadmap): ticks, notes, statuses, from and to the notebook.
 * The HTML contract is in docs/notebook-format.md, « What pages offer to the scripts ». Nothing here is needed to read,
 * choose a tool or print.
 */
import { get, idKey, ofId } from "./notebook/merge.js";
import {
  answersOf,
  chosenTool,
  count,
  fill,
  isAnswer,
  isSettled,
  noteText,
  objects,
  scenarioPlace,
  stepState,
  toolSaid,
  value,
  values,
  withAnswers,
} from "./notebook/progress.js";
import { change, isInAccount, read, saveState, subscribe } from "./notebook/store.js";

const TYPING = 1000;
const COUNT_FROM = 1800;
const TWICE = 600; // what is pressed again within this time (ms) was pressed by a hand that trembles
const STATES = { fait: "done", passee: "skipped" };

const root = document.querySelector("[data-scenario]");
const words = document.getElementById("notebook-words").dataset;
const here = ["scenarios", idKey(root.dataset.scenario)];
const sections = [...document.querySelectorAll("[data-step]")];

const scenarioIn = (notebook) => ofId(notebook.scenarios, root.dataset.scenario) ?? {};
const stepIn = (notebook, id) => ofId(get(scenarioIn(notebook), "etapes"), id) ?? {};
const each = (within, selector, act) => within.querySelectorAll(selector).forEach(act);

function edit(section, said, act) {
  const path = [...here, "etapes", idKey(section.dataset.step)];
  const saved = change((notebook) => {
    act(notebook, path);
    labelScenario(notebook);
    notebook.label(path, { titre: section.dataset.stepTitle, rang: Number(section.dataset.stepRank) });
  });
  say(saved ? `${said} ${words.saved}` : words[saveState()]);
  offerCopy();
}

function labelScenario(notebook) {
  const { scenarioTitle: titre, scenarioUrl: url, scenarioSteps: total } = root.dataset;
  notebook.label(here, { titre, url, total: Number(total) });
}

function say(sentence) {
  each(document, "[data-save-state]", (place) => {
    place.textContent = sentence.trim();
  });
}

/* Ticks, buttons and the chosen tool. */

function allTicked(section) {
  const groups = [];
  each(section, "[data-task]", (box) => {
    if ("or" in box.dataset && groups.length) groups.at(-1).push(box.checked);
    else groups.push([box.checked]);
  });
  return groups.length > 0 && groups.every((group) => group.some(Boolean));
}

function listen(section) {
  const set = (key, wanted, said = "") => edit(section, said, (notebook, path) => notebook.set([...path, key], wanted));
  const toggle = (button, key, wanted, said) => {
    button.hidden = false;
    onceAtATime(button, () => {
      const off = button.getAttribute("aria-pressed") === "true";
      set(key, off ? (key === "etat" ? "en-cours" : "") : wanted, off ? "" : said);
    });
  };
  each(section, "[data-task]", (box) => {
    box.disabled = false;
    box.addEventListener("change", () =>
      edit(section, "", (notebook, path) => notebook.set([...path, "taches", idKey(box.dataset.task)], box.checked)),
    );
  });
  each(section, "[data-who], [data-when]", (field) => {
    field.disabled = false;
    field.addEventListener("change", () => set("who" in field.dataset ? "qui" : "quand", field.value));
  });
  each(section, "[data-step-done]", (button) => toggle(button, "etat", "fait", words.done));
  each(section, "[data-step-skip]", (button) => toggle(button, "etat", "passee", words.skipped));
  each(section, "[data-tool]", (button) => toggle(button, "outil", toolSaid(toolOf(button)), words.toolTaken));
  each(section, "[data-own-tool]", (form) => listenToOwnTool(section, form, set));
  each(section, "a[data-done-and-on]", (link) => link.addEventListener("click", (event) => goOn(section, event, set)));
  each(section, "[data-note]", (area) => listenToNote(section, area));
}

/** A double press is one press: the second one would take back what the first one did. */
function onceAtATime(button, act) {
  let last = -TWICE;
  button.addEventListener("click", ({ timeStamp }) => {
    if (timeStamp - last >= TWICE) act();
    last = timeStamp;
  });
}

const toolOf = ({ dataset }) => ({ code: dataset.tool, name: dataset.toolName ?? "" });

/** A tool that has no sheet here is known by its name; a name that is one of the page's is that one. */
function listenToOwnTool(section, form, set) {
  form.hidden = false;
  const field = form.querySelector("input");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = field.value.replaceAll(/\s+/g, " ").trim();
    const same = [...section.querySelectorAll("[data-tool-name]")].find(
      (one) => one.dataset.toolName.toLowerCase() === name.toLowerCase(),
    );
    if (name) set("outil", toolSaid(same ? toolOf(same) : { code: "", name }), words.toolTaken);
    field.value = "";
  });
}

/** « Fait · étape suivante ». The second press of two lands on the next step: it is not that step's. */
function goOn(section, event, set) {
  if (performance.now() < TWICE) event.preventDefault();
  else if (!isSettled(stepState(stepIn(read(), section.dataset.step)))) set("etat", "fait", words.done);
}

/* Notes: saved one second after the last letter, and before the page goes away. */

const shownNotes = new Map();

function listenToNote(section, area) {
  let timer;
  const save = () => {
    clearTimeout(timer);
    if (!("typed" in area.dataset)) return;
    edit(section, "", (notebook, path) => notebook.note([...path, "note"], area.value, shownNotes.get(area)));
    if (saveState() !== "tooLarge") delete area.dataset.typed;
  };
  area.disabled = false;
  area.addEventListener("input", () => {
    area.dataset.typed = "";
    countLetters(section, area);
    clearTimeout(timer);
    timer = setTimeout(save, TYPING);
  });
  area.addEventListener("blur", () => {
    save();
    show(read());
  });
  addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", () => document.hidden && save());
}

function countLetters(section, area) {
  each(section, "[data-note-count]", (place) => {
    place.hidden = area.value.length < COUNT_FROM;
    place.textContent = fill(words.letters, { n: area.value.length, most: area.maxLength });
  });
}

function showNote(section, area, note) {
  if (document.activeElement === area || "typed" in area.dataset) return;
  shownNotes.set(area, note);
  area.value = noteText(note, words.between);
  countLetters(section, area);
}

/* What the notebook says, laid over the page. */

function show(notebook) {
  sections.forEach((section) => showStep(section, stepIn(notebook, section.dataset.step)));
  each(document, "[data-step-link]", (link) => markLink(link, stepState(stepIn(notebook, link.dataset.stepLink))));
  each(document, "[data-begin]", (link) => showPlace(link, scenarioIn(notebook)));
  each(document, "[data-date-of]", (field) => {
    field.value ||= value(stepIn(notebook, field.dataset.dateOf), "quand") ?? "";
  });
  each(document, "h1[data-progress]", (title) => showProgress(title, notebook));
  each(document, "[data-removed]", (place) => showRemoved(place, scenarioIn(notebook)));
}

/** The end page says where the group is, never more. */
function showProgress(title, notebook) {
  const states = sections.map(({ dataset }) => stepState(stepIn(notebook, dataset.step)));
  const done = states.filter((state) => state === "fait").length;
  if (done && states.every(isSettled)) title.textContent = title.dataset.all;
  else title.textContent = done ? count(title.dataset.some, done) : title.dataset.none;
}

function showStep(section, step) {
  const state = stepState(step);
  const chosen = chosenTool(step);
  const isThere = chosen.code !== "" && section.dataset.toolAsked === chosen.code; // the page itself says it
  const texts = {
    note: noteText(get(step, "note"), words.between),
    who: value(step, "qui"),
    when: readableDay(value(step, "quand")),
    state: words[STATES[state] ?? (state === "en-cours" ? "inProgress" : "toDo")],
    tool: isThere ? "" : toolName(section, chosen) || (section.dataset.toolGiven ?? ""),
  };
  each(section, "[data-task]", (box) => {
    box.checked = value(get(step, "taches") ?? {}, idKey(box.dataset.task)) === true;
  });
  each(section, "[data-who], [data-when]", (field) => {
    if (document.activeElement !== field) field.value = value(step, "who" in field.dataset ? "qui" : "quand") ?? "";
  });
  each(section, "[data-note]", (area) => showNote(section, area, get(step, "note")));
  each(section, "[data-step-done]", (button) => press(button, state === "fait"));
  each(section, "[data-step-skip]", (button) => press(button, state === "passee"));
  each(section, "a[data-done-and-on]", (link) => {
    const { on, doneAndOn } = link.dataset;
    if (state !== "passee") link.querySelector("[data-text]").textContent = state === "fait" ? on : doneAndOn;
  });
  each(section, "[data-offer]", (place) => {
    place.hidden = isSettled(state) || !allTicked(section);
  });
  if ("stateShown" in section.dataset) section.dataset.state = STATES[state] ?? "";
  each(section, "[data-tool]", (button) => press(button, chosen.code === button.dataset.tool));
  each(section, "[data-suggested-tool]", (place) => {
    place.hidden = texts.tool !== "";
  });
  each(section, "[data-show]", (place) => {
    const text = texts[place.dataset.show] || place.dataset.given;
    place.hidden = !text && place.localName !== "td";
    (place.querySelector("[data-text]") ?? place).textContent = text
      ? fill(place.dataset.words ?? "{text}", { text })
      : "";
  });
  each(section, "[data-task-shown]", (item) => {
    const isDone = value(get(step, "taches") ?? {}, idKey(item.dataset.taskShown)) === true;
    item.classList.toggle("is-done", isDone);
    item.querySelector("[data-mark]")?.remove();
    if (isDone) item.prepend(hiddenMark(`${words.markDone} `));
  });
  each(section, "a[data-show-tool]", (link) => {
    link.hidden = !chosen.code;
    if (chosen.code) link.href = `/f/${chosen.code}`;
  });
}

/** What a button says once it is pressed stands in `data-pressed`: the colour never says it alone. */
const resting = new WeakMap();

function press(button, isOn) {
  if (!resting.has(button)) resting.set(button, [...button.childNodes]);
  if (button.getAttribute("aria-pressed") === String(isOn)) return;
  button.setAttribute("aria-pressed", isOn);
  if (button.dataset.pressed) button.replaceChildren(...(isOn ? [button.dataset.pressed] : resting.get(button)));
}

/** The name of the chosen tool; of one that an older page kept by its code alone, the name that this page knows. */
function toolName(section, { code, name }) {
  if (name || !code) return name;
  return section.querySelector(`[data-tool="${code}"]`)?.dataset.toolName ?? words.aTool;
}

function readableDay(day) {
  const date = new Date(`${day}T12:00`);
  return day && !Number.isNaN(date.valueOf())
    ? date.toLocaleDateString(document.documentElement.lang, { dateStyle: "long" })
    : "";
}

function markLink(link, state) {
  const item = link.closest("li") ?? link;
  link.querySelector("[data-mark]")?.remove();
  delete item.dataset.state;
  if (!STATES[state]) return;
  item.dataset.state = STATES[state];
  link.append(hiddenMark(` ${state === "fait" ? words.markDone : words.markSkipped}`));
}

/** What a colour or a tick shows, in words. */
function hiddenMark(textContent) {
  const mark = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent });
  mark.dataset.mark = "";
  return mark;
}

function showPlace(link, scenario) {
  link.hidden = false;
  const begun = objects(get(scenario, "etapes")).some(([, step]) => stepState(step) !== "a-faire");
  if (!begun) return;
  const { step, done } = scenarioPlace(scenario);
  link.textContent = done ? words.review : fill(words.resumeStep, { n: step });
  link.href = withAnswers(`${root.dataset.scenarioUrl}etape-${done ? 1 : step}/`, scenario);
}

function showRemoved(place, scenario) {
  const steps = document.querySelectorAll("[data-step-link], [data-step]");
  const present = new Set(Array.from(steps, ({ dataset }) => dataset.stepLink ?? dataset.step));
  const removed = objects(get(scenario, "etapes")).filter(
    ([id, step]) => !present.has(id) && stepState(step) !== "a-faire",
  );
  place.hidden = !removed.length;
  place.querySelector("ul").replaceChildren(
    ...removed.map(([, step]) => {
      const texts = [
        get(step, "titre"),
        words[STATES[stepState(step)] ?? ""],
        noteText(get(step, "note"), words.between),
      ];
      return Object.assign(document.createElement("li"), { textContent: texts.filter(Boolean).join(" – ") });
    }),
  );
}

/* The group's answers: kept when given, and used on every page once they are. */

function keepContext(form) {
  const given = new URLSearchParams(location.search);
  if ([...given.keys()].some(isAnswer)) keepAnswers(form, given);
  form.addEventListener("submit", () => keepAnswers(form, new FormData(form)));
}

/** By its name only: an answer called `length` or `item` is no field. */
const fieldOf = (form, key) => form.elements.namedItem(key);

/** What an address or a form says of the group is all that it says: a question without an answer is « je ne sais pas ». */
function keepAnswers(form, said) {
  const known = get(scenarioIn(read()), "contexte") ?? {};
  const asked = [...new Set([...form.elements].map(({ name }) => name))].filter(isAnswer);
  const fresh = asked
    .map((key) => [key, said.get(key) ?? ""])
    .filter(([key, answer]) => answer !== (value(known, idKey(key)) ?? ""));
  if (!fresh.length) return;
  change((notebook) => {
    fresh.forEach(([key, answer]) => notebook.set([...here, "contexte", idKey(key)], answer));
    labelScenario(notebook);
  });
}

/**
 * An address that says nothing of the group (a bookmark, a search, a link of the notebook of yesterday) would propose
 * another tool than yesterday: it gets the answers, and the roadmap the tools that were chosen among those it knows.
 * Without a network the page stays, and the answers are offered.
 */
function completeAddress() {
  const given = new URLSearchParams(location.search);
  const before = String(given);
  const kept = [...given.keys()].some(isAnswer) ? [] : answersOf(scenarioIn(read()));
  for (const [key, answer] of kept) given.set(key, answer);
  for (const { dataset } of sections) {
    const { code } = chosenTool(stepIn(read(), dataset.step));
    if (code && code !== dataset.toolAsked && dataset.tools?.includes(code))
      given.set(`outil${dataset.stepRank}`, code);
  }
  if (String(given) === before) return;
  each(document, "form[data-chooser]", (form) => kept.forEach(([key, answer]) => fillControl(form, key, answer)));
  each(document, "[data-kept-context]", (place) => {
    place.hidden = false;
    place.querySelector("a").href = `?${given}`;
  });
  if (isReached()) location.replace(`?${given}${location.hash}`);
}

/** A browser says “off line” on a machine without a network, where the site may run too; what it had kept weighs nothing. */
function isReached() {
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return navigator.onLine || visit?.transferSize > 0;
}

function fillControl(form, key, answer) {
  const control = fieldOf(form, key);
  if (!control) return;
  if (control.type === "checkbox") control.checked = control.value === answer;
  else control.value = answer;
}

/* Once, after three ticks or a note: keep a copy? */

async function offerCopy() {
  const notebook = read();
  const steps = objects(notebook.scenarios).flatMap(([, scenario]) => objects(get(scenario, "etapes")));
  const ticks = steps.flatMap(([, step]) => values(get(step, "taches"))).filter(([, isDone]) => isDone).length;
  const enough = ticks >= 3 || steps.some(([, step]) => noteText(get(step, "note"), ""));
  if (!enough || isInAccount() || value(notebook.reglages, "copie") || !document.getElementById("notebook-nudge"))
    return;
  (await import("./guide/nudge.js")).offerCopy();
}

/** A tool without a sheet, in the link that the board got: after the `#`, so that it reaches no server. */
function readGivenTools() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const { dataset } of sections) dataset.toolGiven = (given.get(`outil${dataset.stepRank}`) ?? "").slice(0, 80);
}

readGivenTools();
sections.forEach(listen);
each(document, "[data-without-script]", (place) => {
  place.hidden = true;
});
each(document, "form[data-chooser]", keepContext);
subscribe(show);
each(document, "[data-note-fold]", (fold) => {
  fold.open ||= Boolean(fold.querySelector("[data-note]").value);
});
completeAddress();
if (document.querySelector("[data-group], [data-calendar-use]")) import("./guide/roadmap.js");
if (sections.some((section) => section.querySelector("[data-task]")) && !["ready", "saved"].includes(saveState()))
  say(words[saveState()] ?? "");
