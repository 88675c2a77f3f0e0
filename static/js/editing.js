// In the admin: remembers that this browser is an editor's, so that public pages, the same for everybody, offer to be
// edited (js/theme.js). Signing out forgets it (js/signed.js).
try {
  localStorage.setItem("redaction", "1");
} catch {
  // No storage: the admin's own search finds the page.
}
