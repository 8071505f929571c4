// Do the addresses of a page lead to files of the site, and their fragments to ids?

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Links whose file is not in the site, or whose fragment is not in the file. */
export function brokenLinks(found, siteAddress) {
  const problems = [];
  for (const { written, resolved } of found) {
    const address = new URL(resolved);
    if (address.protocol !== "file:" || !address.href.startsWith(siteAddress)) {
      problems.push(`link leaves the site: ${written}`);
      continue;
    }
    const file = fileURLToPath(new URL(address.pathname, "file:///"));
    if (!existsSync(file) || file.endsWith("/")) problems.push(`broken link: ${written}`);
    // A fragment with `=` is a script's own state, not an id.
    else if (address.hash.length > 1 && !address.hash.includes("=") && !hasId(file, decodeURIComponent(address.hash.slice(1)))) {
      problems.push(`link to a missing id: ${written}`);
    }
  }
  return problems;
}

function hasId(file, id) {
  const escaped = id.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return textOf(file).includes(` id="${escaped}"`);
}

const kept = new Map();

function textOf(file) {
  if (!kept.has(file)) kept.set(file, readFileSync(file, "utf8"));
  return kept.get(file);
}
