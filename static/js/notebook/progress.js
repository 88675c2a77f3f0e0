/**
 * What the notebook says about progress, for the pages that show it. Reads only; documents come out of store.js.
 */
import { get, isNote, isObject, isPair, newest, unpack } from "./merge.js";

const CODE = /^[23456789A-HJKMNP-Z]{5}$/;

export const value = (node, key) => (isPair(get(node, key)) ? node[key][0] : undefined);
/** The ids that an object holds, each with its object. */
export const objects = (node) =>
  Object.entries(node ?? {})
    .filter(([key, child]) => key[0] === ":" && isObject(child))
    .map(([key, child]) => [key.slice(1), child]);
export const isCode = (text) => CODE.test(text);

/** The ids that an object holds, each with the value of its pair. */
export const values = (node) =>
  Object.entries(node ?? {})
    .filter(([key, pair]) => key[0] === ":" && isPair(pair))
    .map(([key, pair]) => [key.slice(1), pair[0]]);

/** All the texts of a note, newest first, as one text. */
export function noteText(note, between) {
  return isNote(note)
    ? unpack(note)
        .texts.map(([text]) => text)
        .join(between)
    : "";
}

/** `fait`, `passee`, `en-cours` or `a-faire`: only buttons write it, a tick or a note says `en-cours` by itself. */
export function stepState(step) {
  const said = value(step, "etat");
  if (said === "fait" || said === "passee" || said === "en-cours") return said;
  const ticked = values(get(step, "taches")).some(([, isDone]) => isDone === true);
  return ticked || noteText(get(step, "note"), "") ? "en-cours" : "a-faire";
}

/**
 * The tool that a step keeps, `{code, name}`: a sheet by its code, with its title from the day it was chosen where that
 * is known, or a tool of one's own, which has a name only. Both empty when none was chosen.
 */
export function chosenTool(step) {
  const [, sign = "", name = ""] = /^(=|[23456789A-HJKMNP-Z]{5})(?: (.*))?$/s.exec(value(step, "outil") ?? "") ?? [];
  return { code: sign === "=" ? "" : sign, name };
}

/** What `outil` holds for a tool. */
export const toolSaid = ({ code, name }) => (code || name ? `${code || "="} ${name}`.trim() : "");

/** The questions about the group, as addresses name them. */
const ANSWERS = ["aisance", "compte", "groupe", "heb", "telephone"];
export const isAnswer = (key) => ANSWERS.includes(key);

/** What a group answered about itself, as `[question, answer]`, in the order of an address. */
export function answersOf(scenario) {
  const given = values(get(scenario, "contexte")).filter(
    ([key, answer]) => isAnswer(key) && typeof answer === "string" && answer,
  );
  return given.sort(([one], [two]) => (one < two ? -1 : 1));
}

/** An address of a scenario with the group's answers, so that it proposes what it proposed before. */
export function withAnswers(address, scenario) {
  const query = new URLSearchParams(answersOf(scenario)).toString();
  return query ? `${address}?${query}` : address;
}

export const isSettled = (state) => state === "fait" || state === "passee";

/** Where a scenario is: `{step, total, url, done, when}`; `step` is the number of the step to take up again. */
export function scenarioPlace(scenario) {
  const steps = objects(get(scenario, "etapes")).map(([, step]) => ({
    rank: get(step, "rang") ?? 0,
    settled: isSettled(stepState(step)),
    when: newest(step),
  }));
  const total = Math.max(get(scenario, "total") ?? 0, ...steps.map(({ rank }) => rank));
  const settled = new Set(steps.filter((step) => step.settled).map(({ rank }) => rank));
  const left = Array.from({ length: total }, (_, index) => index + 1).filter((rank) => !settled.has(rank));
  const last = steps.reduce((one, two) => (two.when > one.when ? two : one), { rank: 0, when: 0 });
  const step = left.find((rank) => rank >= last.rank) ?? left[0] ?? total;
  const url = get(scenario, "url") ?? "";
  const place = withAnswers(total ? `${url}etape-${step}/` : url, scenario);
  return { step, total, done: total > 0 && !left.length, when: newest(scenario), url: place };
}

export function scenariosInProgress(notebook) {
  return objects(notebook.scenarios)
    .filter(([, scenario]) => objects(get(scenario, "etapes")).some(([, step]) => stepState(step) !== "a-faire"))
    .map(([code, scenario]) => ({ code, scenario, ...scenarioPlace(scenario) }))
    .sort((one, two) => two.when - one.when);
}

export const isRead = (lesson) => value(lesson ?? {}, "etat") === "lu";

/** Lessons begun, latest first: `{code, lesson, url, read, when}`, the address at the heading where one stopped. */
export function lessonsBegun(notebook) {
  return objects(notebook.lecons)
    .map(([code, lesson]) => ({ code, lesson, read: isRead(lesson), url: lessonUrl(lesson), when: newest(lesson) }))
    .sort((one, two) => two.when - one.when);
}

function lessonUrl(lesson) {
  const place = value(lesson, "repere");
  return (get(lesson, "url") ?? "") + (place && !isRead(lesson) ? `#${encodeURIComponent(place)}` : "");
}

/** How many questions ask to be seen again on `today` (YYYY-MM-DD) or before. */
export function reviewsDue(notebook, today) {
  return objects(notebook.quiz)
    .flatMap(([, quiz]) => objects(quiz))
    .filter(([, question]) => value(question, "revoir") && value(question, "revoir") <= today).length;
}

/** The day in this browser's own time zone, YYYY-MM-DD. */
export function today(now = new Date()) {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** A sentence with its blanks: `fill("{n} étapes", {n: 3})`. */
export function fill(sentence, blanks) {
  return sentence.replace(/\{(\w+)\}/g, (blank, name) => blanks[name] ?? blank);
}

/** One of two forms written as `{n} étape|{n} étapes`, by the rules of the page's language. */
export function count(forms, n) {
  const [one, many] = forms.split("|");
  return fill(new Intl.PluralRules(document.documentElement.lang).select(n) === "one" ? one : many, { n });
}
