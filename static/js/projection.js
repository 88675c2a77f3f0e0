/** A workshop on a wall: the arrows lead to the screens before and after, B blanks the screen. */
const KEYS = { ArrowLeft: "prev", PageUp: "prev", ArrowRight: "next", PageDown: "next" };

document.querySelector("[data-keys]").hidden = false;

addEventListener("keydown", ({ key, ctrlKey, altKey, metaKey }) => {
  if (ctrlKey || altKey || metaKey) return;
  if (key.toLowerCase() === "b") document.documentElement.toggleAttribute("data-blank");
  const link = document.querySelector(`a[rel="${KEYS[key]}"]`);
  if (link) location.assign(link.href);
});
