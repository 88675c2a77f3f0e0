/**
 * The dates of a path as an iCalendar file (RFC 5545), made here: nothing of a path is sent. One whole day a dated step,
 * under a name that stays, so that a new file moves the dates of the former one.
 */
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const SEQUENCE_FROM = Date.UTC(2026, 0, 1);
const MOST_OCTETS = 75; // of a line, its end left out (3.1)

/** @returns {string} empty when no step has a date: a calendar without an event is none (3.6) */
export function calendarOf({ id, steps }, { url, site, now = new Date() }) {
  const dated = steps.filter(({ when }) => nextDay(when));
  if (!dated.length) return "";
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const sequence = Math.max(0, Math.floor((now.getTime() - SEQUENCE_FROM) / 1000));
  const lines = [
    "BEGIN:VCALENDAR",
    `PRODID:-//${text(site)}//Parcours//FR`,
    "VERSION:2.0",
    ...dated.flatMap((step) => [
      "BEGIN:VEVENT",
      `UID:${encodeURIComponent(`${id}.${step.id}`)}@${new URL(url).hostname}`,
      `DTSTAMP:${stamp}`,
      `SEQUENCE:${sequence}`,
      `DTSTART;VALUE=DATE:${step.when.replaceAll("-", "")}`,
      `DTEND;VALUE=DATE:${nextDay(step.when)}`,
      "TRANSP:TRANSPARENT",
      `SUMMARY:${text(step.title)}`,
      `DESCRIPTION:${text(`${step.text}\n${url}`.trim())}`,
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

/** The day after, as a calendar writes it: the first that is no longer part of the event (3.6.1). Empty for no day. */
function nextDay(when) {
  const [, year, month, day] = DAY.exec(when)?.map(Number) ?? [];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (Number.isNaN(date.valueOf()) || date.toISOString().slice(0, 10) !== when) return "";
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10).replaceAll("-", "");
}

const text = (said) => said.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n");

/** No letter is cut in two: other programs read octets. */
function folded(line) {
  const parts = [""];
  let room = MOST_OCTETS;
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (size > room) {
      parts.push("");
      room = MOST_OCTETS - 1; // the space that the next line begins with
    }
    parts[parts.length - 1] += letter;
    room -= size;
  }
  return parts.join("\r\n ");
}
