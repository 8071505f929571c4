// One page of every type by the keyboard alone: the skip link comes first and works, Tab goes through the page in its
// order, what has the focus is seen, `/` leads to the search and Esc out of it.

import { relative } from "node:path";
import { pathToFileURL } from "node:url";

import { inTurns } from "./results.mjs";

/** So many stops are walked; a page of links is not walked to its end. */
const STOPS = 30;

export async function keyboardWalks({ browser, site, types, tally }) {
  const started = Date.now();
  const results = await inTurns(types, async ({ pages }) => {
    const file = pages.at(-1).file;
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    await page.goto(pathToFileURL(file).href);
    const problems = [...(await skipLink(page)), ...(await walk(page)), ...(await search(page))];
    await page.close();
    return { name: relative(site, file), problems };
  });
  tally.add(`keyboard: ${results.length} pages`, results, started);
}

async function skipLink(page) {
  const problems = [];
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return { href: document.activeElement.getAttribute("href"), isSeen: box.top >= 0 && box.width > 20 && box.bottom < 200 };
  });
  if (first.href !== "#content") problems.push(`Tab first leads to ${first.href}, not to the skip link`);
  if (!first.isSeen) problems.push("the skip link is not seen when it has the focus");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const isPast = await page.evaluate(() => {
    const header = document.querySelector(".site-header");
    const active = document.activeElement;
    return active === document.body || Boolean(header.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING && !header.contains(active));
  });
  if (!isPast) problems.push("the skip link does not lead past the header");
  return problems;
}

async function walk(page) {
  const problems = [];
  await page.evaluate(() => {
    document.activeElement.blur();
    history.replaceState(null, "", location.pathname);
    getSelection().removeAllRanges();
    window.walked = [];
  });
  await page.reload();
  for (let stop = 0; stop < STOPS; stop++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => {
      const active = document.activeElement;
      if (active === document.body) return null;
      window.walked ??= [];
      const before = window.walked.at(-1);
      window.walked.push(active);
      const told = `${active.tagName.toLowerCase()} "${(active.getAttribute("aria-label") ?? active.textContent).trim().slice(0, 40)}"`;
      const problems = [];
      if (before === active) problems.push(`the focus stays on ${told}`);
      else if (before && !(before.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING)) problems.push(`${told} comes out of order`);
      const box = active.getBoundingClientRect();
      const inPicture = active.closest("svg");
      if (!inPicture && (box.width < 1 || box.height < 1)) problems.push(`${told} has the focus and is not seen`);
      if (!inPicture && (box.bottom < 0 || box.top > innerHeight)) problems.push(`${told} has the focus outside of the window`);
      const { outlineStyle, outlineWidth } = getComputedStyle(active);
      if (!inPicture && (outlineStyle === "none" || parseFloat(outlineWidth) < 1.5)) problems.push(`${told} does not show that it has the focus`);
      return problems;
    });
    if (found === null) break;
    problems.push(...found);
  }
  return problems;
}

/** `/` leads to the search from anywhere, Esc out of it. */
async function search(page) {
  const field = '[aria-keyshortcuts="/"]';
  if (!(await page.$(field))) return ["there is no search"];
  const problems = [];
  const isIn = () => page.evaluate((selector) => document.activeElement.matches(selector), field);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  if (!(await isIn())) problems.push("`/` does not lead to the search");
  await page.keyboard.type("a");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  if (await page.evaluate(() => document.querySelector('[role="listbox"]')?.checkVisibility() ?? false)) problems.push("Esc does not close the search");
  return problems;
}
