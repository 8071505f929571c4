// Which pages of a site are opened? A few of every type, as `<body data-page="...">` tells it.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Every HTML page under the folder, sorted: {file, type, size, text}. A page that tells no type has type "". */
function allPages(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => /(^|[\\/])(index|404)\.html$/.test(file) && statSync(file).isFile())
    .sort()
    .map((file) => {
      const text = readFileSync(file, "utf8");
      const type = /<body[^>]*\bdata-page="([^"]*)"/.exec(text)?.[1] ?? "";
      return { file, type, text, variant: variantOf(type, text), size: text.length };
    });
}

/** Lines differ by mode and places by kind, which stand above the title; pages of other types are all alike. */
function variantOf(type, text) {
  if (type !== "line" && type !== "place") return "";
  const kicker = /<p class="kicker">(.*?)<\/p>/.exec(text)?.[1] ?? "";
  return kicker.replace(/<[^>]*>/g, "").split(" · ")[0];
}

/** Type to pages: the first of each type and the longest of each variant of it, since the longest breaks first. */
export function pagesByType(folder) {
  const types = new Map();
  for (const page of allPages(folder)) {
    types.set(page.type, [...(types.get(page.type) ?? []), page]);
  }
  const sorted = [...types].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([type, pages]) => {
    const chosen = new Set([pages[0]]);
    for (const variant of new Set(pages.map((page) => page.variant))) {
      const alike = pages.filter((page) => page.variant === variant);
      chosen.add(alike.reduce((best, page) => (page.size > best.size ? page : best)));
    }
    // The longest of all comes last: pictures are taken of it.
    const bySize = [...chosen].sort((a, b) => a.size - b.size);
    return { type, pages: bySize, total: pages.length };
  });
}
