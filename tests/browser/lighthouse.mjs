// Lighthouse on the overview and on a route page: performance and accessibility.
//
// Performance is modelled for a slow telephone from what this machine did; a busy one makes it lower, never higher. So the
// best of a few runs counts, and a little less than 100 passes: docs/performance.md has what a quiet machine gives.

import { join } from "node:path";

import { chromiumPath } from "./chromium.mjs";
import { serve } from "./server.mjs";

const TYPES = ["overview", "route"];
const RUNS = 3;
const LEAST = { performance: 95, accessibility: 100 };

export async function lighthouseScores({ site, types, tally }) {
  const started = Date.now();
  const { default: lighthouse } = await import("lighthouse");
  const { launch } = await import("chrome-launcher");
  const chrome = await launch({ chromePath: chromiumPath(), chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
  const { server, address } = await serve(site);
  const results = [];
  for (const { type, pages } of types.filter(({ type }) => TYPES.includes(type))) {
    const path = pages.at(-1).file.slice(join(site, "/").length);
    let best = { performance: 0, accessibility: 0 };
    let problems = [];
    for (let run = 0; run < RUNS && !isFull(best); run++) {
      const { lhr } = await lighthouse(address + path, { port: chrome.port, onlyCategories: ["performance", "accessibility"], logLevel: "silent" });
      const scores = Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(score * 100)]));
      if (run > 0 && scores.performance < best.performance) continue;
      best = scores;
      problems = Object.entries(scores).filter(([name, score]) => score < LEAST[name]).map(([name, score]) => `lighthouse ${name} ${score}: ${weak(lhr, name)}`);
    }
    console.log(`     ${type}: performance ${best.performance}, accessibility ${best.accessibility}`);
    results.push({ name: path, problems });
  }
  server.close();
  await chrome.kill();
  tally.add(`lighthouse: ${results.length} pages`, results, started);
}

const isFull = ({ performance, accessibility }) => performance === 100 && accessibility === 100;

/** The audits that cost points. */
function weak(lhr, category) {
  const { auditRefs } = lhr.categories[category];
  const lost = auditRefs.map(({ id, weight }) => ({ audit: lhr.audits[id], weight })).filter(({ audit, weight }) => weight > 0 && audit.score !== null && audit.score < 0.995);
  return lost.map(({ audit }) => `${audit.title}${audit.displayValue ? ` ${audit.displayValue}` : ""}`).join("; ");
}
