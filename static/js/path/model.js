/**
 * A path as the notebook holds it, and the changes that make another of it. Pure functions: a change is a list of
 * `[keys inside the path, value]`, applied by store.js. The format is in docs/notebook-format.md.
 *
 * @typedef {{id: string, place: string, text: string, or: boolean, done: boolean}} Task
 * @typedef {{id: string, place: string, code: string, step: string, title: string, url: string}} Element
 * @typedef {{id: string, place: string, name: string, text: string, origin: string, tasks: Task[], elements: Element[],
 *   node: object}} Step
 * @typedef {{id: string, name: string, author: string, origins: {[code: string]: object}, steps: Step[],
 *   loose: Element[], node: object}} Path
 */
import { get, idKey, isObject, ofId } from "../notebook/merge.js";
import { isCode, objects, value, values } from "../notebook/progress.js";

/** The step of what was added and not put anywhere: no id holds a colon, so it shows under « À ranger ». */
export const LOOSE = ":a-ranger";
/** Among the places where an element may go: a step that is made for it. */
export const NEW_STEP = ":nouvelle";
export const MOST_STEPS = 8;

const ADDRESS = /^\/(?![/\\])[!-~]*$/;
const HASH_LENGTH = 5;

/** @returns {Path | undefined} undefined when there is none, or when it was taken out */
export function readPath(notebook, id) {
  const node = ofId(notebook.parcours, id);
  if (!isObject(node ?? null) || value(node, "nom") === undefined) return undefined;
  const steps = inOrder(objects(get(node, "etapes")).map(([sid, step]) => readStep(sid, step)));
  const here = new Set(steps.map((step) => step.id));
  const elements = inOrder(objects(get(node, "elements")).map(readElement)).filter(
    ({ code, step }) => step && isCode(code),
  );
  for (const step of steps) step.elements = elements.filter((one) => one.step === step.id);
  return {
    id,
    name: value(node, "nom"),
    author: value(node, "auteur") ?? "",
    origins: readOrigins(get(node, "origines") ?? {}),
    steps,
    loose: elements.filter((one) => !here.has(one.step)),
    node,
  };
}

export function readPaths(notebook) {
  return objects(notebook.parcours)
    .map(([id]) => readPath(notebook, id))
    .filter(Boolean);
}

/** The path that the buttons fill. */
export function currentPath(notebook) {
  return readPath(notebook, value(notebook.reglages, "parcours") ?? "");
}

export const elementsOf = (path) => [...path.steps.flatMap((step) => step.elements), ...path.loose];
export const codesOf = (path) => [
  ...new Set([...elementsOf(path).map(({ code }) => code), ...Object.keys(path.origins)]),
];

function readStep(id, node) {
  const tasks = objects(get(node, "taches")).map(([tid, task]) => ({
    id: tid,
    place: value(task, "place"),
    text: value(task, "texte") ?? "",
    or: value(task, "ou") === true,
    done: value(task, "fait") === true,
  }));
  return {
    id,
    place: value(node, "place"),
    name: value(node, "nom") ?? "",
    text: value(node, "texte") ?? "",
    origin: value(node, "origine") ?? "",
    tasks: inOrder(tasks),
    elements: [],
    node,
  };
}

function readElement([id, node]) {
  return {
    id,
    place: value(node, "place"),
    code: value(node, "fiche") ?? "",
    step: value(node, "etape") ?? "",
    title: get(node, "titre") ?? "",
    url: get(node, "url") ?? "",
  };
}

/** The scenarios from which steps were copied, as they were that day; what a hand may have written badly is left out. */
function readOrigins(node) {
  const found = {};
  for (const [code, origin] of values(node)) {
    if (isCode(code) && isOrigin(origin)) found[code] = origin;
  }
  return found;
}

function isOrigin(origin) {
  return (
    isObject(origin ?? null) &&
    ["titre", "licence", "url"].every((key) => typeof origin[key] === "string") &&
    ADDRESS.test(origin.url) &&
    Number.isSafeInteger(origin.version) &&
    [origin.auteurs, origin.etapes].every(Array.isArray) &&
    origin.etapes.every((step) => isObject(step) && [step.taches, step.fiches].every(Array.isArray))
  );
}

/** Five characters for a text, to tell that it was changed or to name a block in a link (FNV-1a, 32 bits). */
export function short(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return (hash % 36 ** HASH_LENGTH).toString(36).padStart(HASH_LENGTH, "0");
}

