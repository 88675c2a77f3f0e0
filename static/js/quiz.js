/**
 * A quiz, better with scripts: the next screen comes without a new page, missed questions go to the notebook, and
 * first answers are sent without a name when the box beside the first question is ticked.
 *
 * The server does everything else: when anything fails here, the link or the form is followed as usual.
 * `[data-quiz]` holds the screen. What is remembered (the random id, the first answers) dies with the page.
 */
import { idKey, ofId } from "./notebook/merge.js";
import { fill, objects, today, value } from "./notebook/progress.js";
import { change, read } from "./notebook/store.js";
import { nextReview } from "./quiz-reviewing.js";

const visit = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
  "",
);
const first = new Map();
let sharing = false;

const screen = () => document.querySelector("[data-quiz]");

/** Show the screen at an address; a page that cannot be fetched is opened as usual. */
async function show(address, isNew = true) {
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const next = page.querySelector("[data-quiz]");
    if (!response.ok || !next) throw new Error(String(response.status));
    screen().replaceWith(document.importNode(next, true));
    document.title = page.title;
    if (isNew) history.pushState(null, "", address);
  } catch {
    location.assign(address);
    return;
  }
  const target = document.getElementById("verdict") ?? screen().querySelector("h1");
  target.tabIndex = -1;
  target.focus();
  target.scrollIntoView({ block: "start" });
  notice();
}

/** What a new screen asks for: the place is kept, a verdict is noted and counted, the end is counted. */
function notice() {
  keepPlace();
  const verdict = screen().querySelector("[data-verdict]");
  if (verdict) noteVerdict(verdict.dataset);
  const share = screen().querySelector("[data-share]");
  if (share && !refusesMeasures()) {
    share.hidden = false;
    share.querySelector("input").checked = sharing;
  }
  const end = screen().querySelector("[data-end]");
  if (!end) return;
  screen().querySelector("[data-review-note]").hidden = !hasReviews();
  if ("counted" in end.dataset && first.size > 1) send({ items: [...first.values()] });
}

/** The address of a question holds the answers so far: it is kept until the end was seen, and offered at the opening. */
function keepPlace() {
  const { quiz, title, url } = screen().dataset;
  const kept = value(ofId(read().quiz, quiz) ?? {}, "reponses");
  const opening = screen().querySelector("[data-resume]");
  if (opening) {
    opening.hidden = !kept?.startsWith("?");
    opening.querySelector("[data-sentence]").textContent = fill(opening.dataset.resume, {
      n: new URLSearchParams(kept).get("q") ?? 1,
    });
    opening.querySelector("a").href = url + (kept ?? "");
    return;
  }
  const end = screen().querySelector("[data-end]");
  // The address of an end may come from somebody else: only an end that one walked to is one's own.
  if (end && !kept) return;
  change(({ set, label }) => {
    const here = ["quiz", idKey(quiz)];
    label(here, { titre: title, url });
    set([...here, "reponses"], end ? "" : location.search);
    if (end?.dataset.result) set([...here, "resultat"], end.dataset.result);
  });
}

/** @param {DOMStringMap} verdict */
function noteVerdict({ verdict, key, version, sent, counted }) {
  const isFirst = counted !== undefined && !first.has(key);
  // Retries after a miss wait for their day: only a first answer, or a review that is due, moves a question.
  noteReview(key, Number(version), verdict === "right", counted !== undefined ? isFirst : isDue(key));
  if (!isFirst || verdict === "seen" || !sent) return;
  const item = { question: key, version: Number(version), options: sent.split(" ") };
  first.set(key, item);
  send(item);
}

const noted = (key) => ofId(ofId(read().quiz, screen().dataset.quiz), key);

function isDue(key) {
  const day = value(noted(key) ?? {}, "revoir");
  return Boolean(day) && day <= today();
}

function noteReview(key, version, isRight, counts) {
  const question = noted(key);
  const next = counts
    ? nextReview(question && { day: value(question, "revoir"), gap: value(question, "delai") }, isRight, today())
    : undefined;
  if (!next) return;
  const { quiz, title, url } = screen().dataset;
  change(({ set, label }) => {
    const here = ["quiz", idKey(quiz)];
    label(here, { titre: title, url });
    label([...here, idKey(key)], { version });
    set([...here, idKey(key), "revoir"], next.day);
    set([...here, idKey(key), "delai"], next.gap);
  });
}

const hasReviews = () => objects(ofId(read().quiz, screen().dataset.quiz)).some(([, one]) => value(one, "revoir"));

/** « Mon carnet » keeps a lasting no; without it the box is offered, unticked, at each visit. */
const refusesMeasures = () => value(read().reglages ?? {}, "mesures") === "non";

function send(record) {
  if (!sharing || refusesMeasures()) return;
  const body = JSON.stringify({ visit, quiz: screen().dataset.quiz, ...record });
  fetch(screen().dataset.record, { method: "POST", body, keepalive: true, credentials: "omit" }).catch(() => {});
}

document.addEventListener("change", (event) => {
  const target = /** @type {PageElement} */ (event.target);
  if (target.matches("[data-share-box]")) sharing = target.checked;
  // « Je ne sais pas » does not stand beside a choice.
  if (target.matches('[data-quiz-form] [name="r"][type="checkbox"]') && target.checked) {
    for (const box of target.form.querySelectorAll('[name="r"]')) {
      if (box !== target && (box.value === "~" || target.value === "~")) box.checked = false;
    }
  }
});

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("[data-quiz-form]")) return;
  event.preventDefault();
  const fields = new URLSearchParams(/** @type {any} */ (new FormData(form, event.submitter)));
  show(`${form.action.split("#")[0]}?${fields}`);
});

document.addEventListener("click", (event) => {
  const link = /** @type {PageElement} */ (event.target).closest?.("a[data-quiz-link]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  noteRecall();
  show(link.href);
});

/** Free recall: points that were left unticked after the model answer was opened are to be seen again. Nothing is sent. */
function noteRecall() {
  const recall = screen().querySelector("[data-recall]");
  if (!recall?.open) return;
  const { recall: key, version } = recall.dataset;
  const isRight = [...recall.querySelectorAll("[data-point]")].every((point) => point.checked);
  noteReview(key, Number(version), isRight, !first.has(key));
}

addEventListener("popstate", () => show(location.href, false));
notice();
