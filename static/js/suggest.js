// Suggestions under a search box while one types. The box works without them: it sends its form.

for (const box of document.querySelectorAll("input[data-suggestions]")) suggest(box);

// A combobox with a list of links, as the ARIA practices describe it: arrows move, Enter follows, Escape closes.
function suggest(input) {
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.after(list, status);
  input.type = "text"; // a field of type search may not be a combobox (ARIA in HTML)
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let timer = 0;
  let pending = null;
  let current = -1;

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 180);
  });
  input.addEventListener("keydown", move);
  input.addEventListener("blur", () => setTimeout(close, 150));

  async function ask() {
    pending?.abort();
    const text = input.value.trim();
    if (text.length < 2) return close();
    pending = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggestions}?q=${encodeURIComponent(text)}`, {
        signal: pending.signal,
      });
      if (answer.ok) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show([, titles, kinds, addresses]) {
    current = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...titles.map((title, index) => option(title, kinds[index], addresses[index], index)));
    list.hidden = titles.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    const [one, many] = input.dataset.found.split("|");
    status.textContent = list.hidden ? "" : (titles.length < 2 ? one : many).replace("{n}", titles.length);
  }

  function option(title, kind, address, index) {
    const item = document.createElement("li");
    item.id = `suggestion-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.address = new URL(address).pathname + new URL(address).hash;
    const label = document.createElement("span");
    label.className = "suggestions__kind";
    label.textContent = kind;
    item.append(title, " ", label);
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => location.assign(item.dataset.address));
    return item;
  }

  function move(event) {
    const items = list.children;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      const next = event.key === "ArrowDown" ? current + 1 : Math.max(current, 0) - 1 + items.length;
      choose(next % items.length);
    } else if (event.key === "Enter" && current >= 0 && !list.hidden) {
      event.preventDefault();
      location.assign(items[current].getAttribute("data-address"));
    }
  }

  function choose(index) {
    list.children[current]?.setAttribute("aria-selected", "false");
    current = index;
    list.children[current].setAttribute("aria-selected", "true");
    list.children[current].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[current].id);
  }

  function close() {
    clearTimeout(timer);
    pending?.abort();
    list.hidden = true;
    status.textContent = "";
    current = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
}
