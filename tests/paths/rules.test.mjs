// The pure rules of own paths, run by test_rules.py with `node --test` beside copies of static/js/notebook and path.
import assert from "node:assert/strict";
import { test } from "node:test";

import { idKey, merge, nextStamp } from "./notebook/merge.js";
import { check } from "./notebook/validate.js";
import { changesSince, changesText, creditSentence, isShareable, ranges, resultLicence, usedOrigins } from "./path/credit.js";
import { codesIn, decode, encode, resolve } from "./path/link.js";
import {
  added, apply, between, elementChanges, inOrder, inverse, LOOSE, moved, originOf, readPath, shifted, short, spread, stepsOfScenario, toStep,
  withoutCode, withOwnIds, withoutStep, withSteps,
} from "./path/model.js";
import { readWire, WireError } from "./path/wire.js";

/* A notebook, and devices that change it. */

const EMPTY = check({ format: "carnet", version: 2 });
const ID = "p1";
const random = seeded(20261122);

function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
const among = (list) => list[Math.floor(random() * list.length)];

function write(notebook, changes, now = 1000) {
  const stamp = nextStamp(notebook, now);
  const draft = { format: "carnet", version: 2 };
  const plain = (known) => Object.fromEntries(Object.entries(known ?? {}).filter(([, one]) => typeof one !== "object"));
  const branch = (keys) =>
    keys.reduce(([node, known], key) => [(node[key] ??= plain(known?.[key])), known?.[key]], [draft, notebook])[0]; // as store.js
  apply(
    {
      set: (keys, said) => { branch(keys.slice(0, -1))[keys.at(-1)] = [said, stamp]; },
      label: (keys, fields) => Object.assign(branch(keys), fields),
    },
    ID,
    changes,
  );
  return merge(notebook, check(draft));
}

const SCENARIO = {
  kind: "scenario", title: "Réunir à distance", url: "/agir/reunir/", lead: "", authors: ["Locaux Motiv’"],
  licence: "cc-by-sa-4.0", licence_name: "CC BY-SA 4.0", version: 1763800000,
  steps: ["Choisir la date", "Préparer", "Se retrouver", "Prendre des notes", "Décider", "Garder une trace"].map((title, rank) => ({
    id: `c3f1-${rank}`, title, result: `Résultat ${rank}`,
    tasks: [{ id: "t1", text: "Choisir", or: false }, { id: "t2", text: "Téléphoner", or: true }],
    actions: ["JM5TT", "B4T9X"],
  })),
};
const SHEETS = {
  K8WDE: SCENARIO,
  JM5TT: { kind: "action", title: "Choisir une date", url: "/actions/date/" },
  B4T9X: { kind: "outil", title: "Framadate", url: "/fiches/outil/framadate/" },
};
const forked = () => write(write(EMPTY, [[["nom"], SCENARIO.title], [["origines", idKey("K8WDE")], originOf(SCENARIO)]]), withSteps({ steps: [] }, stepsOfScenario("K8WDE", SCENARIO, SHEETS)));
const path = (notebook) => readPath(notebook, ID);
const names = (notebook) => path(notebook).steps.map(({ name }) => name);
const codes = (list) => list.map(({ code }) => code);
const WORDS = {
  version: "(version du {date})", from: "D’après « {title} »{version} de {authors}, {licence}, {address}.",
  fromNobody: "D’après « {title} »{version}, {licence}, {address}.",
  changed: "Modifié : {changes}.", changedBy: "Modifié par {author} : {changes}.", unchanged: "Sans modification.",
  removed: "étape {numbers} retirée|étapes {numbers} retirées", renamed: "étape {numbers} renommée|étapes {numbers} renommées",
  reworded: "texte de l’étape {numbers} changé|textes des étapes {numbers} changés",
  tasks: "tâches de l’étape {numbers} changées|tâches des étapes {numbers} changées",
  sheets: "fiches de l’étape {numbers} changées|fiches des étapes {numbers} changées",
  moved: "étapes déplacées", added: "{n} étape ajoutée|{n} étapes ajoutées", range: "{first} à {last}", and: "et",
};
const said = (notebook) => changesText(WORDS, changesSince(path(notebook).origins.K8WDE, path(notebook), "K8WDE"));

