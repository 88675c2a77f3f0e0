/** Three browsers for gestures.mjs, one of them with two tabs: storage, clocks and listeners, around the real store.js. */
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);
export const load = (name) => import(pathToFileURL(`${folder}/${name}`).href.replace("%3F", "?"));

class Area {
  constructor() {
    Object.defineProperty(this, "isFull", { value: false, writable: true });
  }
  getItem(key) { return Object.hasOwn(this, key) ? this[key] : null; }
  removeItem(key) { delete this[key]; }
  clear() { for (const key of Object.keys(this)) delete this[key]; }
  setItem(key, text) {
    if (this.isFull) throw new DOMException("", "QuotaExceededError");
    this[key] = String(text);
  }
}

export const clock = { now: 0, skew: 0 };
Date.now = () => clock.now + clock.skew;
globalThis.document = { getElementById: () => null, querySelectorAll: () => [] };
globalThis.window = globalThis;

const HOUR = 3_600_000;
export const areas = [new Area(), new Area(), new Area()];
export const tabs = [];
for (const [at, area, late] of [[0, 0, -HOUR], [1, 0, -HOUR], [2, 1, 0], [3, 2, HOUR]]) {
  const tab = { area: areas[area], session: new Area(), late, listeners: {} };
  enter(tab);
  globalThis.addEventListener = (name, act) => { tab.listeners[name] = act; };
  tab.store = await load(`notebook/store.js?${at}`);
  tabs.push(tab);
}

/** From now on the modules see this tab's storage, and its clock. */
export function enter(tab) {
  clock.skew = tab.late;
  for (const [name, value] of [["localStorage", tab.area], ["sessionStorage", tab.session]]) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
}