/** What is kept of a scenario beside the steps copied from it (a description of `/parcours/fiches.json`). */
export function originOf(sheet) {
  return {
    titre: sheet.title,
    auteurs: sheet.authors,
    licence: sheet.licence,
    version: sheet.version,
    url: sheet.url,
    etapes: sheet.steps.map((step) => ({
      id: step.id,
      nom: short(step.title),
      texte: short(step.result),
      taches: step.tasks.map((task) => [task.id, short(task.text)]),
      fiches: step.actions,
    })),
  };
}

/** The steps of a scenario, as a path has them; `sheets` gives the titles of its actions where they are known. */
export function stepsOfScenario(code, sheet, sheets = {}) {
  return sheet.steps.map((step) => ({
    id: step.id,
    name: step.title,
    text: step.result,
    origin: `${code}/${step.id}`,
    tasks: step.tasks.map((task) => ({ id: task.id, text: task.text, or: task.or })),
    elements: step.actions.map((action) => labelled({ code: action }, sheets)),
  }));
}

/** Ids are chosen scenario by scenario: a step whose id is that of another scenario's step here gets one of its own. */
export function withOwnIds(path, steps) {
  const isOther = (step, there) => there && (value(there, "origine") ?? "") !== step.origin;
  const ownId = ({ id, origin }) => `${id}-${origin.split("/")[0]}`.slice(-80);
  return steps.map((step) =>
    isOther(step, ofId(get(path.node, "etapes"), step.id)) ? { ...step, id: ownId(step) } : step,
  );
}

/** An element with the title and the address that the site gives it. */
export function labelled(element, sheets) {
  const sheet = get(sheets, element.code);
  return sheet ? { ...element, title: sheet.title, url: sheet.url } : { title: "", url: "", ...element };
}

/* Changes. */

export const random = () =>
  `p${Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => (byte % 36).toString(36)).join("")}`;

/** Adds steps after those of `path` (or to nothing, for a new one). A step that is there already is written again. */
export function withSteps(path, steps) {
  const kept = path.steps.filter((step) => !steps.some(({ id }) => id === step.id));
  const [, first] = moved(kept, steps[0].id, kept.length).find(([id]) => id === steps[0].id);
  const places = spread(steps.length, first);
  return [
    ...moved(kept, steps[0].id, kept.length).map(([id, place]) => [["etapes", idKey(id), "place"], place]),
    ...steps.flatMap((step, rank) => stepChanges(step, places[rank])),
  ];
}

function stepChanges(step, place) {
  const at = ["etapes", idKey(step.id)];
  const changes = [
    [[...at, "nom"], step.name],
    [[...at, "texte"], step.text],
    [[...at, "place"], place],
  ];
  if (step.origin) changes.push([[...at, "origine"], step.origin]);
  for (const key of ["qui", "quand"]) if (step[key]) changes.push([[...at, key], step[key]]);
  const places = spread(step.tasks.length);
  step.tasks.forEach((task, rank) => {
    const here = [...at, "taches", idKey(task.id)];
    changes.push([[...here, "texte"], task.text], [[...here, "place"], places[rank]]);
    if (task.or) changes.push([[...here, "ou"], true]);
  });
  return [...changes, ...elementChanges(step.elements, step.id)];
}

/** The id says where an element came from: two devices that add the same give one. */
export function elementChanges(elements, step) {
  const places = spread(elements.length);
  return elements.flatMap(({ code, title, url }, rank) => {
    const at = ["elements", idKey(step === LOOSE ? code : `${code}-${step}`.slice(0, 80))];
    return [
      [[...at, "fiche"], code],
      [[...at, "etape"], step],
      [[...at, "place"], places[rank]],
      ...(title && ADDRESS.test(url) ? [[at, { titre: title, url }, "label"]] : []),
    ];
  });
}

/** What the button « Ajouter à mon parcours » writes; `path` may be missing, when it is the first thing of all. */
export function added(path, code, title, url) {
  const at = ["elements", idKey(code)];
  const siblings = (path?.loose ?? []).filter(({ id }) => id !== code);
  return [
    ...moved(siblings, code, siblings.length).map(([id, place]) => [["elements", idKey(id), "place"], place]),
    [[...at, "fiche"], code],
    [[...at, "etape"], LOOSE],
    ...(title && ADDRESS.test(url) ? [[at, { titre: title, url }, "label"]] : []),
  ];
}

