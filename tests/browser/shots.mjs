// Pictures of a few pages, for people to look at: light and dark, 1280 and 390 px wide, whole pages.
//
//     npm ci && node shots.mjs SITE_DIR OUT_DIR

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { startBrowser } from "./chromium.mjs";
import { pagesByType } from "./pages.mjs";

const [site, out] = process.argv.slice(2);
if (!site || !out) {
  console.error("usage: node shots.mjs SITE_DIR OUT_DIR");
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const browser = await startBrowser();
for (const { type, pages } of pagesByType(resolve(site))) {
  const page = pages.at(-1);
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 390]) {
      const tab = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
      await tab.goto(pathToFileURL(page.file).href);
      const name = `${type || "untyped"}-${colorScheme}-${width}.png`;
      await tab.screenshot({ path: join(out, name), fullPage: true });
      console.log(name);
      await tab.close();
    }
  }
}
await browser.close();
