// Two small helps of the search page, which works without them: `/chercher/?q=#visio` typed by hand, and the count of
// the result that is chosen (no person, no cookie).

const { clicks } = document.querySelector("script[data-clicks]").dataset;
const box = document.querySelector("input[data-suggestions]");
const asked = new URLSearchParams(location.search).get("q");

if (!asked) {
  searchHash();
  addEventListener("hashchange", searchHash);
}

// What follows # never reaches the server. A place of this page (the way to the text) is not a search.
function searchHash() {
  const hash = location.hash.slice(1);
  if (!hash || document.getElementById(hash)) return;
  const words = new URLSearchParams(`q=${hash.replace(/[+&]/g, encodeURIComponent)}`).get("q");
  box.value = `#${words}`;
  location.replace(`${location.pathname}?q=${encodeURIComponent(box.value)}`);
}

for (const link of document.querySelectorAll("[data-key] .card__title a")) {
  link.addEventListener("click", () => {
    if (asked)
      navigator.sendBeacon(clicks, new URLSearchParams({ q: asked, key: link.closest("[data-key]").dataset.key }));
  });
}
