/**
 * On the pages of accounts: remembers in this browser that somebody is signed in (`compte` is `ouvert`), or has been here.
 * Public pages, the same for everybody, then say « Mon compte » (js/theme.js); « Mon carnet » asks for the account's.
 */
const account = document.querySelector("[data-signed]");

function mark(state) {
  try {
    if (state) localStorage.setItem("compte", state);
    else localStorage.removeItem("compte");
  } catch {
    // No storage: public pages say « Se connecter », which leads to the account all the same.
  }
}

/** A text written before there was an account (js/question.js), to send or to forget. */
function tellWhatWaits() {
  try {
    const { where, wanted } = JSON.parse(localStorage.getItem("question")) ?? {};
    const notice = document.querySelector("[data-waiting-question]");
    const link = notice.querySelector("a");
    if (!wanted || !/^\/(?![/\\])/.test(where)) return;
    if (link) link.href = where;
    notice.hidden = false;
  } catch {
    // No storage, or nothing of ours: nothing waits.
  }
}

function forgetWhatWaits() {
  try {
    localStorage.removeItem("question");
  } catch {
    // No storage: nothing to forget.
  }
}

/** Another person may sign in next: public pages no longer offer to be edited (js/editing.js). */
function forgetEditing() {
  try {
    localStorage.removeItem("redaction");
  } catch {
    // No storage: nothing to forget.
  }
}

const isIn = account.dataset.signed === "in";
mark(isIn ? "ouvert" : "peut-etre");
if (!isIn) forgetEditing();
tellWhatWaits();
// A form that is refused comes back here, and says « peut-être » again.
const entering = () => mark("ouvert");
document.addEventListener("submit", ({ target }) => {
  if (!isIn || !(/** @type {PageElement} */ (target).matches('[action$="/deconnexion/"]'))) {
    entering();
    return;
  }
  mark("");
  forgetWhatWaits();
  forgetEditing();
});
document.getElementById("passkey_login")?.addEventListener("click", entering);
