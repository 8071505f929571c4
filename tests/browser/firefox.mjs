// Pages as Firefox ESR shows them: the longest page of every type, light and dark, wide and narrow, with and without
// scripts. Colour scheme and scripts are settings of a whole Firefox, so one is started for each pair of them; without
// axe, which has judged the same pages in Chromium and would take most of the time.

import { existsSync } from "node:fs";
import { relative } from "node:path";
import { pathToFileURL } from "node:url";

import { canvasColours, layoutProblems } from "./in-page.mjs";
import { inTurns, viewName } from "./results.mjs";
import { SCHEMES, WIDTHS } from "./views.mjs";

const PLACES = [
  process.env.FIREFOX,
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
  "/snap/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
];

/** The path of a Firefox, or nothing. */
export const firefoxPath = () => PLACES.find((place) => place && existsSync(place));

async function start(scheme, hasScript) {
  const { default: puppeteer } = await import("puppeteer-core");
  return puppeteer.launch({
    browser: "firefox",
    executablePath: firefoxPath(),
    headless: true,
    extraPrefsFirefox: {
      "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1,
      "javascript.enabled": hasScript,
      "ui.prefersReducedMotion": 1,
      // As for people: a file may not read its neighbours. Puppeteer would switch that off.
      "security.fileuri.strict_origin_policy": true,
      // Nothing answers here, so that no page can be helped by the network.
      "network.proxy.type": 1,
      "network.proxy.http": "127.0.0.1",
      "network.proxy.http_port": 9,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": 9,
    },
  });
}

export async function firefoxViews({ site, types, tally }) {
  const kinds = [true, false].flatMap((hasScript) => SCHEMES.map((scheme) => ({ scheme, hasScript })));
  const files = types.map(({ pages }) => pages.at(-1).file);
  const started = Date.now();
  const results = await inTurns(kinds, async ({ scheme, hasScript }) => {
    const browser = await start(scheme, hasScript);
    const found = [];
    for (const file of files) found.push(...(await open(browser, site, file, scheme, hasScript)));
    await browser.close();
    return found;
  });
  const all = results.flat();
  tally.add(`Firefox: the longest page of ${files.length} types, ${all.length} views`, all, started);
}

async function open(browser, site, file, scheme, hasScript) {
  const page = await browser.newPage();
  const heard = [];
  page.on("console", (message) => heard.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`page error: ${error.message}`));
  page.on("request", (request) => {
    if (!/^(file|data|blob|resource|moz-extension|chrome):/.test(request.url())) heard.push(`request leaves the disk: ${request.url()}`);
  });
  page.on("requestfailed", (request) => heard.push(`request failed: ${request.url()}`));
  const results = [];
  const path = relative(site, file);
  try {
    for (const width of WIDTHS) {
      await page.setViewport({ width, height: 900 });
      if (width === WIDTHS[0]) await page.goto(pathToFileURL(file).href, { waitUntil: "load", timeout: 60_000 });
      const problems = await page.evaluate(layoutProblems);
      const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
      if (isDark !== (scheme === "dark")) problems.push(`Firefox does not show the ${scheme} scheme`);
      if (hasScript && (await page.$("canvas"))) {
        await page.waitForFunction(canvasColours, { timeout: 10_000 }).catch(() => problems.push("the canvas stays empty"));
      }
      problems.push(...heard.splice(0));
      results.push({ name: viewName(path, scheme, width, hasScript, "Firefox, "), problems });
    }
  } catch (error) {
    results.push({ name: viewName(path, scheme, "any", hasScript, "Firefox, "), problems: [error.message.split("\n")[0], ...heard] });
  }
  await page.close();
  return results;
}
