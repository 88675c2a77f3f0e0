/**
 * The name of this group's use of a scenario, for its calendar files: with it, a new export moves the dates of the
 * former one, and nobody else's. Drawn once, it stays where the notebook does (`agendas`) and goes with it.
 */
import { isShared } from "./notebook/store.js";

const KEY = "agendas";
const SHAPE = /^[A-Za-z0-9-]{8,64}$/;

export function calendarUse(scenario) {
  try {
    const storage = isShared() ? sessionStorage : localStorage;
    const kept = new Map(Object.entries(JSON.parse(storage.getItem(KEY) ?? "{}")));
    if (SHAPE.test(kept.get(scenario))) return kept.get(scenario);
    const drawn = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
      byte.toString(16).padStart(2, "0"),
    ).join("");
    storage.setItem(KEY, JSON.stringify(Object.fromEntries(kept.set(scenario, drawn))));
    return drawn;
  } catch {
    return ""; // no storage: each day is then its own event
  }
}
