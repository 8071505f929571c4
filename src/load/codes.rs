//! Problems with names and with entries that do not hold together. They make the network unusable.

use crate::diagnostics::{Code, CodeInfo, Severity};

/// An id that nothing has.
pub const UNKNOWN_ID: Code = Code("LB0201");
/// One id for two entries.
pub const DUPLICATE_ID: Code = Code("LB0202");
/// An entry whose keys do not go together.
pub const INCONSISTENT: Code = Code("LB0203");
/// No `network` entry, or more than one.
pub const NOT_ONE_NETWORK: Code = Code("LB0204");
/// A section that is not part of the format.
pub const UNKNOWN_SECTION: Code = Code("LB0205");

const fn error(code: Code, title: &'static str, explain: &'static str) -> CodeInfo {
    CodeInfo { code, title, severity: Severity::Error, explain }
}

/// What `landbridge explain` says of them.
pub const RESOLVE_CODES: &[CodeInfo] = &[
    error(
        UNKNOWN_ID,
        "unknown id",
        "A key names an entry that no file of the network has: a place in `posts`, a source, a city, a line in a \
         restriction.\n\n```yaml\nposts:\n  - khassan: 238 km     # the place is `khasan`\n```\n\nWrite the id as it \
         stands in its section, or add the entry. Ids are case-sensitive; names and aliases are not ids.",
    ),
    error(
        DUPLICATE_ID,
        "one id for two entries",
        "Two files of the network have an entry with the same id in the same section. Files are merged and their order \
         has no meaning, so neither can win.\n\nRename one of them, or remove the copy.",
    ),
    error(
        INCONSISTENT,
        "an entry whose keys do not go together",
        "Each key can be read, but together they make no sense: a `border` without two `countries`, a `gauge_change` \
         without two `gauges`, a span between places that are not on the line, a lane whose path has one point, a \
         change that neither opens, closes nor lifts.\n\nThe message says what is missing; `docs/network-format.md` \
         shows every entry whole.",
    ),
    error(
        NOT_ONE_NETWORK,
        "not exactly one `network` entry",
        "A network says once what it is called, when its figures hold and what moves by default:\n\n```yaml\nnetwork:\n  \
         id: tutorial\n  title: Khasan - Rajin\n  summary: A line of 54 km over one border.\n  as_of: 2026-11-01\n  \
         cargo: container\n```",
    ),
    error(
        UNKNOWN_SECTION,
        "unknown section",
        "The top level of a file has a key that is no section of the format. The sections are `network`, `sources`, \
         `cities`, `places`, `operators`, `lines`, `capacity_groups`, `capacity_rules`, `congestion`, `lanes`, \
         `passages`, `transfers`, `storages`, `vessels`, `trains`, `cargoes`, `rates`, `emission_factors`, `fuels`, \
         `exchange_rates`, `supplies`, `demands`, `ice_areas`, `escort_tariffs`, `risk_tables`, `admissions`, \
         `restrictions`, `scenarios`, `projects`, `corridors`, `report_routes`, \
         `report_cuts`, `report_flows`, `expectations` and `checks`.",
    ),
];
