// Solves altcha's challenge in a worker while the form is being filled; without it the form still works.
const form = document.querySelector("[data-proof-of-work]");
const field = form?.elements.altcha;

async function solve() {
  const response = await fetch(form.dataset.proofOfWork, { headers: { Accept: "application/json" } });
  if (!response.ok) return;
  const challenge = await response.json();
  const worker = new Worker(form.dataset.worker);
  const solution = await new Promise((resolve, reject) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.onerror = reject;
    worker.postMessage({ type: "work", challenge, counterMode: "uint32", counterStart: 0, counterStep: 1 });
  });
  worker.terminate();
  if (solution?.derivedKey) field.value = btoa(JSON.stringify({ challenge, solution }));
}

if (field) {
  let work;
  const begin = () => (work ??= solve().catch(() => {}));
  form.addEventListener("focusin", begin, { once: true });
  form.addEventListener("submit", async (event) => {
    if (field.value || form.dataset.sent) return;
    event.preventDefault();
    form.dataset.sent = "yes";
    await Promise.race([begin(), new Promise((resolve) => setTimeout(resolve, 8000))]);
    form.submit();
  });
}
