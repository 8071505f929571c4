// The globe of the explore page: directions, how the globe is turned, and where a direction falls on the screen.
//
// The projection is the spherical Lambert azimuthal equal area, as in src/site/map/projection.rs. A direction is a unit
// vector [x, y, z]. How the globe is turned is three unit vectors: what points right, up and to the reader.
"use strict";

var landbridgeGlobe = (() => {
  /** What lies further from the middle than this is not drawn. */
  const HORIZON = (125 * Math.PI) / 180;
  const HORIZON_RADIUS = 2 * Math.sin(HORIZON / 2);
  const DEGREE = Math.PI / 180;

  const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  const scaled = (a, by) => [a[0] * by, a[1] * by, a[2] * by];
  const sum = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
  const unit = (a) => scaled(a, 1 / (Math.hypot(a[0], a[1], a[2]) || 1));

  /** The direction of a place, given in degrees. */
  function direction(latitude, longitude) {
    const [lat, lon] = [latitude * DEGREE, longitude * DEGREE];
    return [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
  }

  /** Latitude and longitude of a direction, in degrees. */
  function position([x, y, z]) {
    return [Math.atan2(z, Math.hypot(x, y)) / DEGREE, Math.atan2(y, x) / DEGREE];
  }

  /** The globe with this place in the middle; `roll` degrees from the screen's up to north, clockwise. */
  function turnedTo(latitude, longitude, roll) {
    const out = direction(latitude, longitude);
    const east = direction(0, longitude + 90);
    const north = cross(out, east);
    const [cos, sin] = [Math.cos(roll * DEGREE), Math.sin(roll * DEGREE)];
    return {
      right: sum(scaled(east, cos), scaled(north, sin)),
      up: sum(scaled(north, cos), scaled(east, -sin)),
      out,
    };
  }

  /** What `turnedTo` would take to make this globe. */
  function turnOf({ right, out }) {
    const [latitude, longitude] = position(out);
    const east = direction(0, longitude + 90);
    const north = cross(out, east);
    return { latitude, longitude, roll: Math.atan2(dot(right, north), dot(right, east)) / DEGREE };
  }

  /** The globe turned the short way so that what was at `from` is where `to` was. */
  function dragged(globe, from, to) {
    const axis = cross(to, from);
    const sine = Math.hypot(axis[0], axis[1], axis[2]);
    if (sine < 1e-12) return globe;
    const around = scaled(axis, 1 / sine);
    const cosine = dot(from, to);
    const turned = (v) =>
      unit(sum(sum(scaled(v, cosine), scaled(cross(around, v), sine)), scaled(around, dot(around, v) * (1 - cosine))));
    return { right: turned(globe.right), up: turned(globe.up), out: turned(globe.out) };
  }

  /** Where a direction falls: x to the right and y down, in earth radii from the middle; cosine of its distance. */
  function project(globe, v) {
    const cosine = dot(v, globe.out);
    const stretch = Math.sqrt(2 / Math.max(1 + cosine, 1e-9));
    return [stretch * dot(v, globe.right), -stretch * dot(v, globe.up), cosine];
  }

  /** The direction that falls on a point, or null off the globe. */
  function unproject(globe, x, y) {
    const radius = Math.hypot(x, y);
    if (!(radius <= HORIZON_RADIUS)) return null;
    const angle = 2 * Math.asin(Math.min(radius / 2, 1));
    const share = radius < 1e-9 ? 1 : Math.sin(angle) / radius;
    return unit(
      sum(scaled(globe.out, Math.cos(angle)), sum(scaled(globe.right, x * share), scaled(globe.up, -y * share))),
    );
  }

  /** A path of directions with points put in, so that straight strokes follow the great circles. */
  function densified(path) {
    const points = path.slice(0, 1);
    for (let i = 1; i < path.length; i++) {
      const [from, to] = [path[i - 1], path[i]];
      const angle = Math.atan2(Math.hypot(...cross(from, to)), dot(from, to));
      const pieces = Math.ceil(angle / (2 * DEGREE));
      for (let piece = 1; piece < pieces; piece++) {
        const along = (angle * piece) / pieces;
        points.push(
          unit(sum(scaled(from, Math.sin(angle - along) / Math.sin(angle)), scaled(to, Math.sin(along) / Math.sin(angle)))),
        );
      }
      points.push(to);
    }
    return points;
  }

  /** The rings of a land outline (see src/site/map/land.rs), each with the cap that it lies in. */
  function rings({ hundredths, rings: all }) {
    return all.map((steps) => {
      const corners = [];
      let [longitude, latitude] = [0, 0];
      for (let i = 0; i < steps.length; i += 2) {
        longitude += steps[i];
        latitude += steps[i + 1];
        corners.push(direction((latitude * hundredths) / 100, (longitude * hundredths) / 100));
      }
      const middle = unit(corners.reduce(sum));
      const reach = Math.max(...corners.map((corner) => Math.acos(Math.max(-1, Math.min(1, dot(corner, middle))))));
      return { corners, middle, reach };
    });
  }

  /**
   * Adds the land to the canvas' path, to be filled by the even-odd rule.
   *
   * What lies beyond the horizon is pulled straight back onto it, so no edge cuts across. A ring around the far side has
   * its land outside of its line: then the whole disc is added, which turns inside and outside round.
   */
  function traceLand(context, all, view) {
    const { globe, scale, x: middleX, y: middleY, reach: inView } = view;
    const place = (x, y, isFirst) => (isFirst ? context.moveTo : context.lineTo).call(context, middleX + x * scale, middleY + y * scale);
    let isInverted = false;
    for (const ring of all) {
      const away = Math.acos(Math.max(-1, Math.min(1, dot(ring.middle, globe.out))));
      const holdsFarSide = Math.PI - away <= ring.reach;
      if (!holdsFarSide && away - ring.reach > inView) continue;
      let twiceArea = 0;
      let beyond = null;
      let [firstX, firstY, lastX, lastY] = [0, 0, 0, 0];
      let isFirst = true;
      const add = (x, y) => {
        place(x, y, isFirst);
        if (isFirst) [firstX, firstY] = [x, y];
        else twiceArea += lastX * y - x * lastY;
        isFirst = false;
        [lastX, lastY] = [x, y];
      };
      for (let i = 0; i <= ring.corners.length; i++) {
        const [x, y] = project(globe, ring.corners[i % ring.corners.length]);
        if (x * x + y * y <= HORIZON_RADIUS * HORIZON_RADIUS) {
          beyond = null;
          add(x, y);
          continue;
        }
        const azimuth = Math.atan2(y, x);
        if (beyond !== null) {
          const turn = ((azimuth - beyond + 3 * Math.PI) % (2 * Math.PI)) - Math.PI;
          const pieces = Math.ceil(Math.abs(turn) / (3 * DEGREE));
          for (let piece = 1; piece < pieces; piece++) {
            const between = beyond + (turn * piece) / pieces;
            add(HORIZON_RADIUS * Math.cos(between), HORIZON_RADIUS * Math.sin(between));
          }
        }
        add(HORIZON_RADIUS * Math.cos(azimuth), HORIZON_RADIUS * Math.sin(azimuth));
        beyond = azimuth;
      }
      twiceArea += lastX * firstY - firstX * lastY;
      if (twiceArea > 1e-6) isInverted = !isInverted;
      context.closePath();
    }
    if (isInverted) {
      context.moveTo(middleX + HORIZON_RADIUS * scale, middleY);
      context.arc(middleX, middleY, HORIZON_RADIUS * scale, 0, 2 * Math.PI);
    }
  }

  return {
    HORIZON_RADIUS, densified, direction, dot, dragged, position, project, rings, traceLand, turnOf, turnedTo, unproject,
    horizonCosine: Math.cos(HORIZON),
  };
})();
