// What is pasted from Word, a mail or a page: its words, bold, italic, links, headings and lists; nothing of its looks.

/** @param {string} html as the clipboard gives it @returns {string} */
export function nettoyer(html) {
  // From one text to another of the report: nothing to clean.
  if (/ data-pm-slice=/.test(html)) return html;
  // The page applies no style that it did not bring itself: what these say is read as words.
  const lisible = html
    .replace(/<style[^>]*>[^]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (balise) => balise.replace(/\sstyle=/i, " data-style="));
  const page = new DOMParser().parseFromString(lisible, "text/html");
  for (const bruit of page.querySelectorAll("script, title, xml, img, caption")) bruit.remove();
  enListes(page);
  enTitres(page);
  enGras(page);
  for (const vide of page.querySelectorAll("p")) {
    if (!vide.textContent?.trim()) vide.remove();
  }
  return page.body.innerHTML;
}

/** Word writes the items of a list as paragraphs, with their bullets typed. @param {Document} page */
function enListes(page) {
  /** Open lists, the innermost last. @type {HTMLElement[]} */
  let ouvertes = [];
  let suivant;
  for (const p of page.querySelectorAll("p[data-style*='mso-list'], p[class*='MsoListParagraph']")) {
    const puce = p.querySelector("[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']");
    const genre = /^[\da-z]+[.)]/i.test(puce?.textContent?.trim() ?? "") ? "ol" : "ul";
    puce?.remove();
    const niveau = Number(/level(\d)/.exec(style(p))?.[1] ?? 1);
    if (p !== suivant) ouvertes = [];
    suivant = p.nextElementSibling;
    ouvertes.length = Math.min(ouvertes.length, niveau);
    const derniere = ouvertes.at(-1);
    if (!derniere) {
      ouvertes = [page.createElement(genre)];
      p.before(ouvertes[0]);
    } else if (ouvertes.length < niveau) {
      ouvertes.push(page.createElement(genre));
      derniere.lastElementChild?.append(/** @type {HTMLElement} */ (ouvertes.at(-1)));
    }
    const element = page.createElement("li");
    const texte = page.createElement("p");
    texte.append(...p.childNodes);
    element.append(texte);
    ouvertes.at(-1)?.append(element);
    p.remove();
  }
}

/** What is bold or italic by its style alone; Google Docs wraps everything in a bold that is not. @param {Document} page */
function enGras(page) {
  for (const stylee of page.querySelectorAll("[data-style]")) {
    const dit = style(stylee);
    if (/font-weight:\s*(normal|400)/.test(dit) && /^(B|STRONG)$/.test(stylee.tagName)) stylee.replaceWith(...stylee.childNodes);
    else if (stylee.tagName === "SPAN") {
      if (/font-weight:\s*(bold|[6-9]00)/.test(dit)) entourer(stylee, "strong");
      if (/font-style:\s*italic/.test(dit)) entourer(stylee, "em");
    }
  }
}

/** @param {Element} element */
const style = (element) => element.getAttribute("data-style") ?? "";

/** @param {Element} element @param {string} nom */
function entourer(element, nom) {
  const autour = element.ownerDocument.createElement(nom);
  autour.append(...element.childNodes);
  element.append(autour);
}

/** The highest of the headings is a title of the text, the others are under it. @param {Document} page */
function enTitres(page) {
  const titres = [...page.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  const plusHaut = titres.map(({ tagName }) => tagName).sort()[0];
  for (const titre of titres) {
    const droit = page.createElement(titre.tagName === plusHaut ? "h3" : "h4");
    droit.append(...titre.childNodes);
    titre.replaceWith(droit);
  }
}
