// The explore page's map: what is chosen, how it is moved, what the controls say, and the address that keeps it all.
"use strict";

(() => {
  const globeOf = landbridgeGlobe;
  const host = document.getElementById("explore");
  const canvas = document.getElementById("explore-map");
  const context = canvas.getContext("2d");
  const byId = (id) => document.getElementById(id);
  const model = landbridgeModel.build(landbridgeNetwork);
  let land = globeOf.rings(landbridgeLand);
  let colours = null;
  let shown = [];
  let isFineAsked = false;
  host.hidden = false;

  const layers = [...host.querySelectorAll("[data-layer]")];
  const state = { year: model.present, hidden: new Set(), from: null, to: null, route: null };
  const view = {
    globe: globeOf.turnedTo(model.home.latitude, model.home.longitude, 0),
    scale: 0, x: 0, y: 0, width: 0, height: 0, reach: 0, isHome: true,
    fontFamily: getComputedStyle(document.body).fontFamily,
  };

  // Text -----------------------------------------------------------------------------------------------------------

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  /** What the pointer is on, in words, with its page. */
  function tell(found) {
    const readout = byId("explore-readout");
    if (!found) return;
    const { place, link } = found;
    const name = (place ?? link).name;
    const words = place
      ? model.kinds[place.kind].word
      : `${model.modes[link.mode].word}, ${model.states[link.states[state.year - model.firstYear]].word} in ${state.year}`;
    readout.replaceChildren(element("strong", name), ` ${words} `);
    const href = (place ?? link).href;
    if (href) readout.append(element("a", link && link.line < 0 ? "sea lanes" : "its page", { href }));
  }

  function tellYear() {
    const told = byId("explore-year-told");
    const open = model.links.filter((link) => model.states[link.states[state.year - model.firstYear]].is_open).length;
    const day = state.year === model.present ? `on ${model.asOf}` : state.year > model.present ? "announced" : "at its end";
    told.replaceChildren(element("strong", String(state.year)), element("span", ` ${open} of ${model.links.length} open ${day}`));
    byId("explore-year").value = state.year;
    byId("explore-changed-year").textContent = state.year;
    byId("explore-changes").replaceChildren(...changes());
  }

  /** What is in another state than the year before, by line, openings first. */
  function changes() {
    const at = state.year - model.firstYear;
    if (at === 0) return [element("p", "The first year that is shown.")];
    const found = new Map();
    for (const link of model.links) {
      const [before, after] = [link.states[at - 1], link.states[at]];
      if (before === after) continue;
      const key = `${link.name}|${before}|${after}`;
      if (!found.has(key)) found.set(key, { link, before: model.states[before], after: model.states[after] });
    }
    if (found.size === 0) return [element("p", "Nothing that the network knows.")];
    const rank = ({ before, after }) => (after.is_open && !before.is_open ? 0 : before.is_open && !after.is_open ? 1 : 2);
    const all = [...found.values()].sort((a, b) => rank(a) - rank(b));
    const list = element("ul");
    for (const { link, before, after } of all.slice(0, 9)) {
      const entry = list.appendChild(element("li"));
      entry.append(element("a", link.name, { href: link.href }), `: ${before.word} → ${after.word}`);
    }
    return all.length > 9 ? [list, element("p", `and ${all.length - 9} more in the lists below.`)] : [list];
  }

  // Planned routes -------------------------------------------------------------------------------------------------

  const routesBetween = (from, to) => model.routes.filter((route) => route.from.includes(from) && route.to.includes(to));

  function tellRoutes() {
    const answer = byId("explore-answer");
    for (const [key, id] of [["from", "explore-from"], ["to", "explore-to"]]) {
      if (document.activeElement !== byId(id)) byId(id).value = state[key] === null ? "" : titleOf(model.places[state[key]]);
    }
    if (state.from === null && state.to === null) {
      answer.replaceChildren(element("p", `Choose two places, here or on the map. The report holds ${model.routes.length} planned routes; others are for the command line.`));
      return;
    }
    if (state.from === null || state.to === null) {
      answer.replaceChildren(...offers(state.from ?? state.to));
      return;
    }
    const [from, to] = [model.places[state.from], model.places[state.to]];
    const found = routesBetween(state.from, state.to);
    const back = routesBetween(state.to, state.from);
    const parts = found.length > 0 ? [listed(found)] : [
      element("p", `No route from ${from.name} to ${to.name} was planned for this report. The command line answers:`),
      element("pre", `${host.dataset.command} ${from.id} ${to.id}${host.dataset.options}`, { class: "command", tabindex: "0" }),
    ];
    if (back.length > 0) parts.push(element("p", "The other way round:"), listed(back));
    answer.replaceChildren(...parts);
  }

  /** The routes with a switch each that shows it on the map. */
  function listed(routes) {
    const list = element("ul");
    for (const route of routes) {
      const entry = list.appendChild(element("li"));
      entry.append(...[...route.entry.childNodes].map((node) => node.cloneNode(true)));
      if (route.ways.length === 0) continue;
      const isShown = state.route === model.routes.indexOf(route);
      const button = entry.appendChild(element("button", isShown ? "Shown on the map" : "Show on the map", { type: "button", "aria-pressed": isShown }));
      button.addEventListener("click", () => {
        state.route = isShown ? null : model.routes.indexOf(route);
        update();
      });
    }
    return list;
  }

  /** One place is chosen: where the report's routes lead from there. */
  function offers(place) {
    const name = model.places[place].name;
    const ends = new Map();
    for (const route of model.routes) {
      const others = route.from.includes(place) ? route.to : route.to.includes(place) ? route.from : [];
      if (others.length > 0) ends.set(others[0], route.from.includes(place) ? "to" : "from");
    }
    if (ends.size === 0) return [element("p", `No planned route begins or ends at ${name}. Choose a second place for the command that plans one.`)];
    const list = element("ul");
    for (const [other, way] of ends) {
      const entry = list.appendChild(element("li", `${way} ${model.places[other].name}`));
      const button = entry.appendChild(element("button", "Show", { type: "button", "aria-label": `Show ${name} ${way} ${model.places[other].name}` }));
      button.addEventListener("click", () => choose(...(way === "to" ? [place, other] : [other, place])));
    }
    return [element("p", `Planned routes of ${name}:`), list];
  }

  function choose(from, to) {
    state.from = from;
    state.to = to === from ? null : to;
    const found = state.from === null || state.to === null ? [] : routesBetween(state.from, state.to);
    const first = found.find((route) => route.ways.length > 0);
    state.route = first ? model.routes.indexOf(first) : null;
    update();
  }

  // Names of places, as the two fields take them ------------------------------------------------------------------

  const named = model.places.filter((place) => place.name);
  const perName = new Map();
  for (const { name } of named) perName.set(name, (perName.get(name) ?? 0) + 1);
  const titleOf = ({ name, id }) => (perName.get(name) > 1 ? `${name} (${id})` : name);
  byId("explore-names").append(
    ...named.map((place) => element("option", "", { value: titleOf(place), ...(place.aliases.length > 0 ? { label: place.aliases.join(", ") } : {}) })),
    ...model.cities.filter(({ names }) => !perName.has(names[0])).map(({ names }) => element("option", "", { value: names[0], label: names.slice(1).join(", ") || "city" })),
  );

  /** Of a city's places the one at which most planned routes of this side begin or end. */
  function placeOfCity({ places }, key) {
    const uses = (place) => model.routes.filter((route) => route[key].includes(place)).length;
    return [...places].sort((a, b) => uses(b) - uses(a))[0] ?? null;
  }

  /** A place by its name, id, or a name in another script; then by that of its city. */
  function placeNamed(text, key) {
    const wanted = landbridge.fold(text.trim());
    const is = (name) => landbridge.fold(name) === wanted;
    const found = named.find((place) => is(titleOf(place)) || is(place.id) || is(place.name)) ?? named.find((place) => place.aliases.some(is));
    const city = model.cities.find(({ names }) => names.some(is));
    return found ? found.index : city ? placeOfCity(city, key) : null;
  }

  for (const [key, id] of [["from", "explore-from"], ["to", "explore-to"]]) {
    byId(id).addEventListener("change", ({ target }) => {
      const place = placeNamed(target.value, key);
      target.setAttribute("aria-invalid", String(place === null && target.value !== ""));
      choose(...(key === "from" ? [place, state.to] : [state.from, place]));
    });
  }

  // Drawing --------------------------------------------------------------------------------------------------------

  let isDue = false;
  function redraw() {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      const ratio = window.devicePixelRatio || 1;
      if (canvas.width !== Math.round(view.width * ratio)) canvas.width = Math.round(view.width * ratio);
      if (canvas.height !== Math.round(view.height * ratio)) canvas.height = Math.round(view.height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      colours ??= landbridgeDraw.readColours(model, host);
      view.reach = 2 * Math.asin(Math.min(Math.hypot(view.width, view.height) / 2 / view.scale / 2, 0.8870108));
      const route = state.route === null ? null : model.routes[state.route];
      shown = landbridgeDraw.draw(context, model, state, view, land, colours, route?.ways ?? []);
      if (view.scale > 1100) askForFineLand();
    });
  }

  /** The land from close by, once somebody looks closely. */
  function askForFineLand() {
    if (isFineAsked) return;
    isFineAsked = true;
    const script = element("script", "", { src: host.dataset.fineLand });
    script.addEventListener("load", () => {
      land = globeOf.rings(landbridgeLand);
      redraw();
    });
    document.head.append(script);
  }

  function update() {
    tellYear();
    tellRoutes();
    for (const box of layers) box.checked = !state.hidden.has(box.dataset.layer);
    redraw();
    keep();
  }

  // Moving ---------------------------------------------------------------------------------------------------------

  const smallest = () => (Math.min(view.width, view.height) / 2 / globeOf.HORIZON_RADIUS) * 0.96;
  const homeScale = () => ((Math.min(view.width, view.height) / 2) * 0.98) / (2 * Math.sin(model.home.reach / 2));

  function goHome() {
    view.globe = globeOf.turnedTo(model.home.latitude, model.home.longitude, model.home.roll);
    view.scale = Math.max(homeScale(), smallest());
    moved(true);
  }

  function moved(isHome = false) {
    view.isHome = isHome;
    redraw();
    keep();
  }

  const directionAt = (x, y) => globeOf.unproject(view.globe, (x - view.x) / view.scale, (y - view.y) / view.scale);

  /** What was at one point of the screen goes to another. */
  function drag(fromX, fromY, toX, toY) {
    const [from, to] = [directionAt(fromX, fromY), directionAt(toX, toY)];
    if (from && to) view.globe = globeOf.dragged(view.globe, from, to);
    moved();
  }

  /** Zooms, with what is at this point staying there. */
  function zoom(factor, x = view.x, y = view.y) {
    const before = directionAt(x, y);
    view.scale = Math.min(Math.max(view.scale * factor, smallest()), 60_000);
    const after = directionAt(x, y);
    if (before && after) view.globe = globeOf.dragged(view.globe, before, after);
    moved();
  }

  function roll(degrees) {
    const turn = globeOf.turnOf(view.globe);
    view.globe = globeOf.turnedTo(turn.latitude, turn.longitude, turn.roll + degrees);
    moved();
  }

  const actions = {
    in: () => zoom(1.5),
    out: () => zoom(1 / 1.5),
    north: () => {
      const { latitude, longitude } = globeOf.turnOf(view.globe);
      view.globe = globeOf.turnedTo(latitude, longitude, 0);
      moved();
    },
    pole: () => {
      view.globe = globeOf.turnedTo(90, globeOf.turnOf(view.globe).longitude, 0);
      view.scale = Math.min(view.scale, (Math.min(view.width, view.height) / 2) * 0.98);
      moved();
    },
    home: goHome,
    clear: () => choose(null, null),
    swap: () => choose(state.to, state.from),
  };
  for (const button of host.querySelectorAll("[data-do]")) button.addEventListener("click", actions[button.dataset.do]);

  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = Math.min(view.width, view.height) / 6;
    const arrows = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    const keys = {
      "+": actions.in, "=": actions.in, "-": actions.out, "−": actions.out, n: actions.north, p: actions.pole, 0: goHome,
      "[": () => roll(-10), "]": () => roll(10), escape: actions.clear,
    };
    const arrow = arrows[event.key];
    if (arrow) drag(view.x, view.y, view.x + arrow[0], view.y + arrow[1]);
    else if (keys[event.key.toLowerCase()]) keys[event.key.toLowerCase()]();
    else return;
    event.preventDefault();
  });

  // One pointer turns the globe, two turn and zoom it.
  const pointers = new Map();
  let travelled = 0;
  const spot = (event) => [event.offsetX, event.offsetY];

  canvas.addEventListener("pointerdown", (event) => {
    pointers.set(event.pointerId, spot(event));
    canvas.setPointerCapture(event.pointerId);
    if (pointers.size === 1) travelled = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    const now = spot(event);
    if (!before) {
      const found = landbridgeDraw.under(model, state, view, shown, ...now);
      canvas.classList.toggle("is-over", found !== null);
      tell(found);
      return;
    }
    travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (pointers.size === 2) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
      const [was, is] = [before, now].map(([x, y]) => Math.hypot(x - other[0], y - other[1]));
      zoom(is / Math.max(was, 1), other[0], other[1]);
    } else if (travelled > 4) {
      drag(...before, ...now);
    }
    pointers.set(event.pointerId, now);
  });
  for (const ending of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(ending, (event) => {
      const wasClick = ending === "pointerup" && pointers.size === 1 && travelled <= 4;
      pointers.delete(event.pointerId);
      if (!wasClick) return;
      const found = landbridgeDraw.under(model, state, view, shown, ...spot(event));
      tell(found);
      if (!found?.place) return;
      const { index } = found.place;
      if (state.from === null) choose(index, state.to);
      else if (state.to === null) choose(state.from, index);
      else choose(index, null);
    });
  }
  canvas.addEventListener("dblclick", (event) => zoom(2, ...spot(event)));
  canvas.addEventListener("wheel", (event) => {
    // The page scrolls over the map until the map has been clicked.
    if (document.activeElement !== canvas && !event.ctrlKey) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)), ...spot(event));
  }, { passive: false });

  // Years and layers -----------------------------------------------------------------------------------------------

  function setYear(year) {
    state.year = Math.min(Math.max(year, model.firstYear), model.lastYear);
    tellYear();
    redraw();
    keep();
  }
  byId("explore-year").addEventListener("input", ({ target }) => setYear(Number(target.value)));

  let playing = null;
  function play(isOn) {
    clearInterval(playing);
    playing = isOn ? setInterval(() => (state.year < model.lastYear ? setYear(state.year + 1) : play(false)), 900) : null;
    byId("explore-play").textContent = isOn ? "Pause" : "Play";
    byId("explore-play").setAttribute("aria-pressed", String(isOn));
  }
  byId("explore-play").addEventListener("click", () => {
    if (!playing && state.year === model.lastYear) setYear(model.firstYear);
    play(!playing);
  });

  for (const box of layers) {
    box.addEventListener("change", () => {
      state.hidden[box.checked ? "delete" : "add"](box.dataset.layer);
      redraw();
      keep();
    });
  }

  // The address keeps it all ---------------------------------------------------------------------------------------

  // In the fragment, with what the reader set in the tables (see state.js).
  const KEYS = ["year", "hide", "from", "to", "route", "view"];

  function told() {
    const turn = globeOf.turnOf(view.globe);
    const seen = [turn.latitude.toFixed(3), turn.longitude.toFixed(3), turn.roll.toFixed(1), Math.round(view.scale)];
    return {
      year: state.year === model.present ? "" : String(state.year),
      hide: [...state.hidden].sort().join("_"),
      from: state.from === null ? "" : model.places[state.from].id,
      to: state.to === null ? "" : model.places[state.to].id,
      route: state.route === null ? "" : String(state.route + 1),
      view: view.isHome ? "" : seen.join("_"),
    };
  }

  let keeping = null;
  function keep() {
    clearTimeout(keeping);
    keeping = setTimeout(() => {
      const now = told();
      for (const key of KEYS) if ((landbridge.state.get(key) ?? "") !== now[key]) landbridge.state.set(key, now[key]);
    }, 250);
  }

  function restore() {
    const read = (key) => landbridge.state.get(key) ?? "";
    const placeOf = (id) => named.find((place) => place.id === id)?.index ?? null;
    const year = Number.parseInt(read("year"), 10);
    state.year = Number.isFinite(year) ? Math.min(Math.max(year, model.firstYear), model.lastYear) : model.present;
    const known = new Set(layers.map((box) => box.dataset.layer));
    state.hidden = new Set(read("hide").split("_").filter((layer) => known.has(layer)));
    choose(placeOf(read("from")), placeOf(read("to")));
    const route = Number.parseInt(read("route"), 10) - 1;
    if (model.routes[route]?.ways.length > 0) state.route = route;
    const [latitude, longitude, turn, scale] = read("view").split("_").map(Number);
    if ([latitude, longitude, turn, scale].every(Number.isFinite)) {
      view.globe = globeOf.turnedTo(Math.min(Math.max(latitude, -90), 90), longitude, turn);
      view.scale = Math.min(Math.max(scale, smallest()), 60_000);
      view.isHome = false;
    } else {
      goHome();
    }
    update();
  }

  let isReady = false;
  new ResizeObserver(() => {
    const wasHome = view.isHome;
    view.width = canvas.clientWidth;
    view.height = canvas.clientHeight;
    view.x = view.width / 2;
    view.y = view.height / 2;
    if (!isReady) restore();
    else if (wasHome) goHome();
    else moved();
    isReady = true;
  }).observe(canvas);

  landbridge.state.onChange(() => {
    const now = told();
    if (location.hash.includes("=") && KEYS.some((key) => (landbridge.state.get(key) ?? "") !== now[key])) restore();
  });
  const recolour = () => {
    colours = null;
    redraw();
  };
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  new MutationObserver(recolour).observe(document.documentElement, { attributes: true });
})();
