// What a reader does with a page: searches, orders, filters, links to it, darkens it, walks it by keyboard, takes it
// along. Runs on the built-in network, whose names it knows.
//
//     npm ci && node reading.mjs SITE_DIR
//
// Exit codes as in run.mjs.

import assert from "node:assert/strict";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { startBrowser } from "./chromium.mjs";
import { pagesByType } from "./pages.mjs";

if (!process.argv[2] || !existsSync(process.argv[2])) {
  console.error("usage: node reading.mjs SITE_DIR");
  process.exit(2);
}
const site = realpathSync(process.argv[2]);
const address = (path) => `${pathToFileURL(site).href}/${path}`;
const browser = await startBrowser();

const texts = (page, selector) => page.$$eval(selector, (all) => all.map((one) => one.textContent.trim()));
const numbers = (list) => list.map((text) => Number(text.replaceAll(",", "")));
const fragment = (page) => new URLSearchParams(new URL(page.url()).hash.slice(1));

/** Types into the search box and waits for the index; titles and kinds of what is found. */
async function search(page, words) {
  await page.fill("#search", words);
  await page.waitForFunction(() => window.landbridgeIndex && /result|Nothing/.test(document.querySelector("#search-status").textContent));
  return page.$$eval("#search-results li", (all) => all.map((one) => [...one.children].map((part) => part.textContent)));
}

