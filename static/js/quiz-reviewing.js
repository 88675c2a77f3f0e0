/**
 * When a question comes back: 2, then 7, then 30 days after it was missed; once at 30 days when it was right at once.
 * Pure functions on days written YYYY-MM-DD.
 */
import { objects, value } from "./notebook/progress.js";

const GAPS = [2, 7, 30];

/**
 * What to note after an answer on `today`: `{day, gap}`, `day` being "" when the question leaves the list.
 * `known` is what the notebook holds of it (`{day, gap}`), or nothing. Undefined: nothing changes.
 */
export function nextReview(known, isRight, today) {
  if (!isRight) return at(GAPS[0], today);
  if (!known || known.day === undefined) return at(GAPS.at(-1), today);
  if (!known.day || known.day > today) return undefined;
  const gap = GAPS.find((one) => one > (known.gap ?? GAPS[0]));
  return gap ? at(gap, today) : { day: "", gap: 0 };
}

function at(gap, today) {
  const day = new Date(`${today}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + gap);
  return { day: day.toISOString().slice(0, 10), gap };
}

/**
 * The quizzes of a notebook with questions to review on `today`, the longest waiting first:
 * `{code, title, url, keys, since}`.
 */
export function dueReviews(quizzes, today) {
  return objects(quizzes)
    .map(([code, quiz]) => {
      const days = daysOf(quiz).filter(([, day]) => day <= today);
      const keys = days.map(([key]) => key).sort();
      return { code, title: quiz.titre ?? "", url: quiz.url ?? "", keys, since: days.map(([, day]) => day).sort()[0] };
    })
    .filter(({ keys, url }) => keys.length && url)
    .sort((one, two) => (one.since < two.since ? -1 : 1));
}

/** The day of the next review after `today`, or undefined. */
export function nextDay(quizzes, today) {
  const days = objects(quizzes).flatMap(([, quiz]) => daysOf(quiz).map(([, day]) => day));
  return days.filter((day) => day > today).sort()[0];
}

const daysOf = (quiz) =>
  objects(quiz)
    .map(([key, question]) => [key, value(question, "revoir")])
    .filter(([, day]) => day);
