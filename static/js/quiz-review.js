/** The page « À revoir »: the quizzes that wait today, from the notebook of this browser. Nothing is sent. */
import { count, fill, today } from "./notebook/progress.js";
import { subscribe } from "./notebook/store.js";
import { dueReviews, nextDay } from "./quiz-reviewing.js";

const list = document.querySelector("[data-reviews]");
const empty = document.querySelector("[data-no-review]");
const row = document.getElementById("review-row");

/** 50 seconds a question, as the quiz itself announces. */
const minutes = (questions) => Math.max(1, Math.round((questions * 50) / 60));

function show(notebook) {
  const due = dueReviews(notebook.quiz, today());
  list.replaceChildren(...due.map(rowOf));
  list.hidden = !due.length;
  empty.hidden = due.length > 0;
  const day = nextDay(notebook.quiz, today());
  const next = empty.querySelector("[data-next]");
  next.hidden = !day;
  if (day) next.textContent = fill(next.dataset.sentence, { day: written(day) });
}

function rowOf({ title, url, keys }) {
  const content = row.content.cloneNode(true);
  const link = content.querySelector("a");
  link.textContent = title;
  link.href = `${url}?g=${1 + Math.floor(Math.random() * 1e6)}&m=${keys.join("-")}`;
  const facts = content.querySelector("[data-facts]");
  facts.textContent = fill(count(facts.dataset.facts, keys.length), { minutes: minutes(keys.length) });
  return content;
}

const written = (day) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(`${day}T12:00:00Z`),
  );

document.querySelector("[data-needs-script]").hidden = true;
subscribe(show);
