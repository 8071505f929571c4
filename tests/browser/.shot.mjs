import { pathToFileURL } from "node:url"; import { resolve } from "node:path";
const { startBrowser } = await import(process.env.BROWSER_DIR + "/chromium.mjs");
const [file, name, h1, h2] = process.argv.slice(2);
const b = await startBrowser();
for (const [scheme, width, h] of [["light", 1280, h1 || 2200], ["dark", 390, h2 || 1800]]) {
  const t = await b.newPage({ viewport: { width, height: Number(h) }, colorScheme: scheme, reducedMotion: "reduce" });
  await t.goto(pathToFileURL(resolve(file)).href);
  await t.screenshot({ path: `/tmp/lb/${name}-${scheme}-${width}.png` });
  await t.close();
}
await b.close();
