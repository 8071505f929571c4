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
      return { file, type, size: text.length };
    });
}

/** Type to pages: the first and the longest of each type, since the longest breaks first. */
export function pagesByType(folder) {
  const types = new Map();
  for (const page of allPages(folder)) {
    types.set(page.type, [...(types.get(page.type) ?? []), page]);
  }
  const sorted = [...types].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([type, pages]) => {
    const longest = pages.reduce((best, page) => (page.size > best.size ? page : best));
    return { type, pages: longest === pages[0] ? [longest] : [pages[0], longest], total: pages.length };
  });
}
