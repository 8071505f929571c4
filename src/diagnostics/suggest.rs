//! Which of these words did the author mean?

/// The candidate most like `word`, if one is close enough to be worth suggesting.
///
/// Case and the choice between `-`, `_` and a space count for nothing; otherwise about one
/// slip per three letters is forgiven. Of equally close ones the first wins.
///
/// # Example
/// ```
/// assert_eq!(landbridge::diagnostics::closest("guage", ["gauge", "tracks"]), Some("gauge"));
/// assert_eq!(landbridge::diagnostics::closest("colour", ["gauge", "tracks"]), None);
/// ```
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Comparing costs the product of the lengths: nobody mistypes a word that long.
    if word.len() > 200 {
        return None;
    }
    let word = plain(word);
    let limit = (word.chars().count() / 3).clamp(1, 4);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 200)
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&word, &plain(candidate)),
                candidate,
            )
        })
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn plain(word: &str) -> String {
    word.chars()
        .map(|c| if matches!(c, '-' | ' ') { '_' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn forgives_slips_not_other_words() {
        let keys = ["gauge", "axle_load", "train_length", "at"];
        let check = |word, expected| assert_eq!(closest(word, keys), expected, "{word}");
        check("guage", Some("gauge"));
        check("Gauge", Some("gauge"));
        check("axle-load", Some("axle_load"));
        check("train_lenght", Some("train_length"));
        check("x", None);
        check("colour", None);
        check("", None);
    }
}
