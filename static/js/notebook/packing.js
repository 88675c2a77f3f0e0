/** Text in and out of a link: deflate, then base64url (RFC 4648, without padding). */
import { NotebookError } from "./validate.js";

export async function packed(text) {
  const bytes = await piped(new Blob([text]).stream(), new CompressionStream("deflate-raw"), Infinity);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return base64.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** Throws NotebookError: `too-large` beyond `limit` bytes of text, `not-a-notebook` for what was never packed here. */
export async function unpacked(text, limit) {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (unit) => unit.charCodeAt(0));
    const plain = await piped(new Blob([bytes]).stream(), new DecompressionStream("deflate-raw"), limit);
    return new TextDecoder("utf-8", { fatal: true }).decode(plain);
  } catch (error) {
    throw error instanceof NotebookError ? error : new NotebookError("not-a-notebook");
  }
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
