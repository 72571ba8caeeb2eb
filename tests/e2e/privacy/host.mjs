// A host that does things in its own way: the same portal, its headers and its attributes changed on the way.

import { createServer } from "node:http";

/** Starts one in front of `origin`. `kept`: pages may be kept by the browser; `history`: how the form keeps its steps. */
export async function startHost(origin, { kept = false, history } = {}) {
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const { host, connection, "content-length": length, ...headers } = request.headers;
    const body = parts.length > 0 ? Buffer.concat(parts) : undefined;
    const answer = await fetch(`${origin}${request.url}`, { method: request.method, headers, body });
    // What node has unpacked is no longer packed, nor of that length.
    const { "content-encoding": packed, "content-length": size, "transfer-encoding": chunks, "cache-control": cache, ...rest } = Object.fromEntries(answer.headers);
    let bytes = Buffer.from(await answer.arrayBuffer());
    if (history && rest["content-type"]?.startsWith("text/html")) bytes = Buffer.from(bytes.toString().replace("<parcours-form ", `<parcours-form history="${history}" `));
    response.writeHead(answer.status, kept ? rest : { ...rest, ...(cache && { "cache-control": cache }) });
    response.end(bytes);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    stop() {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}
