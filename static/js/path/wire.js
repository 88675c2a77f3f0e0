/** Reads what a link says, and refuses what no page of ours would write: a link may come from anybody. */
import { isCode } from "../notebook/progress.js";

const REFUSED_CHARACTERS = /[\0\ud800-\udfff]/u;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOST = { origins: 20, steps: 40, tasks: 30, codes: 60, name: 120, line: 300, text: 2000 };

/** Why a link is refused: `refused`, or `newer` when a later version of the site wrote it. */
export class WireError extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** A checked description. Throws WireError. */
export function readWire(wire) {
  const [name, author, origins, loose, steps] = list(wire, 5);
  return {
    name: text(name, MOST.name),
    author: text(author, MOST.name),
    origins: list(origins, MOST.origins).map(readOrigin),
    loose: codes(loose),
    steps: list(steps, MOST.steps).map((step) => readStep(step, origins.length)),
  };
}

function readOrigin(origin) {
  const [code, version, ids] = list(origin, 3);
  if (!isCode(code) || !Number.isSafeInteger(version) || version < 0) refuse();
  return { code, version, ids: fives(ids, /^[0-9a-z]*$/, MOST.steps) };
}

function readStep(step, origins) {
  const [ref, title, words, tasks, held, who = "", when = "", note = ""] = list(step, 8);
  const [, from, block] = /^(\d{1,2})([0-9a-z]{5})$/.exec(text(ref, 7)) ?? [];
  if (ref && !(Number(from) < origins)) refuse();
  if (when && !DAY.test(text(when, 10))) refuse();
  return {
    from: ref ? Number(from) : undefined,
    block,
    title: ref && title === 0 ? undefined : text(title, MOST.line),
    text: ref && words === 0 ? undefined : text(words, MOST.text),
    tasks: ref && tasks === 0 ? undefined : list(tasks, MOST.tasks).map(readTask),
    codes: ref && held === 0 ? undefined : codes(held),
    who: text(who, MOST.name),
    when: text(when, 10),
    note: text(note, MOST.text * 4),
  };
}

function readTask(task) {
  const [, how, rest] = /^([+=~])(.*)$/s.exec(text(task, MOST.line)) ?? refuse();
  if (how === "+") return { how, text: rest };
  const [, id, words] = /^([0-9a-z]{5})(.*)$/s.exec(rest) ?? refuse();
  if (how === "=" && words) refuse();
  return { how, id, text: words };
}

function codes(joined) {
  return [...new Set(fives(joined, /^[A-Z2-9]*$/, MOST.codes))].map((code) => (isCode(code) ? code : refuse()));
}

/** Groups of five letters. */
function fives(joined, letters, most) {
  if (!letters.test(text(joined, most * 5)) || joined.length % 5) refuse();
  return joined.match(/.{5}/g) ?? [];
}

function text(data, most) {
  return typeof data === "string" && data.length <= most && !REFUSED_CHARACTERS.test(data) ? data : refuse();
}

function list(data, most) {
  return Array.isArray(data) && data.length <= most ? data : refuse();
}

/** @returns {never} */
function refuse() {
  throw new WireError("refused");
}
