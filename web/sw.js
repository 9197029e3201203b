// Keeps the page so that it starts without a network. Files whose name tells their content never change; the bank file
// is kept as last heard; nothing else of the server's answers is ever kept.

/** @type {{version: string, precache: string[]}} written by cmake/site.py */
const site = { version: '', precache: [] };
const worker = /** @type {any} */ (self);
const cacheName = `lobby-${site.version}`;

worker.addEventListener('install', (/** @type {any} */ event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(cacheName);
    await cache.addAll(site.precache);
    await worker.skipWaiting();
  })());
});

worker.addEventListener('activate', (/** @type {any} */ event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name);
    await worker.clients.claim();
  })());
});

/** @param {Request} request */
async function networkFirst(request, /** @type {string} */ key) {
  const cache = await caches.open(cacheName);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(key, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw error;
  }
}

/** @param {Request} request */
async function cacheFirst(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await (await caches.open(cacheName)).put(request, response.clone());
  return response;
}

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const request = /** @type {Request} */ (event.request);
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== location.origin) return;
  if (request.mode === 'navigate' && !address.pathname.startsWith('/api')) {
    event.respondWith(networkFirst(request, '/'));
  } else if (address.pathname === '/api/bank') {
    event.respondWith(networkFirst(request, '/api/bank'));
  } else if (address.pathname.startsWith('/static/')) {
    event.respondWith(cacheFirst(request));
  }
});

worker.addEventListener('notificationclick', (/** @type {any} */ event) => {
  event.notification.close();
  event.waitUntil((async () => {
    const windows = await worker.clients.matchAll({ type: 'window' });
    if (windows.length > 0) await windows[0].focus();
    else await worker.clients.openWindow('/');
  })());
});
