//! Fewer columns, so that runs after small changes have less to look through.

use super::master::NONE;
use super::solver::Solver;

impl Solver {
    /// Drops ways that the basis does not use, but for the `most` of each commodity that come closest to being used. The
    /// optimum stays what it is; a way that is wanted again is found again.
    pub fn forget(&mut self, most: usize) {
        let first = self.pool.of.len();
        let columns = &self.master.columns;
        let mut keep = vec![true; self.pool.ways.len()];
        for (k, ways) in self.pool.of.iter().enumerate() {
            let limit = self.master.price_of(k);
            let unused = ways.iter().copied().filter(|way| columns.place[*way as usize] == NONE);
            let mut unused: Vec<(f64, u32)> =
                unused.map(|way| (columns.priced(way, &self.master.y) - limit, way)).collect();
            unused.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            for (_, way) in unused.into_iter().skip(most) {
                keep[way as usize - first] = false;
            }
        }
        self.pool.retain(&mut self.master, &keep);
        self.is_lean = true;
        self.fill_with(Vec::new());
    }
}
