// A click on the poster's link shows the player in its place; nothing of the host is asked before.
function play(link) {
  const frame = document.createElement("iframe");
  frame.src = link.dataset.video;
  frame.title = link.dataset.title;
  frame.allow = "fullscreen";
  frame.allowFullscreen = true;
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups");
  link.closest(".video__poster").replaceWith(frame);
  frame.focus();
}

for (const link of document.querySelectorAll("a[data-video]")) {
  if (link.dataset.ready) continue;
  link.dataset.ready = "1";
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    play(link);
  });
}
