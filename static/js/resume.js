/**
 * The home page's band: « Vous aviez commencé … Reprendre / Plus tard ». Shows the latest thing begun and not finished.
 * `<section data-notebook="resume" hidden>` receives the template `notebook-resume`.
 */
import { get, newest } from "./notebook/merge.js";
import { fill, lessonsBegun, scenariosInProgress } from "./notebook/progress.js";
import { read, saveState, subscribe } from "./notebook/store.js";

const LATER = "carnet-plus-tard";
const band = document.querySelector('[data-notebook="resume"]');
const template = document.getElementById("notebook-resume");

/** @returns {{title: string, url: string, form: string, when: number, step?: number, total?: number} | undefined} */
function latestBegun(notebook) {
  const scenarios = scenariosInProgress(notebook).filter(({ done }) => !done);
  const lessons = lessonsBegun(notebook).filter(({ read: isRead }) => !isRead);
  const found = [
    ...scenarios.map((one) => ({ ...one, title: get(one.scenario, "titre"), form: "step" })),
    ...lessons.map((one) => ({ ...one, title: get(one.lesson, "titre"), form: "lesson" })),
  ];
  return found.filter(({ url, title }) => url && title).sort((one, two) => two.when - one.when)[0];
}

/** « Plus tard » holds until something changes in the notebook, in this tab. */
function isLater(notebook) {
  try {
    return sessionStorage.getItem(LATER) === String(newest(notebook));
  } catch {
    return false;
  }
}

function show(notebook) {
  const begun = latestBegun(notebook);
  band.hidden = !begun || isLater(notebook);
  if (band.hidden) return;
  const content = template.content.cloneNode(true);
  const sentence = content.querySelector("[data-sentence]");
  sentence.textContent = fill(sentence.dataset[begun.form], { title: begun.title, n: begun.step, total: begun.total });
  content.querySelector("a").href = begun.url;
  content.querySelector("button").addEventListener("click", () => {
    band.hidden = true;
    try {
      sessionStorage.setItem(LATER, String(newest(read())));
    } catch {
      // No storage: the band comes back with the next page.
    }
  });
  band.replaceChildren(content);
}

function showRefused() {
  if (saveState() !== "refused") return;
  band.hidden = false;
  band.replaceChildren(Object.assign(document.createElement("p"), { textContent: template.dataset.refused }));
}

subscribe(show);
showRefused();
