//! Finds what a user means by a name: an id, a city, a name in any listed script, an alias, a UN/LOCODE.

use std::collections::BTreeSet;

use super::{Country, IceAreaId, LaneId, LineId, Mode, Named, Network, PassageId, PlaceId, TransferId};

/// Something on a map that a user can name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// Any of these places (one, or those of a city).
    Places(Vec<PlaceId>),
    /// A line.
    Line(LineId),
    /// A sea lane.
    Lane(LaneId),
    /// A strait, canal or other passage.
    Passage(PassageId),
    /// A border, port or other transfer.
    Transfer(TransferId),
    /// A country.
    Country(Country),
    /// Any link of a mode.
    Mode(Mode),
    /// Any lane under the admission rules of a regime, such as `nsr`; only those in one ice area, if one is given.
    Admission(String, Option<IceAreaId>),
}

/// Why a name could not be found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing has this name.
    #[error("nothing is called `{name}`{}", did_you_mean(suggestions))]
    Unknown {
        /// What was asked for.
        name: String,
        /// Names that look like it, best first.
        suggestions: Vec<String>,
    },
    /// Several things have this name.
    #[error("`{name}` may be any of {}; use an id", candidates.join(", "))]
    Ambiguous {
        /// What was asked for.
        name: String,
        /// The ids of what has that name.
        candidates: Vec<String>,
    },
}

fn did_you_mean(suggestions: &[String]) -> String {
    if suggestions.is_empty() { String::new() } else { format!("; did you mean {}?", suggestions.join(" or ")) }
}

/// Lower case without spaces, punctuation and the commonest diacritics, so that `Nizhniy-Novgorod` and
/// `nizhniy novgorod` are one name.
pub fn fold(name: &str) -> String {
    folded(name).collect()
}

fn folded(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().flat_map(char::to_lowercase).filter(|character| character.is_alphanumeric()).map(|character| {
        match character {
            'á' | 'à' | 'ä' | 'â' | 'ã' | 'å' | 'ą' => 'a',
            'é' | 'è' | 'ë' | 'ê' | 'ę' => 'e',
            'í' | 'ì' | 'ï' | 'î' => 'i',
            'ó' | 'ò' | 'ö' | 'ô' | 'õ' | 'ŏ' => 'o',
            'ú' | 'ù' | 'ü' | 'û' | 'ŭ' => 'u',
            'ł' => 'l',
            'ń' | 'ñ' => 'n',
            'ś' | 'š' => 's',
            'ź' | 'ż' | 'ž' => 'z',
            'ć' | 'č' | 'ç' => 'c',
            'ё' => 'е',
            other => other,
        }
    })
}

/// The candidates that look most like `name`, best first, at most three.
pub fn look_alikes<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    const ALIKE: f64 = 0.7;
    let wanted = fold(name);
    let mut scored: Vec<(f64, &str)> = candidates
        .into_iter()
        .map(|candidate| (strsim::normalized_damerau_levenshtein(&wanted, &fold(candidate)), candidate))
        .filter(|(score, _)| *score >= ALIKE)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let mut best: Vec<String> = Vec::new();
    for (_, candidate) in scored {
        if best.len() < 3 && best.iter().all(|earlier| fold(earlier) != fold(candidate)) {
            best.push(candidate.to_string());
        }
    }
    best
}

impl Network {
    /// The places that `name` means: an exact place id wins, then a city, then names, aliases and codes.
    ///
    /// # Errors
    /// [`NameError`] if nothing or more than one thing has the name.
    pub fn find_places(&self, name: &str) -> Result<Vec<PlaceId>, NameError> {
        let mut found = self.places_called(name);
        match found.len() {
            1 => Ok(found.pop_first().unwrap_or_default()),
            0 => Err(NameError::Unknown { name: name.into(), suggestions: look_alikes(name, self.place_names()) }),
            _ => Err(self.ambiguous(name, &found)),
        }
    }

