/**
 * Join two notebooks: commutative, associative, idempotent, the same as core/notebook/merging.py.
 * Neither document is changed; nothing is ever cut to fit a limit.
 */
import {
  canonical, compare, FORMAT, get, isNote, isObject, isPair, isPlain, newest, SECTIONS, VERSION,
} from "./nodes.js";
import { mergeNotes, settleNote } from "./notes.js";

export function merge(left, right) {
  return settle(mergeObjects(left, right));
}

/** The one form of a document: nothing that is erased, stamped 0 or empty. */
export function settle(document) {
  const sections = Object.fromEntries(SECTIONS.map((name) => [name, {}]));
  return { ...sections, ...settleObject(document, 0), format: FORMAT, version: VERSION };
}

function mergeObjects(left, right) {
  const merged = plainFields(compare(labelRank(left), labelRank(right)) < 0 ? right : left);
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const nodes = [get(left, key), get(right, key)].filter((node) => !isPlain(node ?? null));
    if (nodes.length) merged[key] = mergeNodes(nodes[0], nodes[nodes.length - 1]);
  }
  return merged;
}

/** Plain fields (a title, an address) belong together: they follow the copy that was changed last. */
function labelRank(node) {
  return [newest(node), canonical(plainFields(node))];
}

function plainFields(node) {
  return Object.fromEntries(Object.entries(node).filter(([, value]) => isPlain(value)));
}

function mergeNodes(left, right) {
  if (isObject(left) && isObject(right)) return mergeObjects(left, right);
  if (isNote(left) && isNote(right)) return mergeNotes(left, right);
  const rank = isPair(left) && isPair(right) ? pairRank : kindRank;
  return compare(rank(left), rank(right)) < 0 ? right : left;
}

const pairRank = (pair) => [pair[1], canonical(pair[0])];
const kindRank = (node) => [isObject(node) ? 2 : Number(isNote(node))];

function settleObject(node, floor) {
  const mark = get(node, "efface");
  const ownFloor = Math.max(floor, newest(mark ?? null));
  const kept = {};
  for (const [key, child] of Object.entries(node)) {
    const settled = key === "efface" || isPlain(child) ? undefined : settleNode(child, ownFloor);
    if (settled !== undefined) kept[key] = settled;
  }
  const plain = Object.keys(kept).length ? plainFields(node) : {};
  if (newest(mark ?? null) > floor) kept.efface = mark;
  return Object.keys(kept).length ? { ...plain, ...kept } : undefined;
}

function settleNode(node, floor) {
  if (isObject(node)) return settleObject(node, floor);
  if (isNote(node)) return settleNote(node, floor);
  return node[1] > floor ? node : undefined;
}
