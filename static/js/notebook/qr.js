/**
 * A link as a QR code, drawn in the browser: a link that holds names must not travel to be drawn elsewhere.
 * Bytes only, correction L, versions 1 to 40 (ISO/IEC 18004); tests/notebook/ compares it with segno, module by module.
 */
const PER_BLOCK = [
  7,
  10,
  15,
  20,
  26,
  18,
  20,
  24,
  30,
  18,
  20,
  24,
  26,
  30,
  22,
  24,
  28,
  30,
  28,
  28,
  28,
  28,
  30,
  30,
  26,
  28,
  ...Array(14).fill(30),
];
const BLOCKS = [
  1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19,
  20, 21, 22, 24, 25,
];
const LEVEL_L = 1;
const MASKS = [
  (x, y) => (x + y) % 2,
  (_x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** The most bytes that a code holds. */
export const MOST_BYTES = 2953;

/** The modules of the code of a text, row by row, true for dark; undefined when it is too long. */
export function matrix(text) {
  const bytes = new TextEncoder().encode(text);
  const version = Array.from({ length: 40 }, (_, at) => at + 1).find((one) => bytes.length <= capacity(one));
  if (!version) return undefined;
  const drawn = MASKS.map((_, mask) => draw(version, interleaved(version, codewords(version, bytes)), mask));
  return drawn.reduce((best, one) => (penalty(one) < penalty(best) ? one : best));
}

/** The path of an SVG whose unit is a module, with the quiet zone of four modules; `size` is its side. */
export function drawing(rows) {
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : ""))).join("");
  return { size: rows.length + 8, path };
}

const sideOf = (version) => version * 4 + 17;
const countBits = (version) => (version < 10 ? 8 : 16);
const dataWords = (version) => Math.floor(rawModules(version) / 8) - PER_BLOCK[version - 1] * BLOCKS[version - 1];
const capacity = (version) => Math.floor((dataWords(version) * 8 - 4 - countBits(version)) / 8);

function rawModules(version) {
  let modules = (16 * version + 128) * version + 64;
  if (version > 1) {
    const marks = Math.floor(version / 7) + 2;
    modules -= (25 * marks - 10) * marks - 55;
    if (version > 6) modules -= 36;
  }
  return modules;
}

function codewords(version, bytes) {
  const bits = [];
  const put = (number, length) => {
    for (let at = length - 1; at >= 0; at -= 1) bits.push((number >>> at) & 1);
  };
  put(4, 4); // mode: bytes
  put(bytes.length, countBits(version));
  for (const byte of bytes) put(byte, 8);
  const room = dataWords(version) * 8;
  put(0, Math.min(4, room - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < room; pad ^= 0xec ^ 0x11) put(pad, 8);
  return Array.from({ length: room / 8 }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0),
  );
}

/* Reed-Solomon over GF(2⁸), polynomial 0x11d. */

function times(one, two) {
  let product = 0;
  for (let at = 7; at >= 0; at -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((two >>> at) & 1) * one;
  }
  return product;
}

function divisor(degree) {
  const found = [...Array(degree - 1).fill(0), 1];
  let root = 1;
  for (let at = 0; at < degree; at += 1) {
    for (let place = 0; place < degree; place += 1) found[place] = times(found[place], root) ^ (found[place + 1] ?? 0);
    root = times(root, 2);
  }
  return found;
}

function remainder(data, by) {
  const left = Array(by.length).fill(0);
  for (const word of data) {
    const factor = word ^ left.shift();
    left.push(0);
    by.forEach((one, at) => {
      left[at] ^= times(one, factor);
    });
  }
  return left;
}

function interleaved(version, words) {
  const [count, correction] = [BLOCKS[version - 1], PER_BLOCK[version - 1]];
  const total = Math.floor(rawModules(version) / 8);
  const short = count - (total % count);
  const length = Math.floor(total / count) - correction;
  const by = divisor(correction);
  let from = 0;
  const blocks = Array.from({ length: count }, (_, at) => {
    const until = from + length + (at < short ? 0 : 1);
    const data = words.slice(from, until);
    from = until;
    return { data, check: remainder(data, by) };
  });
  const take = (name, most) =>
    Array.from({ length: most }, (_, at) =>
      blocks.map((block) => block[name][at]).filter((word) => word !== undefined),
    ).flat();
  return [...take("data", length + 1), ...take("check", correction)];
}

