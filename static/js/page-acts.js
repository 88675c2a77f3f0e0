// Printing, copying a mention, playing a video. Buttons that need a script stay hidden without one.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  const said = document.getElementById(button.dataset.said);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      said.textContent = button.dataset.done;
    } catch {
      said.textContent = button.dataset.copy;
    }
  });
}

// A click on the poster's link shows the player in its place; nothing of the host is asked before.
function play(link) {
  const frame = document.createElement("iframe");
  frame.src = link.dataset.video;
  frame.title = link.dataset.title;
  frame.allow = "fullscreen";
  frame.allowFullscreen = true;
  // The pages say nothing of where one comes from; an instance may show a video on the sites it knows only.
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups");
  link.closest(".video__poster").replaceWith(frame);
  frame.focus();
}

for (const link of document.querySelectorAll("a[data-video]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    play(link);
  });
}
