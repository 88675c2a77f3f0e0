// Signing in with a passkey is offered only where the browser knows passkeys.
const form = document.getElementById("mfa_login");
if (form && window.PublicKeyCredential) form.hidden = false;
