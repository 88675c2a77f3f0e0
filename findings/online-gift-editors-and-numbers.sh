#!/usr/bin/env bash
# gift-pegjs 1.0.2 (npm), the grammar behind the online GIFT editors, on numbers that Moodle's GIFT import takes.
#
# A numerical answer written alone may carry its feedback only behind an `=`: `{#12:2}` and `{#=12:2#Bien}` are
# read, `{#12:2#Bien}` ends the whole file with a syntax error. A number without a digit before its point (`.5`) or
# with an exponent (`1e-3`) ends it too: all the other questions are lost with it.
# What to do: write `=` before every number, a digit before the point, and no exponent.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts gift-pegjs@1.0.2
cat > ask.mjs <<'JS'
import * as gift from "gift-pegjs";
const parse = gift.parse ?? gift.default.parse;
const read = (answers) => { try { parse(`Combien ? {${answers}}`); return "read"; } catch (error) { return error.name; } };
for (const answers of ["#12:2", "#=12:2#Bien", "#12:2#Bien", "#0.5", "#.5", "#1e-3"]) console.log(answers, read(answers));
JS
seen=$(node ask.mjs)
echo "$seen"
[ "$seen" = "#12:2 read
#=12:2#Bien read
#12:2#Bien SyntaxError
#0.5 read
#.5 SyntaxError
#1e-3 SyntaxError" ]
