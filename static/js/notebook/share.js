/**
 * The notebook leaves the browser only here, when the person asks: a file, or a link that a mail carries.
 * The part of the address after `#` never reaches a server.
 */
import { canonical, isObject } from "./merge.js";
import { packed, unpacked } from "./packing.js";
import { MAX_BYTES, NotebookError, parse } from "./validate.js";
import { today } from "./progress.js";

const ADDRESS = "/carnet/";
const PRIVATE = new Set(["note", "qui", "quand", "auteur", "reponses"]);

/** Download `carnet-YYYY-MM-DD.json`. */
export function saveCopy(notebook) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([canonical(notebook)], { type: "application/json" }));
  link.download = `carnet-${today()}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  askToStay();
}

/** The link that carries the states, without notes nor names. */
export async function linkTo(notebook) {
  return `${location.origin}${ADDRESS}#c=${await packed(canonical(withoutNotes(notebook)))}`;
}

/** Open the mail program with the link. */
export async function mailLink(notebook, subject, body) {
  const link = await linkTo(notebook);
  location.href = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(`${link}\n\n${body}`)}`;
  askToStay();
  return link;
}

/** The notebook in a file. Throws NotebookError. */
export async function fromFile(file) {
  if (file.size > MAX_BYTES * 5) throw new NotebookError("too-large");
  return parse(await file.text(), Date.now());
}

/** The notebook in the fragment of an address; undefined when there is none. Throws NotebookError. */
export async function fromFragment(fragment) {
  const [, text] = /^#c=(.*)$/.exec(fragment) ?? [];
  return text === undefined ? undefined : parse(await unpacked(text, MAX_BYTES * 5), Date.now());
}

function withoutNotes(node) {
  if (!isObject(node)) return node;
  const kept = Object.entries(node).filter(([key]) => !PRIVATE.has(key));
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutNotes(child)]));
}

/** Only after somebody showed that this notebook matters: browsers may then keep it longer. */
function askToStay() {
  navigator.storage?.persist?.();
}
