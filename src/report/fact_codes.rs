//! Codes of refusals and flags, with what `landbridge explain` says of them.

use crate::diagnostics::{Code, CodeInfo, Severity};

macro_rules! fact_codes {
    ($($name:ident = $code:literal, $severity:ident, $title:literal, $explain:literal;)*) => {
        $(pub(super) const $name: Code = Code($code);)*

        /// Codes of refusals and flags, with what `landbridge explain` says of them.
        pub const FACT_CODES: &[CodeInfo] = &[$(
            CodeInfo { code: $name, title: $title, severity: Severity::$severity, explain: $explain },
        )*];
    };
}

fact_codes! {
    STATUS = "LB9001", Error, "not in use", "The network gives the link a state in which nothing passes on that day: \
        suspended, closed, severed, under construction or only proposed. A later day, or a scenario of the network that \
        opens it, may change that.";
    UNKNOWN = "LB9002", Error, "state unknown", "The history of the link has a gap on that day. Unknown is not open, so \
        the link is not used.";
    SCENARIO_CLOSED = "LB9003", Error, "closed by the scenario", "The chosen scenario closes the link, passage or place.";
    RESTRICTION = "LB9004", Error, "excluded by a restriction", "A restriction in force on that day excludes the link \
        or the journey by default. The rule, its article and its dates are printed. `--allow RULE` lifts it for analysis, \
        and every output then says so; nothing here is legal advice.";
    ADMISSION = "LB9005", Error, "ship not admitted", "The admission rules do not let a ship of this ice class sail \
        there on that day. After the last known rules end they stand in, and the answer says that they are unverified.";
    SHALLOW = "LB9006", Error, "too shallow", "The ship draws more than the controlling depth less the clearance under \
        the keel.";
    ICE = "LB9007", Error, "stopped by ice", "At the severity of the ice on that day the ship makes no way.";
    NOT_HANDLED = "LB9008", Error, "the cargo is not handled there", "No line, lane or transfer at the place, in whatever \
        state, takes the cargo: a port without a regasification plant takes no LNG, a town without a pipeline no gas. \
        It may be handled there in the world; the network does not say so.";
    NOT_JOINED = "LB9009", Error, "nothing joins the two", "No chain of links and transfers of the network, in whatever \
        state, joins the two places for the cargo and the modes asked for. A change of gauge, mode or country needs a \
        transfer at the place: `landbridge check` finds those that are missing.";
    RISK = "LB9010", Error, "ice too risky for the ship", "The POLARIS risk index of the ice there on that day is below the \
        limit of the ship's polar class, even behind an icebreaker: below -10 for PC1 to PC7, below 0 for the others. What \
        ice lies there is a regime authored for each severity, not an ice chart.";
    RESTRICTED = "LB9101", Warning, "used with limits", "The link is in use with limits, a quota applies, or a rule asks \
        for something that the reader must know.";
    CONTENTS = "LB9102", Warning, "depends on the contents", "A rule bans or limits some commodities; what is in the \
        cargo is not known, so whether it holds cannot be decided. Name a cargo with known commodities.";
    LIFTED = "LB9103", Warning, "a rule was lifted", "The answer holds only if the named rule is lifted. It is a what-if \
        for analysis, not advice.";
    OPENED = "LB9104", Warning, "opened by the scenario", "The link is open only in the chosen scenario.";
    ESCORT = "LB9105", Warning, "icebreaker escort needed", "The rules admit the ship behind an icebreaker only. The \
        escort's fee is in the cost where the tariff is known; waiting for it is not in the time.";
    UNVERIFIED = "LB9106", Warning, "admission unverified", "The admission rules of that date could not be had. The last \
        known ones stand in, or the table's cell is unknown.";
    STANDS_IN = "LB9107", Warning, "a figure of another date stands in", "A time, speed or price is not given for that \
        day; the nearest earlier one was used.";
    RISK_ESCORT = "LB9108", Warning, "risk index below 0: icebreaker needed", "By itself the ship's POLARIS risk index is \
        below 0 in the ice of that day; behind an icebreaker, which counts 10, it may sail. The speed is that of the ship's \
        table, with escort; the fee is in the cost where the tariff is known, the wait for it is not in the time. \
        `--unescorted` plans without icebreakers.";
    RISK_ELEVATED = "LB9109", Warning, "elevated risk in ice", "The POLARIS risk index is between -10 and 0: a ship of a \
        polar class may sail at 11 kn (PC1), 8 kn (PC2), 5 kn (PC3 to PC5) or 3 kn (PC6, PC7) at most.";
    SCHEDULED = "LB9110", Warning, "leaves by a timetable", "The train or ship leaves on the days that are told, and the wait \
        for it and its cut-off are in the figures. If only its frequency is known the wait is spread: none, half the time \
        between departures, all of it. Whether a slot is free is not known.";
    EXCHANGED = "LB9111", Warning, "a price was changed to dollars", "A price in another currency was changed at the \
        average rate of the year that the price is of, which is printed with it.";
    ESCORT_PRICE = "LB9112", Warning, "escort not in the price", "In such ice on such a day ships of the class are \
        escorted over a part of the way. The tariff for the ship's class, tonnage and season, or what it carries, is not \
        known, so the fee is not in the cost.";
}
