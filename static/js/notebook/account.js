/**
 * « Mon carnet » and the account: the button that keeps both together, and the notebook that the account may hold already.
 * Who is signed in is asked only in a browser that has met the pages of accounts (`compte`, written by js/signed.js): the
 * page is the same for everybody, and nobody else asks anything.
 */
import { newest } from "./merge.js";
import { isInAccount, join, sayWhere } from "./store.js";
import { check } from "./validate.js";

const MARK = "compte";

/** Before the account has answered, and while its notebook is offered, an empty notebook here is not called empty. */
let isWaiting = isInAccount() || hasMetAccounts();
export const mayHaveMore = () => isWaiting;

/** The page: its element, `find(part)`, `contents(notebook)` in words, `refusal(error)`, and `again()` that shows it anew. */
let page;

export function wakeAccount(carnet) {
  page = carnet;
  page.find("keep-in-account").addEventListener("click", keep);
  page.find("account-leave").addEventListener("click", close);
  page.find("account-join").addEventListener("click", async () => {
    await keep();
    close();
    page.find("account-status").focus();
  });
  tellAccount();
  if (isWaiting) meet();
}

export function tellAccount(sentence) {
  const { accountKept, accountStop, accountBegin } = page.element.dataset;
  page.find("account-status").textContent = sentence ?? (isInAccount() ? accountKept : "");
  page.find("keep-in-account").textContent = isInAccount() ? accountStop : accountBegin;
  sayWhere();
}

async function keep() {
  const { begin, follow, isKept, stop } = await import("./sync.js");
  if (isInAccount() && isKept()) {
    stop();
    tellAccount(page.element.dataset.accountStopped);
    return;
  }
  const outcome = await begin();
  if (outcome === "kept") follow();
  tellAccount(page.element.getAttribute(`data-account-${outcome}`) ?? page.refusal({ reason: outcome }));
}

async function meet() {
  const theirs = await ask();
  page.find("log-in").hidden = theirs !== undefined;
  const isMore = theirs && newest(theirs) > 0;
  if (isMore && isInAccount()) attempt(() => join(theirs)); // sync.js goes on from there
  if (!isMore || isInAccount()) {
    close();
    return;
  }
  page.find("account-contents").textContent = page.contents(theirs);
  page.find("account-offer").hidden = false;
  page.again();
}

function close() {
  isWaiting = false;
  page.find("account-offer").hidden = true;
  page.again();
}

/** The notebook of the account; undefined when nobody is signed in, or the site does not answer. */
async function ask() {
  try {
    const answer = await fetch("/compte/carnet/", { cache: "no-store" });
    if (answer.status === 401) localStorage.removeItem(MARK);
    if (!answer.ok) return undefined;
    localStorage.setItem(MARK, "ouvert");
    return check(await answer.json());
  } catch {
    return undefined;
  }
}

function hasMetAccounts() {
  return attempt(() => localStorage.getItem(MARK)) != null;
}

function attempt(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}
