// How much a host sends for a page, all of it, compressed as hosts do: the first page, a route page, the map.

import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { gzipSync } from "node:zlib";

/** Bytes by type of page; for the map its scripts and geometry alone as well. */
const LIMITS = { overview: 150_000, route: 150_000, explore: 250_000 };
const MAP_SCRIPTS = 40_000;

export async function bytesSent({ site, types, tally }) {
  const started = Date.now();
  const results = [];
  for (const { type, pages } of types.filter(({ type }) => LIMITS[type])) {
    const { file, text } = pages.at(-1);
    const named = [...text.matchAll(/ (?:src|href)="([^"#]+\.(?:css|js|svg))"/g)].map(([, address]) => resolve(dirname(file), address));
    const parts = [file, ...new Set(named)].map((path) => ({ path, size: gzipSync(readFileSync(path)).length }));
    const sum = (some) => some.reduce((all, { size }) => all + size, 0);
    const problems = [];
    const told = () => parts.map(({ path, size }) => `${relative(site, path)} ${size}`).join(", ");
    if (sum(parts) > LIMITS[type]) problems.push(`${sum(parts)} bytes, more than ${LIMITS[type]}: ${told()}`);
    const ofMap = parts.filter(({ path }) => /explore\/network\.js$|assets\/(explore|land-110m)-[^/]*\.js$/.test(path));
    if (type === "explore" && ofMap.length !== 3) problems.push(`the map is made of ${ofMap.length} scripts`);
    if (sum(ofMap) > MAP_SCRIPTS) problems.push(`the map's scripts come to ${sum(ofMap)} bytes, more than ${MAP_SCRIPTS}: ${told()}`);
    console.log(`     ${type}: ${sum(parts)} bytes${ofMap.length > 0 ? `, of which ${sum(ofMap)} are the map's scripts and geometry` : ""}`);
    results.push({ name: relative(site, file), problems });
  }
  tally.add(`bytes sent: ${results.length} pages`, results, started);
}
