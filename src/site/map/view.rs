//! Which part of the plane does a picture show?
//!
//! Every picture is a window into the one plane of the [`Projection`]: it moves and zooms, it never projects anew.
//! So all of them can show the same land file, placed at [`View::land_square`].

use super::projection::{PlanePoint, Projection};

/// Mean radius of the earth. Source: IUGG mean radius R1.
pub const EARTH_RADIUS_KM: f64 = 6371.0;
/// No picture zooms in further than this: more would only show how coarse the outline is.
const CLOSEST_KM_PER_PIXEL: f64 = 0.9;

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Bounds {
    /// A square around a point.
    pub fn around(point: PlanePoint, radius: f64) -> Self {
        Self { left: point.x - radius, top: point.y - radius, right: point.x + radius, bottom: point.y + radius }
    }

    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The same, larger by so much on each side.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// Whether the two share any area.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether the point lies inside or on the edge.
    pub fn contains(&self, point: PlanePoint) -> bool {
        (self.left..=self.right).contains(&point.x) && (self.top..=self.bottom).contains(&point.y)
    }

    /// Whether `other` lies wholly inside.
    pub fn encloses(&self, other: &Self) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }
}

/// A window of the plane, `width` by `height` pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// Pixels across.
    pub width: f64,
    /// Pixels down.
    pub height: f64,
    /// Pixels per earth radius.
    scale: f64,
    /// The point of the plane that is in the middle.
    middle: PlanePoint,
}

impl View {
    /// The closest view that shows all points and leaves `margin` pixels free around them. Without points it shows
    /// the whole disc.
    pub fn fit(points: impl IntoIterator<Item = PlanePoint>, width: f64, height: f64, margin: f64) -> Self {
        let mut extent: Option<Bounds> = None;
        for point in points {
            let extent = extent.get_or_insert(Bounds::around(point, 0.0));
            extent.left = extent.left.min(point.x);
            extent.right = extent.right.max(point.x);
            extent.top = extent.top.min(point.y);
            extent.bottom = extent.bottom.max(point.y);
        }
        let extent =
            extent.unwrap_or_else(|| Bounds::around(PlanePoint { x: 0.0, y: 0.0 }, Projection::horizon_radius()));
        let across = (width - 2.0 * margin).max(1.0) / (extent.right - extent.left).max(1e-9);
        let down = (height - 2.0 * margin).max(1.0) / (extent.bottom - extent.top).max(1e-9);
        Self {
            width,
            height,
            scale: across.min(down).min(EARTH_RADIUS_KM / CLOSEST_KM_PER_PIXEL),
            middle: PlanePoint {
                x: f64::midpoint(extent.left, extent.right),
                y: f64::midpoint(extent.top, extent.bottom),
            },
        }
    }

    /// Where a point of the plane is seen, in pixels; it may be outside the window.
    pub fn place(&self, point: PlanePoint) -> PlanePoint {
        PlanePoint {
            x: (point.x - self.middle.x) * self.scale + self.width / 2.0,
            y: (point.y - self.middle.y) * self.scale + self.height / 2.0,
        }
    }

    /// The part of the plane that is seen, with `margin` pixels more on every side.
    pub fn window(&self, margin: f64) -> Bounds {
        let (across, down) = ((self.width / 2.0 + margin) / self.scale, (self.height / 2.0 + margin) / self.scale);
        Bounds {
            left: self.middle.x - across,
            top: self.middle.y - down,
            right: self.middle.x + across,
            bottom: self.middle.y + down,
        }
    }

    /// The window itself.
    pub fn bounds(&self) -> Bounds {
        Bounds { left: 0.0, top: 0.0, right: self.width, bottom: self.height }
    }

    /// The square in which the land file must be placed.
    pub fn land_square(&self) -> Bounds {
        Bounds::around(self.place(PlanePoint { x: 0.0, y: 0.0 }), Projection::horizon_radius() * self.scale)
    }

    /// How many kilometres one pixel is wide, near the projection's centre.
    pub fn km_per_pixel(&self) -> f64 {
        EARTH_RADIUS_KM / self.scale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_points_are_inside_the_margin() {
        let points = [PlanePoint { x: -0.3, y: 0.2 }, PlanePoint { x: 0.5, y: 0.4 }, PlanePoint { x: 0.1, y: -0.1 }];
        let view = View::fit(points, 1000.0, 620.0, 40.0);
        let inner = Bounds { left: 39.99, top: 39.99, right: 960.01, bottom: 580.01 };
        assert!(points.iter().all(|point| inner.contains(view.place(*point))));
    }

    #[test]
    fn one_point_is_shown_at_the_closest_zoom() {
        let view = View::fit([PlanePoint { x: 0.1, y: 0.1 }], 1000.0, 620.0, 40.0);
        assert!((view.km_per_pixel() - CLOSEST_KM_PER_PIXEL).abs() < 1e-9);
        assert_eq!(view.place(PlanePoint { x: 0.1, y: 0.1 }), PlanePoint { x: 500.0, y: 310.0 });
    }

    #[test]
    fn no_point_at_all_shows_the_whole_disc() {
        let land = View::fit([], 1000.0, 620.0, 0.0).land_square();
        assert!((land.bottom - land.top - 620.0).abs() < 1e-9);
    }
}
