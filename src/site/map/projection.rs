//! Where does a position fall on the flat map?
//!
//! The spherical Lambert azimuthal equal area projection: one disc, no seam at 180 degrees, equal areas. Its centre
//! is chosen from the network, so that the network lies in the calm middle. The plane's unit is the earth's radius,
//! x runs right (east at the centre) and y runs **down**, as in SVG. Pixels are the business of [`super::view`].

use std::f64::consts::FRAC_PI_2;

use crate::units::Position;

/// A point of the flat map: earth radii in the projection's plane, pixels in a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlanePoint {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// A unit vector from the centre of the earth.
pub(super) type UnitVector = [f64; 3];

/// The direction of a place from the centre of the earth.
pub(super) fn unit_vector(position: Position) -> UnitVector {
    let (sin_latitude, cos_latitude) = position.latitude.to_radians().sin_cos();
    let (sin_longitude, cos_longitude) = position.longitude.to_radians().sin_cos();
    [cos_latitude * cos_longitude, cos_latitude * sin_longitude, sin_latitude]
}

/// The place in this direction; the vector may have any length but zero.
pub(super) fn position_of([x, y, z]: UnitVector) -> Position {
    Position { latitude: z.atan2(x.hypot(y)).to_degrees(), longitude: y.atan2(x).to_degrees() }
}

/// Lambert azimuthal equal area about a centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    centre: Position,
    /// Unit vectors at the centre: eastwards, northwards, and outwards.
    east: UnitVector,
    north: UnitVector,
    out: UnitVector,
}

/// What lies further from the centre is not drawn: there the shapes are stretched beyond recognition.
pub const HORIZON_DEGREES: f64 = 125.0;

impl Projection {
    /// The projection about `centre`.
    pub fn about(centre: Position) -> Self {
        let (sin_latitude, cos_latitude) = centre.latitude.to_radians().sin_cos();
        let (sin_longitude, cos_longitude) = centre.longitude.to_radians().sin_cos();
        Self {
            centre,
            east: [-sin_longitude, cos_longitude, 0.0],
            north: [-sin_latitude * cos_longitude, -sin_latitude * sin_longitude, cos_latitude],
            out: unit_vector(centre),
        }
    }

    /// The projection for these positions: about their mean direction, to whole degrees so that one more station
    /// rarely moves every map. Without positions, or where they cancel out, about 0N 0E.
    pub fn for_positions(positions: impl IntoIterator<Item = Position>) -> Self {
        let sum = positions.into_iter().map(unit_vector).fold([0.0; 3], add);
        if !sum.iter().all(|part| part.is_finite()) || dot(sum, sum) < 1e-12 {
            return Self::about(Position { latitude: 0.0, longitude: 0.0 });
        }
        let mean = position_of(sum);
        Self::about(Position { latitude: mean.latitude.round(), longitude: mean.longitude.round() })
    }

    /// The point that the plane's origin shows.
    pub fn centre(&self) -> Position {
        self.centre
    }

    /// Radius of the drawn disc, in earth radii.
    pub fn horizon_radius() -> f64 {
        2.0 * (HORIZON_DEGREES.to_radians() / 2.0).sin()
    }

    /// Where the position falls, or nothing if it lies beyond the horizon.
    pub fn project(&self, position: Position) -> Option<PlanePoint> {
        self.project_vector(unit_vector(position)).filter(|point| point.x.hypot(point.y) <= Self::horizon_radius())
    }

    /// Where a unit vector falls, on the whole sphere but the point opposite the centre.
    pub(super) fn project_vector(&self, vector: UnitVector) -> Option<PlanePoint> {
        let (east, north, out) = (dot(vector, self.east), dot(vector, self.north), dot(vector, self.out));
        let stretch = (2.0 / (1.0 + out).max(0.0)).sqrt();
        let point = PlanePoint { x: stretch * east, y: -stretch * north };
        (point.x.is_finite() && point.y.is_finite()).then_some(point)
    }

