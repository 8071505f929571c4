// Opens the pages of a built site in browsers and fails on whatever only a browser can find.
//
//     npm ci && node run.mjs SITE_DIR [PART ..]
//
// Parts; all of them, if none is named:
//
//     chromium    the first and the longest page of every type (`<body data-page>`; of lines the longest of every mode, of
//                 places of every kind), from file://, in light and dark, 1280 and 390 px wide, with and without
//                 JavaScript. A page fails on any console message, page error, failed request, request that leaves the
//                 site's folder, sideways scrolling, clipped text, broken relative link, or serious axe violation
//     firefox     the longest page of every type in the same eight views, without axe
//     keyboard    skip link, order of Tab, visible focus, `/` and Esc on a page of every type
//     explore     the map that turns
//     html        html-validate on a page of every type
//     bytes       what a host sends for the overview, a route page and the map
//     lighthouse  performance and accessibility of the overview and a route page are 100
//
// Exit codes: 0 all passed, 1 something failed, 2 wrong usage, 3 no browser to test with.

import { existsSync, realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { bytesSent } from "./bytes.mjs";
import { NO_BROWSER, startBrowser } from "./chromium.mjs";
import { exploreMap } from "./explore.mjs";
import { firefoxPath, firefoxViews } from "./firefox.mjs";
import { validateHtml } from "./html.mjs";
import { keyboardWalks } from "./keyboard.mjs";
import { lighthouseScores } from "./lighthouse.mjs";
import { pagesByType } from "./pages.mjs";
import { Tally } from "./results.mjs";
import { chromiumViews } from "./views.mjs";

const PARTS = {
  chromium: chromiumViews,
  firefox: firefoxViews,
  keyboard: keyboardWalks,
  explore: exploreMap,
  html: validateHtml,
  bytes: bytesSent,
  lighthouse: lighthouseScores,
};

const [folder, ...named] = process.argv.slice(2);
if (!folder || !existsSync(folder) || named.some((part) => !PARTS[part])) {
  console.error(`usage: node run.mjs SITE_DIR [${Object.keys(PARTS).join(" | ")} ..]`);
  process.exit(2);
}
const site = realpathSync(folder);
const types = pagesByType(site);
if (types.length === 0) {
  console.error(`no index.html under ${folder}`);
  process.exit(1);
}
const parts = named.length > 0 ? named : Object.keys(PARTS);
if (parts.includes("firefox") && !firefoxPath()) {
  console.error("no Firefox was found: install one, or name it in the environment variable FIREFOX");
  process.exit(NO_BROWSER);
}
const browser = await startBrowser();
const tally = new Tally();
for (const part of parts) await PARTS[part]({ browser, site, siteAddress: `${pathToFileURL(site).href}/`, types, tally });
await browser.close();
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
