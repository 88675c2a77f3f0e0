/**
 * The notebook leaves the browser only here, when the person asks: a file, or a link that a mail carries.
 * The part of the address after `#` never reaches a server.
 */
import { canonical, FORMAT, isObject, merge, VERSION } from "./merge.js";
import { packed, unpacked } from "./packing.js";
import { check, MAX_BYTES, NotebookError, parse, withPart } from "./validate.js";
import { today } from "./progress.js";

const ADDRESS = "/carnet/";
const ALWAYS_PRIVATE = ["auteur", "reponses", "illisible"];
const PEOPLE = ["qui", "quand", "groupe"];
const NOTES = ["note"];

/** Download `carnet-YYYY-MM-DD.json`. */
export function saveCopy(notebook) {
  download(notebook, `carnet-${today()}.json`);
  askToStay();
}

/** Download what was set aside, each as a notebook that can be opened again: what is none goes inside one. */
export function saveAside(raws) {
  raws.forEach((raw, at) => download(asNotebook(raw), `carnet-illisible-${today()}${at ? `-${at + 1}` : ""}.json`));
}

function asNotebook(raw) {
  try {
    return check(JSON.parse(raw));
  } catch {
    return withPart(check({ format: FORMAT, version: VERSION }), raw);
  }
}

function download(notebook, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([canonical(notebook)], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The link that carries the states; who does what by when, and the notes, only when the person asked for them. */
export async function linkTo(notebook, { people = false, notes = false } = {}) {
  const left = new Set([...ALWAYS_PRIVATE, ...(people ? [] : PEOPLE), ...(notes ? [] : NOTES)]);
  askToStay();
  return `${location.origin}${ADDRESS}#c=${await packed(canonical(without(left, notebook)))}`;
}

/** The address that opens the mail program with a link. */
export const mailAddress = (link, subject, body) =>
  `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(`${link}\n\n${body}`)}`;

/** The notebook in a file, or the several that version 1 saved in one, a blank line between them. Throws NotebookError. */
export async function fromFile(file) {
  if (file.size > MAX_BYTES * 5) throw new NotebookError("too-large");
  const text = await file.text();
  const parts = text.split("\n\n");
  try {
    return parse(text, Date.now());
  } catch (error) {
    const found = parts.map((part) => attempt(() => parse(part, Date.now())));
    if (!found.some(Boolean)) throw error;
    return found.reduce(
      (whole, one, at) => (one ? merge(whole, one) : withPart(whole, parts[at])),
      check({ format: FORMAT, version: VERSION }),
    );
  }
}

function attempt(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** The notebook in the fragment of an address; undefined when there is none. Throws NotebookError. */
export async function fromFragment(fragment) {
  const [, text] = /^#c=(.*)$/.exec(fragment) ?? [];
  return text === undefined ? undefined : parse(await unpacked(text, MAX_BYTES * 5), Date.now());
}

function without(left, node) {
  if (!isObject(node)) return node;
  const kept = Object.entries(node).filter(([key]) => !left.has(key));
  return Object.fromEntries(kept.map(([key, child]) => [key, without(left, child)]));
}

/** Only after somebody showed that this notebook matters: browsers may then keep it longer. */
function askToStay() {
  navigator.storage?.persist?.();
}
