//! Every rule of `check`: good networks give nothing of its code, bad ones exactly one, under the right characters.
//!
//! All cases start from [`BASE`], which breaks no rule. Edits replace text that stands in it exactly once; `extra` is
//! a second file. `«` and `»` enclose what the primary label must be under. `@` stands for a source and a confidence,
//! `%` for these and `status: operating`, `%%` for a per cent sign.
#![cfg(feature = "yaml")]

use std::collections::BTreeSet;

use landbridge::check::{RULES, check, check_at, code_infos};
use landbridge::diagnostics::{At, CodeInfo, Diagnostic, Severity, SourceFiles, codes, sort_by_place};
use landbridge::load::{load_texts, resolve_spans};

/// From Ussuriysk over two borders of gauge and country to Busan.
const BASE: &str = "\
network: {id: t, title: T, summary: S, as_of: 2026-11-01, vessel: ship, cargo: box, source: book}
sources:
  book: {title: A book, publisher: P}
cargoes:
  box: {name: Boxes, unit: FEU, contents: unknown}
vessels:
  ship: {name: Ship, ice_class: none, draught: 9 m, speed: 16 kn, ice_speeds: [13 kn, 10 kn, 7 kn, 5 kn], @}
operators:
  rzd: {name: Railways, country: RU, speed: 1000 km/day, @}
places:
  ussuriysk: {name: Ussuriysk, country: RU, at: 43.805N 131.990E, kind: junction}
  baranovsky: {name: Baranovsky, country: RU, at: 43.640N 131.940E, kind: junction}
  khasan: {name: Khasan, country: RU, at: 42.430N 130.645E, kind: border}
  tumangang: {name: Tumangang, country: KP, at: 42.415N 130.615E, kind: border}
  rajin: {name: Rajin, country: KP, at: 42.250N 130.290E, kind: port}
  busan: {name: Busan, country: KR, at: 35.100N 129.040E, kind: port}
lines:
  north: {name: North, mode: rail, operator: rzd, gauge: 1520 mm, %, posts: [{ussuriysk: 0 km}, {baranovsky: 22 km}, {khasan: 238 km}]}
  bridge: {name: Bridge, mode: rail, operator: rzd, gauge: 1520 mm, %, posts: [{khasan: 0 km}, {tumangang: 3 km}]}
  south: {name: South, mode: rail, operator: rzd, gauge: 1435 mm, %, posts: [{tumangang: 0 km}, {rajin: 52 km}]}
lanes:
  crossing: {name: Crossing, path: [rajin, 40.0N 131.0E, busan], distance: 840 km, %}
transfers:
  khasan-border: {at: khasan, kind: border, countries: [RU, KP], time: 30 h, %}
  tumangang-gauge: {at: tumangang, kind: gauge_change, gauges: [1520 mm, 1435 mm], time: 12 h, %}
  rajin-port: {at: rajin, kind: port, time: 48 h, %}
  busan-port: {at: busan, kind: port, time: 24 h, %}
restrictions:
  inspection: {name: Inspection, issuer: Council, legal_basis: A resolution, from: 2016, effect: flag, match: {countries: [KP]}, explain: Cargo is inspected., @}
";

/// Two seas' worth of ice and who may sail in it.
const ICE: &str = "\
ice_areas: {sea: {name: Sea, severity: [3, 3, 3, 2, 1, 0, 0, 0, 0, 1, 2, 3], @}}
admissions: {set: {regime: nsr, name: N, issuer: I, legal_basis: L, from: 2013, rules: [], @}}
";

/// Who may sail, without any ice.
const ADMISSION: &str =
    "admissions: {set: {regime: nsr, name: N, issuer: I, legal_basis: L, from: 2013, rules: [], @}}";

/// Gas, oil and power between the same two places.
const ENERGY: &str = "
cargoes:
  gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline]}
  crude: {name: Crude, unit: t, commodities: [crude-oil], modes: [pipeline]}
  power: {name: Power, unit: MWh, commodities: [electricity], modes: [power]}
lines:
  gas: {name: Gas, mode: pipeline, commodities: gas, speed: 800 km/day, %, posts: [{baranovsky: 0 km}, {khasan: 216 km}]}
  oil: {name: Oil, mode: pipeline, commodities: crude-oil, speed: 100 km/day, %, posts: [{baranovsky: 0 km}, {khasan: 216 km}]}
  high: {name: High, mode: power, commodities: electricity, voltage: 500 kV, %, posts: [{baranovsky: 0 km}, {khasan: 216 km}]}
  low: {name: Low, mode: power, commodities: electricity, voltage: 110 kV, %, posts: [{baranovsky: 0 km}, {khasan: 216 km}]}
";

/// Two tracks on which a train follows the other every 15 minutes: 55 a day each way.
const DOUBLE: &str = "
capacity_rules:
  double: {name: Double, headway: 15 min, reserve: 150 min, usable: 64 %%, train: heavy, loaded: 100 %%, freight: 80 %%, @}
trains: {heavy: {name: Heavy, gauge: 1520 mm, net: 4000 t, @}}
";

/// What holds of the base, with every kind of claim.
const EXPECTED: &str = "
expectations:
  e: {name: N, from: ussuriysk, to: busan, depart: 2026-03-01, by: time, via: [khasan], avoid: MN, modes: [rail, sea],
    cargo: box, distance: {at_least: 1125 km, at_most: 1150 km}, time: {at_least: 5 d, at_most: 12 d},
    uses: [north, tumangang-gauge, KP, sea, crossing, busan], uses_not: [CN, road], source: book, note: of all kinds}
";

/// Text in the base and what stands there instead.
type Edits = &'static [(&'static str, &'static str)];

/// The status of the last transfer, which many cases replace by a history.
const STATUS: &str = "time: 24 h, %";

