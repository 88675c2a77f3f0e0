#!/usr/bin/env bash
# pygiftparser 1.1 (PyPI), the GIFT reader of a French tool chain for courses, on the escapes of the format.
#
# GIFT wants a backslash before ~ = # { } : in any text, and every exporter writes it. pygiftparser finds the right
# borders of the answers, and leaves the backslashes in the stem that it gives: « C’est \= 3 » is what a learner reads.
# What to do: take the backslashes away after it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pygiftparser==1.1
seen=$("$folder/venv/bin/python" - <<'PY'
import io
from pygiftparser import parser

(question,) = parser.parseFile(io.StringIO("::Somme:: Est-ce que 1 + 2 \\= 3 dans \\{1, 2, 3\\} ? {T}\n"))
print(question.valid, question.text)
PY
)
echo "$seen"
[ "$seen" = 'True Est-ce que 1 + 2 \= 3 dans \{1, 2, 3\} ?' ]
