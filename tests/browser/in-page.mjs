// What is looked at inside a page. These functions are sent to the browser, so each stands alone.

/** Problems of layout: sideways scrolling, text in a picture that runs out of it, nothing to read. */
export function layoutProblems() {
  const problems = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .filter((element) => !element.closest(".table-box, svg, .visually-hidden"))
      .slice(0, 3)
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`);
    problems.push(`scrolls sideways: ${root.scrollWidth} of ${root.clientWidth} px (${wide.join(", ")})`);
  }
  // Texts of one picture that touch, by the boxes of their letters: a line box has free space above and below them.
  for (const picture of document.querySelectorAll("svg.chart, svg.map-picture")) {
    if (picture.getClientRects().length === 0) continue;
    const seen = [];
    for (const text of picture.querySelectorAll("text")) {
      const box = text.getBBox();
      const trim = box.height * 0.18;
      const own = { text: text.textContent.trim(), left: box.x, right: box.x + box.width, top: box.y + trim, bottom: box.y + box.height - trim };
      if (box.width === 0) continue;
      for (const other of seen) {
        const across = Math.min(own.right, other.right) - Math.max(own.left, other.left);
        const down = Math.min(own.bottom, other.bottom) - Math.max(own.top, other.top);
        if (across > 1 && down > 1) problems.push(`texts touch in a picture: "${own.text}" and "${other.text}"`);
      }
      seen.push(own);
    }
  }
  // The letters on the screen, without the halo around them, which Firefox counts as part of the text.
  const onScreen = (text) => {
    const [box, matrix] = [text.getBBox(), text.getScreenCTM()];
    const corner = (x, y) => ({ x: matrix.a * x + matrix.c * y + matrix.e, y: matrix.b * x + matrix.d * y + matrix.f });
    if (box.width === 0) return { width: 0 };
    const corners = [box.x, box.x + box.width].flatMap((x) => [box.y, box.y + box.height].map((y) => corner(x, y)));
    const [left, right] = [Math.min(...corners.map((c) => c.x)), Math.max(...corners.map((c) => c.x))];
    const [top, bottom] = [Math.min(...corners.map((c) => c.y)), Math.max(...corners.map((c) => c.y))];
    return { left, right, top, bottom, width: right - left };
  };
  for (const text of document.querySelectorAll("svg text")) {
    let picture = text.ownerSVGElement;
    while (picture.ownerSVGElement) picture = picture.ownerSVGElement;
    const [inner, outer] = [onScreen(text), picture.getBoundingClientRect()];
    if (inner.width === 0 || outer.width === 0) continue;
    const out = Math.max(outer.left - inner.left, inner.right - outer.right, outer.top - inner.top, inner.bottom - outer.bottom);
    if (out > 1) problems.push(`text runs ${out.toFixed(0)} px out of its picture: "${text.textContent.trim()}"`);
  }
  for (const element of document.querySelectorAll("main *:not(svg *, .visually-hidden)")) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const isCut =
      (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1);
    if (isCut && element.clientWidth > 1) problems.push(`cuts off what is in it: ${element.tagName.toLowerCase()}.${element.className} "${element.textContent.trim().slice(0, 40)}"`);
  }
  if (document.querySelectorAll("h1").length !== 1) problems.push("has not exactly one h1");
  if ((document.querySelector("main")?.innerText ?? "").trim().length < 20) problems.push("has nothing to read in main");
  return problems;
}

/** Every address in the page that is not absolute, as written and as resolved. */
export function addresses() {
  const found = [];
  for (const element of document.querySelectorAll("[href], [src]")) {
    for (const name of ["href", "src"]) {
      const written = element.getAttribute(name);
      if (written === null || /^(https?|mailto):/.test(written)) continue;
      found.push({ written, resolved: new URL(written, document.baseURI).href });
    }
  }
  return found;
}

/** Runs axe; only what is serious or critical counts. */
export async function axeProblems(onlyColours) {
  const options = { resultTypes: ["violations"] };
  if (onlyColours) options.runOnly = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
  const { violations } = await window.axe.run(document, options);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, impact, nodes }) => `axe ${impact} ${id}, ${nodes.length} times, first: ${nodes[0].html.slice(0, 160)}`);
}

/** How many colours the page's canvas shows, if it shows more than an empty one would; else false. */
export function canvasColours() {
  const canvas = document.querySelector("canvas");
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [canvas.width, canvas.height];
  if (!copy.width || !copy.height) return false;
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, copy.width, copy.height);
  const colours = new Set();
  for (let i = 0; i < data.length; i += 4 * 97) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  return colours.size > 8 ? colours.size : false;
}
