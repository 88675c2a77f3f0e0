/**
 * The notebook of this browser: read it, change it, hear of changes made in other tabs.
 *
 * The storage is the truth: each change reads it again, so that an erased notebook is never written back by a tab that
 * still remembers it. What the storage refuses stays in the page (`unsaved`) and in this tab, and is tried again with the
 * next change and by the next page. What is no notebook is set aside under another key, never destroyed, and is read
 * again at each page: a newer one may understand it.
 *
 * Keys: `carnet` (in sessionStorage on a shared computer), `carnet-partage`, `carnet-illisible-…`, `carnet-compte` (sync.js).
 */
import { canonical, get, isNote, isObject, isPlain, merge, nextStamp, VERSION } from "./merge.js";
import { byteLength, byteSize, check, MAX_BYTES, NotebookError } from "./validate.js";

const KEY = "carnet";
const SHARED = "carnet-partage";
const ASIDE = "carnet-illisible-";
const KEPT_PENS = 20;
const PEN = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte % 36).toString(36)).join("");
const WAITING = ASIDE + PEN;
const EMPTY = check({ format: "carnet", version: VERSION });

const listeners = new Set();
let memory = EMPTY;
let unsaved = false;
let lastRaw = null;
let lastStamp = 0;

/** `ready`, `saved`, `refused` (no storage), `full` (no room), `tooLarge` (200 kB), `newer` (a newer site wrote it). */
let state = "ready";

export const saveState = () => state;

/** The notebook as it stands now, in its one form. Never change it in place. */
export function read() {
  refresh();
  return memory;
}

/** Call `listener` now and after each change, of this tab or of another. */
export function subscribe(listener) {
  listeners.add(listener);
  listener(read());
}

/**
 * Change the notebook: `edit` gets `set(path, value)`, `note(path, text, shown)` and `label(path, fields)`; all carry
 * the same stamp. `shown` is the note as it stood on the screen: what it held is replaced, what came since is kept.
 * @returns {boolean} whether it is saved; `saveState()` says why not.
 */
export function change(edit) {
  refresh();
  const stamp = Math.max(nextStamp(memory, Date.now()), lastStamp + 1);
  lastStamp = stamp;
  const draft = { format: "carnet", version: VERSION };
  const notes = [];
  edit({
    set: (path, value) => put(draft, path, [clean(value), stamp]),
    note: (path, text, shown) => notes.push(path) && put(draft, path, written(clean(text), stamp, shown)),
    label: (path, fields) => Object.assign(branch(draft, path), clean(fields)),
  });
  const changed = merge(memory, draft);
  notes.forEach((path) => forgetOldPens(path.reduce(get, changed)));
  return keep(changed);
}

/** Join another notebook to this one. Throws NotebookError `too-large` when both together are; then nothing changes. */
export function join(other) {
  refresh();
  const joined = merge(memory, other);
  if (byteSize(joined) > MAX_BYTES) throw new NotebookError("too-large");
  return keep(joined);
}

/** Empty this browser of everything the site kept in it. Leaves no mark: copies kept elsewhere are not touched. */
export async function forget() {
  for (const name of ["localStorage", "sessionStorage"]) attempt(() => window[name].clear());
  memory = EMPTY;
  unsaved = false;
  state = "ready";
  tell();
  if (window.caches) for (const name of await caches.keys()) await caches.delete(name);
}

/** « Ordinateur partagé »: the notebook lives no longer than this tab. */
export const isShared = () => attempt(() => localStorage.getItem(SHARED)) === "1";

export function setShared(shared) {
  if (shared === isShared()) return;
  refresh();
  const [before, mine] = [storage(), memory];
  markShared(shared);
  refresh();
  if (write(merge(memory, mine))) attempt(() => before.removeItem(KEY));
  else markShared(!shared);
  tell();
}

function markShared(shared) {
  attempt(() => (shared ? localStorage.setItem(SHARED, "1") : localStorage.removeItem(SHARED)));
}

/** What was set aside and could not be joined again: no notebook, or too much of one. */
export function setAside() {
  const kept = asideKeys(storage()).map((key) => storage().getItem(key));
  return state === "newer" ? kept.filter((raw) => !attempt(() => check(JSON.parse(raw)))) : kept;
}

const asideKeys = (area) =>
  attempt(() =>
    Object.keys(area)
      .filter((key) => key.startsWith(ASIDE))
      .sort(),
  ) ?? [];

/** What was set aside is read again, by a page that may be newer; what this tab could not save is tried again. */
function bringBack() {
  if (state === "newer") return;
  for (const area of new Set([storage(), attempt(() => sessionStorage)])) {
    for (const key of asideKeys(area)) {
      const found = attempt(() => merge(memory, check(JSON.parse(area.getItem(key)))));
      const isKept =
        found && byteSize(found) <= MAX_BYTES && (write(found) || (area !== storage() && area.getItem(WAITING)));
      if (isKept) attempt(() => area.removeItem(key));
    }
  }
}

function storage() {
  return attempt(() => (isShared() ? sessionStorage : localStorage));
}

function attempt(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}

