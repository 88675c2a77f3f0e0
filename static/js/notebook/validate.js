/**
 * Read a notebook: a file, a link, another device, the browser's own storage. The same rules as notebook/: shape.py,
 * raising.py, checks.py, validation.py. What is not understood is set aside alone, under `illisible`, and tried again at
 * each reading.
 */
import { canonical, FORMAT, get, isObject, isPlain, merge, newest, settle, VERSION } from "./merge.js";

/** A tenth more than in version 1: what fitted there fits here, whose ids are one letter longer. */
export const MAX_BYTES = 220_000;
export const MAX_RAW_BYTES = 1_000_000;
const MAX_DEPTH = 12;
const MAX_NESTING = 100;
const MAX_AHEAD = 366 * 24 * 3600 * 1000;

const KEY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const ID = /^:[A-Za-z0-9_-]{1,80}$/;
const ADDRESS = /^\/(?![/\\])[!-~]*$/;
const REFUSED_CHARACTERS = /[\0\ud800-\udfff]/u;

/** What this version knows: an object, or the type of a pair's value; ":" stands for any id. */
const STEP = { etat: "string", outil: "string", qui: "string", quand: "string", taches: { ":": "boolean" } };
const PATH_STEP = {
  nom: "string",
  place: "string",
  texte: "string",
  origine: "string",
  etat: "string",
  outil: "string",
  qui: "string",
  quand: "string",
  taches: { ":": { texte: "string", place: "string", ou: "boolean", fait: "boolean" } },
};
const PATH = {
  nom: "string",
  auteur: "string",
  origines: { ":": "object" },
  etapes: { ":": PATH_STEP },
  elements: { ":": { fiche: "string", etape: "string", place: "string" } },
};
const SHAPE = {
  lecons: { ":": { etat: "string", repere: "string" } },
  quiz: { ":": { reponses: "string", ":": { revoir: "string" } } },
  scenarios: { ":": { groupe: "string", contexte: { ":": "string" }, etapes: { ":": STEP } } },
  panier: {},
  parcours: { ":": PATH },
  reglages: { theme: "string", mesures: "string", parcours: "string" },
  illisible: { ":": "string" },
};
const PLAIN = new Map([
  ["titre", checkText],
  ["url", checkAddress],
  ["version", checkNumber],
]);

/** Why a notebook is refused: `not-a-notebook`, `newer`, `too-large` or `clock`. */
export class NotebookError extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** The notebook written in `text`, in its one form. Throws NotebookError. */
export function parse(text, now) {
  if (text.length > MAX_RAW_BYTES) throw new NotebookError("too-large");
  return validate(fromJson(text), now);
}

/** A checked copy of `data`, in its one form. `now` (ms) refuses stamps more than 366 days ahead. Throws NotebookError. */
export function validate(data, now) {
  const document = check(data);
  if (byteSize(document) > MAX_BYTES) throw new NotebookError("too-large");
  if (now !== undefined && newest(document) > now + MAX_AHEAD) throw new NotebookError("clock");
  return document;
}

/** What is understood, the rest set aside: for one's own stored notebook, never refused for its size or its clock. */
export function check(data, since = 1) {
  if (!isObject(data) || data.format !== FORMAT || !isSound(data, MAX_NESTING)) refuse();
  const version = checkNumber(data.version);
  if (version > VERSION) throw new NotebookError("newer");
  if (version < 1) refuse();
  const { kept, left } = sift(version === 1 ? raised(data, SHAPE) : data, SHAPE, 0);
  const document = readAgain(settle(kept));
  if (!left) return document;
  // A stamp after all the others: what erases this notebook later erases this with it, and nothing before does.
  const stamp = Math.max(since, Math.min(newest(document) + 1, Number.MAX_SAFE_INTEGER));
  return withPart(document, canonical({ ...left, format: FORMAT, version: VERSION }), stamp);
}

/** Bytes of UTF-8 in compact JSON. */
export const byteSize = (document) => byteLength(JSON.stringify(document));
export const byteLength = (text) => new TextEncoder().encode(text).length;

/* What is not understood: the text of a notebook that holds nothing else, or of what was found instead of a notebook. */

export function withPart(document, text, stamp = 1) {
  return { ...document, illisible: { ...document.illisible, [`:${digest(text)}`]: [text, stamp] } };
}

/** How many things in a notebook could not be read. */
export const unread = (document) =>
  Object.entries(document.illisible ?? {})
    .filter(([key]) => key[0] === ":")
    .map(([, [text]]) => {
      try {
        return sift(JSON.parse(text), SHAPE, 0).count || 1;
      } catch {
        return 1;
      }
    })
    .reduce((sum, count) => sum + count, 0);

function readAgain(document) {
  const parts = Object.entries(document.illisible ?? {}).filter(([key]) => key[0] === ":");
  if (!parts.length) return document;
  const others = Object.entries(document.illisible).filter(([key]) => key[0] !== ":");
  return settle(parts.reduce(withRead, { ...document, illisible: Object.fromEntries(others) }));
}

function withRead(whole, [, [text, stamp]]) {
  try {
    const found = check(fromJson(text), stamp);
    if (newest({ ...found, illisible: {} })) return merge(whole, found);
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
  }
  return withPart(whole, text, stamp);
}

/** 64 bits that name a text: two multiplicative hashes of its UTF-16 units. */
function digest(text) {
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    one = Math.imul(one ^ text.charCodeAt(at), 2654435761);
    two = Math.imul(two ^ text.charCodeAt(at), 1597334677);
  }
  return [one, two].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

