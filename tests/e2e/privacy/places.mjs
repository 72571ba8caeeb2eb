// Every place of a page where an answer could be left: looked at in one go, each as a text.

/** Put in the page before it goes anywhere: remembers what events say, and counts what is asked of the device. */
export async function watch(page) {
  await page.addInitScript(() => {
    const told = [];
    const asked = [];
    globalThis.watched = { told, asked };
    const dispatch = EventTarget.prototype.dispatchEvent;
    EventTarget.prototype.dispatchEvent = function (event) {
      if (event instanceof CustomEvent) told.push({ name: event.type, detail: event.detail });
      return dispatch.call(this, event);
    };
    const count = (holder, names, where) => {
      if (!holder) return;
      for (const name of names) {
        if (typeof holder[name] !== "function") continue;
        const real = holder[name];
        holder[name] = function (...args) {
          asked.push(`${where}.${name}`);
          return real.apply(this, args);
        };
      }
    };
    const proto = (name) => globalThis[name]?.prototype;
    count(proto("Geolocation"), ["getCurrentPosition", "watchPosition"], "geolocation");
    count(proto("MediaDevices"), ["getUserMedia", "getDisplayMedia", "enumerateDevices"], "mediaDevices");
    count(proto("ContactsManager"), ["select"], "contacts");
    count(proto("Permissions"), ["query", "request"], "permissions");
    count(globalThis.Notification, ["requestPermission"], "Notification");
    count(proto("Clipboard"), ["read", "readText", "write", "writeText"], "clipboard");
    count(proto("CredentialsContainer"), ["get", "create", "store"], "credentials");
    count(proto("StorageManager"), ["persist", "getDirectory"], "storage");
    count(proto("Storage"), ["setItem"], "storage");
    count(proto("IDBFactory"), ["open"], "indexedDB");
    count(proto("CacheStorage"), ["open"], "caches");
    count(proto("Cache"), ["put", "add", "addAll"], "cache");
    count(proto("ServiceWorkerContainer"), ["register"], "serviceWorker");
    count(globalThis.Document?.prototype, ["requestStorageAccess", "execCommand"], "document");
    count(proto("Navigator"), ["sendBeacon", "share", "getBattery", "requestMIDIAccess", "vibrate"], "navigator");
    count(proto("Bluetooth"), ["requestDevice"], "bluetooth");
    count(proto("USB"), ["requestDevice"], "usb");
    count(proto("HID"), ["requestDevice"], "hid");
    count(proto("Serial"), ["requestPort"], "serial");
    count(proto("WakeLock"), ["request"], "wakeLock");
    count(proto("BroadcastChannel"), ["postMessage"], "BroadcastChannel");
    const listen = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (name, ...rest) {
      if (["message", "beforeunload", "unload", "deviceorientation", "devicemotion", "storage"].includes(name)) asked.push(`listens to ${name}`);
      return listen.call(this, name, ...rest);
    };
  });
}

/** What the device was asked for so far. */
export const asked = (page) => page.evaluate(() => globalThis.watched.asked);

/** The events heard so far, `{ name, detail }`. */
export const told = (page) => page.evaluate(() => globalThis.watched.told);

/** The places, by name. What a person sees of the form itself is not among them: its text, and what stands typed in its fields. */
export async function places(page) {
  return page.evaluate(async () => {
    const text = (value) => JSON.stringify(value) ?? "";
    const attributes = [];
    const walk = (root) => {
      for (const node of root.querySelectorAll("*")) {
        for (const { name, value } of node.attributes) attributes.push(`${node.tagName}[${name}]=${value}`);
        if (node.shadowRoot) walk(node.shadowRoot);
      }
    };
    walk(document);
    const stores = [];
    for (const { name } of (await indexedDB.databases?.()) ?? []) {
      const database = await new Promise((done, fail) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => fail(asked.error);
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise((done) => {
          const all = database.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => done(all.result);
        });
        stores.push(`${name}/${store}: ${text(rows)}`);
      }
      database.close();
    }
    const caches_ = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) caches_.push(`${request.url}: ${await (await cache.match(request)).text()}`);
    }
    const cookies = typeof cookieStore === "undefined" ? [] : await cookieStore.getAll();
    return {
      address: location.href,
      referrer: document.referrer,
      title: document.title,
      "history.state": text(history.state),
      "window.name": window.name,
      localStorage: text({ ...localStorage }),
      sessionStorage: text({ ...sessionStorage }),
      IndexedDB: stores.join("\n"),
      "Cache API": caches_.join("\n"),
      cookies: document.cookie + text(cookies.map(({ name, value }) => `${name}=${value}`)),
      "service workers": text((await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope)),
      "Performance entries": text(performance.getEntries().map((entry) => entry.toJSON())),
      attributes: attributes.join("\n"),
      "the host page": document.documentElement.outerHTML,
      "names of the window": Object.keys(window).join(" "),
      events: text(globalThis.watched.told.filter(({ name }) => name !== "parcours-submit")),
    };
  });
}

/** The text of everything on screen, open shadow roots and what is typed in fields included: what a reader of the page finds. */
export const everything = (page) =>
  page.evaluate(() => {
    const parts = [];
    const walk = (root) => {
      for (const node of root.childNodes) {
        if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.COMMENT_NODE) parts.push(node.data);
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        for (const { value } of node.attributes) parts.push(value);
        if ("value" in node) parts.push(String(node.value));
        if (node.shadowRoot) walk(node.shadowRoot);
        walk(node);
      }
    };
    walk(document);
    return parts.join("\n");
  });
