//! Where a place is, and how far apart two are over the ellipsoid.

use std::fmt;
use std::str::FromStr;

use geo::{Distance as _, Geodesic, Point};

use super::Distance;
use super::parse::{UnitError, number_and_unit};

/// A point on the earth, in degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Degrees north of the equator, -90 to 90.
    pub latitude: f64,
    /// Degrees east of Greenwich, -180 to 180.
    pub longitude: f64,
}

impl Position {
    /// Length of the geodesic to `other`, in metres.
    ///
    /// # Source
    /// Karney 2013, "Algorithms for geodesics", as implemented by `geo`.
    pub fn metres_to(self, other: Self) -> f64 {
        Geodesic.distance(Point::new(self.longitude, self.latitude), Point::new(other.longitude, other.latitude))
    }

    /// [`Position::metres_to`], in whole metres.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn distance_to(self, other: Self) -> Distance {
        Distance::from_metres(self.metres_to(other).round() as u64)
    }
}

/// As files write it, to a thousandth of a degree (about 100 m).
impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = |number: f64, positive: char, negative: char| if number < 0.0 { negative } else { positive };
        let (north, east) = (letter(self.latitude, 'N', 'S'), letter(self.longitude, 'E', 'W'));
        write!(formatter, "{:.3}{north} {:.3}{east}", self.latitude.abs(), self.longitude.abs())
    }
}

const EXAMPLE: &str = "49.650N 117.325E";

impl FromStr for Position {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let wrong = |message: String| {
            UnitError::new(message, format!("write a position like `{EXAMPLE}`: latitude, then longitude"))
        };
        let mut parts = text.split_whitespace();
        let (Some(latitude), Some(longitude), None) = (parts.next(), parts.next(), parts.next()) else {
            return Err(wrong(format!("`{}` is not a position", text.trim())));
        };
        let latitude = degrees(latitude, "N", "S").ok_or_else(|| wrong(format!("`{latitude}` is not a latitude")))?;
        let longitude =
            degrees(longitude, "E", "W").ok_or_else(|| wrong(format!("`{longitude}` is not a longitude")))?;
        if latitude.abs() > 90.0 || longitude.abs() > 180.0 {
            return Err(wrong(format!("`{}` lies outside the globe", text.trim())));
        }
        Ok(Self { latitude, longitude })
    }
}

/// `49.650N`, negative for the other letter.
#[allow(clippy::cast_precision_loss)]
fn degrees(text: &str, positive: &str, negative: &str) -> Option<f64> {
    let (micro, letter) = number_and_unit(text, EXAMPLE).ok()?;
    let degrees = micro as f64 / 1e6;
    if micro < 0 {
        return None;
    }
    if letter == positive {
        Some(degrees)
    } else if letter == negative {
        Some(if micro == 0 { 0.0 } else { -degrees })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_decide_the_sign() {
        let position: Position = "66.02N 169.35W".parse().unwrap();
        assert_eq!(position, Position { latitude: 66.02, longitude: -169.35 });
        assert_eq!(position.to_string(), "66.020N 169.350W");
        for text in ["117.325E 49.650N", "49.650 117.325", "95N 10E", "10N", "10N 190E", "-1N 10E"] {
            assert!(text.parse::<Position>().is_err(), "{text}");
        }
    }

    /// Khasan to Murmansk, 5,964.8 km on the ellipsoid (geographiclib, shared reference table of dependencies).
    #[test]
    fn distances_follow_the_ellipsoid() {
        let khasan: Position = "42.430N 130.645E".parse().unwrap();
        let murmansk: Position = "68.9833N 33.05E".parse().unwrap();
        let km = khasan.metres_to(murmansk) / 1000.0;
        assert!((km - 5964.8).abs() < 15.0, "{km}");
        assert_eq!(khasan.distance_to(khasan), Distance::default());
    }
}