const checks = {
  async "the address keeps what a map's legend hides"(page) {
    await page.goto(address("index.html"));
    const rail = '.legend-entry[data-class="mode-rail"] button';
    const hidden = () => page.$$eval(".map .mode-rail", (all) => all.filter((one) => one.classList.contains("is-hidden")).length);
    await page.click(rail);
    assert.match(fragment(page).get("network.hide") ?? "", /mode-rail/);
    const number = await hidden();
    assert.ok(number > 0, "nothing is hidden");
    const link = page.url();
    await page.goto("about:blank");
    await page.goto(link);
    assert.equal(await page.getAttribute(rail, "aria-pressed"), "false");
    assert.equal(await hidden(), number);
    await page.click(rail);
    assert.equal(fragment(page).get("network.hide"), null);
    assert.equal(await hidden(), 0);
  },

  async "the search box finds names in any script, the best first"(page) {
    await page.goto(address("method/index.html"));
    assert.equal(await page.evaluate(() => window.landbridgeIndex), undefined, "the index is read before it is asked for");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "search");
    for (const [words, title] of [
      ["Владивосток", "Vladivostok"],
      ["владив", "Vladivostok"],
      ["부산", "Busan"],
      ["北京", "Beijing"],
      ["KHASAN", "Khasan"],
      ["khásán", "Khasan"],
      ["RUVVO", "Vladivostok"],
    ]) {
      const [first] = await search(page, words);
      assert.ok(first?.[0].startsWith(title), `${words} finds ${first}`);
      assert.equal(first[1], "place", words);
    }
    const found = await search(page, "san");
    const starts = found.map(([title]) => title.toLowerCase().startsWith("san"));
    assert.deepEqual(starts, [...starts].sort((a, b) => b - a), "a title that starts with the words comes first");
    assert.deepEqual(await search(page, "no such thing"), []);
    assert.match(await page.textContent("#search-status"), /Nothing is called/);
  },

  async "arrows and Enter go to a result, Escape leaves"(page) {
    await page.goto(address("index.html"));
    await page.keyboard.press("/");
    const found = await search(page, "khasan");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.getAttribute("#search", "aria-activedescendant"), "search-result-0");
    assert.equal(await page.getAttribute("#search-result-0", "aria-selected"), "true");
    await page.keyboard.press("Enter");
    await page.waitForURL(/place\/khasan\//);
    assert.ok((await page.textContent("h1")).startsWith("Khasan"), found[0]);
    await page.keyboard.press("/");
    await page.keyboard.type("busan");
    await page.keyboard.press("Escape");
    assert.equal(await page.inputValue("#search"), "");
    assert.equal(await page.evaluate(() => document.activeElement.id), "");
    assert.ok(await page.isHidden("#search-results"));
  },

  async "heads order by number and by name, and the address tells it"(page) {
    await page.goto(address("places/index.html"));
    const column = async (number) => texts(page, `table.data tbody td:nth-child(${number})`);
    const asWritten = await texts(page, "table.data tbody th");
    const links = "table.data thead th:nth-child(7)";
    await page.click(`${links} button`);
    assert.equal(await page.getAttribute(links, "aria-sort"), "descending");
    const most = numbers(await column(7));
    assert.deepEqual(most, [...most].sort((a, b) => b - a));
    assert.equal(fragment(page).get("places.sort"), "-7");
    await page.click(`${links} button`);
    assert.equal(await page.getAttribute(links, "aria-sort"), "ascending");
    const fewest = numbers(await column(7));
    assert.deepEqual(fewest, [...fewest].sort((a, b) => a - b));
    await page.click(`${links} button`);
    assert.equal(await page.getAttribute(links, "aria-sort"), null);
    assert.deepEqual(await texts(page, "table.data tbody th"), asWritten);
    assert.equal(new URL(page.url()).hash, "");
    await page.focus("table.data thead th:nth-child(3) button");
    await page.keyboard.press("Enter");
    const countries = await column(3);
    assert.deepEqual(countries, [...countries].sort(new Intl.Collator("en").compare));
  },

  async "units of one column and dates are ordered by what they mean"(page) {
    await page.goto(address("restrictions/index.html#rules.sort=4"));
    const dates = (await texts(page, "table.data tbody td.dates")).map((text) => /\d{4}-\d\d-\d\d/.exec(text)?.[0]).filter(Boolean);
    assert.ok(dates.length > 5);
    assert.deepEqual(dates, [...dates].sort());
    await page.goto(address(await pageWith((text) => text.split('<td class="num" data-value="').length > 6)));
    const column = await page.$$eval("table.data", (tables) => {
      const table = tables.find((one) => one.querySelectorAll("tbody tr").length >= 3 && one.querySelector("td[data-value]"));
      const cell = table.querySelector("td[data-value]");
      const index = cell.cellIndex;
      table.tHead.rows[0].cells[index].querySelector("button").click();
      return [...table.tBodies[0].rows].map((row) => row.cells[index]?.dataset.value).filter(Boolean).map(Number);
    });
    assert.ok(column.length > 1);
    assert.deepEqual(column, [...column].sort((a, b) => b - a));
  },

  async "a filter leaves the rows that hold all words, and can be linked to"(page) {
    await page.goto(address("places/index.html"));
    const all = (await texts(page, "table.data tbody tr")).length;
    await page.fill(".table-tools input", "Корея port");
    await page.fill(".table-tools input", "korea PORT");
    const shown = await page.$$eval("table.data tbody tr", (rows) => rows.filter((row) => !row.hidden).map((row) => row.textContent));
    assert.ok(shown.length > 1 && shown.length < all);
    assert.ok(shown.every((text) => /korea/i.test(text) && /port/i.test(text)));
    assert.equal(await page.textContent(".table-tools output"), `${shown.length} of ${all} rows`);
    const linked = await page.context().newPage();
    await linked.goto(page.url());
    assert.equal(await linked.inputValue(".table-tools input"), "korea PORT");
    assert.equal(await linked.$$eval("table.data tbody tr", (rows) => rows.filter((row) => !row.hidden).length), shown.length);
    await linked.close();
  },

  async "open parts stand in the address, and a link into one opens it"(page) {
    const folded = await pageWith((text) => /<details>/.test(text) && text.includes("data-page=\"route\""));
    await page.goto(address(folded));
    await page.click("main details:not([open]) summary");
    await page.waitForFunction(() => location.hash.includes("open="));
    const url = page.url();
    await page.goto("about:blank");
    await page.goto(url);
    assert.equal(await page.$$eval("main details[open]", (all) => all.length), 1);
  },

  async "the switch darkens page and land, and the next page remembers"(page) {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(address("index.html"));
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const pixel = async () => (await page.locator("svg.map-wide").first().screenshot()).toString("base64");
    const light = [await paper(), await pixel()];
    await page.selectOption("#theme", "dark");
    const dark = [await paper(), await pixel()];
    assert.equal(light[0], "rgb(255, 255, 255)");
    assert.notEqual(dark[0], light[0]);
    assert.notEqual(dark[1], light[1]);
    await page.goto(address("places/index.html"));
    assert.equal(await paper(), dark[0]);
    assert.equal(await page.inputValue("#theme"), "dark");
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    assert.equal(await paper(), light[0], "paper is white");
    await page.emulateMedia({ media: "screen", colorScheme: "dark" });
    await page.selectOption("#theme", "light");
    assert.equal(await paper(), light[0]);
    await page.selectOption("#theme", "auto");
    assert.equal(await paper(), dark[0]);
  },

  async "the keyboard reaches everything, the skip link first, and the focus is seen"(page) {
    await page.goto(address("places/index.html"));
    const focused = () =>
      page.evaluate(() => {
        const one = document.activeElement;
        const style = getComputedStyle(one);
        return { name: one.className || one.id || one.tagName, seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 };
      });
    const walk = [];
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("Tab");
      walk.push(await focused());
    }
    assert.equal(walk[0].name, "skip-link");
    for (const name of ["site-name", "search", "theme", "sort"]) assert.ok(walk.some((one) => one.name === name), `${name} is not reached`);
    assert.deepEqual(walk.filter((one) => !one.seen).map((one) => one.name), []);
    await page.goto(address("places/index.html"));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(new URL(page.url()).hash, "#content");
  },

  async "a word of the trade tells its meaning when it is focused and leads to the glossary"(page) {
    await page.goto(address("method/index.html"));
    const term = page.locator("a.term").first();
    await term.focus();
    const told = await term.evaluate((one) => getComputedStyle(one, "::after").content);
    assert.ok(told.includes((await term.getAttribute("title")).slice(0, 20)), told);
    await term.press("Enter");
    await page.waitForURL(/glossary\/index\.html#/);
    assert.equal(await page.$$eval(".glossary > :target", (all) => all.length), 1);
  },

  async "tables and charts can be taken along"(page) {
    await page.goto(address("places/index.html"));
    const rows = (await texts(page, "table.data tbody tr")).length;
    const href = await page.$eval(".downloads a[download]", (one) => one.href);
    const csv = readFileSync(fileURLToPath(href), "utf8").trim().split("\n");
    assert.equal(csv.length, rows + 1);
    const charted = await pageWith((text) => /class="chart/.test(text) && /<figure/.test(text));
    await page.goto(address(charted));
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("button.download")]);
    const svg = readFileSync(await download.path(), "utf8");
    assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    assert.ok(!svg.includes("var(--") && !svg.includes(" class="), "it needs the style of the page");
  },
};

