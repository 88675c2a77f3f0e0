#!/usr/bin/env bash
# ics 0.7.3, icalendar 7.3.2 and vobject 0.9.9 (PyPI), three readers of iCalendar, on one DESCRIPTION.
#
# RFC 5545 (3.3.11) writes a backslash as `\\` and a line break as `\n`: `C:\\notes` is the folder `C:\notes`. ics takes
# the second backslash with the letter behind it and gives a line break; the two others give the folder.
# What to do: keep a backslash before an n out of the texts of a calendar that any reader may open.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet ics==0.7.3 icalendar==7.3.2 vobject==0.9.9
seen=$("$folder/venv/bin/python" - <<'PY'
import icalendar
import ics
import vobject

lines = (
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//FR", "BEGIN:VEVENT", "UID:1@example.org",
    "DTSTAMP:20261128T100000Z", "DTSTART:20261201T180000Z", r"DESCRIPTION:C:\\notes", "END:VEVENT", "END:VCALENDAR", "",
)
text = "\r\n".join(lines)
print("ics", ascii(next(iter(ics.Calendar(text).events)).description))
print("icalendar", ascii(str(icalendar.Calendar.from_ical(text).walk("VEVENT")[0]["description"])))
print("vobject", ascii(vobject.readOne(text).vevent.description.value))
PY
)
echo "$seen"
[ "$seen" = "ics 'C:\\\\\\notes'
icalendar 'C:\\\\notes'
vobject 'C:\\\\notes'" ]
