/** What the site says of the contents of a path, by code; asked once per page. */
const MOST = 100;
const words = document.getElementById("path-words").dataset;
const known = {};

/** `{sheets, isWhole}`: what is public among `codes`; `isWhole` is false when the site did not answer for all. */
export async function fetchSheets(codes) {
  const wanted = [...new Set(codes)].filter((code) => !Object.hasOwn(known, code)).sort();
  try {
    for (let at = 0; at < wanted.length; at += MOST) await ask(wanted.slice(at, at + MOST));
  } catch {
    return { sheets: known, isWhole: false };
  }
  return { sheets: known, isWhole: true };
}

async function ask(codes) {
  const response = await fetch(`${words.sheetsUrl}?codes=${codes.join(".")}`);
  if (!response.ok) throw new Error(`${response.status}`);
  const { sheets } = await response.json();
  for (const code of codes) known[code] = sheets[code];
}
