// Runs before the first paint: the theme chosen in the notebook, if one was. A classic script, so that nothing flashes.
(() => {
  try {
    const notebook = JSON.parse(sessionStorage.getItem("carnet") || localStorage.getItem("carnet") || "{}");
    const theme = { clair: "light", sombre: "dark" }[notebook.reglages?.theme?.[0]];
    if (theme) document.documentElement.dataset.theme = theme;
  } catch {
    // No storage, or not a notebook: the system's theme stays.
  }
})();
