// Passkeys: what the server asks the browser, and what the browser answers.

/** @param {{ publicKey: any }} options from the server @returns {Promise<any>} the answer, in JSON */
export async function demanderUneCle(options) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey);
  return enJson(await navigator.credentials.get({ publicKey }));
}

/** @param {{ publicKey: any }} options @returns {Promise<any>} */
export async function creerUneCle(options) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey);
  return enJson(await navigator.credentials.create({ publicKey }));
}

/** @param {Credential | null} cle */
const enJson = (cle) => /** @type {PublicKeyCredential} */ (cle).toJSON();
