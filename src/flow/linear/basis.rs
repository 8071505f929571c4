//! The inverse of the basis, dense.

/// `inverse * basis = 1`, row by row.
#[derive(Debug, Clone, Default)]
pub(super) struct Inverse {
    size: usize,
    rows: Vec<Vec<f64>>,
}

/// Pivots smaller than this share of the largest in their column say that the basis is singular.
const SINGULAR: f64 = 1e-13;

impl Inverse {
    /// Row `index` of the inverse.
    pub(super) fn row(&self, index: usize) -> &[f64] {
        &self.rows[index]
    }

    /// `inverse * column`.
    pub(super) fn times(&self, column: &[f64]) -> Vec<f64> {
        self.rows.iter().map(|row| dot(row, column)).collect()
    }

    /// `row * inverse`.
    pub(super) fn premultiplied(&self, factors: &[f64]) -> Vec<f64> {
        let mut product = vec![0.0; self.size];
        for (row, &factor) in self.rows.iter().zip(factors) {
            if factor != 0.0 {
                product.iter_mut().zip(row).for_each(|(sum, entry)| *sum += factor * entry);
            }
        }
        product
    }

    /// One more row, whose sum is basic; `factors` are the new row's, by position in the basis.
    pub(super) fn grow(&mut self, factors: &[f64]) {
        let mut last = self.premultiplied(factors);
        last.push(-1.0);
        self.rows.iter_mut().for_each(|row| row.push(0.0));
        self.rows.push(last);
        self.size += 1;
    }

    /// The column at `position` of the basis is replaced; `entering` is `inverse * column` of the new one.
    pub(super) fn pivot(&mut self, position: usize, entering: &[f64]) {
        let pivot = entering[position];
        let mut chosen = std::mem::take(&mut self.rows[position]);
        scale(&mut chosen, pivot);
        for (row, &factor) in self.rows.iter_mut().zip(entering) {
            if factor != 0.0 {
                row.iter_mut().zip(&chosen).for_each(|(entry, chosen)| *entry -= factor * chosen);
            }
        }
        self.rows[position] = chosen;
    }

    /// Inverts the matrix of these columns anew, with the largest pivot of each column; `None` if it is singular.
    pub(super) fn of(columns: &[Vec<f64>]) -> Option<Self> {
        let size = columns.len();
        // Left the basis, right what becomes the inverse.
        let mut rows: Vec<Vec<f64>> = (0..size)
            .map(|row| {
                let identity = (0..size).map(|column| f64::from(u8::from(column == row)));
                columns.iter().map(|column| column[row]).chain(identity).collect()
            })
            .collect();
        for column in 0..size {
            let largest = (column..size).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()))?;
            let largest_entry = columns[column].iter().fold(0.0, |most: f64, entry| most.max(entry.abs()));
            if rows[largest][column].abs() <= SINGULAR * largest_entry {
                return None;
            }
            rows.swap(column, largest);
            let pivot = rows[column][column];
            let mut chosen = std::mem::take(&mut rows[column]);
            scale(&mut chosen, pivot);
            for row in &mut rows {
                if let Some(&factor) = row.get(column).filter(|&&factor| factor != 0.0) {
                    row.iter_mut().zip(&chosen).for_each(|(entry, chosen)| *entry -= factor * chosen);
                }
            }
            rows[column] = chosen;
        }
        Some(Self { size, rows: rows.into_iter().map(|row| row[size..].to_vec()).collect() })
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn scale(row: &mut [f64], divisor: f64) {
    for entry in row {
        *entry /= divisor;
    }
}