const checksWithoutScript = {
  async "without scripts there is nothing that would need one"(page) {
    await page.goto(address("places/index.html"));
    assert.ok(await page.isHidden("#search"));
    assert.ok(await page.isHidden("#theme"));
    assert.equal(await page.$$eval("main button, main input", (all) => all.length), 0);
    const bytes = readFileSync(join(site, "places/index.html"), "utf8");
    assert.equal((await texts(page, "table.data tbody tr")).length, bytes.split("<tr><th scope=\"row\">").length - 1);
    const href = await page.$eval(".downloads a[download]", (one) => one.href);
    assert.ok(existsSync(fileURLToPath(href)));
  },
};

/** The path of the first page whose text is like that. */
async function pageWith(is) {
  for (const { pages } of pagesByType(site)) {
    for (const { file } of pages) if (is(readFileSync(file, "utf8"))) return file.slice(site.length + 1);
  }
  throw new Error("no such page");
}

let failed = 0;
for (const [javaScriptEnabled, list] of [[true, checks], [false, checksWithoutScript]]) {
  for (const [name, check] of Object.entries(list)) {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", acceptDownloads: true });
    const page = await context.newPage();
    const heard = [];
    page.on("console", (message) => heard.push(message.text()));
    page.on("pageerror", (error) => heard.push(error.message));
    try {
      await check(page);
      assert.deepEqual(heard, [], "the console is silent");
      console.log(`ok   ${name}`);
    } catch (error) {
      failed++;
      console.log(`FAIL ${name}\n     ${error.message.split("\n").slice(0, 12).join("\n     ")}`);
    }
    await context.close();
  }
}
await browser.close();
process.exit(failed === 0 ? 0 : 1);
