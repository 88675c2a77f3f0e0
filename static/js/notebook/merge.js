/**
 * Join two notebooks: commutative, associative, idempotent (docs/notebook-format.md). The same as notebook/:
 * nodes.py, notes.py, merging.py; tests/vectors/notebook/ holds the two together. No document is ever changed in place.
 *
 * @typedef {null|boolean|number|string|unknown[]|{[key: string]: unknown}} Json
 * @typedef {{[key: string]: Json}} Document
 */

export const FORMAT = "carnet";
export const VERSION = 2;
export const SECTIONS = ["lecons", "quiz", "scenarios", "panier", "parcours", "reglages"];

export const isObject = (node) => node !== null && typeof node === "object" && !Array.isArray(node);
export const isPair = (node) => Array.isArray(node) && node.length === 2;
export const isNote = (node) => Array.isArray(node) && node.length === 3;
export const isPlain = (node) => node === null || typeof node !== "object";
/** The key of an id (of a page, a step, a task, a question): no word of the format begins with a colon. */
export const idKey = (id) => `:${id}`;
/** What an object holds for an id; undefined when it holds nothing. */
export const ofId = (object, id) => get(object ?? {}, idKey(id));
export const get = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

/** ASCII JSON without spaces, keys sorted: two values compare as these strings do, here and in Python. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (isObject(value)) {
    const fields = Object.keys(value)
      .sort()
      .map((key) => `${canonical(key)}:${canonical(value[key])}`);
    return `{${fields.join(",")}}`;
  }
  const text = JSON.stringify(value);
  return text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Compare arrays of numbers and ASCII strings, left to right: negative, 0 or positive. */
export function compare(left, right) {
  for (let i = 0; i < left.length; i += 1) {
    if (left[i] !== right[i]) return left[i] < right[i] ? -1 : 1;
  }
  return 0;
}

/** By reduction: spreading a hostile file's 100,000 stamps over Math.max would overflow the stack. */
export const latest = (stamps) => stamps.reduce((most, stamp) => Math.max(most, stamp), 0);

/** The latest stamp anywhere in a validated document or a part of it; 0 where there is none. */
export function newest(node) {
  if (isPair(node)) return node[1];
  if (isNote(node)) return latest(Object.values(node[2].vus));
  if (!isObject(node)) return 0;
  return latest(Object.values(node).map(newest));
}

/** The stamp of a change made at `now` (milliseconds): the clock, yet never behind what the document has seen. */
export function nextStamp(document, now) {
  return Math.max(now, newest(document) + 1);
}

export function merge(left, right) {
  return settle(mergeObjects(left, right));
}

/** The one form of a document: nothing that is erased, stamped 0 or empty. */
export function settle(document) {
  const sections = Object.fromEntries(SECTIONS.map((name) => [name, {}]));
  return { ...sections, ...settleObject(document, 0), format: FORMAT, version: VERSION };
}

function mergeObjects(left, right) {
  const merged = plainFields(labelled(left, right));
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const nodes = [get(left, key), get(right, key)].filter((node) => !isPlain(node));
    if (nodes.length) merged[key] = nodes.length === 2 ? mergeNodes(...nodes) : nodes[0];
  }
  return merged;
}

/** Plain fields (a title, an address) belong together: they follow the copy that was changed last. */
function labelled(left, right) {
  return later(newest(left), newest(right), () => [plainFields(left), plainFields(right)]) ? right : left;
}

/** Whether the right one stays: by its stamp, at the same stamp by the canonical order of what `values` gives. */
function later(left, right, values) {
  if (left !== right) return left < right;
  const [one, two] = values().map(canonical);
  return one < two;
}

function plainFields(node) {
  const plain = {};
  for (const key of Object.keys(node)) if (isPlain(node[key])) plain[key] = node[key];
  return plain;
}

function mergeNodes(left, right) {
  if (isObject(left) && isObject(right)) return mergeObjects(left, right);
  if (isNote(left) && isNote(right)) return mergeNotes(left, right);
  if (isPair(left) && isPair(right)) return later(left[1], right[1], () => [left[0], right[0]]) ? right : left;
  return kindRank(left) < kindRank(right) ? right : left;
}

const kindRank = (node) => (isObject(node) ? 2 : Number(isNote(node)));

function settleObject(node, floor) {
  const mark = get(node, "efface") ?? null;
  const ownFloor = Math.max(floor, newest(mark));
  const kept = {};
  let empty = true;
  for (const key of Object.keys(node)) {
    const child = node[key];
    const settled = key === "efface" || isPlain(child) ? undefined : settleNode(child, ownFloor);
    if (settled === undefined) continue;
    kept[key] = settled;
    empty = false;
  }
  if (!empty) Object.assign(kept, plainFields(node));
  if (newest(mark) > floor) kept.efface = mark;
  return empty && !kept.efface ? undefined : kept;
}

function settleNode(node, floor) {
  if (isObject(node)) return settleObject(node, floor);
  if (isNote(node)) return settleNote(node, floor);
  return node[1] > floor ? node : undefined;
}

/** @returns {{texts: [string, number, string][], seen: {[pen: string]: number}}} */
export function unpack([text, stamp, { plume, vus, autres = [] }]) {
  return { texts: plume === undefined ? autres : [[text, stamp, plume], ...autres], seen: vus };
}

/** The only way to write a note: newest text first, the others after it, none twice. */
export function pack({ texts, seen }) {
  const ordered = texts
    .map(([text, stamp, pen]) => [stamp, canonical(text), pen, text])
    .sort((left, right) => compare(right, left))
    .filter((rank, i, all) => i === 0 || compare(rank, all[i - 1]) !== 0)
    .map(([stamp, , pen, text]) => [text, stamp, pen]);
  if (!ordered.length) return ["", latest(Object.values(seen)), { vus: seen }];
  const [[text, stamp, plume], ...autres] = ordered;
  return [text, stamp, autres.length ? { plume, vus: seen, autres } : { plume, vus: seen }];
}

export function mergeNotes(left, right) {
  const one = unpack(left);
  const two = unpack(right);
  const seen = { ...one.seen };
  for (const [pen, stamp] of Object.entries(two.seen)) seen[pen] = Math.max(stamp, seenBy(one, pen));
  return pack({ texts: [...notReplaced(one.texts, two), ...notReplaced(two.texts, one)], seen });
}

/** The note without what was stamped at or before `floor`, and without empty texts; undefined when nothing is left. */
export function settleNote(node, floor) {
  const note = unpack(node);
  const seen = Object.fromEntries(Object.entries(note.seen).filter(([, stamp]) => stamp > floor));
  const texts = note.texts.filter(([text, stamp]) => stamp > floor && text);
  return Object.keys(seen).length ? pack({ texts, seen }) : undefined;
}

function notReplaced(texts, other) {
  const held = new Set(other.texts.map(([, stamp, pen]) => `${pen} ${stamp}`));
  return texts.filter(([, stamp, pen]) => stamp > seenBy(other, pen) || held.has(`${pen} ${stamp}`));
}

function seenBy(note, pen) {
  return Object.hasOwn(note.seen, pen) ? note.seen[pen] : 0;
}
