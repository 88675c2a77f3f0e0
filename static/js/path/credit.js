/**
 * The credit of a path made from scenarios: what was changed, which licence follows, the sentence that says it on the
 * screen, on paper and in a link. Pure functions; the sentences come from the page.
 */
import { fill } from "../notebook/progress.js";
import { short } from "./model.js";

/** Everything may be shared under CC BY-SA 4.0 but what forbids changes or sale; LAL 1.3 declares itself compatible. */
const SHAREABLE = new Set(["cc-by-sa-4.0", "cc-by-4.0", "cc0-1.0", "lal-1.3", "etalab-2.0"]);

/** The origins of which something is still there: the others are owed nothing. */
export function usedOrigins(path) {
  const used = new Set(path.steps.map((step) => codeOf(step.origin)));
  return Object.entries(path.origins).filter(([code]) => used.has(code));
}

/** Whether a path may be shared: every licence that it takes from allows it. */
export const isShareable = (path) => usedOrigins(path).every(([, origin]) => SHAREABLE.has(origin.licence));

/** Texts taken from others keep what they ask for: whatever the mixture, the whole goes under CC BY-SA. */
export const resultLicence = (path) => (usedOrigins(path).length && isShareable(path) ? "cc-by-sa-4.0" : "");

/**
 * What was changed since the copy of the scenario `code`. Numbers are those of its steps.
 * @returns {{removed: number[], renamed: number[], reworded: number[], tasks: number[], sheets: number[],
 *   moved: boolean, added: number}}
 */
export function changesSince(origin, path, code) {
  const ids = origin.etapes.map(({ id }) => id);
  const rankOf = (step) => (codeOf(step.origin) === code ? ids.indexOf(step.origin.slice(code.length + 1)) : -1);
  const kept = path.steps.map((step) => ({ step, rank: rankOf(step) })).filter(({ rank }) => rank >= 0);
  const where = (isChanged) =>
    numbers(kept.filter(({ step, rank }) => isChanged(step, origin.etapes[rank])).map(({ rank }) => rank));
  const ranks = kept.map(({ rank }) => rank);
  return {
    removed: numbers(ids.map((_, rank) => rank).filter((rank) => !ranks.includes(rank))),
    renamed: where((step, was) => short(step.name) !== was.nom),
    reworded: where((step, was) => short(step.text) !== was.texte),
    tasks: where((step, was) => tasksOf(step) !== was.taches.map(([id, text]) => `${id} ${text}`).join()),
    sheets: where((step, was) => step.elements.map((one) => one.code).join() !== was.fiches.join()),
    moved: ranks.some((rank, at) => at > 0 && rank < ranks[at - 1]),
    added: path.steps.filter((step) => !step.origin).length,
  };
}

/** « D’après « … » (version du …) de …, CC BY-SA 4.0, adresse. Modifié par … : étapes 4 à 6 retirées. » */
export function creditSentence(words, { origin, changes, author, address, licence, language }) {
  const said = changesText(words, changes);
  const date = new Date(origin.version * 1000).toLocaleDateString(language, { dateStyle: "long" });
  const authors = origin.auteurs.join(", ");
  const version = origin.version ? ` ${fill(words.version, { date })}` : "";
  const work = fill(authors ? words.from : words.fromNobody, {
    title: origin.titre,
    version,
    authors,
    licence,
    address,
  });
  return `${work} ${said ? fill(author ? words.changedBy : words.changed, { author, changes: said }) : words.unchanged}`;
}

export function changesText(words, changes) {
  const lists = ["removed", "renamed", "reworded", "tasks", "sheets"];
  const parts = lists
    .filter((name) => changes[name].length)
    .map((name) => fill(form(words[name], changes[name].length), { numbers: ranges(words, changes[name]) }));
  if (changes.moved) parts.push(words.moved);
  if (changes.added) parts.push(fill(form(words.added, changes.added), { n: changes.added }));
  return parts.join(", ");
}

/** `[1, 2, 3, 5]` is « 1 à 3 et 5 ». */
export function ranges(words, list) {
  const runs = [];
  for (const number of list) {
    const run = runs.at(-1);
    if (run && run.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  const parts = runs.flatMap((run) =>
    run.length > 2 ? [fill(words.range, { first: run[0], last: run.at(-1) })] : run.map(String),
  );
  return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} ${words.and} ${parts.at(-1)}` : (parts[0] ?? "");
}

export const codeOf = (origin) => origin.split("/")[0];

const numbers = (list) => list.map((rank) => rank + 1).sort((one, two) => one - two);
const tasksOf = (step) => step.tasks.map((task) => `${task.id} ${short(task.text)}`).join();
/** One of two forms; French counts 0 and 1 alike. */
const form = (forms, n) => forms.split("|")[n > 1 ? 1 : 0];