/* Places. */

test("a place is always found between two others, and stays short", () => {
  const places = spread(3);
  for (let turn = 0; turn < 2000; turn += 1) {
    const at = Math.floor(random() * (places.length + 1));
    const place = between(places[at - 1] ?? "", places[at] ?? "");
    places.splice(at, 0, place);
  }
  assert.deepEqual([...places].sort(), places);
  assert.equal(new Set(places).size, places.length);
  assert.ok(Math.max(...places.map((place) => place.length)) < 20);
});

test("a thing goes where it is sent, whatever the places that hands wrote", () => {
  const odd = ["", "0", "00", "V", "V", "é", "V0", "z".repeat(60), "k"];
  for (let turn = 0; turn < 3000; turn += 1) {
    let things = inOrder(Array.from({ length: 1 + Math.floor(random() * 6) }, (_, rank) => ({ id: `i${rank}`, place: among(odd) })));
    if (!things.length) continue;
    const { id } = among(things);
    const index = Math.floor(random() * things.length);
    const wanted = things.map((one) => one.id).filter((one) => one !== id);
    wanted.splice(index, 0, id);
    const changes = new Map(moved(things, id, index));
    things = inOrder(things.map((one) => ({ ...one, place: changes.get(one.id) ?? one.place })));
    assert.deepEqual(things.map((one) => one.id), wanted);
  }
});

/* Changes. */

test("a scenario is copied with its order, its tasks, its alternatives and its actions", () => {
  const [first] = path(forked()).steps;
  assert.deepEqual(names(forked()), SCENARIO.steps.map(({ title }) => title));
  assert.deepEqual(first.tasks.map(({ text, or }) => [text, or]), [["Choisir", false], ["Téléphoner", true]]);
  assert.deepEqual(first.elements.map(({ code, title, url }) => [code, title, url])[0], ["JM5TT", "Choisir une date", "/actions/date/"]);
});

test("adding the same scenario again writes its steps once", () => {
  const again = write(forked(), withSteps(path(forked()), stepsOfScenario("K8WDE", SCENARIO)));
  assert.equal(path(again).steps.length, 6);
});

test("steps added to others come after them, even after steps whose places are tied", () => {
  let notebook = write(EMPTY, [[["nom"], ""], [["etapes", idKey("a"), "place"], "V"], [["etapes", idKey("b"), "place"], "V"]]);
  notebook = write(notebook, withSteps(path(notebook), stepsOfScenario("K8WDE", SCENARIO)));
  assert.deepEqual(path(notebook).steps.map(({ id }) => id).slice(0, 3), ["a", "b", "c3f1-0"]);
});

test("a step that moves up changes places with the one before, and the first does not move", () => {
  const notebook = forked();
  const { steps } = path(notebook);
  const up = write(notebook, shifted(steps, steps[2].id, -1, ["etapes"]));
  assert.deepEqual(names(up).slice(0, 3), ["Choisir la date", "Se retrouver", "Préparer"]);
  assert.deepEqual(shifted(steps, steps[0].id, -1, ["etapes"]), []);
});

test("an element goes to the end of another step, or to what is to be put away", () => {
  const notebook = forked();
  const { steps } = path(notebook);
  const there = write(notebook, toStep(path(notebook), steps[0].elements[0], steps[1].id));
  assert.deepEqual(codes(path(there).steps[1].elements), ["JM5TT", "B4T9X", "JM5TT"]);
  const away = write(there, toStep(path(there), steps[0].elements[1], LOOSE));
  assert.deepEqual(codes(path(away).loose), ["B4T9X"]);
});

test("the same sheet added on two devices is there once, and taken out everywhere", () => {
  const start = write(EMPTY, [[["nom"], ""]]);
  const both = merge(write(start, added(path(start), "JM5TT", "Date", "/d/")), write(start, added(path(start), "JM5TT", "Date", "/d/"), 5000));
  assert.deepEqual(codes(path(both).loose), ["JM5TT"]);
  assert.deepEqual(codes(path(write(both, withoutCode(path(both), "JM5TT"))).loose), []);
});

