/**
 * A path in the fragment of an address, `/parcours/#p=…`, which never reaches a server. What is on the site travels as
 * codes, what was written by hand as text. Pure but for the inflating; the format is in docs/notebook-format.md.
 *
 * `1` and a list of codes, when nothing was written by hand; otherwise `2` and the same as JSON, deflated.
 */
import { noteText } from "../notebook/progress.js";
import { packed, unpacked } from "../notebook/packing.js";
import { codeOf, usedOrigins } from "./credit.js";
import { readWire, WireError } from "./wire.js";
import { labelled, originOf, short } from "./model.js";

const MOST_LETTERS = 20_000;
const MOST_BYTES = 60_000;
const LETTERS = /^[A-Za-z0-9_.-]+$/;

/** The payload of a path. Notes, names and dates only with `notes`. */
export async function encode(path, { notes = "" } = {}) {
  const origins = usedOrigins(path);
  const name = origins.length === 1 && path.name === origins[0][1].titre ? "" : path.name;
  const wire = [
    name,
    path.author,
    origins.map(([code, origin]) => [code, origin.version, origin.etapes.map(({ id }) => short(id)).join("")]),
    path.loose.map(({ code }) => code).join(""),
    path.steps.map((step) => wireStep(step, origins, notes)),
  ];
  return isBare(wire) ? `1${bare(wire)}` : `2${await packed(JSON.stringify(wire))}`;
}

/** `[where it comes from, title, text, tasks, codes, who, when, note]`; 0 for what is as in the original. */
function wireStep(step, origins, notes) {
  const codes = step.elements.map(({ code }) => code).join("");
  const rank = origins.findIndex(([code]) => code === codeOf(step.origin));
  const was = origins[rank]?.[1].etapes.find(({ id }) => `${origins[rank][0]}/${id}` === step.origin);
  const own = notes ? [step.who ?? "", step.when ?? "", noteText(step.node?.note, notes)] : [];
  if (!was) return trimmed(["", step.name, step.text, step.tasks.map(({ text }) => `+${text}`), codes, ...own]);
  const known = new Map(was.taches);
  const tasks = step.tasks.map(({ id, text }) => wireTask(known, id, text));
  const isSame = tasks.join() === was.taches.map(([id]) => `=${short(id)}`).join();
  return trimmed([
    `${rank}${short(was.id)}`,
    short(step.name) === was.nom ? 0 : step.name,
    short(step.text) === was.texte ? 0 : step.text,
    isSame ? 0 : tasks,
    codes === was.fiches.join("") ? 0 : codes,
    ...own,
  ]);
}

function wireTask(known, id, text) {
  if (!known.has(id)) return `+${text}`;
  return known.get(id) === short(text) ? `=${short(id)}` : `~${short(id)}${text}`;
}

/** Nothing after the codes when there is nothing to say. */
const trimmed = (step) => (step.slice(5).some(Boolean) ? step : step.slice(0, 5));

/** @param {any[]} wire */
function isBare([name, author, origins, , steps]) {
  const isPlain = ([from, title, text, tasks, , ...own]) =>
    !own.length && (from ? !title && !text && !tasks && title !== "" && text !== "" : !title && !text && !tasks.length);
  return !name && !author && origins.length < 10 && steps.every(isPlain);
}

/** @param {any[]} wire */
function bare([, , origins, loose, steps]) {
  const from = origins.map(([code, version, ids]) => `${code}${ids}-${version.toString(36)}`).join(".");
  return [from, loose, ...steps.map(([ref, , , , codes]) => (codes === 0 ? ref : `${ref}-${codes}`))].join("_");
}

/** What a payload says, checked. Throws WireError. */
export async function decode(payload) {
  if (payload.length > MOST_LETTERS || !LETTERS.test(payload)) throw new WireError("refused");
  if (payload[0] === "1") return readWire(unbare(payload.slice(1)));
  if (payload[0] !== "2") throw new WireError(/^[3-9]/.test(payload) ? "newer" : "refused");
  let wire;
  try {
    wire = JSON.parse(await unpacked(payload.slice(1), MOST_BYTES));
  } catch {
    throw new WireError("refused");
  }
  return readWire(wire);
}

