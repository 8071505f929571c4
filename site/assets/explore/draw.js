// Draws the explore page's map on its canvas, and finds what lies under the pointer. Shapes and dashes come from the
// data, colours from site.css.
"use strict";

var landbridgeDraw = (() => {
  const { HORIZON_RADIUS, horizonCosine, project, traceLand } = landbridgeGlobe;

  /** Pixels an earth radius from which on places of an importance are drawn, and from which on they are named. */
  const DRAWN_FROM = [0, 0, 300, 700, 1300, 2400];
  const NAMED_FROM = [0, 0, 520, 1300, 2600, 4200];
  /** From here on modes have their pattern and states their sign. */
  const CLOSE = 1800;
  /** Widths of lines by class of their mode. */
  const WIDTHS = { "mode-rail": 2.2, "mode-sea": 1.2 };

  /** Colours as the style sheets give them to the elements of the other maps. */
  function readColours(model, host) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "map explore-probe");
    svg.setAttribute("aria-hidden", "true");
    const probe = (group, part) => {
      const outer = svg.appendChild(document.createElementNS(svg.namespaceURI, "g"));
      outer.setAttribute("class", group);
      const inner = outer.appendChild(document.createElementNS(svg.namespaceURI, "path"));
      inner.setAttribute("class", part);
      return inner;
    };
    const modes = model.modes.map((mode) => probe(`map-link ${mode.class}`, "map-line"));
    const kinds = model.kinds.map((kind) => probe(`map-node ${kind.class}`, "map-symbol"));
    const named = ["land", "sea", "label", "picked"].map((name) => probe("", `explore-colour-${name}`));
    host.append(svg);
    const look = (element) => {
      const { fill, stroke } = getComputedStyle(element);
      return { fill, stroke };
    };
    const [land, sea, label, picked] = named.map(look);
    const colours = { modes: modes.map(look), kinds: kinds.map(look), land, sea, label, picked };
    svg.remove();
    return colours;
  }

  /** Traces a path of directions, broken at the horizon. Goes on from the last point if `goesOn`. */
  function trace(context, path, view, goesOn) {
    let isDown = goesOn;
    for (let i = goesOn ? 1 : 0; i < path.length; i++) {
      const [x, y, cosine] = project(view.globe, path[i]);
      if (cosine < horizonCosine) {
        isDown = false;
        continue;
      }
      if (isDown) context.lineTo(view.x + x * view.scale, view.y + y * view.scale);
      else context.moveTo(view.x + x * view.scale, view.y + y * view.scale);
      isDown = true;
    }
    return isDown;
  }

  function drawGlobe(context, model, land, view, colours) {
    context.beginPath();
    context.arc(view.x, view.y, HORIZON_RADIUS * view.scale, 0, 2 * Math.PI);
    context.fillStyle = colours.sea.fill;
    context.fill();
    context.beginPath();
    traceLand(context, land, view);
    context.fillStyle = colours.land.fill;
    context.fill("evenodd");
    context.lineWidth = 0.8;
    context.strokeStyle = colours.land.stroke;
    context.stroke();
    context.beginPath();
    for (const line of model.graticule) trace(context, line, view, false);
    context.globalAlpha = 0.35;
    context.stroke();
    context.globalAlpha = 1;
  }

  /** Links as buckets of one mode and state; what is not open comes first, lanes before lines. */
  function buckets(model, state) {
    const found = new Map();
    for (const link of model.links) {
      const status = link.states[state.year - model.firstYear];
      if (state.hidden.has(model.modes[link.mode].class) || state.hidden.has(model.states[status].class)) continue;
      const key = status * 16 + link.mode;
      if (!found.has(key)) found.set(key, { status, mode: link.mode, links: [] });
      found.get(key).links.push(link);
    }
    const rank = ({ status, mode }) => (model.states[status].is_open ? 100 : 0) + (model.modes[mode].class === "mode-sea" ? 0 : 10);
    return [...found.values()].sort((a, b) => rank(a) - rank(b));
  }

  const dashesOf = (text) => (text && text !== "none" ? text.split(" ").map(Number) : []);

  function drawLinks(context, model, state, view, colours, isFaint) {
    const grown = Math.min(Math.max(view.scale / 1100, 0.75), 1.6);
    for (const { status, mode, links } of buckets(model, state)) {
      const { is_open: isOpen, dashes } = model.states[status];
      const width = (WIDTHS[model.modes[mode].class] ?? 1.8) * grown;
      context.beginPath();
      let before = null;
      for (const link of links) {
        // Sections of a line that meet are one stroke, so that dashes run on.
        const goesOn = before !== null && before.line === link.line && before.to === link.from && link.to >= 0 && before.isDown;
        before = { line: link.line, to: link.to, isDown: trace(context, link.path, view, goesOn) };
      }
      context.globalAlpha = (isOpen ? 1 : status === model.states.length - 1 ? 0.4 : 0.85) * (isFaint ? 0.3 : 1);
      context.strokeStyle = colours.modes[mode].stroke;
      context.lineWidth = isOpen ? width : width * 0.85;
      context.setLineDash(dashesOf(dashes));
      context.stroke();
      const { pattern } = model.modes[mode];
      if (isOpen && pattern && view.scale >= CLOSE && !isFaint) {
        const isLight = pattern[0] < 2;
        context.strokeStyle = isLight ? colours.label.stroke : colours.modes[mode].stroke;
        context.lineWidth = pattern[0] * (width / 2.4);
        context.setLineDash(dashesOf(pattern[1]));
        context.lineCap = pattern[1].startsWith("0.1") ? "round" : "butt";
        context.stroke();
        context.lineCap = "butt";
      }
      context.setLineDash([]);
      if (model.signs[status] && view.scale >= CLOSE && !isFaint) drawSigns(context, links, model.signs[status], view, colours, mode);
    }
    context.globalAlpha = 1;
  }

  function drawSigns(context, links, sign, view, colours, mode) {
    context.globalAlpha = 1;
    for (const { path } of links) {
      const [first, last] = [path[0], path.at(-1)].map((end) => project(view.globe, end));
      if (Math.hypot(first[0] - last[0], first[1] - last[1]) * view.scale < 44) continue;
      const middle = Math.floor((path.length - 1) / 2);
      const [a, b] = [path[middle], path[Math.min(middle + 1, path.length - 1)]].map((point) => project(view.globe, point));
      if (a[2] < horizonCosine) continue;
      const share = path.length % 2 === 0 ? 0.5 : 0;
      context.save();
      context.translate(view.x + (a[0] + (b[0] - a[0]) * share) * view.scale, view.y + (a[1] + (b[1] - a[1]) * share) * view.scale);
      context.beginPath();
      context.arc(0, 0, 6.5, 0, 2 * Math.PI);
      context.fillStyle = colours.label.stroke;
      context.fill();
      context.strokeStyle = colours.modes[mode].stroke;
      context.lineWidth = 1.4;
      context.stroke();
      context.stroke(sign);
      context.restore();
    }
  }

  /** The ways of the chosen route, the best one on top. */
  function drawWays(context, model, ways, view, colours) {
    context.lineJoin = "round";
    context.lineCap = "round";
    for (let rank = ways.length - 1; rank >= 0; rank--) {
      const width = rank === 0 ? 4.6 : 2.2;
      for (const [extra, colour] of [[4, colours.label.stroke], [0, null]]) {
        for (const at of ways[rank]) {
          const link = model.links[at];
          context.beginPath();
          trace(context, link.path, view, false);
          context.lineWidth = width + extra;
          context.strokeStyle = colour ?? colours.modes[link.mode].stroke;
          context.stroke();
        }
      }
    }
    context.lineJoin = "miter";
    context.lineCap = "butt";
  }

  /** Places in view, those that matter most first: `{place, x, y, isPicked}`. */
  function placesInView(model, state, view) {
    const shown = [];
    for (const place of model.places) {
      const isPicked = place.index === state.from || place.index === state.to;
      if (!place.name || (!isPicked && (state.hidden.has("places") || view.scale < DRAWN_FROM[place.importance]))) continue;
      const [x, y, cosine] = project(view.globe, place.at);
      if (cosine < horizonCosine) continue;
      const [left, top] = [view.x + x * view.scale, view.y + y * view.scale];
      if (left < -10 || top < -10 || left > view.width + 10 || top > view.height + 10) continue;
      shown.push({ place, x: left, y: top, isPicked });
    }
    const rank = ({ place, isPicked }) => (isPicked ? 0 : place.importance);
    return shown.sort((a, b) => rank(a) - rank(b) || a.place.index - b.place.index);
  }

  function drawPlaces(context, model, shown, view, colours) {
    for (const { place, x, y, isPicked } of [...shown].reverse()) {
      context.save();
      context.translate(x, y);
      const size = (isPicked ? 1.25 : place.importance <= 2 ? 1.05 : 0.8) * Math.min(Math.max(view.scale / 1500, 0.75), 1.2);
      context.scale(size, size);
      if (isPicked) {
        context.beginPath();
        context.arc(0, 0, 9, 0, 2 * Math.PI);
        context.fillStyle = colours.picked.fill;
        context.fill();
      }
      const { fill, stroke } = colours.kinds[place.kind];
      context.fillStyle = fill;
      context.strokeStyle = stroke;
      context.lineWidth = 1.4;
      context.fill(model.kinds[place.kind].shape);
      context.stroke(model.kinds[place.kind].shape);
      context.restore();
    }
  }

  /** Names that fit: to the right of the symbol, to the left, above or below, over no other name or symbol. */
  function drawNames(context, shown, state, view, colours) {
    const taken = shown.slice(0, 400).map(({ x, y }) => [x - 5, y - 5, x + 5, y + 5]);
    const isFree = ([left, top, right, bottom], own) =>
      left > 2 && top > 2 && right < view.width - 2 && bottom < view.height - 2 &&
      taken.every((box, index) => index === own || left > box[2] || right < box[0] || top > box[3] || bottom < box[1]);
    context.lineJoin = "round";
    context.textBaseline = "middle";
    shown.forEach(({ place, x, y, isPicked }, index) => {
      if (!isPicked && (state.hidden.has("names") || view.scale < NAMED_FROM[place.importance])) return;
      context.font = `${isPicked || place.importance === 1 ? "650 " : ""}13px ${view.fontFamily}`;
      const width = context.measureText(place.name).width;
      const spots = [[x + 9, y], [x - 9 - width, y], [x - width / 2, y - 15], [x - width / 2, y + 15]];
      const free = spots.find(([left, middle]) => isFree([left - 1, middle - 8, left + width + 1, middle + 8], index));
      const spot = free ?? (isPicked ? spots[0] : null);
      if (!spot) return;
      taken.push([spot[0] - 1, spot[1] - 8, spot[0] + width + 1, spot[1] + 8]);
      context.strokeStyle = colours.label.stroke;
      context.lineWidth = 3.5;
      context.strokeText(place.name, ...spot);
      context.fillStyle = colours.label.fill;
      context.fillText(place.name, ...spot);
    });
    context.lineJoin = "miter";
  }

  /** Draws everything; returns the places in view, for `under`. */
  function draw(context, model, state, view, land, colours, ways) {
    context.clearRect(0, 0, view.width, view.height);
    drawGlobe(context, model, land, view, colours);
    drawLinks(context, model, state, view, colours, ways.length > 0);
    drawWays(context, model, ways, view, colours);
    const shown = placesInView(model, state, view);
    drawPlaces(context, model, shown, view, colours);
    drawNames(context, shown, state, view, colours);
    return shown;
  }

  /** The place or link under a point of the screen, or null. */
  function under(model, state, view, shown, x, y) {
    const place = shown.find((spot) => Math.hypot(spot.x - x, spot.y - y) < 11);
    if (place) return { place: place.place };
    let best = { distance: 7, link: null };
    for (const { links } of buckets(model, state)) {
      for (const link of links) {
        let before = null;
        for (const point of link.path) {
          const [px, py, cosine] = project(view.globe, point);
          const here = cosine < horizonCosine ? null : [view.x + px * view.scale, view.y + py * view.scale];
          if (before && here) {
            const distance = distanceToStroke(before, here, x, y);
            if (distance <= best.distance) best = { distance, link };
          }
          before = here;
        }
      }
    }
    return best.link ? { link: best.link } : null;
  }

  function distanceToStroke([ax, ay], [bx, by], x, y) {
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(ax + along * dx - x, ay + along * dy - y);
  }

  return { draw, readColours, under };
})();
