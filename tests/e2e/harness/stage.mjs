// What every file of tests needs: a receiver and a browser of its own, started before its tests and stopped after them.

import { after, before } from "node:test";
import { startBrowser } from "./browser.mjs";
import { startReceiver } from "./receiver.mjs";

/** Starts both, then gives `{ receiver, browser }` to `ready`, which may wait for more. */
export function stage(ready) {
  let receiver, browser;
  before(async () => {
    receiver = await startReceiver();
    browser = await startBrowser();
    await ready({ receiver, browser });
  });
  after(async () => {
    await browser?.close();
    await receiver?.stop();
  });
}
