/**
 * The notebook leaves the browser only here, when the person asks: a file, or a link that a mail carries.
 * The part of the address after `#` never reaches a server.
 */
import { canonical, isObject } from "./merge.js";
import { MAX_BYTES, NotebookError, parse } from "./validate.js";
import { today } from "./progress.js";

const ADDRESS = "/carnet/";
const PRIVATE = new Set(["note", "qui", "quand", "reponses"]);

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
  const bytes = new TextEncoder().encode(canonical(withoutNotes(notebook)));
  const packed = await piped(new Blob([bytes]).stream(), new CompressionStream("deflate-raw"), Infinity);
  const base64 = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  return `${location.origin}${ADDRESS}#c=${base64.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")}`;
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
  const [, packed] = /^#c=(.*)$/.exec(fragment) ?? [];
  if (packed === undefined) return undefined;
  let text;
  try {
    const bytes = Uint8Array.from(atob(packed.replace(/-/g, "+").replace(/_/g, "/")), (unit) => unit.charCodeAt(0));
    const plain = await piped(new Blob([bytes]).stream(), new DecompressionStream("deflate-raw"), MAX_BYTES * 5);
    text = new TextDecoder("utf-8", { fatal: true }).decode(plain);
  } catch (error) {
    throw error instanceof NotebookError ? error : new NotebookError("not-a-notebook");
  }
  return parse(text, Date.now());
}

function withoutNotes(node) {
  if (!isObject(node)) return node;
  const kept = Object.entries(node).filter(([key]) => !PRIVATE.has(key));
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutNotes(child)]));
}

/** Bytes out of a stream, at most `limit`: a few bytes may unfold into gigabytes. */
async function piped(source, transform, limit) {
  const parts = [];
  let size = 0;
  for (const reader = source.pipeThrough(transform).getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    parts.push(value);
    size += value.length;
    if (size > limit) {
      reader.cancel();
      throw new NotebookError("too-large");
    }
  }
}

/** Only after somebody showed that this notebook matters: browsers may then keep it longer. */
function askToStay() {
  navigator.storage?.persist?.();
}