function unbare(text) {
  const [from, loose = "", ...steps] = text.split("_");
  const origins = from ? from.split(".").map(unbareOrigin) : [];
  return ["", "", origins, loose, steps.map(unbareStep)];
}

function unbareOrigin(text) {
  const [, code, ids, version] = /^(.{5})([0-9a-z]*)-([0-9a-z]{1,8})$/.exec(text) ?? [];
  return [code, parseInt(version, 36), ids];
}

function unbareStep(text) {
  const [ref, codes] = text.split("-");
  return ref ? [ref, 0, 0, 0, codes ?? 0] : ["", "", "", [], codes ?? ""];
}

/** The codes of a path received; those of its scenarios are in `sheets`, with what their steps hold. */
export const codesIn = (wire, sheets = {}) => {
  const origins = wire.origins.map(({ code }) => code);
  const held = origins.flatMap((code) => (sheets[code]?.steps ?? []).flatMap(({ actions }) => actions));
  return [...new Set([...wire.loose, ...origins, ...held, ...wire.steps.flatMap(({ codes }) => codes ?? [])])];
};

/**
 * The path that a link describes, with what the site says today: `sheets` by code. What the site no longer has keeps its
 * place without a title; `gone` are the scenarios of which nothing is known any more.
 */
export function resolve(wire, sheets) {
  const origins = {};
  for (const { code, version, ids } of wire.origins) {
    const sheet = sheets[code];
    if (sheet?.kind === "scenario") origins[code] = originOfLink(sheet, version, ids);
  }
  const titles = Object.values(origins).map(({ titre }) => titre);
  return {
    name: wire.name || (titles.length === 1 ? titles[0] : ""),
    author: wire.author,
    origins,
    gone: wire.origins.map(({ code }) => code).filter((code) => !origins[code]),
    steps: unique(wire.steps.map((step, rank) => resolveStep(step, rank, wire, sheets))),
    loose: wire.loose.map((code) => labelled({ code }, sheets)),
  };
}

/** The original as it was numbered when the link was made, with the texts of today. */
function originOfLink(sheet, version, ids) {
  const origin = originOf(sheet);
  const gone = (id) => ({ id, nom: "", texte: "", taches: [], fiches: [] });
  const etapes = ids.map((id) => origin.etapes.find((step) => short(step.id) === id) ?? gone(id));
  return { ...origin, version, etapes };
}

function resolveStep(step, rank, wire, sheets) {
  const code = wire.origins[step.from]?.code;
  const was = sheets[code]?.steps?.find(({ id }) => short(id) === step.block);
  const id = was?.id ?? (step.block ? `parti-${step.block}` : `e${rank + 1}`);
  const tasks = step.tasks
    ? step.tasks.map((task, at) => resolveTask(task, at, was)).filter(Boolean)
    : (was?.tasks ?? []);
  return {
    id,
    name: step.title ?? was?.title ?? "",
    text: step.text ?? was?.result ?? "",
    origin: was ? `${code}/${was.id}` : "",
    gone: Boolean(step.block) && !was,
    tasks,
    elements: (step.codes ?? was?.actions ?? []).map((one) => labelled({ code: one }, sheets)),
    who: step.who,
    when: step.when,
    note: step.note,
  };
}

function resolveTask({ how, id, text }, at, was) {
  if (how === "+") return { id: `t${at + 1}`, text, or: false };
  const task = was?.tasks.find((one) => short(one.id) === id);
  return task && { id: task.id, text: how === "~" ? text : task.text, or: task.or };
}

/** No step twice, even when a hand wrote it twice: their ids are the keys of the notebook. */
function unique(steps) {
  return steps.map((step, rank) =>
    steps.findIndex(({ id }) => id === step.id) === rank ? step : { ...step, id: `bis-${rank}` },
  );
}