/* The square. */

function draw(version, words, mask) {
  const side = sideOf(version);
  const rows = Array.from({ length: side }, () => Array(side).fill(undefined));
  const set = (x, y, dark) => {
    if (rows[y]?.[x] !== undefined || (x >= 0 && y >= 0 && x < side && y < side)) rows[y][x] = Boolean(dark);
  };
  drawMarks(version, set, rows);
  drawFormat(mask, side, set);
  if (version > 6) drawVersion(version, side, set);
  drawWords(words, mask, rows);
  return rows;
}

function drawMarks(version, set, rows) {
  const side = sideOf(version);
  for (let at = 0; at < side; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  for (const [cx, cy] of [
    [3, 3],
    [side - 4, 3],
    [3, side - 4],
  ])
    square(cx, cy, 4, (far) => far !== 2 && far !== 4, set);
  const places = alignments(version);
  const last = places.length - 1;
  places.forEach((y, row) =>
    places.forEach((x, column) => {
      const isCorner = (!row && !column) || (!row && column === last) || (row === last && !column);
      if (!isCorner) square(x, y, 2, (far) => far !== 1, set);
    }),
  );
  rows[side - 8][8] = true;
}

function square(cx, cy, reach, isDark, set) {
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) set(cx + dx, cy + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
  }
}

function alignments(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, at) => sideOf(version) - 7 - at * step).reverse()];
}

function checked(data, length, generator) {
  let left = data;
  for (let at = 0; at < length; at += 1) left = (left << 1) ^ ((left >>> (length - 1)) * generator);
  return (data << length) | left;
}

function drawFormat(mask, side, set) {
  const bits = checked((LEVEL_L << 3) | mask, 10, 0x537) ^ 0x5412;
  const bit = (at) => (bits >>> at) & 1;
  for (let at = 0; at < 6; at += 1) set(8, at, bit(at));
  [
    [8, 7],
    [8, 8],
    [7, 8],
  ].forEach(([x, y], at) => set(x, y, bit(at + 6)));
  for (let at = 9; at < 15; at += 1) set(14 - at, 8, bit(at));
  for (let at = 0; at < 8; at += 1) set(side - 1 - at, 8, bit(at));
  for (let at = 8; at < 15; at += 1) set(8, side - 15 + at, bit(at));
}

function drawVersion(version, side, set) {
  const bits = checked(version, 12, 0x1f25);
  for (let at = 0; at < 18; at += 1) {
    const [far, near] = [side - 11 + (at % 3), Math.floor(at / 3)];
    set(far, near, (bits >>> at) & 1);
    set(near, far, (bits >>> at) & 1);
  }
}

function drawWords(words, mask, rows) {
  const side = rows.length;
  let at = 0;
  for (let right = side - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let down = 0; down < side; down += 1) {
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? side - 1 - down : down;
        if (rows[y][x] !== undefined) continue;
        const dark = (((words[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1) === 1;
        rows[y][x] = dark !== (MASKS[mask](x, y) === 0);
        at += 1;
      }
    }
  }
}

/** What makes a code hard to read: long runs, blocks of one colour, the look of a corner, more dark than light. */
function penalty(rows) {
  const side = rows.length;
  const lines = [...rows, ...rows.map((_, x) => rows.map((row) => row[x]))].map((line) =>
    line.map((dark) => (dark ? "1" : "0")).join(""),
  );
  let sum = 0;
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
    for (const corner of ["10111010000", "00001011101"]) {
      for (let at = line.indexOf(corner); at >= 0; at = line.indexOf(corner, at + 1)) sum += 40;
    }
  }
  for (let y = 1; y < side; y += 1) {
    for (let x = 1; x < side; x += 1) {
      const dark = rows[y][x];
      if (rows[y - 1][x] === dark && rows[y][x - 1] === dark && rows[y - 1][x - 1] === dark) sum += 3;
    }
  }
  const share = (rows.flat().filter(Boolean).length * 100) / side ** 2;
  return sum + Math.floor(Math.abs(share - 50) / 5) * 10;
}
