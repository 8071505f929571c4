// Pages as Chromium shows them: light and dark, wide and narrow, with and without scripts; and axe on all of them.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { relative } from "node:path";
import { pathToFileURL } from "node:url";

import { addresses, axeProblems, layoutProblems } from "./in-page.mjs";
import { brokenLinks } from "./links.mjs";
import { inTurns, viewName } from "./results.mjs";

export const WIDTHS = [1280, 390];
export const SCHEMES = ["light", "dark"];

/** Every page type; one line of the tally for each. */
export async function chromiumViews({ browser, site, siteAddress, types, tally }) {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  for (const { type, pages, total } of types) {
    const started = Date.now();
    const jobs = pages.flatMap((page) =>
      [true, false].flatMap((hasScript) => WIDTHS.map((width) => ({ page, hasScript, width }))),
    );
    const results = (await inTurns(jobs, (job) => open({ browser, site, siteAddress, axe }, job))).flat();
    if (type === "") results.push({ name: relative(site, pages[0].file), problems: ["body has no data-page"] });
    tally.add(`${type || "(no type)"}: ${pages.length} of ${total} pages, ${results.length} views`, results, started);
  }
}

/** What a page says and asks for, from now on. */
export function listen(page, siteAddress) {
  const heard = [];
  page.on("console", (message) => heard.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`page error: ${error.message}`));
  page.on("request", (request) => {
    const address = request.url();
    if (!/^(blob|data):/.test(address) && !address.startsWith(siteAddress)) heard.push(`request leaves the site: ${address}`);
  });
  page.on("requestfailed", (request) => heard.push(`request failed: ${request.url()}`));
  return heard;
}

/** Opens one page in one width, looks at it in both colour schemes; one result for each. */
async function open({ browser, site, siteAddress, axe }, { page: { file }, hasScript, width }) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    javaScriptEnabled: hasScript,
    colorScheme: SCHEMES[0],
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const heard = listen(page, siteAddress);
  const results = [];
  const path = relative(site, file);
  try {
    await page.goto(pathToFileURL(file).href, { waitUntil: "load", timeout: 60_000 });
    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme });
      const problems = await page.evaluate(layoutProblems);
      if (scheme === SCHEMES[0] && width === WIDTHS[0]) {
        problems.push(...brokenLinks(await page.evaluate(addresses), siteAddress));
      }
      // What the page itself said ends here: axe comes after it, and may say things of its own.
      problems.push(...heard.splice(0));
      if (hasScript) {
        await page.evaluate(axe);
        problems.push(...(await page.evaluate(axeProblems, scheme !== SCHEMES[0])));
        heard.length = 0;
      }
      results.push({ name: viewName(path, scheme, width, hasScript), problems });
    }
  } catch (error) {
    results.push({ name: viewName(path, "any", width, hasScript), problems: [error.message.split("\n")[0], ...heard] });
  }
  await context.close();
  return results;
}
