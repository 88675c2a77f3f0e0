// Runs before the first paint: the theme chosen in the notebook, if one was. A classic script, so that nothing flashes.
(() => {
  try {
    const notebook = JSON.parse(sessionStorage.getItem("carnet") || localStorage.getItem("carnet") || "{}");
    const theme = { clair: "light", sombre: "dark" }[notebook.reglages?.theme?.[0]];
    if (theme) document.documentElement.dataset.theme = theme;
    if (localStorage.getItem("compte") === "ouvert") addEventListener("DOMContentLoaded", sayAccount);
    if (localStorage.getItem("redaction")) addEventListener("DOMContentLoaded", offerToEdit);
  } catch {
    // No storage, or not a notebook: the system's theme stays.
  }

  /** Who is signed in here (js/signed.js) reads « Mon compte » at the foot of a page that is the same for everybody. */
  function sayAccount() {
    for (const list of document.querySelectorAll("[data-my-account]")) {
      for (const link of list.querySelectorAll('a[href="/compte/connexion/"]')) {
        link.href = "/compte/";
        link.textContent = list.dataset.myAccount;
      }
    }
  }

  /** Who opened the admin here (js/editing.js) reads « Modifier cette page » there too; the admin says who may. */
  function offerToEdit() {
    for (const list of document.querySelectorAll("[data-edit]")) {
      const link = Object.assign(document.createElement("a"), {
        href: list.dataset.edit,
        textContent: list.dataset.editWords,
      });
      const item = document.createElement("li");
      item.append(link);
      list.prepend(item);
    }
  }
})();
