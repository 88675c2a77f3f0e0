/**
 * Notes: two texts written apart are both kept, a text that replaced another stays alone.
 * core/notebook/notes.py says the same and names the source.
 */
import { canonical, compare, latest } from "./nodes.js";

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
