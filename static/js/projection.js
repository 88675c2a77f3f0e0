/**
 * A workshop on a wall: every screen is in the page already, so nothing is asked of the network once it is open. Arrows,
 * space, Enter and the keys of a clicker lead on and back; B blanks the screen, H shows the time. With `#mien=<id>` the
 * steps of one's own path are among the screens: they come from the notebook of this browser.
 */
const KEYS = {
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
  Backspace: -1,
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  " ": 1,
  Enter: 1,
  Home: -Infinity,
  End: Infinity,
};
const SMALLEST = 0.6; // of the size that the style sheet gives
const LARGEST = 3;

const own = /^#mien=([A-Za-z0-9][\w-]{0,63})/.exec(location.hash)?.[1];
const isOwn = own ? (await import("./path/projecting.js")).addPath(own) : false;
const before = isOwn ? `#mien=${own}/` : "#"; // a reload finds the same path again
const screens = [...document.querySelectorAll("[data-screen]")];
const ways = document.querySelector(".projection__ways");
const place = document.querySelector("[data-place]");
const clock = document.querySelector("[data-clock]");
const clockButton = document.querySelector("[data-clock-button]");
let current = 0;

function go(by) {
  show(Math.min(Math.max(current + by, 0), screens.length - 1));
  history.replaceState(null, "", `${before}${screens[current].id}`);
  screens[current].focus();
}

function show(index) {
  current = index;
  screens.forEach((screen, at) => {
    screen.hidden = at !== index;
  });
  place.textContent = place.dataset.words.replace("{n}", `${index + 1}`).replace("{total}", `${screens.length}`);
  fit(screens[index]);
}

/** The screen that the address names, the first where it names none. */
function addressed() {
  return Math.max(
    0,
    screens.findIndex(({ id }) => `${before}${id}` === location.hash),
  );
}

/** The largest text with which the screen holds on the wall, to a fiftieth. */
function fit(screen) {
  const room = innerHeight - ways.offsetHeight;
  let [low, high] = [SMALLEST, LARGEST];
  const holds = (size) => {
    screen.style.setProperty("--fit", size);
    return screen.scrollHeight <= room && screen.scrollWidth <= screen.clientWidth;
  };
  while (high - low > 0.02) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  holds(low);
}

function toggleClock() {
  clock.hidden = !clock.hidden;
  clockButton.setAttribute("aria-pressed", String(!clock.hidden));
  tick();
}

function tick() {
  clock.textContent = new Date().toLocaleTimeString(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
  });
}

addEventListener("keydown", (event) => {
  const { key, ctrlKey, altKey, metaKey, shiftKey } = event;
  const isPressed = /** @type {Element} */ (event.target).closest("a, button") && (key === " " || key === "Enter");
  if (ctrlKey || altKey || metaKey) return;
  if (key.toLowerCase() === "b" || key === ".") document.documentElement.toggleAttribute("data-blank");
  else if (key.toLowerCase() === "h") toggleClock();
  else if (key in KEYS && !isPressed) {
    event.preventDefault();
    go(key === " " && shiftKey ? -1 : KEYS[key]);
  }
});
addEventListener("resize", () => fit(screens[current]));
addEventListener("hashchange", () => show(addressed()));
for (const button of document.querySelectorAll("[data-go]"))
  button.addEventListener("click", () => go(Number(button.dataset.go)));
clockButton.addEventListener("click", toggleClock);
setInterval(tick, 5000);

for (const hidden of document.querySelectorAll("[data-go], [data-clock-button]")) hidden.hidden = false;
document.documentElement.toggleAttribute("data-projected", true);
show(addressed());
document.fonts?.ready.then(() => fit(screens[current]));
