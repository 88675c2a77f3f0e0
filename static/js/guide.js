/**
 * The guide's pages (scenario start, steps, end, roadmap): ticks, notes, statuses, from and to the notebook.
 * The HTML contract is in docs/notebook-format.md, « What pages offer to the scripts ». Nothing here is needed to read,
 * choose a tool or print.
 */
import { get, idKey, ofId } from "./notebook/merge.js";
import {
  fill,
  isCode,
  isSettled,
  noteText,
  objects,
  scenarioPlace,
  stepState,
  value,
  values,
} from "./notebook/progress.js";
import { change, isInAccount, read, saveState, subscribe } from "./notebook/store.js";

const TYPING = 1000;
const COUNT_FROM = 1800;
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
    button.addEventListener("click", () => {
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
  each(section, "[data-tool]", (button) => toggle(button, "outil", button.dataset.tool, ""));
  each(section, "[data-note]", (area) => listenToNote(section, area));
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
  each(document, "[data-left]", (place) => showLeft(place, notebook));
  each(document, "[data-removed]", (place) => showRemoved(place, scenarioIn(notebook)));
}

/** What is left to decide at the end: the steps that are neither done nor skipped. */
function showLeft(place, notebook) {
  const steps = [...place.querySelectorAll("[data-left-step]")];
  for (const item of steps) item.hidden = isSettled(stepState(stepIn(notebook, item.dataset.leftStep)));
  place.hidden = steps.every((item) => item.hidden);
}

function showStep(section, step) {
  const state = stepState(step);
  const texts = {
    note: noteText(get(step, "note"), words.between),
    who: value(step, "qui"),
    when: readableDay(value(step, "quand")),
    state: words[STATES[state] ?? (state === "en-cours" ? "inProgress" : "toDo")],
  };
  each(section, "[data-task]", (box) => {
    box.checked = value(get(step, "taches") ?? {}, idKey(box.dataset.task)) === true;
  });
  each(section, "[data-who], [data-when]", (field) => {
    if (document.activeElement !== field) field.value = value(step, "who" in field.dataset ? "qui" : "quand") ?? "";
  });
  each(section, "[data-note]", (area) => showNote(section, area, get(step, "note")));
  each(section, "[data-step-done]", (button) => button.setAttribute("aria-pressed", state === "fait"));
  each(section, "[data-step-skip]", (button) => button.setAttribute("aria-pressed", state === "passee"));
  each(section, "[data-offer]", (place) => {
    place.hidden = isSettled(state) || !allTicked(section);
  });
  each(section, "[data-tool]", (button) =>
    button.setAttribute("aria-pressed", value(step, "outil") === button.dataset.tool),
  );
  each(section, "[data-show]", (place) => {
    const text = texts[place.dataset.show];
    place.hidden = !text && place.localName !== "td";
    (place.querySelector("[data-text]") ?? place).textContent = text ?? "";
  });
  each(section, "[data-task-shown]", (item) => {
    item.classList.toggle("is-done", value(get(step, "taches") ?? {}, idKey(item.dataset.taskShown)) === true);
  });
  each(section, "a[data-show-tool]", (link) => {
    const code = value(step, "outil");
    link.hidden = !isCode(code);
    if (isCode(code)) link.href = `/f/${code}`;
  });
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
  const mark = Object.assign(document.createElement("span"), { className: "visually-hidden" });
  mark.dataset.mark = "";
  mark.textContent = ` ${state === "fait" ? words.markDone : words.markSkipped}`;
  link.append(mark);
}

function showPlace(link, scenario) {
  const begun = objects(get(scenario, "etapes")).some(([, step]) => stepState(step) !== "a-faire");
  if (!begun) return;
  const { step, done } = scenarioPlace(scenario);
  link.textContent = done ? words.review : fill(words.resumeStep, { n: step });
  link.href = `${root.dataset.scenarioUrl}etape-${done ? 1 : step}/`;
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

/* The group's answers to the tool chooser: kept when given, proposed when the address has none. */

function keepContext(form) {
  const given = [...new URLSearchParams(location.search)];
  if (given.some(([key, answer]) => answer && asks(form, key))) keepAnswers(form, given);
  else proposeAnswers(form);
  form.addEventListener("submit", () => keepAnswers(form, [...new FormData(form)]));
}

/** By its name only: an answer called `length` or `item` is no field. */
const fieldOf = (form, key) => form.elements.namedItem(key);
const asks = (form, key) => fieldOf(form, key) && fieldOf(form, key).type !== "hidden";

function keepAnswers(form, answers) {
  const known = get(scenarioIn(read()), "contexte") ?? {};
  const fresh = answers.filter(([key, answer]) => answer && asks(form, key) && value(known, idKey(key)) !== answer);
  if (!fresh.length) return;
  change((notebook) => {
    fresh.forEach(([key, answer]) => notebook.set([...here, "contexte", idKey(key)], answer));
    labelScenario(notebook);
  });
}

function proposeAnswers(form) {
  const kept = values(get(scenarioIn(read()), "contexte")).filter(([key, answer]) => answer && asks(form, key));
  kept.forEach(([key, answer]) => fillControl(form, key, answer));
  each(document, "[data-kept-context]", (place) => {
    place.hidden = !kept.length;
    place.querySelector("a").href = `?${new URLSearchParams(kept.sort())}`;
  });
}

function fillControl(form, key, answer) {
  const control = fieldOf(form, key);
  if (control.type === "checkbox") control.checked = control.value === answer;
  else control.value = answer;
}

/* Once, after three ticks or a note: keep a copy? */

function offerCopy() {
  const notebook = read();
  const steps = objects(notebook.scenarios).flatMap(([, scenario]) => objects(get(scenario, "etapes")));
  const ticks = steps.flatMap(([, step]) => values(get(step, "taches"))).filter(([, isDone]) => isDone).length;
  const enough = ticks >= 3 || steps.some(([, step]) => noteText(get(step, "note"), ""));
  const template = document.getElementById("notebook-nudge");
  if (
    !enough ||
    isInAccount() ||
    !template ||
    value(notebook.reglages, "copie") ||
    document.querySelector("[data-nudge]")
  )
    return;
  document.querySelector("[data-save-state]")?.after(template.content.cloneNode(true));
  each(document, "[data-nudge] button", (button) => button.addEventListener("click", () => answerNudge(button)));
}

async function answerNudge(button) {
  const { saveCopy, mailLink } = await import("./notebook/share.js");
  const act = button.dataset.nudgeAct;
  if (act === "copy") saveCopy(read());
  if (act === "link") await mailLink(read(), words.mailSubject, words.mailBody);
  change((notebook) => notebook.set(["reglages", "copie"], act === "later" ? "plus-tard" : "faite"));
  button.closest("[data-nudge]").remove();
}

/* On paper, notes are printed only when the person says so. */

function chooseNotesOnPaper(box) {
  const print = () => root.toggleAttribute("data-without-notes", !box.checked);
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("change", print);
  print();
}

/* A calendar file says whose dates it holds, so that the next one moves them and no others: named when it is reached for. */

function nameCalendar(place) {
  const name = async () => {
    const { calendarUse } = await import("./calendar-use.js");
    const use = calendarUse(root.dataset.scenario);
    if (!use) return;
    if (place.localName === "a") place.href += `&agenda=${use}`;
    else Object.assign(place, { value: use, disabled: false });
  };
  let asked = false;
  const once = () => {
    if (!asked) name();
    asked = true;
  };
  for (const reached of ["focusin", "pointerdown"]) (place.form ?? place).addEventListener(reached, once);
}

sections.forEach(listen);
each(document, "[data-print-notes]", chooseNotesOnPaper);
each(document, "[data-without-script]", (place) => {
  place.hidden = true;
});
each(document, "form[data-chooser]", keepContext);
each(document, "[data-calendar-use]", nameCalendar);
subscribe(show);
if (sections.some((section) => section.querySelector("[data-task]")) && saveState() !== "ready")
  say(words[saveState()] ?? "");
