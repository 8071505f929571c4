// The map that turns, used as people do: years, layers, two places, keys, pointer, and the address that keeps it all.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { canvasColours } from "./in-page.mjs";
import { listen } from "./views.mjs";

export async function exploreMap({ browser, site, siteAddress, tally }) {
  const started = Date.now();
  const address = pathToFileURL(join(site, "explore/index.html")).href;
  const results = [];
  for (const [name, check] of CHECKS) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1400 }, colorScheme: "light" });
    const problems = listen(page, siteAddress);
    const expect = (isSo, told) => isSo || problems.push(told);
    try {
      await page.goto(address);
      await page.waitForFunction(canvasColours, null, { timeout: 10_000 });
      await check(page, expect, address);
    } catch (error) {
      problems.push(error.message.split("\n")[0]);
    }
    results.push({ name: `explore, ${name}`, problems });
    await page.close();
  }
  tally.add(`explore: ${results.length} checks`, results, started);
}

/** The address after `#`, once it has stayed the same for longer than the page waits to write it. */
async function settled(page) {
  await page.waitForTimeout(450);
  return new URL(page.url()).hash;
}

const picture = (page) => page.$eval("#explore-map", (canvas) => canvas.toDataURL());
const answer = (page) => page.$eval("#explore-answer", (element) => element.innerText);

async function choose(page, from, to) {
  await page.fill("#explore-from", from);
  await page.fill("#explore-to", to);
  await page.press("#explore-to", "Tab");
}

/** Ids of the two ends of the first planned route with a way, and of two places without one. */
const ends = (page) =>
  page.evaluate(() => {
    const ids = [...document.querySelectorAll(".explore-place-list > li > a")].map((link) => link.getAttribute("href").split("/").at(-2));
    const { routes } = window.landbridgeNetwork;
    const planned = routes.find(({ ways, from, to }) => ways.length > 0 && ids[from[0]] && ids[to[0]]);
    const used = new Set(routes.flatMap(({ from, to }) => [...from, ...to]));
    const free = ids.filter((_, index) => !used.has(index));
    return { from: ids[planned.from[0]], to: ids[planned.to[0]], lonely: [free[0], free.at(-1)] };
  });

