//! The words of the trade that pages use, in plain words. A figure has its source beside it, or there is none.

/// A word of the trade.
#[derive(Debug)]
pub struct Term {
    /// Its anchor on the glossary page.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// How pages write it. A form with a capital is met as it stands, others in any case and with an `s` behind it.
    pub forms: &'static [&'static str],
    /// What it means, in a sentence.
    pub meaning: &'static str,
    /// What else a reader should know.
    pub more: Option<&'static str>,
    /// Where a definition with figures is from.
    pub source: Option<&'static str>,
}

const fn term(id: &'static str, name: &'static str, forms: &'static [&'static str], meaning: &'static str) -> Term {
    Term { id, name, forms, meaning, more: None, source: None }
}

impl Term {
    const fn more(mut self, more: &'static str) -> Self {
        self.more = Some(more);
        self
    }

    const fn from(mut self, source: &'static str) -> Self {
        self.source = Some(source);
        self
    }
}

const ISO_668: &str = "ISO 668, Series 1 freight containers";
const ARC: &str =
    "Russian Maritime Register of Shipping, Rules for the Classification and Construction of Sea-Going Ships";

/// All of them, by name.
pub const TERMS: &[Term] = &[
    term("arc", "Arc4 to Arc9", &["Arc4", "Arc5", "Arc6", "Arc7", "Arc8", "Arc9"],
        "Ice classes of the Russian register for ships that sail in Arctic ice; a higher number stands thicker ice.")
        .from(ARC),
    term("authored", "Authored", &["authored"],
        "Set by the author of the network so that there is a value at all; no source says it.")
        .more("Figures so marked carry a double frame. They are assumptions and not findings."),
    term("axle-load", "Axle load", &["axle load"],
        "The weight that one axle of a wagon may put on the track; it limits how much a wagon may carry."),
    term("ballast", "Ballast", &["in ballast"], "Sailing without cargo, with water in the tanks to keep the ship upright."),
    term("bcm", "bcm", &["bcm"], "Billion cubic metres, the usual measure of natural gas.")
        .more("The volume depends on temperature and pressure: Russian and European cubic metres differ. Each source means its own."),
    term("bogie-change", "Bogie change", &["bogie change", "bogie exchange"],
        "Wagons are lifted at a break of gauge and set on wheel sets of the other gauge; the cargo stays in them."),
    term("break-of-gauge", "Break of gauge", &["break of gauge", "breaks of gauge", "gauge break", "change of gauge", "changes of gauge"],
        "A place where tracks of two gauges meet, so that cargo or wheels must be changed."),
    term("co2e", "CO2e", &["CO2e"],
        "Carbon dioxide equivalent: all greenhouse gases as the mass of carbon dioxide that warms as much."),
    term("confidence", "Confidence", &["confidence"],
        "How far a figure is trusted: high, medium, low, memory or authored."),
    term("congestion-rent", "Congestion rent", &["congestion rent"],
        "The shadow price of a full link times what flows over it: what its owner could at most charge for the room."),
    term("converter", "Converter station", &["converter station"],
        "Turns alternating into direct current or back; it joins power grids that do not run in step."),
    term("draught", "Draught", &["draught"], "How deep a ship reaches below the water."),
    term("dual-bound", "Dual bound", &["dual bound"],
        "A proven limit that no plan can beat. If a plan reaches it, the plan is the best there is.")
        .more("The difference between the two is the gap; a gap of zero is a proof."),
    term("dwell", "Dwell", &["dwell"], "Time that cargo stands at a place: for handling, formalities, or the next train or ship."),
    term("escort", "Escort", &["icebreaker escort", "escort"],
        "An icebreaker goes ahead and opens the ice. Rules may require it, and it is paid for."),
    term("feu", "FEU", &["FEU"], "Forty-foot equivalent unit: the room of one container of forty feet; two TEU.").from(ISO_668),
    term("gauge", "Gauge", &["gauge"],
        "The distance between the inner faces of the two rails. A train keeps to tracks of its gauge.")
        .more("Pages of lines give it in millimetres."),
    term("generalised-cost", "Generalised cost", &["generalised cost"],
        "Money and time in one sum: the price of the way, and its hours times what an hour of the cargo is worth."),
    term("gross-tonnage", "Gross tonnage", &["gross tonnage", "GT"],
        "A measure of a ship's enclosed room, without a unit of mass; tariffs are set by it."),
    term("headway", "Headway", &["headway"],
        "The shortest time between two trains that follow each other; it sets how many pass in a day."),
    term("ice-class", "Ice class", &["ice class"],
        "How strongly a ship is built against ice, as a classification society attests it. Rules of admission ask for it."),
    term("interconnector", "Interconnector", &["interconnector"], "A power line that joins the grids of two countries."),
    term("kcm", "kcm", &["kcm"], "Thousand cubic metres of natural gas; prices are given for it."),
    term("laden", "Laden", &["laden"], "Sailing with cargo."),
    term("liquefaction", "Liquefaction", &["liquefaction"], "Gas is cooled until it is a liquid and can go by ship."),
    term("lng", "LNG", &["LNG"], "Liquefied natural gas: gas cooled to a liquid, so that a ship can carry it."),
    term("max-flow", "Maximum flow", &["maximum flow"],
        "The most that can pass from one place to another at a time, over all ways together.")
        .more("It equals the capacity of the minimum cut (Ford and Fulkerson, 1956)."),
    term("memory", "Memory", &["memory"],
        "Believed by the author, but no page was read for it.")
        .more("Figures so marked carry a dashed frame and a question mark. Read a source before you use one."),
    term("min-cut", "Minimum cut", &["minimum cut", "min cut"],
        "The links of least capacity whose loss would separate two places; together they limit what can pass."),
    term("n-1", "N-1", &["N-1"], "The question what is lost if any one link fails while all others hold."),
    term("nsr", "Northern Sea Route", &["Northern Sea Route", "NSR"],
        "The sea way along the Russian Arctic coast between the Kara Gate and the Bering Strait, with rules of admission of its own.")
        .from("Merchant Shipping Code of the Russian Federation, article 5.1"),
    term("p10", "P10, P50, P90", &["P10", "P50", "P90"],
        "Of ten cases one is below P10, five are below P50 (the median), and nine are below P90.")
        .more("Where inputs are a low, a typical and a high value, these stand for them; the method page says how they are added."),
    term("pareto", "Pareto front", &["Pareto front", "Pareto frontier"],
        "The ways that no other way beats in every respect: each faster one costs more."),
    term("polar-class", "Polar class", &["polar class", "Polar Class"],
        "Ice classes PC1 (all year, all polar waters) to PC7 (summer and autumn, thin first-year ice).")
        .from("IACS, Unified Requirement I1"),
    term("polaris", "POLARIS", &["POLARIS"],
        "The IMO's method to judge whether a ship of an ice class may go in the ice at hand.")
        .from("IMO, MSC.1/Circ.1519"),
    term("regasification", "Regasification", &["regasification"], "Liquefied gas is warmed to gas again and fed into pipes."),
    term("scenario", "Scenario", &["scenario"],
        "A named set of changes to the network, such as a line reopened; the base network is never changed."),
    term("severity", "Severity of ice", &["ice severity", "severity"],
        "How heavy the ice of an area is in a month, on the scale of this network's ice calendar."),
    term("shadow-price", "Shadow price", &["shadow price"],
        "What one more unit of capacity on a full link would save in all; nothing for a link with room to spare."),
    term("tank-to-wheel", "Tank to wheel", &["tank to wheel"], "Emissions of the vehicle itself, while it runs.").from("ISO 14083"),
    term("teu", "TEU", &["TEU"], "Twenty-foot equivalent unit: the room of one container of twenty feet.").from(ISO_668),
    term("transshipment", "Transshipment", &["transshipment"], "Cargo is moved from one vehicle into another: from ship to train, or between gauges."),
    term("uic-406", "UIC 406", &["UIC 406", "UIC"],
        "The International Union of Railways, and its method to tell how much of a line's capacity a timetable uses.")
        .more("The capacities that this site derives from tracks and headways do not follow that method and are called derived.")
        .from("UIC Code 406, Capacity"),
    term("un-locode", "UN/LOCODE", &["UN/LOCODE"],
        "The United Nations' code for places of trade: two letters for the country, three characters for the place.")
        .from("UNECE, Recommendation 16"),
    term("under-keel", "Under-keel clearance", &["under-keel clearance", "water under the keel"],
        "The water that must stay between a ship and the ground."),
    term("watershed", "Watershed", &["watershed"],
        "The line on a map on whose two sides another of two ways or ports is the better one."),
    term("well-to-wheel", "Well to wheel", &["well to wheel"],
        "Emissions of the vehicle and of making and bringing its fuel or power.").from("ISO 14083"),
    term("what-if", "What if", &["what if"],
        "An answer for analysis in which a rule is lifted or something is assumed; it is marked and is no advice."),
];
