/**
 * Lives of notebooks, in the real store.js and model.js: three browsers (one of two tabs), an account, files, clocks an hour
 * apart, storage that fills, documents of version 1 and things that nobody understands; ids as contents may choose them.
 *
 * `node gestures.mjs <folder of the modules> <how many> <first>`. Beside the documents an account is kept of who knew what
 * when they wrote; it looks at no stamp, and says what must be there at the end. Prints one line per life that went wrong.
 */
import { areas, clock, enter, load, tabs } from "./browsers.mjs";
import { among, anyCode, anyIds, anyText, below, random, seed, some } from "./chance.mjs";

const [many, first, sample] = process.argv.slice(3);
const { canonical, idKey, merge, unpack } = await load("notebook/merge.js");
const { check, parse, unread } = await load("notebook/validate.js");
const { lessonsBegun, reviewsDue, scenariosInProgress } = await load("notebook/progress.js");
const model = await load("path/model.js");

/* The account of who knew what. A change is known by its number; `knew`, by those of the same place. */

let world;

function newWorld() {
  const scenario = () => ({ code: anyCode(), steps: anyIds(3).map((id) => ({ id, tasks: anyIds(3) })) });
  world = { changes: [], erasures: [], strange: [], lowered: 0, scenarios: some(2, scenario), questions: anyIds(3), quiz: anyCode(), lesson: anyCode(), account: check(EMPTY), accountKnows: new Set(), files: [], did: [] };
  for (const area of areas) { area.isFull = false; }
  for (const tab of tabs) {
    enter(tab);
    tab.session.clear();
    tab.area.clear();
    tab.listeners.storage({ key: null, newValue: null });
    tab.knows = new Set();
  }
  saved = new Map(areas.map((area) => [area, new Set()]));
}

const EMPTY = { format: "carnet", version: 2 };
let saved;
const learn = (knower, numbers) => { for (const number of numbers) knower.add(number); };

function record(tab, place, value, isNote = false) {
  const key = JSON.stringify(place);
  const change = { number: world.changes.length, key, place, value, isNote, knew: new Set(tab.knows) };
  world.changes.push(change);
  tab.knows.add(change.number);
  if (place.at(-1) === "efface") world.erasures.push(change);
}

/** One gesture: the page reads what is there, writes, and the other tabs of the browser hear of it. */
function gesture(tab, edit) {
  learn(tab.knows, saved.get(tab.area));
  const isSaved = tab.store.change((draft) =>
    edit({
      set: (path, value) => { record(tab, path, value); draft.set(path, value); },
      note: (path, text, shown) => { record(tab, path, text, true); draft.note(path, text, shown); },
      label: draft.label,
    }),
  );
  if (isSaved === tab.area.isFull) throw new Error(`saved: ${isSaved}, ${tab.store.saveState()}`);
  if (isSaved) spread(tab);
}

function spread(tab) {
  learn(saved.get(tab.area), tab.knows);
  for (const other of tabs) {
    if (other === tab || other.area !== tab.area) continue;
    enter(other);
    other.listeners.storage({ key: "carnet", newValue: tab.area.getItem("carnet") });
    learn(other.knows, saved.get(tab.area));
    if (other.store.saveState() === "saved" && !tab.area.isFull) learn(saved.get(tab.area), other.knows);
  }
  enter(tab);
}

function receive(tab, document, knows) {
  tab.store.join(document);
  learn(tab.knows, knows);
  learn(tab.knows, saved.get(tab.area));
  if (!tab.area.isFull) spread(tab);
}

/* Gestures. */

const scenarioAt = ({ code }) => ["scenarios", idKey(code)];
const onStep = (act) => (tab) => {
  const scenario = among(world.scenarios);
  const step = among(scenario.steps);
  const path = [...scenarioAt(scenario), "etapes", idKey(step.id)];
  gesture(tab, (notebook) => {
    act(notebook, path, step, tab);
    notebook.label(scenarioAt(scenario), { titre: "Réunir", url: "/agir/reunir/", total: scenario.steps.length });
    notebook.label(path, { titre: step.id, rang: 1 + scenario.steps.indexOf(step) });
  });
};
const nodeAt = (notebook, path) => path.reduce((node, key) => (node && Object.hasOwn(node, key) ? node[key] : undefined), notebook);
const ownPath = (tab) => among(model.readPaths(tab.store.read()));
const onPath = (make) => (tab) => {
  const path = ownPath(tab);
  const changes = path ? make(path) : [];
  if (changes.length) gesture(tab, (notebook) => model.apply(notebook, path.id, changes));
};

