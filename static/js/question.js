/**
 * Write first, account after. What is typed in `<form data-draft>` stays in this browser (`localStorage.question`) until
 * the server has it. Without an account, sending leads to the sign-up; back here and signed in, the form goes by itself.
 * `data-sent` holds the keys of the messages that arrived: theirs are forgotten. Without storage the form is as any other.
 */
const KEY = "question";
const sent = document.querySelector("[data-sent]").dataset.sent.split(" ");
const form = document.querySelector("form[data-draft]");
const here = location.pathname + location.search;
const isIn = form?.dataset.draft === "in";
const fields = ["name", "section", "title", "text", "follow", "key", "opened"];

function read() {
  try {
    const draft = JSON.parse(localStorage.getItem(KEY));
    return draft?.fields && typeof draft.where === "string" ? draft : null;
  } catch {
    return null;
  }
}

/** Whether it is kept. */
function keep(draft) {
  try {
    localStorage.setItem(KEY, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

function typed() {
  const values = {};
  for (const name of fields) {
    const field = form.elements[name];
    if (field) values[name] = field.type === "checkbox" ? field.checked : field.value;
  }
  return values;
}

function fill(values) {
  for (const name of fields) {
    const field = form.elements[name];
    if (!field || values[name] === undefined) continue;
    if (field.type === "checkbox") field.checked = Boolean(values[name]);
    else field.value = String(values[name]);
  }
}

function forgetWhatArrived() {
  const draft = read();
  if (draft && sent.includes(draft.fields.key)) localStorage.removeItem(KEY);
}

function resume() {
  const draft = read();
  // A form that was refused comes back filled by the server, with the reason.
  if (!draft || draft.where !== here || form.querySelector(".errorlist, [aria-invalid=true]")) return;
  fill(draft.fields);
  document.querySelector("[data-draft-kept]").hidden = Boolean(draft.tried);
  if (!isIn || !draft.wanted || draft.tried) return;
  keep({ ...draft, tried: true });
  form.requestSubmit();
}

/** Whoever was signed in here, and is no longer, has an account. */
function door() {
  return localStorage.getItem("compte") === "ouvert" ? form.dataset.signIn : form.dataset.signUp;
}

function listen() {
  form.addEventListener("input", () => {
    if (form.elements.text.value.trim()) keep({ where: here, fields: typed() });
  });
  form.addEventListener("submit", (event) => {
    const isKept = keep({ where: here, fields: typed(), wanted: true, tried: isIn });
    if (isIn || !isKept) return;
    event.preventDefault();
    location.assign(door());
  });
}

forgetWhatArrived();
if (form) {
  resume();
  listen();
}
