// A part of a page that takes longer to count: the page opens without it, then asks for it. Without it, a link stays.

// One at a time: the server counts for others too.
let file = Promise.resolve();

class Fragment extends HTMLElement {
  connectedCallback() {
    file = file.then(() => this.demander());
  }

  async demander() {
    const repli = [...this.childNodes];
    this.setAttribute("aria-busy", "true");
    this.replaceChildren(attente());
    try {
      const reponse = await fetch(this.dataset.page ?? "", { headers: { Accept: "text/html" } });
      if (!reponse.ok || reponse.redirected) throw new Error(String(reponse.status));
      const contenu = document.createElement("template");
      contenu.innerHTML = await reponse.text();
      this.replaceChildren(contenu.content);
    } catch {
      this.replaceChildren(...repli);
    } finally {
      this.removeAttribute("aria-busy");
    }
  }
}

/** @returns {HTMLElement} */
function attente() {
  const texte = document.createElement("p");
  texte.className = "attente mb-0";
  texte.textContent = "On compte…";
  return texte;
}

customElements.define("x-fragment", Fragment);