/* Ids that contents choose: words of the format, words of JavaScript, the same in two scenarios. */

const WORDS_AS_IDS = ["note", "titre", "url", "version", "efface", "__proto__", "constructor", "etat", "new", "a-ranger", "-"];
const worded = (title) => ({
  ...SCENARIO, title,
  steps: WORDS_AS_IDS.map((id) => ({
    id, title: `${title} ${id}`, result: "", actions: ["JM5TT"], tasks: WORDS_AS_IDS.map((task) => ({ id: task, text: `Tâche ${task}`, or: false })),
  })),
});
const copied = (notebook, code, scenario) =>
  write(notebook, [
    [["nom"], "Le mien"], [["origines", idKey(code)], originOf(scenario)],
    ...withSteps(path(notebook) ?? { steps: [] }, withOwnIds(path(notebook) ?? { node: {} }, stepsOfScenario(code, scenario, SHEETS))),
  ]);

test("steps and tasks may be called as the format calls its own things, and travel in a link", async () => {
  const notebook = copied(EMPTY, "K8WDE", worded("Un"));
  const steps = path(notebook).steps.map(({ id, tasks, elements }) => [id, tasks.map((task) => task.id), codes(elements)]);
  assert.deepEqual(steps, WORDS_AS_IDS.map((id) => [id, WORDS_AS_IDS, ["JM5TT"]]));
  const sheets = { ...SHEETS, K8WDE: worded("Un") };
  const received = resolve(await decode(await encode(path(notebook))), sheets);
  assert.deepEqual(received.steps.map(({ id, tasks }) => [id, tasks.map((task) => task.id)]), steps.map(([id, tasks]) => [id, tasks]));
});

test("what is put away stays out of a step that has any name", () => {
  const notebook = write(copied(EMPTY, "K8WDE", worded("Un")), added(undefined, "B4T9X", "Framadate", "/fiches/outil/framadate/"));
  assert.deepEqual(codes(path(notebook).loose), ["B4T9X"]);
});

test("a scenario whose steps have the ids of another's writes over none of them", () => {
  const both = copied(copied(EMPTY, "K8WDE", worded("Un")), "B4T9X", worded("Deux"));
  assert.deepEqual(names(both), [...WORDS_AS_IDS.map((id) => `Un ${id}`), ...WORDS_AS_IDS.map((id) => `Deux ${id}`)]);
  const again = copied(both, "B4T9X", worded("Deux"));
  assert.equal(path(again).steps.length, 2 * WORDS_AS_IDS.length);
});

test("what is put away is known by its code, what came with a step by both", () => {
  const keys = (step) => elementChanges([{ code: "JM5TT" }], step)[0][0][1];
  assert.deepEqual([keys(LOOSE), keys("e1")], [":JM5TT", ":JM5TT-e1"]);
});

test("what a device puts in a step that another removes is to be put away, never lost", () => {
  const start = forked();
  const [step] = path(start).steps;
  const [, moving] = path(start).steps;
  const removed = write(start, withoutStep(step));
  const filled = write(start, toStep(path(start), moving.elements[0], step.id), 9000);
  const both = merge(removed, filled);
  assert.equal(path(both).steps.length, 5);
  assert.deepEqual(codes(path(both).loose), ["JM5TT"]);
});

test("two devices that move steps apart end with the same order, and every step", () => {
  for (let life = 0; life < 300; life += 1) {
    let devices = [forked(), forked()];
    for (let turn = 0; turn < 12; turn += 1) {
      const at = Math.floor(random() * 2);
      const { steps } = path(devices[at]);
      const changes = shifted(steps, among(steps).id, among([-1, 1]), ["etapes"]);
      if (changes.length) devices[at] = write(devices[at], changes, 1000 + turn);
      if (random() < 0.2) devices = devices.map(() => merge(...devices));
    }
    const [one, two] = [merge(devices[0], devices[1]), merge(devices[1], devices[0])];
    assert.deepEqual(names(one), names(two));
    assert.deepEqual([...names(one)].sort(), SCENARIO.steps.map(({ title }) => title).sort());
  }
});

