/**
 * What a notebook document is made of (docs/notebook-format.md), and the one order in which both languages compare it.
 * core/notebook/nodes.py says the same; tests/vectors/notebook/ holds the two together.
 *
 * @typedef {null|boolean|number|string|Json[]|{[key: string]: Json}} Json
 * @typedef {{[key: string]: Json}} Document
 */

export const FORMAT = "carnet";
export const VERSION = 1;
export const SECTIONS = ["lecons", "quiz", "scenarios", "panier", "parcours", "reglages"];

export const isObject = (node) => node !== null && typeof node === "object" && !Array.isArray(node);
export const isPair = (node) => Array.isArray(node) && node.length === 2;
export const isNote = (node) => Array.isArray(node) && node.length === 3;
export const isPlain = (node) => node === null || typeof node !== "object";
export const get = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

/** ASCII JSON without spaces, keys sorted: two values compare as these strings do, here and in Python. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (isObject(value)) {
    const fields = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
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