    /// The position that falls on this point, or nothing outside the disc of radius 2 that holds the whole earth.
    pub fn unproject(&self, point: PlanePoint) -> Option<Position> {
        let radius = point.x.hypot(point.y);
        if radius.is_nan() || radius > 2.0 {
            return None;
        }
        // Angle from the centre, and how long a vector in the tangent plane each unit of the map stands for.
        let angle = 2.0 * (radius / 2.0).min(1.0).asin();
        let share = if angle < FRAC_PI_2 * 1e-9 { 1.0 } else { angle.sin() / radius };
        let tangent = add(scaled(self.east, point.x * share), scaled(self.north, -point.y * share));
        Some(position_of(add(scaled(self.out, angle.cos()), tangent)))
    }
}

pub(super) fn dot(a: UnitVector, b: UnitVector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

pub(super) fn add(a: UnitVector, b: UnitVector) -> UnitVector {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

pub(super) fn scaled(a: UnitVector, by: f64) -> UnitVector {
    [a[0] * by, a[1] * by, a[2] * by]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(latitude: f64, longitude: f64) -> Position {
        Position { latitude, longitude }
    }

    #[test]
    fn north_is_up_and_east_is_right_at_the_centre() {
        let projection = Projection::about(at(62.0, 95.0));
        let origin = projection.project(at(62.0, 95.0)).unwrap();
        assert!(origin.x.hypot(origin.y) < 1e-12);
        assert!(projection.project(at(63.0, 95.0)).unwrap().y < 0.0);
        assert!(projection.project(at(62.0, 96.0)).unwrap().x > 0.0);
    }

    /// Snyder 1987, *Map Projections: A Working Manual*, page 332: centre 40N 100W, a globe of radius 3, the point
    /// 20S 100E falls on x = -4.2339303, y = 4.0257775 (upwards).
    #[test]
    fn agrees_with_snyders_worked_example() {
        let point = Projection::about(at(40.0, -100.0)).project_vector(unit_vector(at(-20.0, 100.0))).unwrap();
        assert!((point.x * 3.0 + 4.233_930_3).abs() < 1e-6, "{point:?}");
        assert!((point.y * 3.0 + 4.025_777_5).abs() < 1e-6, "{point:?}");
    }

    #[test]
    fn the_centre_follows_the_data() {
        assert_eq!(Projection::for_positions([]).centre(), at(0.0, 0.0));
        let pacific = Projection::for_positions([at(0.0, 170.0), at(0.0, -170.0)]);
        assert!((pacific.centre().longitude.abs() - 180.0).abs() < 1e-9);
        assert_eq!(Projection::for_positions([at(10.0, 20.0), at(-10.0, -160.0)]).centre(), at(0.0, 0.0));
    }

    #[test]
    fn beyond_the_horizon_nothing_is_drawn() {
        let projection = Projection::about(at(62.0, 95.0));
        assert!(projection.project(at(-62.0, -85.0)).is_none());
        assert!(projection.unproject(PlanePoint { x: 2.0, y: 2.0 }).is_none());
    }

    proptest! {
        #[test]
        fn there_and_back(
            (centre_latitude, centre_longitude) in (-90.0..90.0, -180.0..180.0),
            (latitude, longitude) in (-90.0..90.0, -180.0..180.0),
        ) {
            let projection = Projection::about(at(centre_latitude, centre_longitude));
            let position = at(latitude, longitude);
            if let Some(point) = projection.project(position) {
                prop_assert!(point.x.is_finite() && point.y.is_finite());
                let back = projection.unproject(point).unwrap();
                let distance = dot(add(unit_vector(back), scaled(unit_vector(position), -1.0)),
                    add(unit_vector(back), scaled(unit_vector(position), -1.0))).sqrt();
                prop_assert!(distance < 1e-6, "{position:?} came back as {back:?}");
            }
        }
    }
}