test("the last act is taken back, whatever it was", () => {
  const start = forked();
  const { steps, node } = path(start);
  const acts = [
    withoutStep(steps[3]), shifted(steps, steps[4].id, -1, ["etapes"]), [[["etapes", idKey(steps[0].id), "nom"], "Autre"]],
    toStep(path(start), steps[0].elements[0], LOOSE), added(path(start), "7QK2M", "Leçon", "/l/"), withoutCode(path(start), "JM5TT"),
  ];
  const shown = (notebook) => JSON.stringify({ ...path(notebook), node: 0, steps: path(notebook).steps.map((step) => ({ ...step, node: 0 })) });
  for (const act of acts) {
    const changed = write(start, act);
    assert.notEqual(shown(changed), shown(start));
    assert.equal(shown(write(changed, inverse(node, act))), shown(start));
  }
});

/* The credit. */

test("a copy that was not touched says so", () => {
  assert.equal(said(forked()), "");
});

test("the changes are computed: removed, moved, renamed, tasks, sheets, added", () => {
  let notebook = forked();
  const { steps } = path(notebook);
  notebook = write(notebook, steps.slice(3).flatMap(withoutStep));
  assert.equal(said(notebook), "étapes 4 à 6 retirées");
  notebook = write(notebook, shifted(path(notebook).steps, steps[2].id, -1, ["etapes"]));
  notebook = write(notebook, [[["etapes", idKey(steps[0].id), "nom"], "Fixer la date"], [["etapes", idKey(steps[0].id), "texte"], "Autre"]]);
  notebook = write(notebook, [[["etapes", idKey(steps[1].id), "taches", idKey("t1"), "place"], ""], ...withoutCode(path(notebook), "B4T9X")]);
  notebook = write(notebook, [[["etapes", idKey("n1"), "nom"], "Goûter"], [["etapes", idKey("n1"), "place"], "zz"]]);
  assert.equal(
    said(notebook),
    "étapes 4 à 6 retirées, étape 1 renommée, texte de l’étape 1 changé, tâches de l’étape 2 changées, fiches des étapes 1 à 3 changées, étapes déplacées, 1 étape ajoutée",
  );
});

test("numbers are said as people say them", () => {
  assert.deepEqual([[1], [1, 2], [1, 2, 3], [1, 3, 4, 5, 8]].map((list) => ranges(WORDS, list)), ["1", "1 et 2", "1 à 3", "1, 3 à 5 et 8"]);
});

test("the sentence names title, version, authors, licence, address, who changed it and what", () => {
  const origin = originOf(SCENARIO);
  const changes = { removed: [4], renamed: [], reworded: [], tasks: [], sheets: [], moved: false, added: 0 };
  const facts = { origin, changes, author: "Jeanne", address: "https://exemple.org/f/K8WDE", licence: "CC BY-SA 4.0", language: "fr" };
  assert.equal(
    creditSentence(WORDS, facts),
    "D’après « Réunir à distance » (version du 22 novembre 2025) de Locaux Motiv’, CC BY-SA 4.0, https://exemple.org/f/K8WDE. Modifié par Jeanne : étape 4 retirée.",
  );
  assert.match(creditSentence(WORDS, { ...facts, author: "" }), /Modifié : étape 4 retirée\.$/);
  assert.match(creditSentence(WORDS, { ...facts, changes: { ...changes, removed: [] } }), /Sans modification\.$/);
});

test("a scenario of which every step is gone is owed nothing", () => {
  const bare = write(forked(), path(forked()).steps.flatMap(withoutStep));
  assert.deepEqual(usedOrigins(path(bare)), []);
  assert.equal(resultLicence(path(bare)), "");
});

test("the licence follows: share-alike stays, open ones become so, those that forbid are not shared", () => {
  const under = (licence) => path(write(forked(), [[["origines", idKey("K8WDE")], { ...originOf(SCENARIO), licence }]]));
  for (const licence of ["cc-by-sa-4.0", "cc-by-4.0", "cc0-1.0", "lal-1.3", "etalab-2.0"]) {
    assert.equal(resultLicence(under(licence)), "cc-by-sa-4.0");
  }
  for (const licence of ["cc-by-nc-4.0", "cc-by-nd-4.0", ""]) {
    assert.equal(isShareable(under(licence)), false);
    assert.equal(resultLicence(under(licence)), "");
  }
});

