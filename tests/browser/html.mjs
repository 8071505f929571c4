// html-validate on the longest page of every type.

import { readFileSync } from "node:fs";
import { relative } from "node:path";

/** Rules of taste, and one that asks for what a page on a disk cannot have. */
const CONFIG = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // `<!DOCTYPE html>` is as good as `<!doctype html>`.
    "doctype-style": "off",
    // Assets are files of the same folder, named by their content.
    "require-sri": "off",
    // Boxes in which a table scrolls have the role of a region so that the keyboard can reach them; they are no sections.
    // What the search found is a listbox of links, which a `<select>` cannot hold.
    "prefer-native-element": ["error", { exclude: ["region", "listbox"] }],
    // Ids of networks may begin with a figure; HTML allows that.
    "valid-id": ["error", { relaxed: true }],
    // Only style, and the same in every browser.
    "long-title": "off",
    "no-trailing-whitespace": "off",
    "void-style": "off",
  },
};

export async function validateHtml({ site, types, tally }) {
  const started = Date.now();
  const { HtmlValidate, StaticConfigLoader } = await import("html-validate");
  const validator = new HtmlValidate(new StaticConfigLoader(CONFIG));
  const results = [];
  for (const { pages } of types) {
    const file = pages.at(-1).file;
    const report = await validator.validateString(readFileSync(file, "utf8"), file);
    const found = report.results.flatMap(({ messages }) => messages);
    const problems = found.slice(0, 8).map(({ ruleId, message, line, column }) => `html-validate ${ruleId}, line ${line}:${column}: ${message}`);
    if (found.length > 8) problems.push(`html-validate: ${found.length - 8} more`);
    results.push({ name: relative(site, file), problems });
  }
  tally.add(`html-validate: ${results.length} pages`, results, started);
}
