/**
 * Check a notebook that comes from elsewhere: a file, a link, another device, the browser's own storage.
 * The same rules as notebook/validation.py.
 */
import { FORMAT, get, isObject, newest, settle, VERSION } from "./merge.js";

export const MAX_BYTES = 200_000;
export const MAX_RAW_BYTES = 1_000_000;
const MAX_DEPTH = 12;
const MAX_AHEAD = 366 * 24 * 3600 * 1000;

const KEY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const ADDRESS = /^\/(?![/\\])[!-~]*$/;
const REFUSED_CHARACTERS = /[\0\ud800-\udfff]/u;

/** What version 1 knows: an object, or the type of a pair's value; "*" stands for any code or block id. */
const STEP = { etat: "string", outil: "string", qui: "string", quand: "string", taches: { "*": "boolean" } };
const PATH_STEP = {
  nom: "string", place: "string", texte: "string", origine: "string", etat: "string", qui: "string", quand: "string",
  taches: { "*": { texte: "string", place: "string", ou: "boolean", fait: "boolean" } },
};
const PATH = {
  nom: "string",
  auteur: "string",
  origines: { "*": "object" },
  etapes: { "*": PATH_STEP },
  elements: { "*": { fiche: "string", etape: "string", place: "string" } },
};
const SHAPE = {
  lecons: { "*": { etat: "string", repere: "string" } },
  quiz: { "*": { reponses: "string", "*": { revoir: "string" } } },
  scenarios: { "*": { contexte: { "*": "string" }, etapes: { "*": STEP } } },
  panier: {},
  parcours: { "*": PATH },
  reglages: { theme: "string", mesures: "string", parcours: "string" },
};
const PLAIN = new Map([["titre", checkText], ["url", checkAddress], ["version", checkNumber]]);

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
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    refuse();
  }
  return validate(data, now);
}

/** A checked copy of `data`, in its one form. `now` (ms) refuses stamps more than 366 days ahead. Throws NotebookError. */
export function validate(data, now) {
  const document = check(data);
  if (byteSize(document) > MAX_BYTES) throw new NotebookError("too-large");
  if (now !== undefined && newest(document) > now + MAX_AHEAD) throw new NotebookError("clock");
  return document;
}

/** The shape alone: for one's own stored notebook, which is never refused for its size or its clock. */
export function check(data) {
  if (!isObject(data) || data.format !== FORMAT) refuse();
  const version = checkNumber(data.version);
  if (version > VERSION) throw new NotebookError("newer");
  if (version < VERSION) refuse();
  return settle(checkObject(data, SHAPE, 0));
}

/** Bytes of UTF-8 in compact JSON. */
export const byteSize = (document) => byteLength(JSON.stringify(document));
export const byteLength = (text) => new TextEncoder().encode(text).length;

function checkObject(data, shape, depth) {
  if (depth > MAX_DEPTH || typeof shape === "string") refuse();
  const inner = shape ?? {};
  return Object.fromEntries(
    Object.entries(data).map(([key, child]) => [
      checkKey(key),
      checkNode(child, key, get(inner, key) ?? inner["*"], depth + 1),
    ]),
  );
}

function checkNode(data, key, shape, depth) {
  if (PLAIN.has(key)) return PLAIN.get(key)(data);
  if (key === "note") return checkNote(data);
  if (isObject(data) && key !== "efface") return checkObject(data, shape, depth);
  if (Array.isArray(data)) return checkPair(data, shape, depth);
  return shape === undefined && key !== "efface" ? checkValue(data, MAX_DEPTH) : refuse();
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

function checkKey(key) {
  return typeof key === "string" && KEY.test(key) ? key : refuse();
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

function refuse() {
  throw new NotebookError("not-a-notebook");
}