/* The link. */

const opened = async (notebook, options) => resolve(await decode(await encode(path(notebook), options)), SHEETS);
const essence = ({ name, author, steps, loose }) => ({
  name, author, loose: codes(loose),
  steps: steps.map((step) => [step.id, step.name, step.text, step.tasks.map(({ text, or }) => [text, or]), codes(step.elements)]),
});

test("a path of codes travels as a short list, and comes back the same", async () => {
  let notebook = forked();
  const { steps } = path(notebook);
  notebook = write(notebook, [...withoutStep(steps[4]), ...shifted(steps, steps[2].id, -1, ["etapes"]), ...withoutCode(path(notebook), "B4T9X")]);
  notebook = write(notebook, added(path(notebook), "7QK2M", "Leçon", "/l/"));
  const payload = await encode(path(notebook));
  assert.match(payload, /^1[\w.-]+$/);
  assert.deepEqual(essence(resolve(await decode(payload), SHEETS)), essence(path(notebook)));
  assert.equal(changesText(WORDS, changesSince(resolve(await decode(payload), SHEETS).origins.K8WDE, resolve(await decode(payload), SHEETS), "K8WDE")), said(notebook));
});

test("words of one's own travel compressed, and come back the same", async () => {
  let notebook = forked();
  const { steps } = path(notebook);
  notebook = write(notebook, [
    [["nom"], "Notre AG"], [["auteur"], "Jeanne"], [["etapes", idKey(steps[0].id), "nom"], "Fixer la date 😀"], [["etapes", idKey(steps[1].id), "texte"], ""],
    [["etapes", idKey(steps[2].id), "taches", idKey("t1"), "texte"], "Choisir à deux"],
    [["etapes", idKey("n1"), "nom"], "Goûter"], [["etapes", idKey("n1"), "place"], "zz"], [["etapes", idKey("n1"), "taches", idKey("t1"), "texte"], "Un gâteau"], [["etapes", idKey("n1"), "taches", idKey("t1"), "place"], "V"],
  ]);
  const payload = await encode(path(notebook));
  assert.match(payload, /^2[\w-]+$/);
  const back = essence(await opened(notebook));
  const sent = essence(path(notebook));
  sent.steps.at(-1)[0] = back.steps.at(-1)[0];
  assert.deepEqual(back, sent);
});

test("notes, names and days travel only when asked for", async () => {
  const notebook = write(forked(), [[["etapes", idKey("c3f1-0"), "qui"], "Jeanne"], [["etapes", idKey("c3f1-0"), "quand"], "2026-12-01"]]);
  const read = { ...path(notebook), steps: path(notebook).steps.map((step, rank) => ({ ...step, who: rank ? "" : "Jeanne", when: rank ? "" : "2026-12-01", node: { note: ["Code 1234", 9, { plume: "a", vus: { a: 9 } }] } })) };
  const without = resolve(await decode(await encode(read)), SHEETS);
  const withNotes = resolve(await decode(await encode(read, { notes: "\n" })), SHEETS);
  assert.deepEqual([without.steps[0].who, without.steps[0].when, without.steps[0].note], ["", "", ""]);
  assert.deepEqual([withNotes.steps[0].who, withNotes.steps[0].when, withNotes.steps[0].note], ["Jeanne", "2026-12-01", "Code 1234"]);
});

test("what the site no longer has keeps its place", async () => {
  const wire = await decode(await encode(path(forked())));
  const lost = resolve(wire, {});
  assert.deepEqual(lost.gone, ["K8WDE"]);
  assert.equal(lost.steps.length, 6);
  const shorter = resolve(wire, { K8WDE: { ...SCENARIO, steps: SCENARIO.steps.slice(1) } });
  assert.deepEqual(shorter.steps.map(({ name }) => name), ["", "Préparer", "Se retrouver", "Prendre des notes", "Décider", "Garder une trace"]);
});

