/**
 * « Mon carnet » : what is in progress, notes, copies in and out, shared computer, theme. All of it from the browser.
 * The page's texts are in templates/home/notebook.html; blanks are {named}, plural forms are parted by |.
 */
import { get, idKey, newest } from "./notebook/merge.js";
import {
  count,
  fill,
  isRead,
  isSettled,
  lessonsBegun,
  noteText,
  objects,
  reviewsDue,
  scenariosInProgress,
  stepState,
  today,
  value,
} from "./notebook/progress.js";
import { readPaths } from "./path/model.js";
import { fromFile, fromFragment, linkTo, mailAddress, saveAside, saveCopy } from "./notebook/share.js";
import { change, forget, isShared, join, read, saveState, setAside, setShared, subscribe } from "./notebook/store.js";
import { mayHaveMore, tellAccount, wakeAccount } from "./notebook/account.js";
import { unread } from "./notebook/validate.js";

const page = document.querySelector('[data-notebook="page"]');
const words = document.getElementById("notebook-words").dataset;
const texts = page.dataset;
const find = (name) => page.querySelector(`[data-part="${name}"]`);
const on = (name, event, act) => find(name).addEventListener(event, act);

const longDate = (when) => new Date(when).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });

function say(sentence) {
  find("status").textContent = sentence ?? "";
}

/* The zones. */

function list(zone, items, build) {
  const section = find(zone);
  section.hidden = !items.length;
  section.querySelector("ul").replaceChildren(...items.map((item) => build(item)));
}

function card(template, blanks) {
  const item = document.getElementById(template).content.cloneNode(true).firstElementChild;
  for (const [name, { text, href }] of Object.entries(blanks)) {
    const place = item.querySelector(`[data-blank="${name}"]`);
    if (text !== undefined) place.textContent = text;
    if (href) place.href = href;
    if (!text && !href) place.remove();
  }
  return item;
}

function scenarioCard({ code, scenario, step, total, done, when, url }) {
  const title = get(scenario, "titre") ?? code;
  const place = done ? fill(texts.finished, { date: longDate(when) }) : fill(texts.step, { n: step, total });
  const item = card("notebook-card", {
    title: { text: title, href: get(scenario, "url") },
    place: { text: place },
    next: { text: done ? words.review : fill(words.resumeStep, { n: step }), href: done ? get(scenario, "url") : url },
  });
  offerRemoval(item, ["scenarios", idKey(code)], title);
  return item;
}

function lessonCard({ code, lesson, url, when }) {
  const title = get(lesson, "titre") ?? code;
  const read = isRead(lesson);
  const item = card("notebook-card", {
    title: { text: title, href: get(lesson, "url") },
    place: { text: read ? fill(texts.read, { date: longDate(when) }) : "" },
    next: { text: read ? words.review : texts.resume, href: url },
  });
  offerRemoval(item, ["lecons", idKey(code)], title);
  return item;
}

function pathCard({ id, name, steps }) {
  const title = name || texts.pathName;
  const done = steps.filter(({ node }) => isSettled(stepState(node))).length;
  const item = card("notebook-path", {
    title: { text: title, href: `/parcours/#mien=${id}` },
    place: { text: fill(count(texts.pathPlace, done), { total: steps.length }) },
    next: { href: `/parcours/#mien=${id}` },
    share: { href: `/parcours/#partager=${id}` },
    "of-open": { text: ` – ${title}` },
    "of-share": { text: ` – ${title}` },
  });
  offerRemoval(item, ["parcours", idKey(id)], title);
  return item;
}

function offerRemoval(item, path, title) {
  const button = item.querySelector("[data-remove]");
  button.querySelector("[data-blank]").textContent = title;
  button.addEventListener("click", () =>
    confirm(fill(texts.askRemove, { title }), () => {
      change((notebook) => notebook.set([...path, "efface"], ""));
      say(texts.removed);
    }),
  );
}

function notesOf(notebook) {
  return objects(notebook.scenarios).flatMap(([code, scenario]) =>
    objects(get(scenario, "etapes"))
      .map(([, step]) => ({ code, scenario, step, text: noteText(get(step, "note"), words.between) }))
      .filter(({ step, text }) => text || value(step, "qui") || value(step, "quand")),
  );
}

function noteCard({ scenario, step, text }) {
  const day = new Date(`${value(step, "quand")}T12:00`);
  const rank = get(step, "rang");
  const url = get(scenario, "url");
  return card("notebook-note", {
    title: { text: get(step, "titre") ?? get(scenario, "titre"), href: url && rank ? `${url}etape-${rank}/` : url },
    scenario: { text: get(scenario, "titre") },
    who: { text: (value(step, "qui") && fill(texts.who, { who: value(step, "qui") })) || "" },
    when: { text: Number.isNaN(day.valueOf()) ? "" : fill(texts.when, { date: longDate(day) }) },
    text: { text },
  });
}

function show(notebook) {
  const scenarios = scenariosInProgress(notebook);
  const lessons = lessonsBegun(notebook);
  const due = reviewsDue(notebook, today());
  list("current", [...scenarios.filter(({ done }) => !done), ...lessons.filter(({ read }) => !read)], anyCard);
  list("finished", [...scenarios.filter(({ done }) => done), ...lessons.filter(({ read }) => read)], anyCard);
  const paths = readPaths(notebook);
  list(
    "paths",
    paths.sort((one, two) => newest(two.node) - newest(one.node)),
    pathCard,
  );
  list("notes", notesOf(notebook), noteCard);
  find("review").hidden = !due;
  find("review-count").textContent = count(texts.reviews, due);
  find("empty").hidden =
    mayHaveMore() || scenarios.length + lessons.length + paths.length + objects(notebook.quiz).length > 0;
  find("shared").checked = isShared();
  find("no-measures").checked = value(notebook.reglages, "mesures") === "non";
  for (const radio of page.querySelectorAll('[name="theme"]')) {
    radio.checked = radio.value === (value(notebook.reglages, "theme") ?? "auto");
  }
  showTrouble(notebook);
}

