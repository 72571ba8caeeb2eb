// Pages as a portal has them that wrote no form ahead into them: what stands there before the module is the host's own words.

/** The text of a page without the shadow roots written into it. */
export const withoutRoots = (html) => html.replace(/<template shadowrootmode[^]*?<\/template>/g, "");

/** Gives a browser's page the pages of a server so. */
export async function bare(page) {
  await page.route("**/*", async (route) => {
    if (route.request().resourceType() !== "document") return route.fallback();
    const response = await route.fetch();
    return route.fulfill({ response, body: withoutRoots(await response.text()) });
  });
}