/** `kept` is what an object holds that is understood; `left`, the rest at its place beside the plain fields on its way. */
function sift(data, shape, depth) {
  const kept = {};
  const left = [];
  let count = 0;
  for (const [key, child] of Object.entries(data)) {
    try {
      const inner = get(shape ?? {}, checkKey(key, ID)[0] === ":" ? ":" : key);
      if (!isBranch(key, child, inner)) kept[key] = checkLeaf(key, child, inner, depth + 1);
      else if (depth >= MAX_DEPTH) refuse();
      else {
        const found = sift(child, inner, depth + 1);
        kept[key] = found.kept;
        count += found.count;
        if (found.left) left.push([key, found.left]);
      }
    } catch (error) {
      if (!(error instanceof NotebookError)) throw error;
      left.push([key, child]);
      count += 1;
    }
  }
  if (!left.length) return { kept, count };
  return {
    kept,
    count,
    left: Object.fromEntries([...Object.entries(kept).filter(([, one]) => isPlain(one)), ...left]),
  };
}

const isBranch = (key, data, shape) =>
  isObject(data) && !PLAIN.has(key) && key !== "note" && key !== "efface" && typeof shape !== "string";

/* Version 1 wrote ids beside the words of the format: where ids stand, a word is what cannot be an id. */

function raised(data, shape) {
  if (!isObject(data) || !isObject(shape ?? null)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, child]) => {
      const isId = Object.hasOwn(shape, ":") && !isWord(key, child, shape);
      return [isId ? `:${key}` : key, raised(child, get(shape, isId ? ":" : key))];
    }),
  );
}

function isWord(key, child, shape) {
  return (
    isPlain(child) || (Array.isArray(child) && (Object.hasOwn(shape, key) || (key === "efface" && child[0] === "")))
  );
}

/* The parts of a notebook: each is checked or refused. */

function checkLeaf(key, data, shape, depth) {
  if (PLAIN.has(key)) return PLAIN.get(key)(data);
  if (key === "note") return checkNote(data);
  if (Array.isArray(data)) return checkPair(data, key === "efface" ? "string" : shape, depth);
  return shape === undefined && isPlain(data) && key !== "efface" ? checkValue(data, MAX_DEPTH) : refuse();
}

const typeOf = (value) => (Array.isArray(value) ? "list" : value === null ? "null" : typeof value);

function checkPair(data, shape, depth) {
  if (data.length !== 2 || isObject(shape ?? null) || (shape !== undefined && typeOf(data[0]) !== shape)) refuse();
  return [checkValue(data[0], depth + 1), checkStamp(data[1])];
}

function checkValue(data, depth) {
  if (data === null || typeof data === "boolean") return data;
  if (typeof data === "string") return checkText(data);
  if (typeof data === "number") return checkNumber(data);
  if (depth > MAX_DEPTH) refuse();
  if (Array.isArray(data)) return data.map((item) => checkValue(item, depth + 1));
  return Object.fromEntries(Object.entries(data).map(([key, item]) => [checkKey(key), checkValue(item, depth + 1)]));
}

function checkNote(data) {
  if (!Array.isArray(data) || (data.length !== 2 && data.length !== 3)) refuse();
  const [text, stamp] = [checkText(data[0]), checkStamp(data[1])];
  if (data.length === 2) return [text, stamp, { plume: `s${stamp}`, vus: { [`s${stamp}`]: stamp } }];
  const meta = data[2];
  if (!isObject(meta) || Object.keys(meta).some((key) => !["plume", "vus", "autres"].includes(key))) refuse();
  const { plume, vus, autres = [] } = meta;
  if (!isObject(vus) || !Array.isArray(autres)) refuse();
  const seen = Object.fromEntries(Object.entries(vus).map(([pen, last]) => [checkKey(pen), checkStamp(last)]));
  const checked = { vus: seen, autres: autres.map((other) => checkOther(other, seen)) };
  if (plume !== undefined) checked.plume = checkPen(plume, stamp, seen);
  else if (text) refuse();
  return [text, stamp, checked];
}

function checkOther(data, seen) {
  if (!Array.isArray(data) || data.length !== 3) refuse();
  return [checkText(data[0]), checkStamp(data[1]), checkPen(data[2], data[1], seen)];
}

function checkPen(pen, stamp, seen) {
  if (!Object.hasOwn(seen, checkKey(pen)) || stamp > seen[pen]) refuse();
  return pen;
}

function checkKey(key, also) {
  return typeof key === "string" && (KEY.test(key) || also?.test(key)) ? key : refuse();
}

function checkText(text) {
  return typeof text === "string" && !REFUSED_CHARACTERS.test(text) ? text : refuse();
}

function checkAddress(data) {
  return ADDRESS.test(checkText(data)) ? data : refuse();
}

function checkStamp(data) {
  return checkNumber(data) >= 0 ? data + 0 : refuse();
}

function checkNumber(data) {
  return Number.isSafeInteger(data) ? data + 0 : refuse();
}

/** No number without end, and not so deep that writing it back would overflow. */
function isSound(data, levels) {
  if (typeof data === "number") return Number.isFinite(data);
  return isPlain(data) || (levels > 0 && Object.values(data).every((child) => isSound(child, levels - 1)));
}

function fromJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return refuse();
  }
}

/** @returns {never} */
function refuse() {
  throw new NotebookError("not-a-notebook");
}
