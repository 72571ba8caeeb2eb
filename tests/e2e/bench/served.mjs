// Serves folders of files to a bench, on this machine only, each compressed before the first request.

import { createServer } from "node:http";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm", ".txt": "text/plain" };

/** `folders` by name; gives the origin, the bytes of each address as sent, and how to stop. */
export async function serve(folders) {
  const files = {};
  for (const [name, folder] of Object.entries(folders)) {
    for (const file of walk(folder)) files[`/${name}/${file}`] = { type: TYPES[extname(file)], body: brotliCompressSync(readFileSync(join(folder, file))) };
  }
  const server = createServer(({ url }, response) => {
    const file = files[new URL(url, "http://localhost").pathname];
    // Precise clocks, as in the side-by-side bench.
    const headers = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp", "cache-control": "no-cache" };
    if (!file) return response.writeHead(404, headers).end();
    const { type, body } = file;
    const text = type === "application/wasm" ? type : `${type}; charset=utf-8`;
    response.writeHead(200, { ...headers, "content-type": text, "content-encoding": "br", "content-length": body.length }).end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, weight: (path) => files[path]?.body.length ?? 0, stop };
}

function walk(folder, above = "") {
  return readdirSync(join(folder, above)).flatMap((name) => {
    const place = join(above, name);
    return statSync(join(folder, place)).isDirectory() ? walk(folder, place) : [place];
  });
}