function refresh() {
  if (state === "newer") return;
  let raw;
  try {
    raw = storage().getItem(KEY);
  } catch {
    state = "refused";
    return;
  }
  if (raw !== null && raw === lastRaw && !unsaved) return;
  const stored = raw === null ? EMPTY : readable(raw);
  lastRaw = stored ? raw : null;
  if (stored) memory = unsaved ? merge(stored, memory) : stored;
}

/** The stored notebook; undefined when it is left untouched because this page cannot read it. */
function readable(raw) {
  try {
    return check(JSON.parse(raw));
  } catch (error) {
    if (error.reason === "newer") state = "newer";
    else if (putAside(raw)) return EMPTY;
    else state = "full";
    return undefined;
  }
}

function putAside(raw) {
  return attempt(() => {
    storage().setItem(ASIDE + new Date().toISOString(), raw);
    storage().removeItem(KEY);
    return true;
  });
}

function keep(changed) {
  if (state === "newer") {
    memory = changed;
    attempt(() => storage().setItem(WAITING, JSON.stringify(changed))); // a page of that version joins it
    tell();
    return false;
  }
  const text = JSON.stringify(changed);
  const size = byteLength(text);
  if (size > MAX_BYTES && size > byteSize(memory)) state = "tooLarge";
  else write(changed, text);
  tell();
  return state === "saved";
}

function write(changed, text = JSON.stringify(changed)) {
  memory = changed;
  try {
    const area = storage();
    const raw = area.getItem(KEY);
    if (raw !== null && raw !== lastRaw) {
      const there = readable(raw);
      if (!there) throw new DOMException("", "QuotaExceededError");
      memory = merge(there, changed);
      text = JSON.stringify(memory);
    }
    area.setItem(KEY, text);
    lastRaw = text;
    unsaved = false;
    state = "saved";
    attempt(() => sessionStorage.removeItem(WAITING));
  } catch (error) {
    unsaved = true;
    if (state !== "newer") state = error.name === "QuotaExceededError" ? "full" : "refused";
    attempt(() => sessionStorage.setItem(WAITING, text)); // another area, with its own room, for as long as the tab
  }
  return state === "saved";
}

function tell() {
  for (const listener of listeners) listener(memory);
}

/** The object at `path` in a draft; it takes along the plain fields that the notebook has on the way. */
function branch(draft, path) {
  let known = memory;
  let node = draft;
  for (const key of path) {
    known = get(known ?? {}, key);
    if (!Object.hasOwn(node, key)) {
      node[key] = Object.fromEntries(
        Object.entries(isObject(known ?? null) ? known : {}).filter(([, value]) => isPlain(value)),
      );
    }
    node = node[key];
  }
  return node;
}

function put(draft, path, node) {
  branch(draft, path.slice(0, -1))[path.at(-1)] = node;
}

function written(text, stamp, shown) {
  const seen = { ...(isNote(shown) ? shown[2].vus : {}), [PEN]: stamp };
  return [text, stamp, text ? { plume: PEN, vus: seen } : { vus: seen }];
}

/** Forgetting a pen can only bring an old text back beside the new one; without this, a note would grow for ever. */
function forgetOldPens(note) {
  const { plume, vus, autres = [] } = note[2];
  const needed = new Set([plume, ...autres.map(([, , pen]) => pen)]);
  const byAge = Object.keys(vus).sort((one, two) => vus[two] - vus[one]);
  for (const pen of byAge.slice(KEPT_PENS)) if (!needed.has(pen)) delete vus[pen];
}

/** Pasted text may hold characters that a notebook refuses. */
function clean(value) {
  if (typeof value === "string") return value.replace(/\0|[\ud800-\udfff]/gu, "");
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(item)]));
  return value;
}

addEventListener("storage", (event) => {
  if (event.key !== null && event.key !== KEY) return;
  if (event.key === null) asideKeys(sessionStorage).forEach((key) => sessionStorage.removeItem(key)); // all was erased
  if (event.newValue === null) {
    memory = EMPTY;
    unsaved = false;
    refresh();
  } else {
    const mine = memory;
    refresh();
    const joined = merge(memory, mine);
    if (canonical(joined) !== canonical(memory)) write(joined);
  }
  tell();
});

addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  refresh();
  tell();
});

/** Whether the person asked, on this device, that the account keeps a copy. */
export const isInAccount = () => attempt(() => localStorage.getItem("carnet-compte")) != null;

/** Where the notebook is: a page holds the sentence with an account beside the one without, the same for everybody. */
export function sayWhere() {
  const isKept = isInAccount();
  for (const place of document.querySelectorAll("[data-with-account]")) {
    place.dataset.without ??= place.textContent;
    place.textContent = isKept ? place.dataset.withAccount : place.dataset.without;
  }
  const words = document.getElementById("notebook-words")?.dataset;
  if (!words?.savedWithAccount) return;
  words.savedHere ??= words.saved;
  words.saved = isKept ? words.savedWithAccount : words.savedHere;
}

refresh();
bringBack();
sayWhere();

// With an account only: the copy there is kept in step. The page names the module, which imports this one: a circle of
// imports written here could not be served under names that hold their content.
const syncing = document.getElementById("notebook-words")?.dataset.sync;
if (syncing && isInAccount()) import(syncing).then(({ follow }) => follow());
