//! The shortest way over the sphere between the corners of a path, as points close enough to draw.
//!
//! All work is done on unit vectors, so neither the antimeridian nor a pole is special.

use super::projection::{UnitVector, add, dot, position_of, scaled, unit_vector};
use crate::units::Position;

/// No two neighbouring points of a drawn line are further apart than this.
pub const STEP_DEGREES: f64 = 1.5;

/// The path with points put in between, so that straight strokes follow the great circles.
///
/// First, last and all given corners are kept. Between two opposite points of the globe, where every way is as short
/// as any other, one is taken, and always the same.
pub fn densify(path: &[Position]) -> Vec<Position> {
    let vectors: Vec<_> = path.iter().map(|corner| unit_vector(*corner)).collect();
    densify_vectors(&vectors, STEP_DEGREES).into_iter().map(position_of).collect()
}

/// [`densify`] on unit vectors, with a step of the caller's.
pub(super) fn densify_vectors(path: &[UnitVector], step_degrees: f64) -> Vec<UnitVector> {
    let mut points = Vec::with_capacity(path.len() * 2);
    points.extend(path.first());
    for pair in path.windows(2) {
        append_between(pair[0], pair[1], step_degrees.to_radians(), &mut points);
        points.push(pair[1]);
    }
    points
}

/// The points strictly between two corners.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn append_between(from: UnitVector, to: UnitVector, step: f64, points: &mut Vec<UnitVector>) {
    let angle = angle_between(from, to);
    let pieces = (angle / step).ceil().clamp(1.0, 100_000.0) as usize;
    if pieces == 1 {
        return;
    }
    let sideways = sideways(from, to);
    for piece in 1..pieces {
        let (sin, cos) = (angle * piece as f64 / pieces as f64).sin_cos();
        points.push(add(scaled(from, cos), scaled(sideways, sin)));
    }
}

/// The unit vector square to `from` on the side of `to`.
fn sideways(from: UnitVector, to: UnitVector) -> UnitVector {
    let along = add(to, scaled(from, -dot(from, to)));
    let length = dot(along, along).sqrt();
    if length > 1e-9 {
        return scaled(along, 1.0 / length);
    }
    // Opposite points: any square direction will do; take the axis that `from` leans on least.
    let axis = if from[2].abs() < 0.9 { [0.0, 0.0, 1.0] } else { [1.0, 0.0, 0.0] };
    let square = add(axis, scaled(from, -dot(from, axis)));
    scaled(square, 1.0 / dot(square, square).sqrt())
}

/// The angle between two unit vectors, exact for small angles too.
fn angle_between(a: UnitVector, b: UnitVector) -> f64 {
    let cross = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
    dot(cross, cross).sqrt().atan2(dot(a, b))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(latitude: f64, longitude: f64) -> Position {
        Position { latitude, longitude }
    }

    #[test]
    fn crosses_the_antimeridian_without_a_jump() {
        let points = densify(&[at(66.0, 170.0), at(66.0, -170.0)]);
        assert!(points.len() > 5);
        assert!(points.iter().all(|point| point.longitude.abs() > 169.9));
        assert!(points[points.len() / 2].latitude > 66.0, "the great circle bulges to the pole");
    }

    #[test]
    fn short_and_degenerate_paths_stay_as_they_are() {
        assert!(densify(&[]).is_empty());
        assert_eq!(densify(&[at(1.0, 2.0)]).len(), 1);
        assert_eq!(densify(&[at(1.0, 2.0), at(1.0, 2.0)]).len(), 2);
        assert_eq!(densify(&[at(1.0, 2.0), at(1.5, 2.5)]).len(), 2);
    }

    proptest! {
        #[test]
        fn neighbours_are_close_and_on_the_sphere(
            corners in proptest::collection::vec((-90.0..=90.0, -180.0..=180.0), 1..5),
        ) {
            let vectors: Vec<_> = corners.iter().map(|&(latitude, longitude)| unit_vector(at(latitude, longitude))).collect();
            let points = densify_vectors(&vectors, STEP_DEGREES);
            for point in &points {
                prop_assert!((dot(*point, *point) - 1.0).abs() < 1e-9);
            }
            for pair in points.windows(2) {
                prop_assert!(angle_between(pair[0], pair[1]).to_degrees() <= STEP_DEGREES + 1e-6);
            }
        }
    }
}
