//! Where do two things that are said differ?

use serde::Serialize;

use super::said::Said;

/// A value that one side says and the other does not, or says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FieldChange {
    /// Keys from the entry down, such as `status[from 2013-09-22].state`.
    pub field: String,
    /// As the old network has it; none if it says nothing.
    pub old: Option<String>,
    /// As the new network has it.
    pub new: Option<String>,
    /// On which days that holds, of the old network, where the value is dated.
    pub old_during: Option<String>,
    /// Likewise of the new network.
    pub new_during: Option<String>,
}

/// Everything in which `new` differs from `old`; of an entry that only one side has, each of its keys.
pub fn changes(old: Option<&Said>, new: Option<&Said>) -> Vec<FieldChange> {
    let mut walk = Walk { out: Vec::new() };
    match (old, new) {
        (None, Some(Said::Entry(_))) | (Some(Said::Entry(_)), None) => walk.entries("", [old, new], &[None, None]),
        _ => walk.compare("", [old, new], &[None, None]),
    }
    walk.out
}

type Sides<'s> = [Option<&'s Said>; 2];

struct Walk {
    out: Vec<FieldChange>,
}

impl Walk {
    fn compare(&mut self, path: &str, sides: Sides<'_>, during: &[Option<String>; 2]) {
        let [old, new] = sides;
        if old == new {
            return;
        }
        let during = [dates(old).or(during[0].clone()), dates(new).or(during[1].clone())];
        match (old, new) {
            (Some(Said::Entry(_)), Some(Said::Entry(_))) => self.entries(path, sides, &during),
            (Some(Said::List(_)), Some(_)) | (Some(_), Some(Said::List(_))) => self.lists(path, sides, &during),
            (Some(Said::Entry(figure)), Some(Said::Word(_))) | (Some(Said::Word(_)), Some(Said::Entry(figure)))
                if figure.contains_key("typ") || figure.contains_key("state") =>
            {
                let key = if figure.contains_key("typ") { "typ" } else { "state" };
                let [old, new] = sides.map(|side| side.map(|side| spelt_out(side, key)));
                self.entries(path, [old.as_ref(), new.as_ref()], &during);
            }
            _ => self.tell(path, sides, during),
        }
    }

    fn tell(&mut self, path: &str, sides: Sides<'_>, [old_during, new_during]: [Option<String>; 2]) {
        let [old, new] = sides.map(|side| side.map(Said::to_string));
        let (old_during, new_during) = (old_during.filter(|_| old.is_some()), new_during.filter(|_| new.is_some()));
        self.out.push(FieldChange { field: path.to_string(), old, new, old_during, new_during });
    }

    fn entries(&mut self, path: &str, sides: Sides<'_>, during: &[Option<String>; 2]) {
        let keys = |side: Option<&Said>| match side {
            Some(Said::Entry(keys)) => keys.keys().cloned().collect::<Vec<_>>(),
            _ => Vec::new(),
        };
        let mut all = keys(sides[0]);
        all.extend(keys(sides[1]));
        all.sort();
        all.dedup();
        for key in all {
            let inner = sides.map(|side| match side {
                Some(Said::Entry(keys)) => keys.get(&key),
                _ => None,
            });
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            self.compare(&path, inner, during);
        }
    }

    /// Items that both have are left out; of the rest those belong together that speak of the same dates, places or the
    /// like, or are the only ones left.
    fn lists(&mut self, path: &str, sides: Sides<'_>, during: &[Option<String>; 2]) {
        let [mut old, mut new] = sides.map(items);
        let kept: Vec<&Said> =
            old.iter().copied().filter(|item| take(&mut new, |other| other == *item).is_some()).collect();
        for item in &kept {
            take(&mut old, |other| other == *item);
        }
        if old.is_empty() && new.is_empty() {
            return self.tell(&format!("{path} (order)"), sides, during.clone());
        }
        let mut pairs: Vec<Sides<'_>> = Vec::new();
        let mut alone = Vec::new();
        for item in old {
            match take(&mut new, |other| identity(item).is_some() && identity(other) == identity(item)) {
                Some(other) => pairs.push([Some(item), Some(other)]),
                None => alone.push(item),
            }
        }
        if let ([item @ Said::Entry(_)], [other @ Said::Entry(_)]) = (alone.as_slice(), new.as_slice()) {
            pairs.push([Some(item), Some(other)]);
        } else {
            pairs.extend(alone.iter().map(|item| [Some(*item), None]));
            pairs.extend(new.iter().map(|item| [None, Some(*item)]));
        }
        for pair in pairs {
            let name = pair.iter().flatten().filter_map(|item| identity(item)).min();
            let path = name.map_or_else(|| path.to_string(), |name| format!("{path}[{name}]"));
            self.compare(&path, pair, during);
        }
    }
}

/// The first of the items of which this holds, which is no longer among them.
fn take<'s>(items: &mut Vec<&'s Said>, holds: impl Fn(&Said) -> bool) -> Option<&'s Said> {
    let at = items.iter().position(|item| holds(item))?;
    Some(items.remove(at))
}

fn items(side: Option<&Said>) -> Vec<&Said> {
    match side {
        Some(Said::List(items)) => items.iter().collect(),
        Some(alone) => vec![alone],
        None => Vec::new(),
    }
}

/// A figure or state that was written short, as an entry.
fn spelt_out(said: &Said, key: &str) -> Said {
    match said {
        Said::Entry(_) => said.clone(),
        other => Said::Entry([(key.to_string(), other.clone())].into()),
    }
}

/// On which days an entry holds, if it says so.
fn dates(said: Option<&Said>) -> Option<String> {
    let said = said?;
    match (said.word("from"), said.word("until")) {
        (None, None) => None,
        (Some(from), None) => Some(format!("from {from}")),
        (None, Some(until)) => Some(format!("until {until}")),
        (Some(from), Some(until)) => Some(format!("from {from} until {until}")),
    }
}

/// What an item of a list speaks of, by which it is known again.
fn identity(item: &Said) -> Option<String> {
    let Said::Entry(keys) = item else { return None };
    let key = |name: &str| keys.get(name).map(|value| format!("{name} {value}"));
    let known: Vec<String> =
        ["line", "between", "open", "close", "lift", "widen", "ice_class", "rule", "from", "season"]
            .into_iter()
            .filter_map(key)
            .collect();
    match (known.is_empty(), keys.len()) {
        (false, _) => Some(known.join(", ")),
        // A post.
        (true, 1) => keys.keys().next().cloned(),
        // A state or figure without a beginning.
        (true, _) => key("until"),
    }
}
