/**
 * Lessons, sequences and modules: where one stopped reading, what is read, « Commencer / Reprendre / Revoir ».
 * The HTML contract is in docs/notebook-format.md, « What pages offer to the scripts ».
 */
import { idKey, latest, newest, ofId } from "./notebook/merge.js";
import { count, fill, isRead, value } from "./notebook/progress.js";
import { change, read, subscribe } from "./notebook/store.js";

const SETTLED_AFTER = 2000;
const SHORTEST_READING = 10_000;

const words = document.getElementById("notebook-words").dataset;
const root = document.querySelector("[data-lesson][data-title]");
const lessonIn = (notebook, code) => ofId(notebook.lecons, code) ?? {};

function write(key, wanted) {
  const here = ["lecons", idKey(root.dataset.lesson)];
  if (value(lessonIn(read(), root.dataset.lesson), key) === wanted) return;
  change((notebook) => {
    notebook.set([...here, key], wanted);
    notebook.label(here, { titre: root.dataset.title, url: location.pathname });
  });
}

/* The place: the last heading that passed the upper third of the window, once the reader has stayed there. */

const headings = root ? [...root.querySelectorAll("h2[id], h3[id]")] : [];

function currentHeading() {
  return headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3).at(-1);
}

function followReading() {
  let timer;
  addEventListener(
    "scroll",
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const heading = currentHeading();
        if (heading) write("repere", heading.id);
      }, SETTLED_AFTER);
    },
    { passive: true },
  );
}

/** Back to the place where one stopped: a link, never a jump. */
function offerPlace(lesson) {
  const heading = headings.find(({ id }) => id === value(lesson, "repere"));
  if (!heading || heading === headings[0] || isRead(lesson) || location.hash) return;
  const link = Object.assign(document.createElement("a"), { href: `#${encodeURIComponent(heading.id)}` });
  link.textContent = fill(words.resumePlace, { place: heading.textContent.trim() });
  const notice = Object.assign(document.createElement("p"), { className: "notice" });
  notice.append(link);
  (root.querySelector(".page-head") ?? root.firstElementChild).after(notice);
}

/* Read: the end of the text was on the screen, and not within the first ten seconds; or the person says so. */

function followEnd() {
  const end = root.querySelector("[data-lesson-end], .pager") ?? root.lastElementChild;
  let timer;
  new IntersectionObserver(([entry]) => {
    clearTimeout(timer);
    if (!entry.isIntersecting) return;
    timer = setTimeout(() => write("etat", "lu"), Math.max(0, SHORTEST_READING - performance.now()));
  }).observe(end);
}

/* Lists of lessons, and the button that leads to the next one. */

function markLesson(item, lesson) {
  item.querySelector("[data-mark]")?.remove();
  delete item.dataset.state;
  if (!isRead(lesson)) return;
  item.dataset.state = "done";
  const mark = Object.assign(document.createElement("span"), { className: "meta", textContent: ` ${words.markRead}` });
  mark.dataset.mark = "";
  item.querySelector("a").after(mark);
}

/** `data-lessons`: `CODE=address=published` (in seconds) for each lesson, in order. */
function lessonsOf(link, notebook) {
  return link.dataset.lessons
    .trim()
    .split(/\s+/)
    .map((entry, index) => {
      const [code, address, published] = entry.split("=");
      const begun = ofId(notebook.lecons, code) !== undefined;
      return { number: index + 1, address, published: published * 1000, lesson: lessonIn(notebook, code), begun };
    });
}

function showPlace(link, notebook) {
  const lessons = lessonsOf(link, notebook);
  if (!lessons.some(({ begun }) => begun)) return;
  const next = lessons.find(({ lesson }) => !isRead(lesson));
  const label = next ? (link.dataset.resume ?? fill(words.resumeLesson, { n: next.number })) : words.review;
  link.firstChild.textContent = label;
  if (next?.address) link.href = next.address;
}

/** Lessons of the page that were published since one last read another of them. */
function showAdded(place, notebook) {
  const found = [...document.querySelectorAll("[data-lessons]")].flatMap((link) => lessonsOf(link, notebook));
  const lessons = [...new Map(found.map((one) => [one.address, one])).values()]; // the button of the module holds all of them
  const lastVisit = latest(lessons.filter(({ begun }) => begun).map(({ lesson }) => newest(lesson)));
  const added = lastVisit ? lessons.filter(({ begun, published }) => !begun && published > lastVisit).length : 0;
  place.hidden = !added;
  place.textContent = count(words.lessonsAdded, added);
}

function show(notebook) {
  document
    .querySelectorAll("[data-lesson]:not([data-title])")
    .forEach((item) => markLesson(item, lessonIn(notebook, item.dataset.lesson)));
  document.querySelectorAll("[data-lessons]").forEach((link) => showPlace(link, notebook));
  document.querySelectorAll("[data-new-lessons]").forEach((place) => showAdded(place, notebook));
}

if (root) {
  offerPlace(lessonIn(read(), root.dataset.lesson));
  followReading();
  followEnd();
}
subscribe(show);
