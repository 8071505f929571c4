// Finds a Chromium and starts it, for run.mjs and shots.mjs.

import { existsSync } from "node:fs";

/** Exit code when there is nothing to run the tests with. */
export const NO_BROWSER = 3;

const PLACES = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The path of a Chromium, or nothing. */
export const chromiumPath = () => PLACES.find((place) => place && existsSync(place));

/** A running browser. Ends the program with NO_BROWSER and a plain sentence where there is none. */
export async function startBrowser() {
  const executablePath = chromiumPath();
  if (!executablePath) {
    console.error("no Chromium was found: install one, or name it in the environment variable CHROMIUM");
    process.exit(NO_BROWSER);
  }
  let playwright;
  try {
    playwright = await import("playwright-core");
  } catch {
    console.error("the packages are not installed: run `npm ci` in tests/browser first");
    process.exit(NO_BROWSER);
  }
  return playwright.chromium.launch({ executablePath, headless: true, args: FLAGS });
}
