// Converts the land outline of Natural Earth to the compact rings that `src/site/map/land.rs` reads.
//
// Run it only to change the outline; its output is committed. In an empty folder elsewhere:
//
//     npm install world-atlas@2.0.2 topojson-client@3.1.0
//     node LANDBRIDGE/site/tools/land-outline.mjs LANDBRIDGE/site/assets
//
// Input: land-110m.json and land-50m.json of the npm package world-atlas 2.0.2 (TopoJSON, looked up from the
// current folder). Output: files of the same names, each
//
//     {"source": .., "unit": "0.01 degree", "rings": [[longitude, latitude, then the steps to the next corner ..], ..]}
//
// - Whole hundredths of a degree; every corner after the first is the step from the one before.
// - A ring is closed without repeating its first corner. A longitude may pass 180 degrees, so no ring jumps.
// - Every ring runs anticlockwise around its smaller side: an island around its land, a lake around its water.
//   So the land is where an odd number of rings lies around a point.
// - Antarctica is left out, and islands smaller than SMALLEST in both directions.
//
// Same input, same bytes.

import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "land-outline.js"));
const { feature } = require("topojson-client");

/** Islands that are narrower than this many degrees both ways are left out. */
const SMALLEST = { "110m": 0, "50m": 0.12 };
/** A ring that lies wholly south of this latitude is Antarctica or an island off it. */
const ANTARCTIC = -60;

const folder = process.argv[2];
if (!folder) {
  console.error("usage: node land-outline.mjs OUTPUT-FOLDER");
  process.exit(2);
}
for (const resolution of ["110m", "50m"]) {
  const atlas = require(`world-atlas/land-${resolution}.json`);
  const rings = polygons(feature(atlas, atlas.objects.land))
    .flat()
    .map(unwrapped)
    .filter((ring) => extent(ring, 1).high > ANTARCTIC)
    .filter((ring) => Math.max(width(ring, 0), width(ring, 1)) >= SMALLEST[resolution])
    .map(rounded)
    .filter((ring) => ring.length >= 3)
    .map(anticlockwise)
    .sort((a, b) => b.length - a.length || a[0][0] - b[0][0] || a[0][1] - b[0][1])
    .map(steps);
  const head = `{"source":"Natural Earth land ${resolution} (public domain), by world-atlas 2.0.2","unit":"0.01 degree","rings":[\n`;
  const text = head + rings.map((ring) => `[${ring}]`).join(",\n") + "\n]}\n";
  writeFileSync(join(folder, `land-${resolution}.json`), text);
  console.log(`${resolution}: ${rings.length} rings, ${rings.flat().length / 2} corners, ${text.length} bytes`);
}

/** The polygons of a geometry, each a list of rings. */
function polygons(collection) {
  return collection.features.flatMap(({ geometry }) =>
    geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates,
  );
}

/** The ring without its repeated last corner, its longitudes running on over 180 degrees. */
function unwrapped(ring) {
  let previous = ring[0][0];
  return ring.slice(0, -1).map(([longitude, latitude]) => {
    const turns = Math.round((previous - longitude) / 360);
    previous = longitude + turns * 360;
    return [previous, latitude];
  });
}

function extent(ring, axis) {
  const values = ring.map((corner) => corner[axis]);
  return { low: Math.min(...values), high: Math.max(...values) };
}

function width(ring, axis) {
  const { low, high } = extent(ring, axis);
  return high - low;
}

/** In whole hundredths of a degree, without corners that fall together. */
function rounded(ring) {
  const corners = ring.map((corner) => corner.map((degrees) => Math.round(degrees * 100)));
  return corners.filter((corner, i) => {
    const before = corners.at(i - 1);
    return corner[0] !== before[0] || corner[1] !== before[1];
  });
}

function anticlockwise(ring) {
  const area = ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return area < 0 ? ring.reverse() : ring;
}

function steps(ring) {
  return ring.flatMap(([x, y], i) => (i === 0 ? [x, y] : [x - ring[i - 1][0], y - ring[i - 1][1]]));
}
