/** Chance for gestures.mjs, the same for the same number; ids as contents may choose them, and texts as people type them. */
let state = 0;
export const seed = (number) => { state = number; };
export const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
export const below = (most) => Math.floor(random() * most);
export const among = (list) => list[below(list.length)];
export const some = (most, make) => Array.from({ length: 1 + below(most) }, make);

const WORDS = [
  "note", "titre", "url", "version", "efface", "etat", "taches", "etapes", "fait", "place", "nom", "reponses", "revoir", "rang", "total", "format",
  "illisible", "__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "length", "-", "--", "0", "12", "new", "a-ranger", "e1", "t1",
];
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
const word = (letters, length) => Array.from({ length }, () => among([...letters])).join("");
export const anyId = () => (random() < 0.5 ? among(WORDS) : word(LETTERS, 1 + below(36)));
export const anyIds = (most) => [...new Set(some(most, anyId))];
export const anyCode = () => word("23456789ABCDEFGHJKMNPQRSTUVWXYZ", 5);
export const anyText = () => among(["", "Jeanne", "« l’été »", "😀 \u2028", '"\\', `${below(1e6)}`]);