const anyCard = (item) => (item.scenario ? scenarioCard(item) : lessonCard(item));

function showTrouble(notebook) {
  const trouble = find("trouble");
  const state = { refused: words.keepsNothing, full: words.full, newer: words.newer, tooLarge: words.tooLarge }[
    saveState()
  ];
  const aside = setAside();
  const parts = unread(notebook);
  const sentences = [
    state,
    parts && count(texts.unread, parts),
    aside.length && count(texts.aside, aside.length),
  ].filter(Boolean);
  trouble.hidden = !sentences.length;
  trouble.querySelector("p").textContent = sentences.join(" ");
  find("save-aside").hidden = !aside.length;
}

/* Copies, in and out. */

/** The link, what it says that it carries, and the ways to give it. */
async function sendLink() {
  const isNew = find("link").hidden;
  find("link").hidden = false;
  await writeLink();
  if (!isNew) return;
  const { offerSharing } = await import("./notebook/sharing.js");
  offerSharing(find("link-ways"), () => find("link-field").value, words.mailSubject);
  find("link-field").focus();
}

async function writeLink() {
  const asked = { people: find("link-people").checked, notes: find("link-notes").checked };
  const link = await linkTo(read(), asked);
  find("link-field").value = link;
  find("link-mail").href = mailAddress(
    link,
    words.mailSubject,
    asked.people || asked.notes ? words.mailNames : words.mailBody,
  );
  find("link-warning").hidden = !asked.people && !asked.notes;
}

function contents(notebook) {
  const parts = [
    [texts.scenarios, objects(notebook.scenarios).length],
    [texts.lessons, objects(notebook.lecons).length],
    [texts.paths, readPaths(notebook).length],
    [texts.questions, objects(notebook.quiz).flatMap(([, quiz]) => objects(quiz)).length],
    [texts.unreadCount, unread(notebook)],
    [texts.notesCount, notesOf(notebook).filter(({ text }) => text).length],
  ];
  return (
    parts
      .filter(([, n]) => n)
      .map(([forms, n]) => count(forms, n))
      .join(", ") || texts.nothing
  );
}

async function preview(sentence, source) {
  let theirs;
  find("preview").hidden = true;
  try {
    theirs = await source();
  } catch (error) {
    say(refusal(error));
    return;
  }
  if (!theirs) return;
  say("");
  find("preview").hidden = false;
  const question = find("preview-question");
  question.textContent = fill(sentence, { theirs: contents(theirs), mine: contents(read()) });
  question.focus();
  find("join").onclick = () => {
    find("preview").hidden = true;
    try {
      say(join(theirs) ? `${texts.joined} ${words.saved}` : (words[saveState()] ?? words.refused));
    } catch (error) {
      say(refusal(error));
    }
    find("status").focus();
  };
}

const refusal = (error) =>
  page.getAttribute(`data-error-${error.reason}`) ?? page.getAttribute("data-error-not-a-notebook");

async function receiveLink() {
  const fragment = location.hash;
  if (!fragment.startsWith("#c=")) return;
  history.replaceState(null, "", location.pathname);
  await preview(texts.previewLink, () => fromFragment(fragment));
}

/* Erasing, sharing the computer, the theme. */

function confirm(question, act) {
  const dialog = find("confirm");
  dialog.querySelector("p").textContent = question;
  dialog.returnValue = "";
  dialog.onclose = () => dialog.returnValue === "yes" && act();
  dialog.showModal();
}

function applyTheme(theme) {
  change((notebook) => notebook.set(["reglages", "theme"], theme));
  const named = { clair: "light", sombre: "dark" }[theme];
  if (named) document.documentElement.dataset.theme = named;
  else delete document.documentElement.dataset.theme;
}

on("save", "click", () => {
  saveCopy(read());
  say(texts.copied);
});
on("send", "click", sendLink);
for (const name of ["link-people", "link-notes"]) on(name, "change", writeLink);
on("file", "change", async ({ target }) => {
  const [file] = target.files;
  if (file) await preview(texts.previewFile, () => fromFile(file));
  target.value = "";
});
on("leave", "click", () => {
  find("preview").hidden = true;
  say(texts.left);
  find("status").focus();
});
on("erase", "click", () =>
  confirm(texts.askErase, async () => {
    await forget();
    delete document.documentElement.dataset.theme;
    tellAccount("");
    say(texts.erased);
    find("status").focus();
  }),
);
on("shared", "change", ({ target }) => {
  setShared(target.checked);
  say(isShared() === target.checked ? (target.checked ? texts.sharedOn : texts.sharedOff) : words[saveState()]);
  target.checked = isShared();
});
on("save-aside", "click", () => saveAside(setAside()));
on("no-measures", "change", ({ target }) => {
  change((notebook) => notebook.set(["reglages", "mesures"], target.checked ? "non" : "demander"));
});
for (const radio of page.querySelectorAll('[name="theme"]'))
  radio.addEventListener("change", () => applyTheme(radio.value));

page.hidden = false;
wakeAccount({ element: page, find, contents, refusal, again: () => show(read()) });
subscribe(show);
receiveLink();
if (location.hash === "#envoyer") sendLink();
addEventListener("hashchange", receiveLink);