const GESTURES = {
  tick: onStep((notebook, path, step) => notebook.set([...path, "taches", idKey(among(step.tasks))], random() < 0.6)),
  note: onStep((notebook, path, step, tab) => notebook.note([...path, "note"], anyText(), nodeAt(tab.store.read(), [...path, "note"]))),
  state: onStep((notebook, path) => notebook.set([...path, "etat"], among(["fait", "passee", "en-cours"]))),
  who: onStep((notebook, path) => notebook.set([...path, "qui"], anyText())),
  answers: (tab) => gesture(tab, (notebook) => notebook.set([...scenarioAt(among(world.scenarios)), "contexte", idKey(among(world.questions))], anyText())),
  quiz: (tab) => gesture(tab, (notebook) => {
    const here = ["quiz", idKey(world.quiz)];
    notebook.label(here, { titre: "Test", url: "/apprendre/" });
    notebook.set([...here, "reponses"], "?q=2");
    notebook.label([...here, idKey(among(world.questions))], { version: 1 });
    notebook.set([...here, idKey(among(world.questions)), "revoir"], "2026-01-01");
  }),
  lesson: (tab) => gesture(tab, (notebook) => notebook.set(["lecons", idKey(world.lesson), "etat"], among(["lu", "a-lire"]))),
  copy: (tab) => {
    const { code, steps } = among(world.scenarios);
    const sheet = { title: "Réunir", authors: [], licence: "cc-by-sa-4.0", version: 1, url: "/agir/", steps: steps.map(({ id, tasks }) => ({ id, title: id, result: "", tasks: tasks.map((task) => ({ id: task, text: task, or: false })), actions: ["JM5TT"] })) };
    const path = ownPath(tab) ?? { id: model.random(), node: {}, steps: [] };
    const copied = model.withSteps(path, model.withOwnIds(path, model.stepsOfScenario(code, sheet)));
    gesture(tab, (notebook) => model.apply(notebook, path.id, [[["nom"], "Le mien"], [["origines", idKey(code)], model.originOf(sheet)], ...copied]));
  },
  rename: onPath(() => [[["nom"], anyText()]]),
  adapt: onPath(({ steps }) => (steps.length ? [[["etapes", idKey(among(steps).id), "texte"], anyText()]] : [])),
  shift: onPath(({ steps }) => (steps.length ? model.shifted(steps, among(steps).id, 1, ["etapes"]) : [])),
  cut: onPath(({ steps }) => (steps.length ? model.withoutStep(among(steps)) : [])),
  put: onPath((path) => model.added(path, "B4T9X", "Framadate", "/fiches/")),
  follow: (tab) => {
    const path = ownPath(tab);
    const step = among(path?.steps ?? []);
    if (!step?.tasks.length) return;
    gesture(tab, (notebook) => notebook.set(["parcours", idKey(path.id), "etapes", idKey(step.id), "taches", idKey(among(step.tasks).id), "fait"], random() < 0.7));
  },
  erase: (tab) => {
    const path = ownPath(tab);
    if (path && random() < 0.3) gesture(tab, (notebook) => notebook.set(["parcours", idKey(path.id), "efface"], ""));
  },
  tabMeets: (tab) => {
    const other = among(tabs);
    enter(other);
    const [document, knows] = [other.store.read(), new Set([...other.knows, ...saved.get(other.area)])];
    enter(tab);
    receive(tab, document, knows);
  },
  sync: (tab) => {
    const text = canonical(tab.store.read());
    world.account = check(merge(world.account, parse(text, Date.now())));
    learn(world.accountKnows, tab.knows);
    learn(world.accountKnows, saved.get(tab.area));
    receive(tab, check(JSON.parse(canonical(world.account))), world.accountKnows);
  },
  file: (tab) => world.files.push([canonical(tab.store.read()), new Set([...tab.knows, ...saved.get(tab.area)])]),
  opened: (tab) => {
    const [text, knows] = among(world.files) ?? [];
    if (text) receive(tab, parse(text, Date.now()), knows);
  },
  full: (tab) => { tab.area.isFull = !tab.area.isFull && random() < 0.5; },
  /** What a browser of version 1 had kept: the same without colons. */
  old: (tab) => {
    const lowered = tab.area.getItem("carnet") && lower(JSON.parse(tab.area.carnet));
    if (!lowered || lowered.illisible) return;
    tab.area.carnet = JSON.stringify({ ...lowered, version: 1 });
    world.lowered += 1;
  },
  /** What somebody, one day, will have written: nobody here understands it. */
  strange: (tab) => {
    if (tab.area.isFull || random() < 0.7) return;
    const mark = `étrange ${below(1e9)}`;
    const document = JSON.parse(tab.area.getItem("carnet") ?? JSON.stringify(check(EMPTY)));
    const place = among([document, document.reglages, Object.values(document.scenarios)[0] ?? document]);
    place[among(["theme", "etapes", "plus", "a b", "é"])] ??= [mark, 1, 2];
    if (!JSON.stringify(document).includes(mark)) return;
    world.strange.push(mark);
    tab.area.carnet = JSON.stringify(document);
    tab.store.read();
    gesture(tab, (notebook) => notebook.set(["reglages", "copie"], "faite"));
  },
};
const NAMES = Object.keys(GESTURES);

