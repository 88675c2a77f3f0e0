/** Writes the credits of a path: one line for each scenario that it takes from, then its licence. */
import { fill } from "../notebook/progress.js";
import { changesSince, creditSentence, isShareable, resultLicence, usedOrigins } from "./credit.js";

const words = document.getElementById("path-words").dataset;
const section = document.querySelector("[data-path-credits]");
const lines = section.querySelector("[data-credit-lines]");

/** `sheets` tells the name of a licence, and whether the original changed since; `gone`: what is no longer public. */
export function showCredits(path, sheets, gone = []) {
  const origins = path ? usedOrigins(path) : [];
  section.hidden = !origins.length && !gone.length;
  lines.replaceChildren(
    ...origins.map(([code, origin]) => creditLine(path, code, origin, sheets[code])),
    ...gone.map((code) => paragraph(fill(words.goneOrigin, { code }))),
    ...(origins.length
      ? [paragraph(isShareable(path) && resultLicence(path) ? words.licence : words.notShareable)]
      : []),
  );
}

function creditLine(path, code, origin, sheet) {
  const line = paragraph(
    creditSentence(words, {
      origin,
      changes: changesSince(origin, path, code),
      author: path.author,
      address: `${words.short}${code}`,
      licence: sheet?.licence_name ?? origin.licence.toUpperCase().replace("-", " "),
      language: document.documentElement.lang,
    }),
  );
  if (sheet && sheet.version > origin.version) {
    const link = Object.assign(document.createElement("a"), { href: sheet.url, textContent: words.seeOriginal });
    line.append(` ${words.newer} `, link);
  }
  return line;
}

const paragraph = (text) => Object.assign(document.createElement("p"), { textContent: text });