export function withoutCode(path, code) {
  return elementsOf(path)
    .filter((one) => one.code === code)
    .map(({ id }) => [["elements", idKey(id), "etape"], ""]);
}

/** One up or one down among the steps, the tasks of a step or the elements of one (`kind`: the keys that lead there). */
export function shifted(siblings, id, by, keys) {
  const index = siblings.findIndex((one) => one.id === id) + by;
  if (index < 0 || index >= siblings.length) return [];
  return moved(siblings, id, index).map(([one, place]) => [[...keys, idKey(one), "place"], place]);
}

/** At the end of another step. */
export function toStep(path, element, step) {
  const siblings = step === LOOSE ? path.loose : (path.steps.find(({ id }) => id === step)?.elements ?? []);
  const places = moved(siblings, element.id, siblings.length - Number(siblings.some(({ id }) => id === element.id)));
  return [
    ...places.map(([id, place]) => [["elements", idKey(id), "place"], place]),
    [["elements", idKey(element.id), "etape"], step],
  ];
}

/** A step goes with what stands in it; what another device puts there meanwhile shows under « À ranger ». */
export function withoutStep(step) {
  return [
    [["etapes", idKey(step.id), "place"], ""],
    ...step.elements.map(({ id }) => [["elements", idKey(id), "etape"], ""]),
  ];
}

/** What takes a change back: the values that stood there. Labels stay. */
export function inverse(node, changes) {
  return changes
    .filter(([, , label]) => !label)
    .map(([keys, said]) => {
      const before = keys.reduce((one, key) => (isObject(one ?? null) ? get(one, key) : undefined), node);
      return [keys, Array.isArray(before) ? before[0] : { string: "", boolean: false, object: {} }[typeof said]];
    });
}

/** Writes changes into the draft that `change` of store.js gives. */
export function apply(draft, id, changes) {
  for (const [keys, said, label] of changes) {
    if (label) draft.label(["parcours", idKey(id), ...keys], said);
    else draft.set(["parcours", idKey(id), ...keys], said);
  }
}

/*
 * Where a thing stands among others: a text between those of its neighbours, so that a move writes one value and two
 * devices that move apart both keep an order (fractional indexing, after David Greenspan).
 */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SOUND = /^[0-9A-Za-z]{0,40}[1-9A-Za-z]$/;

/** A text after `before` and before `after`; "" is the beginning, respectively the end. Both sound, `before` the lesser. */
export function between(before, after) {
  let shared = 0;
  while (after && (before[shared] ?? "0") === after[shared]) shared += 1;
  if (shared) return after.slice(0, shared) + between(before.slice(shared), after.slice(shared));
  const low = before ? DIGITS.indexOf(before[0]) : 0;
  const high = after ? DIGITS.indexOf(after[0]) : DIGITS.length;
  if (high - low > 1) return DIGITS[(low + high) >> 1];
  return after.length > 1 ? after[0] : DIGITS[low] + between(before.slice(1), "");
}

/** As many places as asked for, in order; `first` may be given. */
export function spread(count, first = between("", "")) {
  const places = [first];
  while (places.length < count) places.push(between(places.at(-1), ""));
  return places.slice(0, count);
}

/** The things that have a place, in its order; those at the same place by their id, the same on every device. */
export function inOrder(things) {
  const rank = ({ place, id }) => [place, id];
  return things
    .filter(({ place }) => typeof place === "string" && place)
    .sort((one, two) => compare(rank(one), rank(two)));
}

/**
 * The places to write so that `id` comes `index`-th among `siblings` (in their order, `id` among them or not): its own,
 * or everybody's when its neighbours leave no room (written apart at the same place, or by hand).
 * @returns {[id: string, place: string][]}
 */
export function moved(siblings, id, index) {
  const others = siblings.filter((one) => one.id !== id);
  const before = others[index - 1]?.place ?? "";
  const after = others[index]?.place ?? "";
  const isRoom = (!before || SOUND.test(before)) && (!after || (SOUND.test(after) && before < after));
  if (isRoom) return [[id, between(before, after)]];
  const ids = [...others.slice(0, index).map((one) => one.id), id, ...others.slice(index).map((one) => one.id)];
  return spread(ids.length).map((place, rank) => [ids[rank], place]);
}

/** Left to right, by UTF-16 unit: places and ids are ASCII. */
function compare(left, right) {
  const at = left.findIndex((part, index) => part !== right[index]);
  return at < 0 ? 0 : left[at] < right[at] ? -1 : 1;
}
