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

const isIn = account.dataset.signed === "in";
mark(isIn ? "ouvert" : "peut-etre");
// A form that is refused comes back here, and says « peut-être » again.
const entering = () => mark("ouvert");
document.addEventListener("submit", ({ target }) => (isIn && target.matches('[action$="/deconnexion/"]') ? mark("") : entering()));
document.getElementById("passkey_login")?.addEventListener("click", entering);
