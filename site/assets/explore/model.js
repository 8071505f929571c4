// What the explore page shows: the data of network.js, with names and addresses read from the page's lists. Entries of
// the lists are in the order of the data.
"use strict";

var landbridgeModel = (() => {
  const { densified, direction } = landbridgeGlobe;
  const at = (latitude, longitude) => direction(latitude / 1000, longitude / 1000);

  /** The state of every year, from `[state, year, state, year, state ..]`. */
  function statesByYear(history, first, last) {
    const states = new Uint8Array(last - first + 1).fill(history[0]);
    for (let i = 1; i < history.length; i += 2) states.fill(history[i + 1], history[i] - first);
    return states;
  }

  function places(data) {
    const entries = [...document.querySelectorAll(".explore-place-list > li")];
    return data.places.map(([latitude, longitude, kind, importance], index) => {
      const link = entries[index]?.querySelector("a");
      const href = link?.getAttribute("href") ?? "";
      return {
        index, kind, importance, href,
        aliases: [...(entries[index]?.querySelectorAll("bdi") ?? [])].map((name) => name.textContent),
        at: at(latitude, longitude),
        name: link?.textContent ?? "",
        id: href.split("/").at(-2) ?? "",
      };
    });
  }

  function lines(data) {
    const links = [...document.querySelectorAll(".explore-lines tbody th a")];
    return data.lines.map((mode, index) => ({
      mode, name: links[index]?.textContent ?? "", href: links[index]?.getAttribute("href") ?? "",
    }));
  }

  /** Sections first, then lanes, as the ways of routes number them. */
  function links(data, allPlaces, allLines) {
    const histories = data.histories.map((history) => statesByYear(history, data.first_year, data.last_year));
    const [ofLines, froms, tos, ofHistories] = data.sections;
    const sections = ofLines.map((line, index) => ({
      line,
      from: froms[index],
      to: tos[index],
      mode: allLines[line].mode,
      name: allLines[line].name,
      href: allLines[line].href,
      states: histories[ofHistories[index]],
      path: densified([allPlaces[froms[index]].at, allPlaces[tos[index]].at]),
    }));
    const entries = document.querySelectorAll("#explore-lane-list > li");
    const sea = data.modes.findIndex((mode) => mode.class === "mode-sea");
    const register = document.querySelector("#explore-lanes > p > a")?.getAttribute("href") ?? "";
    const lanes = data.lanes.map(([history, steps], index) => {
      const corners = [];
      let [latitude, longitude] = [0, 0];
      for (let i = 0; i < steps.length; i += 2) {
        latitude += steps[i];
        longitude += steps[i + 1];
        corners.push(direction(latitude / 100, longitude / 100));
      }
      const told = entries[index]?.textContent ?? "";
      return {
        line: -1 - index, from: -1, to: -1, mode: sea, href: register,
        name: told.slice(0, told.lastIndexOf(": ")),
        states: histories[history],
        path: densified(corners),
      };
    });
    return [...sections, ...lanes];
  }

  /** Steps to the numbers that they lead to. */
  function summed(steps) {
    let at = 0;
    return steps.map((step) => (at += step));
  }

  /** Meridians and parallels. */
  function graticule() {
    const range = (from, to, step) => Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
    const meridians = range(-180, 160, 20).map((longitude) => range(-80, 80, 2).map((latitude) => direction(latitude, longitude)));
    const parallels = range(-80, 80, 10).map((latitude) => range(-180, 180, 2).map((longitude) => direction(latitude, longitude)));
    return [...meridians, ...parallels];
  }

  /** The first view: about the middle of the network, so wide that nine in ten of its places are in it. */
  function homeReach(data, allPlaces) {
    const centre = at(...data.centre);
    const away = allPlaces.map((place) => Math.acos(Math.max(-1, Math.min(1, landbridgeGlobe.dot(place.at, centre))))).sort((a, b) => a - b);
    return Math.max(away[Math.floor(away.length * 0.9)] ?? 1, 0.02);
  }

  function build(data) {
    const allPlaces = places(data);
    const allLines = lines(data);
    const entries = [...document.querySelectorAll("#explore-route-list > li")];
    return {
      firstYear: data.first_year,
      lastYear: data.last_year,
      present: data.present,
      asOf: data.as_of,
      modes: data.modes,
      states: data.states,
      kinds: data.kinds.map((kind) => ({ ...kind, shape: new Path2D(kind.outline) })),
      signs: data.states.map(({ sign }) => (sign ? new Path2D(sign) : null)),
      places: allPlaces,
      cities: data.cities.map(([names, members]) => ({ names, places: members })),
      links: links(data, allPlaces, allLines),
      routes: data.routes.map((route, index) => ({ ...route, ways: route.ways.map(summed), entry: entries[index] })),
      graticule: graticule(),
      home: { latitude: data.centre[0] / 1000, longitude: data.centre[1] / 1000, roll: 0, reach: homeReach(data, allPlaces) },
    };
  }

  return { build };
})();