    /// All that `name` may mean, each the places of a city or one place.
    fn places_called(&self, name: &str) -> BTreeSet<Vec<PlaceId>> {
        if let Some(id) = self.places.find(name.trim()) {
            return [vec![id]].into();
        }
        if let Some(city) = self.cities.find(name.trim()) {
            return [self.cities[city].places.clone()].into();
        }
        let wanted = fold(name);
        let mut found: BTreeSet<Vec<PlaceId>> = BTreeSet::new();
        for city in self.cities.values() {
            if is_called(&wanted, [&city.id, &city.name].into_iter().chain(&city.aliases)) {
                found.insert(city.places.clone());
            }
        }
        if found.is_empty() {
            for (id, place) in self.places.iter() {
                let names = [&place.id, &place.name].into_iter().chain(&place.aliases).chain(&place.locode);
                if is_called(&wanted, names) {
                    found.insert(vec![id]);
                }
            }
        }
        found
    }

    fn ambiguous(&self, name: &str, found: &BTreeSet<Vec<PlaceId>>) -> NameError {
        let candidates = found.iter().flatten().map(|id| format!("`{}`", self.places[*id].id)).collect();
        NameError::Ambiguous { name: name.into(), candidates }
    }

    /// What `name` means anywhere on the map: places and cities first, then lines, passages, lanes, transfers,
    /// countries, regimes of admission and modes.
    ///
    /// # Errors
    /// [`NameError`] if nothing or more than one place has the name.
    pub fn find_spot(&self, name: &str) -> Result<Spot, NameError> {
        let trimmed = name.trim();
        let mut places = self.places_called(name);
        if places.len() == 1 {
            return Ok(Spot::Places(places.pop_first().unwrap_or_default()));
        }
        let wanted = fold(name);
        if let Some(id) = self.lines.iter().find(|(_, l)| is_called(&wanted, [&l.id, &l.name])).map(|(id, _)| id) {
            return Ok(Spot::Line(id));
        }
        if let Some(id) = self.passages.iter().find(|(_, p)| is_called(&wanted, [&p.id, &p.name])).map(|(id, _)| id) {
            return Ok(Spot::Passage(id));
        }
        if let Some(id) = self.lanes.iter().find(|(_, l)| is_called(&wanted, [&l.id, &l.name])).map(|(id, _)| id) {
            return Ok(Spot::Lane(id));
        }
        if let Some(id) = self.transfers.find(trimmed) {
            return Ok(Spot::Transfer(id));
        }
        let country = self
            .places
            .values()
            .filter_map(|place| place.country)
            .find(|country| country.code().eq_ignore_ascii_case(trimmed) || fold(country.name()) == wanted);
        if let Some(country) = country {
            return Ok(Spot::Country(country));
        }
        if let Some(regime) = self.admissions.values().map(|set| &set.regime).find(|regime| fold(regime) == wanted) {
            return Ok(Spot::Admission(regime.clone(), None));
        }
        if let Some((mode, _)) = Mode::ALL.into_iter().find(|(_, word)| fold(word) == wanted) {
            return Ok(Spot::Mode(mode));
        }
        if !places.is_empty() {
            return Err(self.ambiguous(name, &places));
        }
        let ids = self.lines.values().map(Named::id).chain(self.passages.values().map(Named::id));
        Err(NameError::Unknown { name: name.into(), suggestions: look_alikes(name, self.place_names().chain(ids)) })
    }

    fn place_names(&self) -> impl Iterator<Item = &str> {
        let cities = self.cities.values().flat_map(|city| [city.id.as_str(), city.name.as_str()]);
        let places = self.places.values().flat_map(|place| {
            [place.id.as_str(), place.name.as_str()].into_iter().chain(place.aliases.iter().map(String::as_str))
        });
        cities.chain(places)
    }
}

fn is_called<'a>(wanted: &str, names: impl IntoIterator<Item = &'a String>) -> bool {
    !wanted.is_empty() && names.into_iter().any(|name| folded(name).eq(wanted.chars()))
}
