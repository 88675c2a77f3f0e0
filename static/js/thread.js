/**
 * The learner's thread: how far one is in each module, what comes next, the last result, the questions to see again.
 * The notebook of this browser says what was read; `/apprendre/plan.json`, the same for everybody, what follows what. It
 * is asked for only once something was learnt here; without it, what the notebook knows by itself is still said.
 *
 * `[data-thread]` is `latest` (the module of the last lesson), `all` (those begun) or `cards` (each on its own card).
 */
import { get, newest, ofId } from "./notebook/merge.js";
import { count, fill, isRead, objects, reviewsDue, today, value } from "./notebook/progress.js";
import { subscribe } from "./notebook/store.js";

const place = document.querySelector("[data-thread]");
const template = document.getElementById("learning-thread");
const texts = template.dataset;
let plan;

const isBegun = (lesson) => Boolean(value(lesson ?? {}, "etat") || value(lesson ?? {}, "repere"));

/** A quiz whose end was seen: its result, or, in notebooks of before results were kept, the days of its questions. */
const isTaken = (quiz) =>
  Boolean(quiz && (get(quiz, "resultat") || (objects(quiz).length && !value(quiz, "reponses"))));

/** `{title, url, read, total, when, next}` of a module; `next` is `{form, title, url}`, or nothing at its end. */
function threadOf(notebook, { title, url, sequences }) {
  const lessons = sequences
    .flatMap((sequence) => sequence.lessons)
    .map((one) => ({ ...one, kept: ofId(notebook.lecons, one.code) }));
  const quizzes = sequences.flatMap(({ quiz }) => (quiz ? [ofId(notebook.quiz, quiz.code)] : []));
  const begun = [...lessons.map(({ kept }) => kept).filter(isBegun), ...quizzes.filter(Boolean)];
  const read = lessons.filter(({ kept }) => isRead(kept)).length;
  return {
    title,
    url,
    read,
    total: lessons.length,
    when: Math.max(0, ...begun.map(newest)),
    next: nextOf(notebook, sequences),
  };
}

function nextOf(notebook, sequences) {
  for (const { lessons, quiz } of sequences) {
    const lesson = lessons.find(({ code }) => !isRead(ofId(notebook.lecons, code)));
    if (lesson) return { ...lesson, form: isBegun(ofId(notebook.lecons, lesson.code)) ? "resume" : "lesson" };
    if (quiz && !isTaken(ofId(notebook.quiz, quiz.code))) return { ...quiz, form: "quiz" };
  }
  return undefined;
}

/** The last quiz whose end was seen, all its questions asked: `{title, url, right, total, when}`. */
function lastResult(notebook) {
  const results = objects(notebook.quiz).map(([, quiz]) => {
    const [, right, total] = /^(\d+)\/(\d+)$/.exec(value(quiz, "resultat")) ?? [];
    return {
      title: get(quiz, "titre"),
      url: get(quiz, "url"),
      right: Number(right),
      total,
      when: total && quiz.resultat[1],
    };
  });
  return results.filter(({ when, title, url }) => when && title && url).sort((one, two) => two.when - one.when)[0];
}

/* Drawing. */

const element = (name, fields, ...children) => {
  const made = Object.assign(document.createElement(name), fields);
  made.append(...children);
  return made;
};

const line = (text, url) => element("p", {}, element("a", { href: url, textContent: text }));

function barOf({ read, total }) {
  const said = fill(count(texts.place, read), { total });
  return element(
    "label",
    { className: "thread__bar" },
    element("span", { textContent: said }),
    element("progress", { max: total, value: read }),
  );
}

/** The band of the home page may lead to the same lesson, at the heading where one stopped. */
const isInBand = ({ url }) => document.querySelector('[data-notebook="resume"]:not([hidden]) a')?.pathname === url;

function moduleOf(thread) {
  const parts = [barOf(thread)];
  const { next } = thread;
  if (next && isInBand(next)) return parts;
  if (next) parts.push(line(fill(texts[next.form], { title: next.title }), next.url));
  else parts.push(element("p", { textContent: texts.finished }));
  return parts;
}

function factsOf(notebook) {
  const last = lastResult(notebook);
  const due = place.dataset.thread === "all" ? 0 : reviewsDue(notebook, today()); // the notebook has a section of its own
  const when = last && new Date(last.when).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  return [
    ...(due ? [line(count(texts.reviews, due), "/apprendre/revoir/")] : []),
    ...(last ? [line(fill(count(texts.result, last.right), { ...last, when }), last.url)] : []),
  ];
}

function cardOf(thread, name) {
  const title = element(
    "h3",
    { className: "card__title" },
    element("a", { href: thread.url, textContent: thread.title }),
  );
  return element(name, { className: "card card--module thread__module" }, title, ...moduleOf(thread));
}

/** The card of each module that was begun, on the page that lists them. */
function fillCards(threads) {
  for (const old of document.querySelectorAll(".thread__module")) old.remove();
  for (const thread of threads) {
    const link = [...document.querySelectorAll(".card--module .card__title a")].find(
      ({ pathname }) => pathname === thread.url,
    );
    link?.closest(".card").append(element("div", { className: "thread__module" }, ...moduleOf(thread)));
  }
}

function show(notebook) {
  const begun = (plan?.modules ?? [])
    .map((module) => threadOf(notebook, module))
    .filter(({ when, total }) => when && total);
  const threads = begun.sort((one, two) => two.when - one.when);
  const facts = factsOf(notebook);
  const isCards = place.dataset.thread === "cards";
  const shown = place.dataset.thread === "latest" ? threads.slice(0, 1) : isCards ? [] : threads;
  if (isCards) fillCards(threads);
  place.querySelector("[data-modules]").replaceChildren(...shown.map((thread) => cardOf(thread, "div")));
  place.querySelector("[data-facts]").replaceChildren(...facts);
  place.hidden = !shown.length && !facts.length;
}

const hasLearnt = (notebook) => objects(notebook.lecons).length + objects(notebook.quiz).length > 0;

async function follow(notebook) {
  show(notebook);
  if (plan !== undefined || !hasLearnt(notebook)) return;
  plan = null; // asked for once
  try {
    const answer = await fetch(texts.plan, { credentials: "omit" });
    plan = await answer.json();
  } catch {
    return; // no network: the notebook says what it knows
  }
  subscribe(show);
}

subscribe(follow);
