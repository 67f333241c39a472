// One way to ask the server: with the page's token, an answer in JSON, and an error in French.

/** @returns {string} */
export const jeton = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

/** POST with a body (form fields, or JSON), GET without. Rejects with what the server says, or that it cannot be reached.
 * @param {string} adresse @param {URLSearchParams | object} [corps] @returns {Promise<any>} */
export async function demander(adresse, corps) {
  const enJson = corps && !(corps instanceof URLSearchParams);
  let reponse;
  try {
    reponse = await fetch(adresse, {
      method: corps ? "POST" : "GET",
      headers: { Accept: "application/json", "X-CSRFToken": jeton(), ...(enJson && { "Content-Type": "application/json" }) },
      body: enJson ? JSON.stringify(corps) : /** @type {URLSearchParams | undefined} */ (corps),
    });
  } catch {
    throw new Error("Le serveur ne répond pas. Vérifiez le réseau, puis réessayez.");
  }
  const reponseJson = await reponse.json().catch(() => ({}));
  if (!reponse.ok || reponse.redirected) {
    const erreur = new Error(reponseJson.erreur ?? "La demande n’a pas abouti. Rechargez la page, puis réessayez.");
    throw Object.assign(erreur, { statut: reponse.status });
  }
  return reponseJson;
}