/** An object without the colons of its ids; undefined where an id and a word would then be one. */
function lower(node) {
  if (node === null || typeof node !== "object" || Array.isArray(node)) return node;
  const entries = Object.entries(node).map(([key, child]) => [key.replace(":", ""), lower(child)]);
  const isMarkLike = ([key, child]) => key === "efface" && !Object.hasOwn(node, key) && Array.isArray(child) && child[0] === "";
  if (new Set(entries.map(([key]) => key)).size < entries.length || entries.some((one) => one[1] === undefined || isMarkLike(one))) return undefined;
  return Object.fromEntries(entries);
}

/* What must be there at the end. */

function live(number) {
  seed(number);
  clock.now = 1_763_800_000_000;
  newWorld();
  const length = 6 + below(8);
  for (let move = 0; move < length; move += 1) {
    clock.now += below(60_000);
    const tab = among(tabs);
    const name = random() < 0.3 ? among(["tick", "note", "copy"]) : among(NAMES);
    world.did.push(`${name}@${tabs.indexOf(tab)}`);
    enter(tab);
    GESTURES[name](tab);
  }
  return everybodyMeets();
}

function everybodyMeets() {
  for (const area of areas) area.isFull = false;
  const all = [world.account, ...tabs.map((tab) => { enter(tab); return tab.store.read(); })];
  const [document, other] = [all.reduce(merge), all.reverse().reduce((whole, one) => merge(one, whole))];
  if (canonical(document) !== canonical(other)) throw new Error("The order in which they meet matters.");
  return document;
}

function verify(document) {
  for (const tab of tabs) {
    enter(tab);
    if (tab.store.setAside().length) throw new Error("A notebook was set aside.");
  }
  if (canonical(parse(canonical(document), clock.now)) !== canonical(document)) throw new Error("Not in its one form.");
  for (const mark of world.strange) if (!Object.values(document.illisible ?? {}).some(([text]) => JSON.stringify(JSON.parse(text)).includes(mark))) throw new Error(`Lost: ${mark}`);
  if (!world.strange.length && unread(document)) throw new Error(`Not read: ${JSON.stringify(document.illisible)}`);
  scenariosInProgress(document); lessonsBegun(document); reviewsDue(document, "2026-06-01"); model.readPaths(document);
  const places = new Map();
  for (const change of world.changes) places.set(change.key, [...(places.get(change.key) ?? []), change]);
  for (const changes of places.values()) verifyPlace(document, changes);
}

function verifyPlace(document, changes) {
  const { place, isNote } = changes[0];
  if (place.at(-1) === "efface") return;
  const last = changes.filter((one) => !changes.some(({ knew }) => knew.has(one.number)));
  const erasures = world.erasures.filter((erasure) => erasure.place.slice(0, -1).every((key, at) => place[at] === key));
  const sure = last.filter(({ knew }) => erasures.every(({ number }) => knew.has(number)));
  const node = nodeAt(document, place);
  const say = (what) => { throw new Error(`${what} at ${place.join(" ")}: ${canonical(node ?? null)}, last ${JSON.stringify(last.map(({ value }) => value))}`); };
  if (isNote) {
    const texts = new Set(node ? unpack(node).texts.map(([text]) => text) : []);
    for (const { value } of sure) if (value && !texts.has(value)) say("A note is lost");
    for (const text of texts) if (!last.some(({ value }) => value === text)) say("A note came back");
  } else if (node === undefined) {
    if (sure.length) say("A change is lost");
  } else if (!last.some(({ value }) => canonical(value) === canonical(node[0]))) say("A change came back");
}

let [wrong, old, strange] = [0, 0, 0];
for (let number = Number(first); number < Number(first) + Number(many); number += 1) {
  try {
    const document = live(number);
    verify(document);
    old += world.lowered;
    strange += world.strange.length;
    if (sample && number % Number(sample) === 0) console.log(canonical(document));
  } catch (error) {
    wrong += 1;
    console.error(`${number}: ${error.stack.split("\n").slice(0, 3).join(" ")} – ${world.did.join(", ")}`);
    if (wrong > 5) break;
  }
}
console.error(`${wrong} of ${many} went wrong; ${old} went back to version 1, ${strange} held what nobody understands.`);