test("eight steps of five sheets fit a code that is easy to scan", async () => {
  const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  const code = () => Array.from({ length: 5 }, () => among([...letters])).join("");
  let own = write(EMPTY, [[["nom"], ""]]);
  const step = (rank) => ({ id: `s${rank}`, name: "", text: "", origin: "", tasks: [], elements: Array.from({ length: 5 }, () => ({ code: code(), title: "", url: "" })) });
  own = write(own, withSteps(path(own), Array.from({ length: 8 }, (_, rank) => step(rank))));
  const length = (await encode(path(own))).length;
  console.log(`8 steps of 5 sheets: ${length} characters; a copied scenario of 6 steps: ${(await encode(path(forked()))).length}`);
  assert.ok(length < 230);
  assert.deepEqual(codesIn(await decode(await encode(path(own)))).length, 40);
});

test("hostile payloads are refused, and nothing else happens", async () => {
  const { packed } = await import("./notebook/packing.js");
  const bomb = await packed("[".repeat(59_000));
  const huge = await packed(JSON.stringify("x".repeat(10_000_000)));
  const hostile = [
    "", "1", "2", "9", "1<script>", `2${bomb}`, `2${huge}`, "2AAAA", "x".repeat(30_000), "1K8WDE-", "1K8WDEabcde-zzzzzzzzzzzz", "10abcde",
    "1_0abcde", "1__0abcde", "1_JM5T", "1_jm5tt", "1K8WDEabcde-1__1abcde", `1_${"JM5TT".repeat(61)}`, `1_${"_-".repeat(41)}`,
  ];
  for (const wire of [null, {}, [], [1, 2, 3, 4, 5], ["", "", [], "", [[]]], ["", "", [["K8WDE", -1, ""]], "", []], ["", "", [["__proto__", 1, ""]], "", []], ["a\0", "", [], "", []], ["", "", [], "", [["", "", "", ["x"], ""]]], ["", "", [], "", [["", "x".repeat(301), "", [], ""]]], ["", "", [], "", [["", "", "", [], "", "", "demain"]]]]) {
    hostile.push(`2${await packed(JSON.stringify(wire))}`);
  }
  const accepted = [];
  for (const payload of hostile) await decode(payload).then(() => accepted.push(payload), (error) => assert.ok(error instanceof WireError, `${payload.slice(0, 30)}: ${error}`));
  assert.deepEqual(accepted, ["1"]); // an empty path, as true as any
});

test("a payload of which letters were changed is read or refused, never anything else", async () => {
  const payloads = [await encode(path(forked())), await encode(path(write(forked(), [[["nom"], "Notre AG"], [["auteur"], "Jeanne"]])))];
  for (let turn = 0; turn < 4000; turn += 1) {
    const letters = [...among(payloads)];
    for (let hit = 0; hit <= random() * 3; hit += 1) letters[Math.floor(random() * letters.length)] = among([..."0aZ-_.9"]);
    try {
      const found = resolve(await decode(letters.join("")), SHEETS);
      assert.ok(found.steps.length <= 40);
    } catch (error) {
      assert.ok(error instanceof WireError, String(error));
    }
  }
});

test("what a random hand would write in a link is read or refused", () => {
  const leaves = [0, 1, -1, 2 ** 60, null, true, "", "K8WDE", "JM5TTB4T9X", "0abcde", "=abcde", "+Un", "~abcdeDeux", "\ud800", [], {}, "2026-01-01"];
  const value = (depth) => (depth && random() < 0.7 ? Array.from({ length: Math.floor(random() * 8) }, () => value(depth - 1)) : among(leaves));
  for (let turn = 0; turn < 20_000; turn += 1) {
    try {
      resolve(readWire(random() < 0.5 ? value(5) : ["", "", value(2), among(["", "JM5TT"]), value(3)]), SHEETS);
    } catch (error) {
      assert.ok(error instanceof WireError, String(error.stack));
    }
  }
});

test("a text is told from another by five characters", () => {
  assert.match(short("é"), /^[0-9a-z]{5}$/);
  assert.notEqual(short("Choisir la date"), short("Choisir la date "));
});
