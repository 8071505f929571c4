// Opens the pages of a built site in a browser and fails on whatever only a browser can find.
//
//     npm ci && node run.mjs SITE_DIR
//
// The first and the longest page of every type (`<body data-page>`; of lines the longest of every mode, of places of
// every kind), from file://, in light and dark, 1280 and 390 px wide, with and without JavaScript. A page fails on any
// console message, page error, failed request, request that leaves the site's folder, sideways scrolling, text that
// runs out of an SVG picture, broken relative link, or serious axe violation.
//
// Exit codes: 0 all passed, 1 something failed, 2 wrong usage, 3 no browser to test with.

import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { NO_BROWSER, startBrowser } from "./chromium.mjs";
import { addresses, axeProblems, layoutProblems } from "./in-page.mjs";
import { pagesByType } from "./pages.mjs";

const WIDTHS = [1280, 390];
const SCHEMES = ["light", "dark"];
/** How many pages are open at a time. */
const AT_ONCE = 2;

if (!process.argv[2] || !existsSync(process.argv[2])) {
  console.error("usage: node run.mjs SITE_DIR");
  process.exit(2);
}
const site = realpathSync(process.argv[2]);
const siteAddress = `${pathToFileURL(site).href}/`;
const types = pagesByType(site);
if (types.length === 0) {
  console.error(`no index.html under ${process.argv[2]}`);
  process.exit(1);
}
const browser = await startBrowser();
let axe;
try {
  axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
} catch {
  console.error("axe-core is not installed: run `npm ci` in tests/browser first");
  await browser.close();
  process.exit(NO_BROWSER);
}

let passed = 0;
let failed = 0;
for (const { type, pages, total } of types) {
  const jobs = pages.flatMap((page) =>
    [true, false].flatMap((hasScript) => WIDTHS.map((width) => ({ page, hasScript, width }))),
  );
  const started = Date.now();
  const results = (await inTurns(jobs, open)).flat();
  if (type === "") results.push({ name: relative(site, pages[0].file), problems: ["body has no data-page"] });
  const bad = results.filter(({ problems }) => problems.length > 0);
  passed += results.length - bad.length;
  failed += bad.length;
  const word = bad.length === 0 ? "ok  " : "FAIL";
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${word} ${type || "(no type)"}: ${pages.length} of ${total} pages, ${results.length} views, ${seconds} s`);
  for (const { name, problems } of bad) {
    for (const problem of problems) console.log(`     ${name}: ${problem}`);
  }
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Runs the jobs, AT_ONCE at a time, results in the order of the jobs. */
async function inTurns(jobs, work) {
  const results = new Array(jobs.length);
  let next = 0;
  const worker = async () => {
    while (next < jobs.length) {
      const index = next++;
      results[index] = await work(jobs[index]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** Opens one page in one width, looks at it in both colour schemes; one result for each. */
async function open({ page: { file }, hasScript, width }) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    javaScriptEnabled: hasScript,
    colorScheme: SCHEMES[0],
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const heard = [];
  page.on("console", (message) => heard.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`page error: ${error.message}`));
  page.on("request", (request) => {
    const address = request.url();
    if (!address.startsWith(siteAddress) && !address.startsWith("blob:")) heard.push(`request leaves the site: ${address}`);
  });
  page.on("requestfailed", (request) => heard.push(`request failed: ${request.url()}`));
  const results = [];
  try {
    await page.goto(pathToFileURL(file).href, { waitUntil: "load", timeout: 60_000 });
    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme });
      const problems = await page.evaluate(layoutProblems);
      if (scheme === SCHEMES[0] && width === WIDTHS[0]) problems.push(...brokenLinks(await page.evaluate(addresses)));
      // What the page itself said ends here: axe comes after it, and may say things of its own.
      problems.push(...heard.splice(0));
      if (hasScript) {
        await page.evaluate(axe);
        problems.push(...(await page.evaluate(axeProblems, scheme !== SCHEMES[0])));
        heard.length = 0;
      }
      results.push({ name: nameOf(file, scheme, width, hasScript), problems: [...new Set(problems)] });
    }
  } catch (error) {
    results.push({ name: nameOf(file, "any", width, hasScript), problems: [`${error.message.split("\n")[0]}`, ...heard] });
  }
  await context.close();
  return results;
}

function nameOf(file, scheme, width, hasScript) {
  return `${relative(site, file)} [${scheme}, ${width} px${hasScript ? "" : ", no script"}]`;
}

/** Links whose file is not in the site, or whose fragment is not in the file. */
function brokenLinks(found) {
  const problems = [];
  for (const { written, resolved } of found) {
    const address = new URL(resolved);
    if (address.protocol !== "file:" || !address.href.startsWith(siteAddress)) {
      problems.push(`link leaves the site: ${written}`);
      continue;
    }
    const file = fileURLToPath(new URL(address.pathname, "file:///"));
    if (!existsSync(file) || file.endsWith("/")) problems.push(`broken link: ${written}`);
    // A fragment with `=` is a script's own state, not an id.
    else if (address.hash.length > 1 && !address.hash.includes("=") && !hasId(file, decodeURIComponent(address.hash.slice(1)))) {
      problems.push(`link to a missing id: ${written}`);
    }
  }
  return problems;
}

function hasId(file, id) {
  const escaped = id.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return textOf(file).includes(` id="${escaped}"`);
}

function textOf(file) {
  textOf.kept ??= new Map();
  if (!textOf.kept.has(file)) textOf.kept.set(file, readFileSync(file, "utf8"));
  return textOf.kept.get(file);
}
