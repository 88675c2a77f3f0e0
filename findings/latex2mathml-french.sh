#!/usr/bin/env bash
# latex2mathml 3.81.1 (PyPI) on what French teachers write in LaTeX.
#
# The decimal comma: `3{,}14` is how one asks for no space after it. It becomes an operator of MathML all the same
# (`<mo>,</mo>`), a separator, behind which browsers leave a space: « 3, 14 ».
# A percent sign in running text (`\text{10 \%}`) keeps its backslash on the screen.
# A command that it does not know (`\SI`, `\og`, `\ce`) is no error: its name is shown as a variable, backslash included.
# What to do: join digits around a bare comma into one `<mn>`, unescape `\text`, refuse what still holds a backslash.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet latex2mathml==3.81.1
seen=$("$folder/venv/bin/python" - <<'PY'
import re
from latex2mathml.converter import convert

for source in (r"3{,}14", r"\text{10 \%}", r"\SI{3}{m}", r"\og a \fg"):
    print(re.sub(r"^<math[^>]*><mrow>|</mrow></math>$", "", convert(source)))
PY
)
echo "$seen"
[ "$seen" = '<mn>3</mn><mrow><mo>&#x0002C;</mo></mrow><mn>14</mn>
<mtext>10&#x000A0;\%</mtext>
<mi>\SI</mi><mrow><mn>3</mn></mrow><mrow><mi>m</mi></mrow>
<mi>\og</mi><mi>a</mi><mi>\fg</mi>' ]
