//! Fewer columns, so that runs after small changes have less to look through.

use super::master::{NONE, SLACK};
use super::solver::Solver;

impl Solver {
    /// Drops ways that the basis does not use, but for the `most` of each commodity that come closest to being used. The
    /// optimum stays what it is; a way that is wanted again is found again.
    #[expect(clippy::cast_possible_truncation, reason = "columns are numbered in u32")]
    pub fn forget(&mut self, most: usize) {
        let first = self.pool.of.len();
        let columns = &self.master.columns;
        let mut keep = vec![true; columns.cost.len()];
        for (k, ways) in self.pool.of.iter().enumerate() {
            let limit = self.master.price_of(k);
            let unused = ways.iter().copied().filter(|way| columns.place[*way as usize] == NONE);
            let mut unused: Vec<(f64, u32)> =
                unused.map(|way| (columns.priced(way, &self.master.y) - limit, way)).collect();
            unused.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            for (_, way) in unused.into_iter().skip(most) {
                keep[way as usize] = false;
            }
        }
        let mut number = vec![NONE; keep.len()];
        let mut next = 0;
        for (column, _) in keep.iter().enumerate().filter(|(_, keep)| **keep) {
            number[column] = next;
            next += 1;
        }
        let kept = |column: usize| keep[column];
        retain(&mut self.pool.ways, |way| kept(first + way));
        for ways in &mut self.pool.of {
            ways.retain(|way| keep[*way as usize]);
            ways.iter_mut().for_each(|way| *way = number[*way as usize]);
        }
        let master = &mut self.master;
        retain(&mut master.columns.cost, kept);
        retain(&mut master.columns.commodity, kept);
        retain(&mut master.columns.place, kept);
        for key in &mut master.key {
            *key = number[*key as usize];
        }
        for variable in master.basic.iter_mut().filter(|variable| **variable & SLACK == 0) {
            *variable = number[*variable as usize];
        }
        self.fill();
    }
}

fn retain<T>(list: &mut Vec<T>, keep: impl Fn(usize) -> bool) {
    let mut index = 0..list.len();
    list.retain(|_| index.next().is_some_and(&keep));
}
