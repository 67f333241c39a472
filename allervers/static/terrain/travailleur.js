// The service worker: the application opens without a network. It keeps files, never data: these have their own place,
// sealed. A new version is taken whole, and waits until its user says so.

const CACHE = `terrain-${VERSION}`;

self.addEventListener("install", (evenement) => evenement.waitUntil(garder()));

async function garder() {
  const cache = await caches.open(CACHE);
  // `reload`: not what the browser already had, of another version.
  await cache.addAll(FICHIERS.map((adresse) => new Request(adresse, { cache: "reload" })));
}

self.addEventListener("activate", (evenement) => evenement.waitUntil(prendreLaPlace()));

async function prendreLaPlace() {
  const noms = await caches.keys();
  await Promise.all(noms.filter((nom) => nom.startsWith("terrain-") && nom !== CACHE).map((nom) => caches.delete(nom)));
  await self.clients.claim();
}

self.addEventListener("message", ({ data }) => data === "passer" && self.skipWaiting());

self.addEventListener("fetch", (evenement) => {
  const { request } = evenement;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || !FICHIERS.includes(pathname)) return;
  evenement.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(pathname)) ?? fetch(request)));
});