/// Networks that give nothing of the code.
#[rustfmt::skip]
const GOOD: &[(&str, Edits, &str)] = &[
    // A kilometre is allowed: the bridge joins places 2.97 km apart.
    ("LB0301", &[("{tumangang: 3 km}", "{tumangang: 2 km}")], ""),
    ("LB0302", &[("{khasan: 238 km}", "{khasan: 330 km}")], ""),
    ("LB0303", &[("{tumangang: 0 km}, {rajin: 52 km}", "{tumangang: 9288 km}, {rajin: 9340 km}")], ""),
    ("LB0304", &[("at: 42.430N 130.645E,", "at: 42.430N 130.645E, city: town,")], "
cities: {town: {name: Town}}
places: {hasan: {name: Hasan, city: town, country: RU, at: 42.431N 130.645E, kind: station}}
lines: {road: {name: Road, mode: road, operator: rzd, %, posts: [{ussuriysk: 0 km}, {hasan: 240 km}]}}"),
    ("LB0304", &[], "
places: {hasan: {name: Hasan, country: RU, at: 42.431N 130.645E, kind: station}}
lines: {road: {name: Road, mode: road, operator: rzd, %, posts: [{khasan: 0 km}, {hasan: 1 km}]}}"),
    ("LB0305", &[("[rajin, 40.0N 131.0E, busan]", "[rajin, mid, busan]")], "
places: {mid: {name: Mid, at: 40.0N 131.0E, kind: waypoint}}"),
    ("LB0306", &[], ""),
    // 801 km apart: one per cent less is allowed.
    ("LB0307", &[("distance: 840 km", "distance: 799 km")], ""),
    ("LB0308", &[("distance: 840 km", "distance: 1000 km")], ""),
    ("LB0401", &[(STATUS, "time: 24 h, @, status: [{until: 2012, state: operating}, {from: 2012, state: suspended}]")], ""),
    ("LB0402", &[(STATUS, "time: 24 h, @, status: [{from: 2012, state: closed}, {from: 2010, until: 2012, state: operating}]")], ""),
    ("LB0403", &[(STATUS, "time: 24 h, @, status: [{from: 2012, until: 2012-01-02, state: operating}]")], ""),
    ("LB0404", &[("time: 24 h,", "time: [{from: 2021, until: 2022, typ: 51 h}, {from: 2022, typ: 40 h}],")], ""),
    // A season wins over the whole year, and does not overlap another season.
    ("LB0404", &[("time: 24 h,", "time: [{typ: 40 h}, {season: {from: 12-01, until: 03-01}, typ: 60 h}, {season: {from: 06-01, until: 07-01}, typ: 30 h}],")], ""),
    ("LB0501", &[], ""),
    // The change on the other side of a dual-gauge bridge.
    ("LB0501", &[("gauge: 1520 mm, %, posts: [{khasan: 0 km}", "gauge: [1520 mm, 1435 mm], %, posts: [{khasan: 0 km}"),
                 ("at: tumangang, kind: gauge_change", "at: khasan, kind: gauge_change")], ""),
    ("LB0502", &[("khasan-border: {at: khasan", "khasan-border: {at: tumangang")], ""),
    ("LB0502", &[("kind: border, countries: [RU, KP]", "kind: border, modes: [rail], countries: [RU, KP]")], ""),
    ("LB0503", &[], ""),
    ("LB0504", &[], ""),
    ("LB0505", &[], ""),
    ("LB0506", &[], "
lines: {road: {name: Road, mode: road, operator: rzd, %, posts: [{tumangang: 0 km}, {rajin: 50 km}]}}
transfers: {x: {at: rajin, kind: mode_change, modes: [rail, road], time: 1 h, %}}"),
    // Longer by a tenth, of another gauge, not built: three links that are no duplicates.
    ("LB0601", &[], "
lines:
  a: {name: A, mode: rail, operator: rzd, gauge: 1520 mm, %, posts: [{baranovsky: 0 km}, {khasan: 240 km}]}
  b: {name: B, mode: rail, operator: rzd, gauge: 1435 mm, %, posts: [{baranovsky: 0 km}, {khasan: 216 km}]}
  c: {name: C, mode: rail, operator: rzd, gauge: 1520 mm, @, status: proposed, posts: [{baranovsky: 0 km}, {khasan: 216 km}]}"),
    // Pipes for other things, and wires of another voltage, side by side.
    ("LB0601", &[], ENERGY),
    ("LB0507", &[], ENERGY),
    ("LB0602", &[("distance: 840 km", "distance: 840 km, ice_area: sea, admission: nsr, depth: 20 m")], ICE),
    ("LB0603", &[("distance: 840 km", "distance: 840 km, ice_area: sea, admission: nsr, depth: 20 m")], ICE),
    ("LB0701", &[], ""),
    ("LB0702", &[], "
restrictions:
  a: {name: A, issuer: I, legal_basis: L, from: 2016, effect: exclude, explain: No., @, match: {crossing: {from: [KR], to: [KP]}, modes: [sea]}}
  b: {name: B, issuer: I, legal_basis: L, from: 2016, effect: exclude, explain: No., @, match: {origin: [KR], destination: [KP], commodities: [coal]}}
  c: {name: C, issuer: I, legal_basis: L, from: 2016, effect: exclude, explain: No., @, match: {lines: [south], operators: [rzd], places: [rajin], modes: [rail]}}"),
    ("LB0703", &[], ""),
    ("LB0704", &[("effect: flag,", "effect: quota, quota: ten a year, delay: 24 h, exceptions: [{match: {places: [rajin]}, effect: delay}],")], ""),
    ("LB0704", &[("effect: flag,", "effect: quota, limit: 500000 bbl/yr,")], ""),
    ("LB0705", &[], "
admissions:
  old: {regime: nsr, name: O, issuer: I, legal_basis: L, from: 2013, until: 2020, rules: [], @}
  new: {regime: nsr, name: N, issuer: I, legal_basis: L, from: 2020, rules: [], @}
  other: {regime: bering, name: B, issuer: I, legal_basis: L, from: 2013, rules: [], @}"),
    // The figure cites what its entry does not.
    ("LB0801", &[], "operators: {x: {name: X, speed: {typ: 5 km/day, @}}}"),
    ("LB0802", &[], "sources: {page: {title: A page, publisher: P}}\nscenarios: {s: {name: S, changes: [], source: page}}"),
    ("LB0803", &[], "operators: {x: {name: X, source: book, speed: {typ: 5 km/day, confidence: low}}}"),
    ("LB0804", &[], "operators: {x: {name: X, speed: 5 km/day, @, as_of: 2026-11}}"),
    ("LB0901", &[], "report_routes: {r: {question: Q, group: G, from: busan, to: Khasan, via: [rajin, KP], avoid: bridge}}"),
    ("LB0901", &[], "report_cuts: {r: {question: Q, group: G, from: busan, to: [Khasan, rajin], avoid: bridge}}"),
    ("LB0901", &[], "demands: {d: {name: D, from: busan, to: Khasan, cargo: box, quantity: 5 TEU/yr, @}}"),
    ("LB0902", &[(STATUS, "time: 24 h, @, status: [{from: 2012, until: 2020, state: operating}]")], "
scenarios: {s: {name: S, source: book, changes: [{open: busan-port, from: 2015}, {close: busan-port, from: 2015, until: 2030}, {close: rajin}]}}"),
    ("LB0903", &[], ""),
    ("LB0904", &[], "
lines:
  x: {name: X, mode: road, speed: 500 km/day, %, posts: [{baranovsky: 0 km}, {khasan: 230 km}]}
  y: {name: Y, mode: power, commodities: power, %, posts: [{baranovsky: 0 km}, {khasan: 230 km}]}
cargoes: {power: {name: Power, unit: MWh, commodities: [power], modes: [power]}}"),
    // 55 pairs a day, 110 trains a day in both directions, 64.3 Mt a year; and where nothing can be derived.
    ("LB0905", &[("operator: rzd, gauge: 1520 mm, %, posts: [{uss", "operator: rzd, gauge: 1520 mm, tracks: 2, capacity: 45 pairs/day, capacity_rule: double, %, posts: [{uss")], DOUBLE),
    ("LB0905", &[("operator: rzd, gauge: 1520 mm, %, posts: [{uss", "operator: rzd, gauge: 1520 mm, tracks: 2, capacity: 115 trains/day, capacity_rule: double, %, posts: [{uss")], DOUBLE),
    ("LB0905", &[("operator: rzd, gauge: 1520 mm, %, posts: [{uss", "operator: rzd, gauge: 1520 mm, tracks: 2, capacity: 60 Mt/yr, capacity_rule: double, %, posts: [{uss")], DOUBLE),
    ("LB0905", &[("operator: rzd, gauge: 1520 mm, %, posts: [{uss", "operator: rzd, gauge: 1520 mm, tracks: 1, capacity: 5 Mt/yr, capacity_rule: double, %, posts: [{uss")], DOUBLE),
    // Every claim at once; and a journey that the bridge alone would let through.
    ("LB1001", &[], EXPECTED),
    ("LB1002", &[], "expectations: {e: {name: N, from: khasan, to: busan, avoid: bridge, reachable: false}}"),
    ("LB1003", &[], EXPECTED),
    ("LB1004", &[], EXPECTED),
    ("LB1005", &[], EXPECTED),
    ("LB1006", &[], EXPECTED),
    ("LB1007", &[], EXPECTED),
    ("LB0309", &[], "lanes: {far: {name: Far, path: [busan, 40.0N 131.0E, rajin], %}}"),
    ("LB0310", &[], "
places: {santos: {name: Santos, country: BR, at: 23.970S 46.300W, kind: port}}
transfers: {santos-port: {at: santos, kind: port, time: 24 h, %}}
lanes: {far: {name: Far, path: [busan, 0.0N 130.0W, santos], %}}"),
    ("LB0311", &[], "
places:
  bb: {name: Bb, country: RU, at: 44.805N 131.990E, kind: station}
  cc: {name: Cc, country: RU, at: 45.805N 131.990E, kind: station}
  dd: {name: Dd, country: RU, at: 46.805N 131.990E, kind: station}
lines: {road: {name: Road, mode: road, operator: rzd, %, posts: [{ussuriysk: 0 km}, {bb: 115 km}, {cc: 230 km}, {dd: 345 km}]}}"),
    ("LB0405", &[("time: 24 h,", "time: [{typ: 40 h}, {season: {from: 12-01, until: 12-02}, typ: 60 h}],")], ""),
    ("LB0406", &[("time: 24 h, %", "time: 24 h, @, status: [{until: 2012, state: proposed}, {from: 2012, state: operating}]")], ""),
    ("LB0407", &[("time: 24 h, %", "time: 24 h, @, status: [{until: 2026-06, state: under_construction}, {from: 2026-06, state: operating}]")], ""),
    ("LB0408", &[("time: 24 h, %", "time: 24 h, @, status: [{until: 2012, state: operating}, {from: 2012, state: operating, note: under another name}]")], ""),
    ("LB0409", &[("time: 24 h, %", "time: [{from: 2021, until: 2023, typ: 24 h}, {from: 2023, typ: 30 h}], @, status: [{until: 2022, state: proposed}, {from: 2022, state: operating}]")], ""),
    ("LB0508", &[("time: 24 h,", "time: 40 d,")], ""),
    ("LB0509", &[("time: 24 h,", "time: 24 h, opening_hours: 22:00-06:00,")], ""),
    ("LB0510", &[], ""),
    ("LB0511", &[], ""),
    ("LB0512", &[], ""),
    ("LB0513", &[], "transfers: {x: {at: khasan, kind: border, countries: [KP, RU], time: 24 h, status: proposed, @}}"),
    ("LB0604", &[("distance: 840 km", "distance: 840 km, depth: 12 m")], ""),
    ("LB0605", &[("distance: 840 km", "distance: 840 km, passage: p")], "passages: {p: {name: P}}"),
    ("LB0606", &[("distance: 840 km", "distance: 840 km, passage: p")], "
passages: {p: {name: P}}
lanes: {x: {name: X, path: [rajin, 40.0N 131.0E, busan], distance: 1000 km, passage: p, %}}"),
    ("LB0607", &[("distance: 840 km", "distance: 840 km, ice_area: sea, admission: nsr, depth: 20 m")], "
ice_areas: {sea: {name: Sea, severity: [3, 3, 3, 2, 1, 0, 0, 0, 0, 1, 2, 3], @}}
admissions: {set: {regime: nsr, name: N, issuer: I, legal_basis: L, from: 2013, rules: [], @}}"),
    ("LB0608", &[], ""),
    ("LB0609", &[], "
ice_areas: {sea: {name: Sea, severity: [3, 3, 3, 2, 1, 0, 0, 0, 0, 1, 2, 3], @}}
admissions: {set: {regime: nsr, name: N, issuer: I, legal_basis: L, from: 2013, rules: [], @}}
places: {one: {name: One, at: 40.0N 133.0E, kind: waypoint}, two: {name: Two, at: 37.0N 133.0E, kind: waypoint}}
lanes:
  a: {name: A, path: [rajin, one], ice_area: sea, admission: nsr, depth: 20 m, %}
  b: {name: B, path: [two, busan], depth: 20 m, %}"),
    ("LB0706", &[("effect: flag,", "effect: flag, exceptions: [{match: {}, effect: allow, until: 2018}],")], ""),
    ("LB0706", &[("match: {countries: [KP]}", "match: {lines: [south, north]}, exceptions: [{match: {lines: [north]}, effect: allow}]")], ""),
    ("LB0707", &[("effect: flag,", "effect: flag, exceptions: [{match: {places: [rajin]}, effect: allow}],")], ""),
    ("LB0708", &[("effect: flag,", "effect: delay, delay: 24 h,")], ""),
    ("LB0709", &[("from: 2016, effect", "from: 2016, until: 2020, effect")], ""),
    ("LB0710", &[("distance: 840 km", "distance: 840 km, ice_area: sea, admission: nsr, depth: 20 m")], "
ice_areas: {sea: {name: Sea, severity: [3, 3, 3, 2, 1, 0, 0, 0, 0, 1, 2, 3], @}}
admissions: {set: {regime: nsr, name: N, issuer: I, legal_basis: L, from: 2013, rules: [{ice_class: [none, Arc4], independent: light, escorted: light}], @}}"),
    ("LB0805", &[], "sources: {memo: {title: M, kind: memory}}
trains: {x: {name: X, gauge: 1520 mm, net: 4000 t, source: memo, confidence: memory}}"),
    ("LB0806", &[], "sources: {page: {title: A page, date: 2020}, ours: {title: Ours, kind: authored}}"),
    ("LB0807", &[], "sources: {page: {title: A page, url: https://example.org/a?b=c}}
trains: {x: {name: X, gauge: 1520 mm, net: 4000 t, source: page, confidence: high}}"),
    ("LB0808", &[], "sources: {page: {title: A page, date: 2020-02}}
trains: {x: {name: X, gauge: 1520 mm, net: {typ: 4000 t, as_of: 2020-12}, source: page, confidence: high}}"),
    ("LB0809", &[], "trains: {x: {name: X, gauge: 1520 mm, net: 4000 t, @, as_of: 2010}}"),
    ("LB0906", &[], "scenarios: {s: {name: S, source: book, depart: 2026-03-01, changes: [{close: busan, from: 2024, until: 2027}]}}"),
    ("LB0907", &[("time: 24 h,", "time: 24 h, capacity: 20 Mt/yr,")], "scenarios: {s: {name: S, source: book, changes: [{widen: busan-port, capacity: 25 Mt/yr}]}}"),
    ("LB1101", &[], "operators: {x: {name: X}}
rates: {r: {mode: rail, operator: x, cargo: box, price: 1 USD/FEU-km, @}}"),
    ("LB1102", &[("{name: Rajin, country", "{name: Rajin, aliases: [Rason], country")], ""),
    ("LB1103", &[("{name: Rajin, country", "{name: Rajin, locode: KPRJN, country")], ""),
    ("LB1104", &[("{name: Rajin, country", "{name: Rajin, aliases: [\u{420}\u{430}\u{434}\u{436}\u{438}\u{43d}], country")], ""),
    ("LB1201", &[("speed: 1000 km/day", "speed: 1058 km/day")], ""),
    ("LB1202", &[("time: 24 h,", "time: 24 h, capacity: 35 Mt/yr,")], ""),
    ("LB1203", &[("draught: 9 m", "draught: 15 m")], ""),
    ("LB1204", &[], "trains: {x: {name: X, gauge: 1520 mm, length: 1050 m, @}}"),
    ("LB1205", &[("operator: rzd, gauge: 1520 mm, %, posts: [{ussuriysk: 0 km}, {baranovsky: 22 km}", "operator: rzd, gauge: 1520 mm, tracks: 2, capacity_rule: double, %, posts: [{ussuriysk: 0 km}, {baranovsky: 22 km}")], "
capacity_rules: {double: {name: Double, headway: 15 min, reserve: 150 min, usable: 64 %%, train: heavy, loaded: 100 %%, freight: 80 %%, @}}
trains: {heavy: {name: Heavy, gauge: 1520 mm, net: 4000 t, @}}"),
    ("LB1206", &[("time: 24 h,", "time: [{from: 2020, until: 2022, typ: 1 h}, {from: 2022, typ: 40 h}],")], ""),
    ("LB1207", &[("time: 24 h,", "time: {low: 1 h, typ: 24 h, high: 72 h},")], ""),
    ("LB1208", &[], "lines: {x: {name: X, mode: road, operator: rzd, capacity: 300 vehicles/day, %, posts: [{baranovsky: 0 km}, {khasan: 230 km}]}}"),
    ("LB1209", &[], "demands: {d: {name: D, from: busan, to: khasan, cargo: box, quantity: 5 TEU/yr, months: [120 %%, 80 %%, 120 %%, 80 %%, 120 %%, 80 %%, 120 %%, 80 %%, 120 %%, 80 %%, 120 %%, 80 %%], @}}"),
    ("LB1301", &[], "trains: {x: {name: X, gauge: 1067 mm, @}}"),
    ("LB1302", &[], "
places:
  bb: {name: Bb, country: RU, at: 44.805N 131.990E, kind: station}
  cc: {name: Cc, country: RU, at: 45.805N 131.990E, kind: station}
  dd: {name: Dd, country: RU, at: 46.805N 131.990E, kind: station}
lines: {far: {name: Far, mode: rail, operator: rzd, gauge: 1520 mm, axle_load: 25 t, %, spans: [{between: [bb, cc], axle_load: 25 t}], posts: [{ussuriysk: 0 km}, {bb: 115 km}, {cc: 230 km}, {dd: 345 km}]}}"),
    ("LB1303", &[("gauge: 1520 mm, %, posts: [{khasan: 0 km}, {tumangang: 3 km}", "gauge: 1520 mm, tracks: 1, capacity: 30 pairs/day, %, posts: [{khasan: 0 km}, {tumangang: 3 km}")], ""),
    ("LB1304", &[("operator: rzd, gauge: 1520 mm, %, posts: [{ussuriysk: 0 km}, {baranovsky: 22 km}", "operator: rzd, gauge: 1520 mm, tracks: 2, capacity_rule: double, %, posts: [{ussuriysk: 0 km}, {baranovsky: 22 km}")], "
capacity_rules: {double: {name: Double, headway: 15 min, reserve: 150 min, usable: 64 %%, train: heavy, loaded: 100 %%, freight: 80 %%, @}}
trains: {heavy: {name: Heavy, gauge: 1520 mm, net: 4000 t, @}}"),
    ("LB1305", &[("operator: rzd, gauge: 1520 mm, %, posts: [{ussuriysk: 0 km}, {baranovsky: 22 km}", "operator: rzd, gauge: 1520 mm, tracks: 2, capacity_rule: double, %, posts: [{ussuriysk: 0 km}, {baranovsky: 22 km}")], "
capacity_rules: {double: {name: Double, headway: 15 min, reserve: 150 min, usable: 64 %%, train: heavy, loaded: 100 %%, freight: 80 %%, @}}
trains: {heavy: {name: Heavy, gauge: 1520 mm, net: 4000 t, @}}"),
    ("LB1306", &[], "trains: {x: {name: X, gauge: 1520 mm, gross: 7000 t, net: 5000 t, wagons: 71, length: 994 m, @}}"),
    ("LB1401", &[], "
cargoes: {power: {name: Power, unit: MWh, commodities: [power], modes: [power]}}
lines: {y: {name: Y, mode: power, commodities: power, losses: 3 %%, %, posts: [{baranovsky: 0 km}, {khasan: 230 km}]}}"),
    ("LB1402", &[], "
cargoes: {gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline, sea]}}
lines: {pipe: {name: Pipe, mode: pipeline, commodities: gas, speed: 800 km/day, %, posts: [{tumangang: 0 km}, {rajin: 52 km}]}}
transfers:
  a: {at: rajin, kind: liquefaction, losses: 10 %%, time: 1 h, %}
  b: {at: rajin, kind: regasification, losses: 1 %%, time: 1 h, %}"),
    ("LB1403", &[], "
cargoes: {gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline, sea]}}
lines: {pipe: {name: Pipe, mode: pipeline, commodities: gas, speed: 800 km/day, diameter: 1420 mm, capacity: 38 bcm/yr, %, posts: [{baranovsky: 0 km}, {khasan: 216 km}]}}
"),
    ("LB1501", &[], "exchange_rates: {rub: {currency: RUB, per_usd: [{from: 2014, until: 2015, typ: 38.4 RUB/USD}], @}}
rates: {x: {mode: rail, cargo: box, price: {typ: 40 RUB/FEU-km, as_of: 2014}, @}}"),
    ("LB1502", &[], "exchange_rates: {rub: {currency: RUB, per_usd: 92.6 RUB/USD, @}}"),
    ("LB1503", &[], "rates:
  x: {mode: rail, cargo: box, price: {typ: 0.61 USD/FEU-km, as_of: 2020}, @}
  y: {mode: road, cargo: box, price: {typ: 1 USD/FEU-km, as_of: 2024}, @}"),
    ("LB1504", &[], "rates: {x: {mode: rail, cargo: box, price: 0.61 USD/FEU-km, @}}"),
    ("LB1505", &[], "rates: {x: {mode: rail, cargo: box, price: 0.61 USD/FEU-km, @}}"),
    ("LB1506", &[], "lines: {x: {name: X, mode: road, operator: rzd, investment: 1100 M USD, %, posts: [{baranovsky: 0 km}, {khasan: 230 km}]}}"),
    ("LB1601", &[], "cargoes: {gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline]}, coal: {name: Coal, unit: t, commodities: [coal]}}
demands: {d: {name: D, from: busan, to: khasan, cargo: coal, quantity: 5 Mt/yr, @}}"),
    ("LB1602", &[], "cargoes: {gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline]}, coal: {name: Coal, unit: t, commodities: [coal]}}
demands: {d: {name: D, from: busan, to: khasan, cargo: coal, quantity: 25 Mt/yr, @}}"),
    ("LB1603", &[], "demands: {d: {name: D, from: busan, to: khasan, cargo: box, quantity: 5 TEU/yr, @}}"),
    ("LB1604", &[("gauge: 1520 mm, %, posts: [{khasan: 0 km}", "gauge: 1520 mm, capacity: 5 Mt/yr, %, posts: [{khasan: 0 km}")], "capacity_groups: {g: {name: G, members: [{line: bridge}], capacity: 4 Mt/yr, @}}"),
    ("LB1605", &[], "
cargoes: {gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline, sea]}}
lines: {pipe: {name: Pipe, mode: pipeline, commodities: gas, speed: 800 km/day, %, posts: [{baranovsky: 0 km}, {khasan: 216 km}]}}
supplies: {s: {name: S, at: baranovsky, cargo: gas, quantity: 5 bcm/yr, %}}"),
    ("LB1606", &[], "storages: {y: {name: Y, at: busan, amount: 600000 t, filling: 40 Mt/yr, %}}"),
    ("LB1701", &[("{name: Crossing,", "{name: Crossing East,")], ""),
    ("LB1702", &[("{name: Rajin, country", "{name: Rajin, aliases: [Rason], country")], ""),
    ("LB1703", &[], ""),
    ("LB1008", &[], "places: {a: {name: A, country: RU, at: 50.0N 100.0E, kind: station}}\nchecks: [{rule: LB03, level: allow, at: places.a, reason: R}]"),
    ("LB1010", &[("summary: S,", "summary: S, counts: {places: 6, lines: 3, lanes: 1, transfers: 4, restrictions: 1, sources: 1},")], ""),
    ("LB1009", &[], "places: {a: {name: A, country: RU, at: 50.0N 100.0E, kind: station}}\nchecks: [{rule: LB03, level: allow, reason: R}]"),
    ("LB0312", &[], "
passages: {p: {name: P, time: {typ: 10 h, @}}}
lanes: {canal: {name: Canal, path: [rajin, 42.0N 125.0E, busan], passage: p, %}}"),
    ("LB0313", &[], "places: {mid: {name: Mid, at: 40.0N 131.0E, kind: waypoint}}"),
    ("LB0610", &[("distance: 840 km", "distance: 840 km, passage: p")], "passages: {p: {name: Crossing}}"),
    ("LB0711", &[("legal_basis: A resolution,", "legal_basis: Order 1917 of 2016 under Law 1805,")], ""),
    ("LB0712", &[("match: {countries: [KP]}", "match: {countries: [KP], commodities: [coals, iron, iron-ore]}")], "
cargoes: {coal: {name: Coal, unit: t, commodities: [coal]}}"),
    ("LB1307", &[], "lines: {x: {name: X, mode: road, operator: rzd, %, posts: [{baranovsky: 0 km}, {khasan: 230 km}]}}"),
];

const E: Severity = Severity::Error;
const W: Severity = Severity::Warning;
const N: Severity = Severity::Note;

/// Networks that give the code once and nothing else.
#[rustfmt::skip]
const BAD: &[(&str, Severity, Edits, &str)] = &[
    ("LB0301", E, &[("{khasan: 238 km}", "{khasan: «100 km»}")], ""),
    ("LB0302", W, &[("{khasan: 238 km}", "{khasan: «500 km»}")], ""),
    ("LB0303", E, &[("{tumangang: 0 km}, {rajin: 52 km}", "{tumangang: 52 km}, {rajin: «52 km»}")], ""),
    ("LB0303", E, &[("{tumangang: 0 km}, {rajin: 52 km}", "{tumangang: 60 km}, {rajin: «8 km»}")], ""),
    ("LB0304", W, &[], "
places: {lhasan: {name: Hasan, country: RU, at: «42.431N 130.645E», kind: station}}
lines: {road: {name: Road, mode: road, operator: rzd, %, posts: [{ussuriysk: 0 km}, {lhasan: 240 km}]}}"),
    ("LB0305", E, &[], "places:\n  «lonely»: {name: Lonely, country: RU, at: 50.0N 100.0E, kind: station}"),
    ("LB0305", W, &[], "places:\n  «lonely»: {name: Lonely, at: 50.0N 160.0E, kind: waypoint}"),
    ("LB0306", W, &[], "
places:
  zeya: {name: Zeya, country: RU, at: 53.0N 127.0E, kind: station}
  «amur»: {name: Amur, country: RU, at: 52.0N 127.0E, kind: station}
lines: {x: {name: X, mode: road, operator: rzd, %, posts: [{amur: 0 km}, {zeya: 120 km}]}}"),
    ("LB0307", E, &[("distance: 840 km", "distance: «700 km»")], ""),
    ("LB0308", W, &[("path: [rajin, 40.0N 131.0E, busan], distance: 840 km", "path: «[rajin, 40.0N 131.0E, busan]», distance: 1500 km")], ""),
    ("LB0308", W, &[("path: [rajin, 40.0N 131.0E, busan]", "path: «[rajin, 40.0N 131.0W, busan]»")], ""),
    ("LB0401", E, &[(STATUS, "time: 24 h, @, status: [{until: 2012, state: operating}, {from: «2011-06», state: suspended}]")], ""),
    ("LB0401", E, &[("gauge: 1435 mm, %", "gauge: 1435 mm, @, status: [{state: operating}, {from: «2011-06», state: suspended}]")], ""),
    // The model does not keep where a span stands: the post that its first section ends at does instead.
    ("LB0401", E, &[("{baranovsky: 22 km}, {khasan: 238 km}]",
        "{baranovsky: 22 km}, {«khasan»: 238 km}], spans: [{between: [baranovsky, khasan], status: [{state: operating}, {state: closed}]}]")], ""),
    ("LB0402", W, &[(STATUS, "time: 24 h, @, status: [{from: «2013», state: closed}, {from: 2010, until: 2012, state: operating}]")], ""),
    ("LB0403", E, &[(STATUS, "time: 24 h, @, status: [{from: 2012, until: «2012», state: operating}]")], ""),
    ("LB0403", E, &[("time: 24 h,", "time: [{from: 2012, until: «2011», typ: 24 h}],")], ""),
    ("LB0403", E, &[("from: 2016, effect", "from: 2016, until: «2015-12», effect")], ""),
    ("LB0403", E, &[("effect: flag,", "effect: flag, exceptions: [{match: {}, effect: allow, from: 2020, until: «2018»}],")], ""),
    ("LB0403", E, &[], "
admissions: {a: {regime: r, name: N, issuer: I, legal_basis: L, from: 2020, until: «2019», rules: [], @}}"),
    ("LB0403", E, &[], "
scenarios: {s: {name: S, source: book, changes: [{close: busan}, {open: busan-port, from: 2020, until: «2019»}]}}"),
    ("LB0404", E, &[("time: 24 h,", "time: [{from: 2021, until: 2023, typ: 51 h}, {from: «2022», typ: 40 h}],")], ""),
    ("LB0501", E, &[("  tumangang-gauge: {at: tumangang, kind: gauge_change, gauges: [1520 mm, 1435 mm], time: 12 h, %}\n", ""),
                    ("[{tumangang: 0 km}, {rajin: 52 km}]", "[{«tumangang»: 0 km}, {rajin: 52 km}]")], ""),
    ("LB0404", E, &[("time: 24 h,", "time: [{from: 2021, season: {from: 12-01, until: 03-01}, typ: 60 h}, {from: «2021», season: {from: 02-01, until: 04-01}, typ: 30 h}],")], ""),
    // A border for lorries lets no train through.
    ("LB0502", E, &[("kind: border, countries: [RU, KP]", "kind: border, modes: [road], countries: [RU, KP]"),
                    ("{tumangang: 3 km}", "{«tumangang»: 3 km}")], "
lines: {road: {name: Road, mode: road, operator: rzd, %, posts: [{khasan: 0 km}, {tumangang: 3 km}]}}"),
    ("LB0507", W, &[], "
lines: {«wire»: {name: Wire, mode: power, %, posts: [{baranovsky: 0 km}, {khasan: 230 km}]}}"),
    ("LB0507", W, &[], "
lines: {pipe: {name: Pipe, mode: pipeline, commodities: «gass», speed: 800 km/day, %, posts: [{baranovsky: 0 km}, {khasan: 230 km}]}}"),
    ("LB0507", W, &[("busan-port: {at: busan, kind: port, time: 24 h,", "busan-port: {at: busan, kind: port, time: 24 h, commodities: «[gass]»,")], ""),
    ("LB0502", E, &[("  khasan-border: {at: khasan, kind: border, countries: [RU, KP], time: 30 h, %}\n", ""),
                    ("{tumangang: 3 km}", "{«tumangang»: 3 km}")], ""),
    ("LB0503", E, &[], "transfers: {x: {at: busan, kind: border, countries: «[RU, KP]», time: 1 h, %}}"),
    ("LB0503", E, &[], "
places: {rig: {name: Rig, at: 40.0N 131.0E, kind: terminal}}
lanes: {x: {name: X, path: [busan, rig], %}}
transfers: {x: {at: «rig», kind: port, time: 1 h, %}}"),
    ("LB0504", E, &[], "
transfers: {x: {at: rajin, kind: gauge_change, gauges: [1435 mm, «1520 mm»], time: 1 h, %}}"),
    ("LB0505", E, &[("  rajin-port: {at: rajin, kind: port, time: 48 h, %}\n", ""), ("  rajin: {name", "  «rajin»: {name")], ""),
    ("LB0505", W, &[("  busan-port: {at: busan, kind: port, time: 24 h, %}\n", ""), ("  busan: {name", "  «busan»: {name")], ""),
    ("LB0506", E, &[], "transfers: {x: {at: rajin, kind: mode_change, modes: [rail, «road»], time: 1 h, %}}"),
    ("LB0601", W, &[], "
lines: {twin: {name: Twin, mode: rail, operator: rzd, gauge: 1520 mm, %, posts: [{khasan: 7 km}, {«baranovsky»: 226 km}]}}"),
    ("LB0601", W, &[], "lanes:\n  «twin»: {name: Twin, path: [busan, 39.0N 131.0E, rajin], distance: 850 km, %}"),
    ("LB0602", E, &[("distance: 840 km", "distance: 840 km, ice_area: «sea», depth: 20 m")], ICE),
    ("LB0602", E, &[("distance: 840 km", "distance: 840 km, admission: «nsr», depth: 20 m")], ADMISSION),
    ("LB0603", W, &[("distance: 840 km", "distance: 840 km, ice_area: sea, admission: «nsr»")], ICE),
    ("LB0701", E, &[], "
restrictions:
  «r»: {name: R, issuer: I, from: 2016, effect: exclude, match: {places: [rajin]}, explain: No., @}"),
    ("LB0701", W, &[], "restrictions:\n  «r»: {name: R, effect: flag, match: {places: [rajin]}, explain: No., @}"),
    ("LB0702", W, &[("match: {countries: [KP]}", "match: {countries: «[MN, KZ]»}")], ""),
    ("LB0702", W, &[("match: {countries: [KP]}", "match: {countries: [KP], origin: «[MN]»}")], ""),
    ("LB0702", W, &[("match: {countries: [KP]}", "match: {destination: «MN»}")], ""),
    ("LB0702", W, &[("match: {countries: [KP]}", "match: {crossing: «{from: [RU], to: [CN]}»}")], ""),
    ("LB0702", W, &[("match: {countries: [KP]}", "«match»: {countries: [KR], lines: [north]}")], ""),
    ("LB0702", W, &[("match: {countries: [KP]}", "match: {commodities: «[coal]»}"), ("contents: unknown", "commodities: [toys]")], ""),
    ("LB0703", W, &[("explain: Cargo is inspected., ", ""), ("  inspection: {", "  «inspection»: {")], ""),
    ("LB0704", E, &[("effect: flag,", "effect: «quota»,")], ""),
    ("LB0704", E, &[("effect: flag,", "effect: flag, exceptions: [{match: {}, effect: «delay»}],")], ""),
    ("LB0705", E, &[], "
admissions:
  old: {regime: nsr, name: O, issuer: I, legal_basis: L, from: 2013, rules: [], @}
  new: {regime: nsr, name: N, issuer: I, legal_basis: L, from: «2020», rules: [], @}"),
    ("LB0801", W, &[], "trains:\n  «x»: {name: X, gauge: 1520 mm, net: {typ: 4000 t, confidence: low}}"),
    ("LB0801", W, &[], "
lanes:
  «x»: {name: X, path: [rajin, 39.0N 131.0E, busan], distance: 900 km, confidence: low, status: [{state: operating, source: book}]}"),
    ("LB0802", W, &[], "sources:\n  «page»: {title: A page, publisher: P}"),
    ("LB0803", W, &[], "trains:\n  «x»: {name: X, gauge: 1520 mm, net: 4000 t, source: book}"),
    ("LB0804", W, &[], "trains: {x: {name: X, gauge: 1520 mm, net: 4000 t, @, as_of: «2027»}}"),
    ("LB0804", W, &[("time: 24 h,", "time: {typ: 24 h, as_of: «2026-12»}, as_of: 2020,")], ""),
    ("LB0901", E, &[], "report_routes: {r: {question: Q, group: G, from: «busann», to: khasan}}"),
    ("LB0901", E, &[], "demands: {d: {name: D, from: busan, to: «khasann», cargo: box, quantity: 5 TEU/yr, @}}"),
    ("LB0901", E, &[], "report_routes: {r: {question: Q, group: G, from: busan, to: khasan, via: «nowhere»}}"),
    ("LB0901", E, &[], "expectations: {e: {name: N, from: busan, to: «khasann»}}"),
    ("LB0901", E, &[], "expectations: {e: {name: N, from: busan, to: khasan, uses: [rajin, «nowhere»]}}"),
    ("LB0901", E, &[], "report_routes: {r: {question: Q, group: G, from: busan, to: khasan, avoid: [rajin, «nowhere»]}}"),
    ("LB0901", E, &[], "report_cuts: {r: {question: Q, group: G, from: busan, to: [khasan, «nowhere»]}}"),
    ("LB0902", W, &[], "scenarios: {s: {name: S, source: book, changes: [{open: «busan-port», from: 2020}]}}"),
    ("LB0902", W, &[(STATUS, "time: 24 h, @, status: [{from: 2012, until: 2020, state: operating}]")], "
scenarios: {s: {name: S, source: book, changes: [{close: «busan-port», from: 2020}]}}"),
    ("LB0902", W, &[], "scenarios: {s: {name: S, source: book, changes: [{close: busan}, {lift: «inspection»}]}}"),
    ("LB0903", E, &[("vessel: ship, ", ""), ("  crossing: {name", "  «crossing»: {name")], ""),
    ("LB0904", W, &[], "
lines: {x: {name: X, mode: road, %, posts: [{baranovsky: 0 km}, {«khasan»: 230 km}]}}"),
    ("LB0905", W, &[("operator: rzd, gauge: 1520 mm, %, posts: [{ussuriysk: 0 km}, {baranovsky: 22 km}", "operator: rzd, gauge: 1520 mm, tracks: 2, capacity: 40 pairs/day, capacity_rule: double, %, posts: [{ussuriysk: 0 km}, {«baranovsky»: 22 km}")], DOUBLE),
    ("LB0905", W, &[("operator: rzd, gauge: 1520 mm, %, posts: [{ussuriysk: 0 km}, {baranovsky: 22 km}", "operator: rzd, gauge: 1520 mm, tracks: 2, capacity: 200 Mt/yr, shared: true, capacity_rule: double, %, posts: [{ussuriysk: 0 km}, {«baranovsky»: 22 km}")], DOUBLE),
    ("LB1001", E, &[], "expectations:\n  «e»: {name: N, from: khasan, to: busan, modes: [sea]}"),
    ("LB1001", E, &[("khasan-border: {at: khasan, kind: border, countries: [RU, KP], time: 30 h, %}",
                     "khasan-border: {at: khasan, kind: border, countries: [RU, KP], time: 30 h, @, status: closed}")],
     "expectations:\n  «e»: {name: N, from: ussuriysk, to: rajin}"),
    ("LB1002", E, &[], "expectations: {e: {name: N, from: khasan, to: busan, reachable: «false»}}"),
    ("LB1003", E, &[], "expectations: {e: {name: N, from: ussuriysk, to: khasan, distance: {at_least: 200 km, at_most: «237 km»}}}"),
    ("LB1003", E, &[], "expectations: {e: {name: N, from: ussuriysk, to: khasan, distance: {at_least: «239 km», at_most: 300 km}}}"),
    ("LB1004", E, &[], "expectations: {e: {name: N, from: ussuriysk, to: rajin, time: {at_most: «30 h»}}}"),
    ("LB1004", E, &[], "expectations: {e: {name: N, from: ussuriysk, to: rajin, time: {at_least: «10 d»}}}"),
    ("LB1005", E, &[], "expectations: {e: {name: N, from: ussuriysk, to: khasan, uses: [baranovsky, «rajin»]}}"),
    ("LB1006", E, &[], "expectations: {e: {name: N, from: ussuriysk, to: busan, uses_not: «KP»}}"),
    ("LB1007", E, &[], "expectations: {e: {name: N, from: rajin, to: «rajin», reachable: false}}"),
    ("LB1007", E, &[], "expectations: {e: {name: N, from: rajin, to: busan, by: «cost»}}"),
    ("LB1007", E, &[], "expectations: {e: {name: N, from: rajin, to: busan, allow: «inspection»}}"),
    ("LB0309", W, &[], "lanes: {far: {name: Far, path: [busan, «40.0N 131.0W», rajin], %}}"),
    ("LB0309", W, &[], "
places: {mid: {name: Mid, at: «39.0N 131.0W», kind: waypoint}}
lanes: {a: {name: A, path: [busan, mid], %}, b: {name: B, path: [mid, rajin], %}}"),
    ("LB0310", W, &[], "
places: {santos: {name: Santos, country: BR, at: 23.970S 46.300W, kind: port}}
transfers: {santos-port: {at: santos, kind: port, time: 24 h, %}}
lanes: {far: {name: Far, path: [busan, «santos»], %}}"),
    ("LB0311", W, &[], "
places:
  bb: {name: Bb, country: RU, at: 44.805N 131.990E, kind: station}
  cc: {name: Cc, country: RU, at: 45.805N 131.990E, kind: station}
  dd: {name: Dd, country: RU, at: 46.805N 131.990E, kind: station}
lines: {road: {name: Road, mode: road, operator: rzd, %, posts: [{ussuriysk: 0 km}, {bb: 115 km}, {cc: «297 km»}, {dd: 410 km}]}}"),
    ("LB0405", E, &[("time: 24 h,", "time: [{typ: 40 h}, {season: {from: 12-01, until: «12-01»}, typ: 60 h}],")], ""),
    ("LB0405", E, &[("distance: 840 km", "distance: 840 km, ice_area: sea, admission: nsr, depth: 20 m")], "
ice_areas: {sea: {name: Sea, severity: [3, 3, 3, 2, 1, 0, 0, 0, 0, 1, 2, 3], @}}
admissions: {set: {regime: nsr, name: N, issuer: I, legal_basis: L, from: 2013, rules: [{ice_class: [none], season: {from: 07-01, until: «07-01»}, independent: light, escorted: light}], @}}"),
    ("LB0406", W, &[("time: 24 h, %", "time: 24 h, @, status: [{until: 2012, state: operating}, {from: 2012, state: «proposed»}]")], ""),
    ("LB0407", W, &[("time: 24 h, %", "time: 24 h, @, status: [{until: 2027-06, state: under_construction}, {from: «2027-06», state: operating}]")], ""),
    ("LB0408", W, &[("time: 24 h, %", "time: 24 h, @, status: [{until: 2012, state: operating}, {from: 2012, state: «operating»}]")], ""),
    ("LB0409", W, &[("time: 24 h, %", "time: [«{from: 2012, until: 2022, typ: 24 h}», {from: 2022, typ: 30 h}], @, status: [{until: 2022, state: proposed}, {from: 2022, state: operating}]")], ""),
    ("LB0508", W, &[("time: 24 h,", "time: «100 d»,")], ""),
    ("LB0508", W, &[("time: 24 h,", "time: «0 h»,")], ""),
    ("LB0509", W, &[("time: 24 h,", "time: 24 h, opening_hours: «09:00-09:00»,")], ""),
    ("LB0509", W, &[("time: 24 h,", "time: 24 h, opening_hours: «09:00-10:00»,")], ""),
    ("LB0510", W, &[], "transfers: {x: {at: khasan, kind: border, countries: «[RU, CN]», time: 1 h, %}}"),
    ("LB0511", W, &[], "transfers: {x: {at: «khasan», kind: port, time: 1 h, %}}"),
    ("LB0511", N, &[], "transfers: {x: {at: «rajin», kind: port, modes: [road, sea], time: 1 h, %}}"),
    ("LB0512", N, &[("gauges: [1520 mm, 1435 mm], time", "gauges: [1520 mm, 1435 mm], method: bogie_exchange, time")], "transfers:
  «x»: {at: tumangang, kind: gauge_change, gauges: [1520 mm, 1435 mm], time: 5 h, %}"),
    ("LB0513", W, &[], "transfers:
  «x»: {at: khasan, kind: border, countries: [KP, RU], time: 24 h, %}"),
    ("LB0604", W, &[("distance: 840 km", "distance: 840 km, depth: «5 m»")], ""),
    ("LB0604", W, &[("distance: 840 km", "distance: 840 km, passage: p")], "passages: {p: {name: P, max_draught: «4 m», @}}"),
    ("LB0605", W, &[], "passages:
  «p»: {name: P}"),
    ("LB0606", W, &[("distance: 840 km", "distance: 840 km, passage: p")], "
passages: {p: {name: P}}
lanes: {x: {name: X, path: «[rajin, 40.0N 131.0E, busan]», distance: 1000 km, %}}"),
    ("LB0607", W, &[("distance: 840 km", "distance: 840 km, ice_area: sea, admission: nsr, depth: 20 m")], "
ice_areas: {sea: {name: Sea, severity: «[0, 0, 0, 1, 2, 3, 3, 3, 3, 2, 1, 0]», @}}
admissions: {set: {regime: nsr, name: N, issuer: I, legal_basis: L, from: 2013, rules: [], @}}"),
    ("LB0608", W, &[("[13 kn, 10 kn, 7 kn, 5 kn]", "[13 kn, 7 kn, «10 kn», 5 kn]")], ""),
    ("LB0608", W, &[("[13 kn, 10 kn, 7 kn, 5 kn]", "[«17 kn», 10 kn, 7 kn, 5 kn]")], ""),
    ("LB0609", W, &[("  crossing: {name", "  «crossing»: {name")], "
ice_areas: {sea: {name: Sea, severity: [3, 3, 3, 2, 1, 0, 0, 0, 0, 1, 2, 3], @}}
admissions: {set: {regime: nsr, name: N, issuer: I, legal_basis: L, from: 2013, rules: [], @}}
places: {one: {name: One, at: 40.0N 133.0E, kind: waypoint}, two: {name: Two, at: 37.0N 133.0E, kind: waypoint}}
lanes:
  a: {name: A, path: [rajin, one], ice_area: sea, admission: nsr, depth: 20 m, %}
  b: {name: B, path: [two, busan], ice_area: sea, admission: nsr, depth: 20 m, %}"),
    ("LB0706", E, &[("effect: flag,", "effect: flag, exceptions: [{match: {}, effect: allow, until: «2012»}],")], ""),
    ("LB0706", E, &[("match: {countries: [KP]}", "match: {lines: [south]}, exceptions: [{match: {lines: «[north]»}, effect: allow}]")], ""),
    ("LB0707", W, &[("effect: flag,", "effect: flag, exceptions: [{match: {places: [rajin]}, effect: «flag»}],")], ""),
    ("LB0708", W, &[("effect: flag,", "effect: «flag», delay: 24 h,")], ""),
    ("LB0709", N, &[("from: 2016, effect", "from: 2006, until: «2010», effect")], ""),
    ("LB0710", W, &[("distance: 840 km", "distance: 840 km, ice_area: sea, admission: nsr, depth: 20 m")], "
ice_areas: {sea: {name: Sea, severity: [3, 3, 3, 2, 1, 0, 0, 0, 0, 1, 2, 3], @}}
admissions: {set: {regime: nsr, name: N, issuer: I, legal_basis: L, from: 2013, «rules»: [{ice_class: [Arc4], independent: light, escorted: light}], @}}"),
    ("LB0805", W, &[], "sources: {memo: {title: M, kind: memory}}
trains: {x: {name: X, gauge: 1520 mm, net: 4000 t, source: memo, confidence: «high»}}"),
    ("LB0806", N, &[], "sources:
  «page»: {title: A page}
trains: {x: {name: X, gauge: 1520 mm, net: 4000 t, source: page, confidence: high}}"),
    ("LB0807", W, &[], "sources: {page: {title: A page, url: «www.example.org»}}
trains: {x: {name: X, gauge: 1520 mm, net: 4000 t, source: page, confidence: high}}"),
    ("LB0808", W, &[], "sources: {page: {title: A page, date: 2020}}
trains: {x: {name: X, gauge: 1520 mm, net: {typ: 4000 t, as_of: «2024»}, source: page, confidence: high}}"),
    ("LB0809", N, &[], "trains: {x: {name: X, gauge: 1520 mm, net: 4000 t, @, as_of: «1990»}}"),
    ("LB0906", W, &[], "scenarios: {s: {name: S, source: book, depart: «2026-03-01», changes: [{close: busan, from: 2024, until: 2025}]}}"),
    ("LB0907", W, &[("time: 24 h,", "time: 24 h, capacity: 20 Mt/yr,")], "scenarios: {s: {name: S, source: book, changes: [{widen: busan-port, capacity: «15 Mt/yr»}]}}"),
    ("LB1101", W, &[], "operators:
  «x»: {name: X}"),
    ("LB1101", W, &[], "ice_areas:
  «sea»: {name: Sea, severity: [3, 3, 3, 2, 1, 0, 0, 0, 0, 1, 2, 3], @}"),
    ("LB1101", W, &[], "cities:
  «town»: {name: Town}"),
    ("LB1101", W, &[], "capacity_rules:
  «double»: {name: Double, headway: 15 min, @}"),
    ("LB1102", W, &[("{name: Rajin, country", "{name: Rajin, aliases: [«Khasan»], country")], ""),
    ("LB1102", W, &[("{name: Rajin, country", "{name: «Town», country")], "cities: {town: {name: Town}}
places: {seoul: {name: Seoul, city: town, country: KR, at: 35.200N 129.040E, kind: station}}
lines: {x: {name: X, mode: road, operator: rzd, %, posts: [{busan: 0 km}, {seoul: 14 km}]}}"),
    ("LB1103", W, &[("{name: Rajin, country", "{name: Rajin, locode: «RURJN», country")], ""),
    ("LB1103", W, &[("{name: Rajin, country", "{name: Rajin, locode: «RAJIN-KP», country")], ""),
    ("LB1104", W, &[("{name: Rajin, country", "{name: «R\u{430}jin», country")], ""),
    ("LB1201", W, &[("speed: 1000 km/day", "speed: «10000 km/day»")], ""),
    ("LB1202", W, &[("time: 24 h,", "time: 24 h, capacity: «35000 Mt/yr»,")], ""),
    ("LB1203", W, &[("draught: 9 m", "draught: «90 m»")], ""),
    ("LB1204", W, &[], "trains: {x: {name: X, gauge: 1520 mm, length: «105 km», @}}"),
    ("LB1205", W, &[("operator: rzd, gauge: 1520 mm, %, posts: [{ussuriysk: 0 km}, {baranovsky: 22 km}", "operator: rzd, gauge: 1520 mm, tracks: 2, capacity_rule: double, %, posts: [{ussuriysk: 0 km}, {baranovsky: 22 km}")], "
capacity_rules: {double: {name: Double, headway: 15 min, reserve: 150 min, usable: «0.64 %%», train: heavy, loaded: 100 %%, freight: 80 %%, @}}
trains: {heavy: {name: Heavy, gauge: 1520 mm, net: 4000 t, @}}"),
    ("LB1206", W, &[("time: 24 h,", "time: [{from: 2020, until: 2022, typ: 1 h}, {from: 2022, typ: «200 h»}],")], ""),
    ("LB1207", W, &[("time: 24 h,", "time: {low: 1 min, typ: 24 h, high: «72 h»},")], ""),
    ("LB1208", W, &[], "lines: {x: {name: X, mode: road, operator: rzd, capacity: «30 trains/day», %, posts: [{baranovsky: 0 km}, {khasan: 230 km}]}}"),
    ("LB1209", W, &[], "demands: {d: {name: D, from: busan, to: khasan, cargo: box, quantity: 5 TEU/yr, months: «[8 %%, 8 %%, 8 %%, 8 %%, 8 %%, 8 %%, 8 %%, 8 %%, 8 %%, 8 %%, 8 %%, 8 %%]», @}}"),
    ("LB1301", W, &[], "trains: {x: {name: X, gauge: «1502 mm», @}}"),
    ("LB1301", W, &[], "lines: {x: {name: X, mode: rail, operator: rzd, gauge: «1250 mm», %, posts: [{busan: 0 km}, {seoul: 14 km}]}}
places: {seoul: {name: Seoul, country: KR, at: 35.200N 129.040E, kind: station}}"),
    ("LB1302", N, &[], "
places:
  bb: {name: Bb, country: RU, at: 44.805N 131.990E, kind: station}
  cc: {name: Cc, country: RU, at: 45.805N 131.990E, kind: station}
  dd: {name: Dd, country: RU, at: 46.805N 131.990E, kind: station}
lines: {far: {name: Far, mode: rail, operator: rzd, gauge: 1520 mm, axle_load: 25 t, %, spans: [{between: [bb, cc], axle_load: 22 t}], posts: [{ussuriysk: 0 km}, {bb: 115 km}, {«cc»: 230 km}, {dd: 345 km}]}}"),
    ("LB1303", W, &[("gauge: 1520 mm, %, posts: [{khasan: 0 km}, {tumangang: 3 km}", "gauge: 1520 mm, tracks: 1, capacity: 70 pairs/day, %, posts: [{khasan: 0 km}, {«tumangang»: 3 km}")], ""),
    ("LB1303", W, &[("gauge: 1520 mm, %, posts: [{khasan: 0 km}, {tumangang: 3 km}", "gauge: 1520 mm, tracks: 1, capacity: 200 Mt/yr, %, posts: [{khasan: 0 km}, {«tumangang»: 3 km}")], ""),
    ("LB1304", W, &[("operator: rzd, gauge: 1520 mm, %, posts: [{ussuriysk: 0 km}, {baranovsky: 22 km}", "operator: rzd, gauge: 1520 mm, tracks: 2, capacity_rule: double, %, posts: [{ussuriysk: 0 km}, {«baranovsky»: 22 km}")], "
capacity_rules: {double: {name: Double, headway: 15 min, reserve: 150 min, usable: 64 %%, train: heavy, loaded: 100 %%, freight: 80 %%, @}}
trains: {heavy: {name: Heavy, gauge: 1435 mm, net: 4000 t, @}}"),
    ("LB1305", W, &[("operator: rzd, gauge: 1520 mm, %, posts: [{ussuriysk: 0 km}, {baranovsky: 22 km}", "operator: rzd, gauge: 1520 mm, tracks: 1, capacity_rule: double, %, posts: [{ussuriysk: 0 km}, {«baranovsky»: 22 km}")], "
capacity_rules: {double: {name: Double, headway: 15 min, reserve: 150 min, usable: 64 %%, train: heavy, loaded: 100 %%, freight: 80 %%, @}}
trains: {heavy: {name: Heavy, gauge: 1520 mm, net: 4000 t, @}}"),
    ("LB1306", W, &[], "trains: {x: {name: X, gauge: 1520 mm, wagons: 71, length: «100 m», @}}"),
    ("LB1401", W, &[], "
cargoes: {power: {name: Power, unit: MWh, commodities: [power], modes: [power]}}
lines: {y: {name: Y, mode: power, commodities: power, losses: «30 %%», %, posts: [{baranovsky: 0 km}, {khasan: 230 km}]}}"),
    ("LB1401", W, &[], "
cargoes: {gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline, sea]}}
lines: {pipe: {name: Pipe, mode: pipeline, commodities: gas, speed: 800 km/day, %, posts: [{tumangang: 0 km}, {rajin: 52 km}]}}
transfers:
  a: {at: rajin, kind: liquefaction, losses: «0.1 %%», time: 1 h, %}
  b: {at: rajin, kind: regasification, losses: 1 %%, time: 1 h, %}"),
    ("LB1402", N, &[], "
cargoes: {gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline, sea]}}
lines: {pipe: {name: Pipe, mode: pipeline, commodities: gas, speed: 800 km/day, %, posts: [{tumangang: 0 km}, {rajin: 52 km}]}}
transfers:
  a: {at: rajin, kind: liquefaction, losses: 10 %%, time: 1 h, %}
  «b»: {at: rajin, kind: regasification, time: 1 h, %}"),
    ("LB1403", W, &[], "
cargoes: {gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline, sea]}}
lines: {pipe: {name: Pipe, mode: pipeline, commodities: gas, speed: 800 km/day, diameter: 142 mm, capacity: 38 bcm/yr, %, posts: [{baranovsky: 0 km}, {«khasan»: 216 km}]}}
"),
    ("LB1501", W, &[], "rates: {x: {mode: rail, cargo: box, price: «40 RUB/FEU-km», @}}"),
    ("LB1501", W, &[], "exchange_rates: {rub: {currency: RUB, per_usd: [{from: 2014, until: 2015, typ: 38.4 RUB/USD}], @}}
rates: {x: {mode: rail, cargo: box, price: {typ: «40 RUB/FEU-km», as_of: 2024}, @}}"),
    ("LB1502", W, &[], "exchange_rates: {rub: {currency: RUB, per_usd: «0.0108 RUB/USD», @}}"),
    ("LB1503", N, &[], "rates:
  x: {mode: rail, cargo: box, price: «0.61 USD/FEU-km», @}
  y: {mode: road, cargo: box, price: {typ: 1 USD/FEU-km, as_of: 2024}, @}"),
    ("LB1504", W, &[], "rates: {x: {mode: rail, cargo: box, price: «61 USD/FEU-km», @}}"),
    ("LB1505", W, &[], "rates: {x: {mode: rail, cargo: box, price: «0.61 USD/FEU», @}}"),
    ("LB1505", W, &[], "rates: {x: {mode: rail, cargo: box, price: «0.61 USD/t-km», @}}"),
    ("LB1506", W, &[], "lines: {x: {name: X, mode: road, operator: rzd, investment: «1100 bn USD», %, posts: [{baranovsky: 0 km}, {khasan: 230 km}]}}"),
    ("LB1601", W, &[], "cargoes: {gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline]}, coal: {name: Coal, unit: t, commodities: [coal]}}
demands: {d: {name: D, from: busan, to: «khasan», cargo: gas, quantity: 5 bcm/yr, @}}"),
    ("LB1602", E, &[], "cargoes: {gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline]}, coal: {name: Coal, unit: t, commodities: [coal]}}
demands: {d: {name: D, from: busan, to: khasan, cargo: coal, quantity: «25 TEU/yr», @}}"),
    ("LB1603", E, &[], "demands: {d: {name: D, from: busan, to: «Busan», cargo: box, quantity: 5 TEU/yr, @}}"),
    ("LB1604", W, &[("gauge: 1520 mm, %, posts: [{khasan: 0 km}", "gauge: 1520 mm, capacity: 5 Mt/yr, %, posts: [{khasan: 0 km}")], "capacity_groups: {g: {name: G, members: [{line: bridge}], capacity: «50 Mt/yr», @}}"),
    ("LB1605", W, &[], "
cargoes: {gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline, sea]}}
lines: {pipe: {name: Pipe, mode: pipeline, commodities: gas, speed: 800 km/day, %, posts: [{baranovsky: 0 km}, {khasan: 216 km}]}}
supplies: {s: {name: S, at: «ussuriysk», cargo: gas, quantity: 5 bcm/yr, %}}"),
    ("LB1606", W, &[], "storages: {y: {name: Y, at: busan, amount: «600 Mt», filling: 40 Mt/yr, %}}"),
    ("LB1701", N, &[("{name: Crossing,", "{name: «\"Crossing  East\"»,")], ""),
    ("LB1702", N, &[("{name: Rajin, country", "{name: Rajin, aliases: [«RAJIN»], country")], ""),
    ("LB1703", N, &[("explain: Cargo is inspected.,", "explain: «Cargo is inspected»,")], ""),
    ("LB1008", W, &[], "checks: [«{rule: LB0305, level: allow, reason: R}»]"),
    ("LB1008", W, &[], "checks: [«{rule: LB05, level: note, at: transfers.*, reason: R}»]"),
    ("LB1009", E, &[], "checks: [{rule: «LB0105», level: warn, reason: R}]"),
    ("LB1010", E, &[("summary: S,", "summary: S, counts: {places: 6, transfers: «5»},")], ""),
    ("LB1010", E, &[("summary: S,", "summary: S, counts: {lines: «2»},")], ""),
    ("LB1009", E, &[], "checks: [{rule: «LB», level: allow, reason: Everything}]"),
    ("LB0312", W, &[], "lanes: {x: {name: X, path: «[rajin, 38.0N 127.0E, busan]», %}}"),
    ("LB0313", W, &[], "
places: {far: {name: Far, country: RU, at: «40.000N 133.000E», kind: station}}
lines: {road: {name: Road, mode: road, operator: rzd, %, posts: [{ussuriysk: 0 km}, {far: 460 km}]}}"),
    ("LB0610", W, &[("  crossing: {name", "  «crossing»: {name")], "
passages: {p: {name: Crossing}}
lanes: {x: {name: X, path: [rajin, 39.5N 131.5E, busan], distance: 1000 km, passage: p, %}}"),
    ("LB0711", W, &[("legal_basis: A resolution, from: 2016", "legal_basis: A resolution of 2016, from: «1916-03»")], ""),
    ("LB0712", W, &[("match: {countries: [KP]}", "match: {countries: [KP], commodities: [gas, «cola»]}")], "
cargoes: {coal: {name: Coal, unit: t, commodities: [coal]}}"),
    ("LB0712", W, &[("effect: flag,", "effect: flag, exceptions: [{match: {places: [rajin], commodities: [«timbr»]}, effect: allow}],")], "
cargoes: {wood: {name: Wood, unit: t, commodities: [timber]}}"),
    ("LB1307", W, &[], "
lines: {x: {name: X, mode: «road», operator: rzd, tracks: 2, gauge: 1520 mm, %, posts: [{baranovsky: 0 km}, {khasan: 230 km}]}}"),
];

fn edited(edits: Edits) -> String {
    edits.iter().fold(BASE.to_string(), |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "`{old}` does not stand once in the base");
        text.replace(old, new)
    })
}

/// Where a mark starts and ends, as lines and columns.
type Marked = [(usize, usize); 2];

/// The text that is meant, and where its mark is.
fn written(text: &str) -> (String, Option<Marked>) {
    let text = text.replace("%%", "\u{1}").replace('%', "status: operating, @");
    let text = text.replace('@', "source: book, confidence: high").replace('\u{1}', "%");
    let position = |before: &str| {
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    };
    let plain = text.replace(['«', '»'], "");
    let Some((before, rest)) = text.split_once('«') else { return (plain, None) };
    let inside = rest.split_once('»').expect("a mark that ends").0;
    (plain, Some([position(before), position(&format!("{before}{inside}"))]))
}

/// All that is found in a network of two files, the second of which may be empty; why it cannot be loaded, if so.
fn looked_at(base: &str, extra: &str) -> Result<(Vec<Diagnostic>, SourceFiles), String> {
    let files = [("base.yaml", base), ("extra.yaml", extra)].into_iter().filter(|(_, text)| !text.is_empty());
    let loaded = load_texts(files.map(|(name, text)| (name.to_string(), text.as_bytes().to_vec())));
    let Some(network) = &loaded.network else { return Err(format!("does not load: {:?}", told(&loaded.diagnostics))) };
    let mut found = check(network);
    resolve_spans(&mut found, &loaded.files);
    sort_by_place(&mut found);
    Ok((found, loaded.files))
}

/// As [`looked_at`], of what can be loaded.
fn findings(base: &str, extra: &str) -> (Vec<Diagnostic>, SourceFiles) {
    looked_at(base, extra).unwrap_or_else(|why| panic!("{why}\n{extra}"))
}

fn told(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|one| format!("{} {}: {}", one.severity.name(), one.code, one.message)).collect()
}

#[test]
fn the_base_breaks_no_rule() {
    let (found, _) = findings(&written(BASE).0, "");
    assert!(found.is_empty(), "{:#?}", told(&found));
}

#[test]
fn good_networks_give_nothing() {
    let wrong = GOOD.iter().filter_map(|(code, edits, extra)| {
        let why = match looked_at(&written(&edited(edits)).0, &written(extra).0) {
            Ok((found, _)) if found.iter().all(|one| one.code.0 != *code) => return None,
            Ok((found, _)) => format!("{:?}", told(&found)),
            Err(why) => why,
        };
        Some(format!("{code}: {why}\n{edits:?}{extra}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn bad_networks_give_exactly_their_code() {
    let wrong = BAD.iter().filter_map(|(code, severity, edits, extra)| {
        let (base, in_base) = written(&edited(edits));
        let (second, in_second) = written(extra);
        let expected = in_base.map(|at| ("base.yaml", at)).or(in_second.map(|at| ("extra.yaml", at)));
        let why = exactly(&base, &second, (code, *severity), expected.expect("a mark")).err()?;
        Some(format!("{code}: {why}\n{edits:?}{extra}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Whether one problem of this kind is found and nothing else, under these characters; says why not.
fn exactly(base: &str, extra: &str, kind: (&str, Severity), expected: (&str, Marked)) -> Result<(), String> {
    let (mut found, files) = looked_at(base, extra)?;
    // A point on the wrong side of the globe takes its lane over land as well.
    if ["LB0308", "LB0309", "LB0310"].contains(&kind.0) {
        found.retain(|one| one.code.0 != "LB0312");
    }
    let codes: Vec<(&str, Severity)> = found.iter().map(|one| (one.code.0, one.severity)).collect();
    if codes != [kind] {
        return Err(format!("{:?}", told(&found)));
    }
    let label = found[0].primary_label().ok_or("no label")?;
    let At::Span(span) = label.place.at else { return Err("no span".into()) };
    let (start, end) = files.positions(label.place.file, span);
    let at = (files.name(label.place.file), [(start.line, start.column), (end.line, end.column)]);
    let leads_somewhere = |label: &landbridge::diagnostics::Label| matches!(label.place.at, At::Span(_));
    if at != expected {
        return Err(format!("{:?}: under {at:?}, not {expected:?}", told(&found)));
    }
    if found[0].labels.iter().all(leads_somewhere) { Ok(()) } else { Err("a label that leads nowhere".into()) }
}

#[test]
fn messages_are_lower_case_and_help_is_given() {
    for (code, _, edits, extra) in BAD {
        let (found, _) = findings(&written(&edited(edits)).0, &written(extra).0);
        for one in found {
            assert!(!one.message.ends_with('.') && !one.message.starts_with(char::is_uppercase), "{}", one.message);
            assert!(one.help.as_ref().is_some_and(|help| !help.ends_with('.')), "{code}: {}", one.message);
        }
    }
}

/// Three places that nothing leads to, two of them alike.
const UNREACHED: &str = "
places:
  a-one: {name: A, country: RU, at: 50.0N 100.0E, kind: station}
  a-two: {name: B, country: RU, at: 51.0N 100.0E, kind: station}
  b-one: {name: C, country: RU, at: 52.0N 100.0E, kind: station}
";

/// `error LB0305 places.a-one`, of a network with these `checks`, and how many findings each entry speaks of and suppresses.
fn judged(checks: &str) -> (Vec<String>, Vec<(usize, usize)>) {
    let texts = [("base.yaml", written(BASE).0), ("extra.yaml", format!("{UNREACHED}{checks}"))];
    let loaded = load_texts(texts.map(|(name, text)| (name.to_string(), text.into_bytes())));
    let network = loaded.network.unwrap_or_else(|| panic!("does not load: {:#?}", loaded.diagnostics));
    let judged = check_at(&network, None);
    let told = |one: &Diagnostic| match &one.primary_label().expect("a label").place.at {
        At::Path { path, .. } => format!("{} {} {path}", one.severity.name(), one.code),
        other => panic!("no path: {other:?}"),
    };
    (
        judged.found.iter().map(told).collect(),
        judged.levels.iter().map(|level| (level.matched, level.suppressed)).collect(),
    )
}

#[test]
fn the_network_says_how_bad_a_finding_is() {
    let all = |a: &str, b: &str, c: &str| -> Vec<String> {
        [(a, "a-one"), (b, "a-two"), (c, "b-one")]
            .iter()
            .filter(|(level, _)| !level.is_empty())
            .map(|(level, id)| format!("{level} LB0305 places.{id}"))
            .collect()
    };
    let (plain, _) = judged("");
    assert_eq!(plain, all("error", "error", "error"));
    for (checks, found, uses) in [
        ("{rule: LB0305, level: warn, reason: R}", all("warning", "warning", "warning"), vec![(3, 0)]),
        ("{rule: LB03, level: note, reason: R}", all("note", "note", "note"), vec![(3, 0)]),
        ("{rule: LB0305, level: allow, at: places.a-*, reason: R}", all("", "", "error"), vec![(2, 2)]),
        // The longer code decides, then the longer pattern, then the stricter level; their order does not matter.
        (
            "{rule: LB03, level: allow, reason: R}, {rule: LB0305, level: error, at: places.a-one, reason: R}",
            all("error", "", ""),
            vec![(3, 2), (1, 0)],
        ),
        (
            "{rule: LB0305, level: error, at: places.a-one, reason: R}, {rule: LB0305, level: allow, reason: R}",
            all("error", "", ""),
            vec![(1, 0), (3, 2)],
        ),
        (
            "{rule: LB0305, level: warning, reason: R}, {rule: LB0305, level: allow, reason: R}",
            all("warning", "warning", "warning"),
            vec![(3, 0), (3, 0)],
        ),
    ] {
        assert_eq!(judged(&format!("checks: [{checks}]\n")), (found, uses), "{checks}");
    }
}

#[test]
fn levels_are_read_with_all_their_mistakes() {
    let text = "checks:\n  - {rule: LB0305, level: ignore, reason: R}\n  - {rule: LB0305, level: allow}\n  \
                - {rule: LB0305, level: allow, reason: \" \"}\n";
    let texts = [("base.yaml", written(BASE).0), ("extra.yaml", text.to_string())];
    let loaded = load_texts(texts.map(|(name, text)| (name.to_string(), text.into_bytes())));
    let found: Vec<(&str, usize)> = loaded
        .diagnostics
        .iter()
        .map(|one| {
            let label = one.primary_label().expect("a label");
            let At::Span(span) = label.place.at else { panic!("no span") };
            (one.code.0, loaded.files.positions(label.place.file, span).0.line)
        })
        .collect();
    assert_eq!(found, [("LB0106", 2), ("LB0107", 3), ("LB0203", 4)]);
}

#[test]
fn every_rule_has_good_and_bad_networks() {
    let all: BTreeSet<&str> = RULES.iter().map(|rule| rule.code.0).collect();
    assert_eq!(GOOD.iter().map(|(code, ..)| *code).collect::<BTreeSet<_>>(), all);
    assert_eq!(BAD.iter().map(|(code, ..)| *code).collect::<BTreeSet<_>>(), all);
}

#[test]
fn every_rule_is_explained() {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code.0).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "codes are sorted and unique");
    assert_eq!(code_infos().len(), RULES.len());
    for info in code_infos() {
        let (code, explain, title) = (info.code.0, info.explain, info.title);
        assert!(code.len() == 6 && ("LB0301".."LB2000").contains(&code), "{code}");
        assert!(explain.len() >= 80 && explain.contains("\n```yaml\n"), "{code}");
        assert!(!explain.starts_with(' ') && !explain.ends_with('\n'), "{code}");
        assert!(title.len() > 10 && title == title.to_lowercase() && !title.ends_with('.'), "{code}");
    }
}

#[test]
fn the_tutorial_is_clean() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/tutorial.yaml");
    let (found, _) = findings(&std::fs::read_to_string(path).expect("the tutorial"), "");
    assert!(found.is_empty(), "{:#?}", told(&found));
}

/// Set to write `docs/rules.md` instead of comparing it.
const UPDATE: &str = "UPDATE_RULES";

#[test]
fn the_page_of_rules_is_up_to_date() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let page = page();
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(&path, &page).expect("the page can be written");
        return;
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == page, "docs/rules.md is stale\nrun {UPDATE}=1 cargo test --test check_rules");
}

/// All rules by family, with their pages.
fn page() -> String {
    let all = code_infos();
    let rows = |infos: &[CodeInfo]| {
        let row = |info: &CodeInfo| {
            format!("| [{0}](#{1}) | {2} | {3} |\n", info.code, anchor(info), info.severity.name(), info.title)
        };
        infos.iter().map(row).collect::<String>()
    };
    let families: Vec<&[CodeInfo]> = all.chunk_by(|a, b| codes::family(a.code) == codes::family(b.code)).collect();
    let table = |infos: &&[CodeInfo]| {
        format!(
            "**{}**\n\n| code | usually | what it finds |\n|---|---|---|\n{}\n",
            codes::family(infos[0].code),
            rows(infos)
        )
    };
    let tables: String = families.iter().map(table).collect();
    let rule = |info: &CodeInfo| {
        format!("### {}\n\n**{}** ({})\n\n{}\n\n", info.code, info.title, info.severity.name(), info.explain)
    };
    let heading = |infos: &[CodeInfo]| format!("## {}\n\n", codes::family(infos[0].code));
    let texts: Vec<String> =
        families.iter().flat_map(|infos| std::iter::once(heading(infos)).chain(infos.iter().map(rule))).collect();
    let head = format!(
        "\
# The rules of `landbridge check`

{} rules read a network that could be loaded and tell what in it is wrong (error), odd but possible (warning) or worth a
look (note). What cannot be loaded at all has codes below LB0300: `landbridge explain` lists them too, and
`landbridge explain CODE` prints each page below.

This page is written from the rules: `UPDATE_RULES=1 cargo test --test check_rules`.

",
        all.len()
    );
    format!("{head}{tables}{}\n", texts.concat().trim_end())
}

fn anchor(info: &CodeInfo) -> String {
    info.code.0.to_lowercase()
}
