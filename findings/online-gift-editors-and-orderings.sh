#!/usr/bin/env bash
# gift-pegjs 1.0.2 (npm), the grammar behind the online GIFT editors, on a question that a Moodle with qtype_ordering exports.
#
# Moodle writes an ordering as `{>N [layout…]`, one item a line. gift-pegjs does not refuse it: it gives a short answer
# whose one right answer is the whole list, `>` and layout words included. Nobody can answer it, and nothing says so.
# What to do: a tool built on this grammar must be told about `{>`; an exporter names orderings among its losses.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts gift-pegjs@1.0.2
cat > ask.mjs <<'JS'
import * as gift from "gift-pegjs";
const [question] = (gift.parse ?? gift.default.parse)("::Eau:: Du froid au chaud.{>3 ALL VERTICAL\nglace\neau\nvapeur\n}");
console.log(question.type, "|", question.choices.map((choice) => choice.text.text).join(" / "));
JS
seen=$(node ask.mjs)
echo "$seen"
[ "$seen" = "Short | >3 ALL VERTICAL glace eau vapeur" ]
