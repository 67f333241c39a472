// The privacy guard of a page for who has no vault: it says what it cannot see.

import { sansNoms } from "./garde-texte.js";

const dit = document.createElement("p");
dit.className = "form-hint";
dit.textContent = "Vous n’avez pas accès aux noms des jeunes\u202f: la relecture signale les numéros et ce qui ressemble à un prénom, sans pouvoir tout voir. Relisez avant d’enregistrer.";
document.querySelector("x-garde")?.before(dit);
sansNoms();
