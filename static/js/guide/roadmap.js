/** The roadmap page: who the group is, what is printed, the calendar, the link for those who are not there. */
import { get, idKey, ofId } from "../notebook/merge.js";
import { answersOf, chosenTool, toolSaid, value } from "../notebook/progress.js";
import { change, read, subscribe } from "../notebook/store.js";

const root = document.querySelector("[data-scenario]");
const here = ["scenarios", idKey(root.dataset.scenario)];
const scenario = () => ofId(read().scenarios, root.dataset.scenario) ?? {};

/* On paper, notes are printed only when the person says so. */

function chooseNotesOnPaper(box) {
  const print = () => root.toggleAttribute("data-without-notes", !box.checked);
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("change", print);
  print();
}

/* The name of the group, as it stands on the paper. */

function keepGroup(field) {
  field.addEventListener("change", () =>
    change((notebook) => {
      notebook.set([...here, "groupe"], field.value.trim());
      notebook.label(here, {
        titre: root.dataset.scenarioTitle,
        url: root.dataset.scenarioUrl,
        total: Number(root.dataset.scenarioSteps),
      });
    }),
  );
  subscribe(() => {
    if (document.activeElement !== field) field.value = value(scenario(), "groupe") ?? field.value;
  });
}

/* The link for the board: the answers, the tools and the dates; it holds no name and no note. */

function keepBoardLink(field) {
  subscribe(() => {
    field.dataset.without ??= field.value;
    const address = new URL(field.dataset.without);
    const names = new URLSearchParams();
    for (const [key, answer] of answersOf(scenario())) address.searchParams.set(key, answer);
    for (const section of document.querySelectorAll("[data-step]")) {
      const step = ofId(get(scenario(), "etapes"), section.dataset.step) ?? {};
      const { stepRank: rank } = section.dataset;
      const { code, name } = chosenTool(step);
      if (code) address.searchParams.set(`outil${rank}`, code);
      else if (name) names.set(`outil${rank}`, name);
      if (value(step, "quand")) address.searchParams.set(`quand${rank}`, value(step, "quand"));
    }
    address.searchParams.sort();
    address.hash = String(names);
    field.value = address;
  });
  field.closest("details").addEventListener("toggle", () => offer(field), { once: true });
}

/** Asked for when the fold opens: most people only print. */
async function offer(field) {
  const place = document.querySelector(`[data-sharing="${field.id}"]`);
  const { offerSharing } = await import("../notebook/sharing.js");
  offerSharing(place, () => field.value, place.dataset.sharingTitle);
}

/* What is chosen in the form of the page is chosen in the notebook too. */

function keepChosenTools(form) {
  form.addEventListener("submit", () => {
    const steps = [...document.querySelectorAll("[data-step]")];
    const picked = [...form.querySelectorAll("select[data-tool-of]")].map((field) => [
      field.dataset.toolOf,
      field.selectedOptions[0].dataset,
    ]);
    change((notebook) => {
      for (const [id, { code = "", toolName = "" }] of picked) {
        const { stepTitle: titre, stepRank } = steps.find(({ dataset }) => dataset.step === id).dataset;
        const known = chosenTool(ofId(get(scenario(), "etapes"), id) ?? {});
        if (known.code === code) continue;
        notebook.set([...here, "etapes", idKey(id), "outil"], toolSaid({ code, name: toolName }));
        notebook.label([...here, "etapes", idKey(id)], { titre, rang: Number(stepRank) });
      }
    });
  });
}

/* A calendar file says whose dates it holds, so that the next one moves them and no others: named when it is reached for. */

export function nameCalendar(place) {
  const name = async () => {
    const { calendarUse } = await import("../calendar-use.js");
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

const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
each("[data-print-notes]", chooseNotesOnPaper);
each("[data-group]", keepGroup);
each("[data-board-link]", keepBoardLink);
each("form[data-tools-form]", keepChosenTools);
each("[data-calendar-use]", nameCalendar);
