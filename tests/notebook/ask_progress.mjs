// Reads lines of JSON: ["tool", text of `outil`] or ["qr", text]; answers each in JSON.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [folder, input] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(`${folder}/${name}`));
const { chosenTool, toolSaid } = await load("progress.js");
const { matrix } = await load("qr.js");

const answers = {
  tool: (text) => ({ ...chosenTool({ outil: [text, 1] }), said: toolSaid(chosenTool({ outil: [text, 1] })) }),
  qr: (text) => matrix(text)?.map((row) => row.map(Number)) ?? null,
};
for await (const line of createInterface({ input: createReadStream(input) })) {
  const [question, argument] = JSON.parse(line);
  console.log(JSON.stringify(answers[question](argument)));
}
