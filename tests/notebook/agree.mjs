// Reads lines of JSON ([left, right] or a text to parse), answers each with the canonical form of what JavaScript gives.
import { createReadStream } from "node:fs";
import { pathToFileURL } from "node:url";
import { createInterface } from "node:readline";

const [folder, input] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(`${folder}/${name}`));
const { canonical, merge } = await load("merge.js");
const { check, parse } = await load("validate.js");

const answers = {
  merge: ([left, right]) => canonical(merge(left, right)),
  join: ([left, right]) => canonical(merge(check(left), check(right))),
  order: (values) => canonical([...values].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1))),
  parse: ([text, now]) => {
    try {
      return canonical(parse(text, now ?? undefined));
    } catch (error) {
      return error.reason ?? String(error);
    }
  },
};
for await (const line of createInterface({ input: createReadStream(input) })) {
  const [question, argument] = JSON.parse(line);
  console.log(answers[question](argument));
}