const CHECKS = [
  ["lists hold what the data holds", async (page, expect) => {
    const counts = await page.evaluate(() => {
      const { places, lines, lanes, routes } = window.landbridgeNetwork;
      const count = (selector) => document.querySelectorAll(selector).length;
      return [
        [places.length, count(".explore-place-list > li")], [lines.length, count(".explore-lines tbody tr")],
        [lanes.length, count("#explore-lane-list > li")], [routes.length, count("#explore-route-list > li")],
      ];
    });
    for (const [data, list] of counts) expect(data === list || (data > list && list > 0), `${data} in the data, ${list} in the list`);
  }],
  ["a year is chosen by the keyboard", async (page, expect) => {
    const before = await picture(page);
    await page.focus("#explore-year");
    await page.keyboard.press("Home");
    const first = await page.getAttribute("#explore-year", "min");
    expect((await page.innerText("#explore-year-told")).startsWith(first), "the year is not told");
    expect((await settled(page)) === `#year=${first}`, `the address does not keep the year: ${page.url()}`);
    expect((await picture(page)) !== before, "the map of the first year is that of the present");
  }],
  ["two places with a planned route", async (page, expect) => {
    const { from, to } = await ends(page);
    const before = await picture(page);
    await choose(page, from, to);
    const hash = await settled(page);
    expect(hash.includes(`from=${from}`) && hash.includes(`to=${to}`) && hash.includes("route="), `the address is ${hash}`);
    expect((await page.$$("#explore-answer li a")).length > 0, "no planned route is shown");
    expect((await picture(page)) !== before, "the way is not drawn");
  }],
  ["a city, and names in other scripts", async (page, expect) => {
    for (const [from, to] of [["Moscow", "Владивосток"], ["모스크바", "RUVVO"]]) {
      await choose(page, from, to);
      const hash = await settled(page);
      expect(hash.includes("from=moscow-") && hash.includes("to=vladivostok"), `${from}, ${to}: ${hash}`);
      expect((await page.getAttribute("#explore-from", "aria-invalid")) !== "true", `${from} is called unknown`);
    }
  }],
  ["places of every importance by their other names", async (page, expect) => {
    const named = await page.evaluate(() => {
      const { places } = window.landbridgeNetwork;
      const entries = [...document.querySelectorAll(".explore-place-list > li")].map((entry, index) => ({
        id: entry.querySelector("a").getAttribute("href").split("/").at(-2), importance: places[index][3],
        names: [...entry.querySelectorAll("bdi")].map((name) => name.textContent),
      }));
      const all = entries.flatMap(({ names }) => names);
      const isAlone = (name) => all.filter((other) => other === name).length === 1;
      const last = new Map(entries.filter(({ names }) => names.some(isAlone)).map((entry) => [entry.importance, entry]));
      return [...last.values()].map(({ id, names }) => ({ id, name: names.find(isAlone) }));
    });
    expect(named.length >= 3, `only ${named.length} importances have other names`);
    for (const { id, name } of named) {
      await choose(page, name, "");
      const hash = await settled(page);
      expect(hash.includes(`from=${id}`), `${name} is not ${id}: ${hash}`);
    }
  }],
  ["two places without a planned route", async (page, expect) => {
    const { lonely } = await ends(page);
    await choose(page, ...lonely);
    const told = await answer(page);
    expect(told.includes(`landbridge plan ${lonely[0]} ${lonely[1]}`), `the command is not told: ${told}`);
  }],
  ["an address brings back the same picture", async (page, expect, address) => {
    const { from, to } = await ends(page);
    await choose(page, from, to);
    await page.uncheck('[data-layer="names"]');
    await page.focus("#explore-map");
    for (const key of ["+", "ArrowLeft", "ArrowUp", "]"]) await page.keyboard.press(key);
    await page.focus("#explore-year");
    await page.keyboard.press("ArrowLeft");
    const hash = await settled(page);
    for (const key of ["year=", "hide=names", "from=", "to=", "view="]) expect(hash.includes(key), `no ${key} in ${hash}`);
    await page.goto("about:blank");
    await page.goto(address + hash);
    await page.waitForFunction(canvasColours);
    expect((await settled(page)) === hash, `${hash} became ${new URL(page.url()).hash}`);
    expect(!(await page.isChecked('[data-layer="names"]')), "the layer is on again");
    expect((await page.inputValue("#explore-to")) !== "", "the place is gone");
  }],
  ["keys move the map", async (page, expect) => {
    const pictures = new Set([await picture(page)]);
    await page.focus("#explore-map");
    for (const key of ["ArrowRight", "ArrowDown", "+", "-", "[", "n"]) {
      await page.keyboard.press(key);
      await page.waitForTimeout(60);
      pictures.add(await picture(page));
    }
    expect(pictures.size >= 6, `only ${pictures.size} different pictures`);
    await page.keyboard.press("p");
    expect((await settled(page)).includes("view=90.000"), `the pole is not in the middle: ${page.url()}`);
    await page.keyboard.press("0");
    expect((await settled(page)) === "", `home has an address: ${page.url()}`);
  }],
  ["a place under the pointer is chosen, and Esc clears it", async (page, expect, address) => {
    const [index, latitude, longitude] = await page.evaluate(() => {
      const { places } = window.landbridgeNetwork;
      const at = places.findIndex(([, , , importance]) => importance === 1);
      return [at, places[at][0] / 1000, places[at][1] / 1000];
    });
    await page.goto("about:blank");
    await page.goto(`${address}#view=${latitude}_${longitude}_0_3000`);
    await page.waitForFunction(canvasColours);
    const box = await (await page.$("#explore-map")).boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const name = await page.$$eval(".explore-place-list > li > a", (links, at) => links[at].textContent, index);
    expect((await page.inputValue("#explore-from")).startsWith(name), `${name} was not chosen`);
    expect((await page.innerText("#explore-readout")).startsWith(name), `${name} is not told`);
    await page.focus("#explore-map");
    await page.keyboard.press("Escape");
    expect((await page.inputValue("#explore-from")) === "", "Esc does not clear the place");
  }],
  ["dragging turns the globe, over the pole too", async (page, expect) => {
    const box = await (await page.$("#explore-map")).boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + 100);
    await page.mouse.down();
    for (const share of [0.3, 0.6, 0.9]) await page.mouse.move(box.x + box.width / 2, box.y + 100 + (box.height - 120) * share);
    await page.mouse.up();
    const [latitude, longitude] = (await settled(page)).split("view=")[1].split("_").map(Number);
    const [, home] = await page.evaluate(() => window.landbridgeNetwork.centre.map((part) => part / 1000));
    const isOver = Math.abs(((longitude - home + 540) % 360) - 180) > 90 || latitude > 75;
    expect(isOver, `the middle is ${latitude}, ${longitude}`);
  }],
  ["close by there is a finer coast", async (page, expect) => {
    let isAsked = false;
    page.on("request", (request) => (isAsked ||= request.url().includes("land-50m")));
    await page.focus("#explore-map");
    for (let times = 0; times < 6; times++) await page.keyboard.press("+");
    await page.waitForTimeout(400);
    expect(isAsked, "the finer coast was not asked for");
  }],
  ["dark colours are drawn dark", async (page, expect) => {
    const before = await picture(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForTimeout(200);
    expect((await picture(page)) !== before, "the picture stays light");
  }],
];
