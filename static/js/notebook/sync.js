/**
 * With an account, and once the person asked for it on this device: the notebook is joined with the account's copy, at
 * each page and after each change. What fails is tried again; nothing here is ever lost or taken back.
 * `carnet-compte` holds the name (ETag) of what the account and this device last agreed on.
 */
import { canonical } from "./merge.js";
import { check } from "./validate.js";
import { join, read, subscribe } from "./store.js";

const ADDRESS = "/compte/carnet/";
const AGREED = "carnet-compte";
const PAUSE = 3000;
const BUSY = 8000;

let running = false;
let timer;

export const isKept = () => localStorage.getItem(AGREED) !== null;
export const stop = () => localStorage.removeItem(AGREED);

/** Begin on this device: `kept`, `signed-out`, `refused` (no storage), or the reason of a refusal. */
export async function begin() {
  try {
    localStorage.setItem(AGREED, "");
  } catch {
    return "refused";
  }
  const outcome = await exchange();
  if (outcome !== "kept") stop();
  return outcome;
}

/** Follow the account on this page, from now on. */
export function follow() {
  if (running) return;
  running = true;
  addEventListener("online", exchange);
  subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(exchange, PAUSE);
  });
  exchange();
}

async function exchange() {
  clearTimeout(timer);
  if (!isKept()) return "stopped";
  try {
    const text = canonical(read());
    const agreed = localStorage.getItem(AGREED);
    const answer = (await nameOf(text)) === agreed ? await ask(agreed) : await send(text);
    if (answer.status === 304) return "kept";
    if (answer.status === 503) {
      timer = setTimeout(exchange, BUSY);
      return "offline";
    }
    if (!answer.ok) return await refused(answer);
    return agree(answer.headers.get("ETag"), await answer.json());
  } catch {
    return "offline";
  }
}

const ask = (agreed) => fetch(ADDRESS, { headers: { "If-None-Match": agreed }, cache: "no-store" });
const send = (text) => fetch(ADDRESS, { method: "PUT", body: text, headers: { "Content-Type": "application/json" } });

function agree(name, document) {
  if (!isKept()) return "stopped";
  const theirs = check(document);
  if (canonical(theirs) !== canonical(read())) join(theirs);
  localStorage.setItem(AGREED, name);
  return "kept";
}

async function refused(answer) {
  const { reason } = await answer.json();
  if (answer.status === 401) stop();
  return reason;
}

/** Without https there is no digest: then the notebook is sent each time. */
async function nameOf(text) {
  if (!crypto.subtle) return undefined;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `"${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")}"`;
}
