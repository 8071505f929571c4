//! The network behind every map: where each of its places and lines falls on the plane, found out once.
//!
//! A map of one place shows a small part of a large network: what cannot be seen in it is not looked at.

use super::map::backdrop::Backdrop;
use super::map::course::{extent, pieces_on_plane};
use super::map::grid::Grid;
use super::map::view::Bounds;
use super::map::{MapFigure, MapStatus, PlanePoint, Projection, draw};
use super::maps::runs;
use super::view::{PageContext, status_on};
use crate::calendar::Day;
use crate::model::{LineId, Mode, Network, PlaceId};
use crate::units::Position;

/// Cells on a side of the plane: some hundred kilometres each.
const CELLS: usize = 128;

/// Places and lines of a network on the plane of its maps.
#[derive(Debug)]
pub struct Background {
    carriers: Vec<Carrier>,
    carrier_grid: Grid,
    places: Vec<(PlaceId, PlanePoint)>,
    place_grid: Grid,
}

/// What is drawn as a line: a lane, or sections of a line in one state.
#[derive(Debug)]
struct Carrier {
    line: Option<LineId>,
    mode: Mode,
    status: MapStatus,
    pieces: Vec<Vec<PlanePoint>>,
    bounds: Bounds,
}

impl Background {
    /// Projects the network, in its state of a day.
    pub fn new(network: &Network, projection: &Projection, as_of: Day) -> Self {
        let lanes = network.lanes.values();
        let lanes = lanes.map(|lane| (None, Mode::Sea, status_on(&lane.status, as_of), lane.shape.clone()));
        let lines = network.lines.iter().flat_map(|(id, line)| {
            runs(network, id, as_of).into_iter().map(move |(status, path)| (Some(id), line.mode, status, path))
        });
        let paths: Vec<(Option<LineId>, Mode, MapStatus, Vec<Position>)> = lanes.chain(lines).collect();
        let carriers = crate::parallel::map(&paths, |(line, mode, status, path)| {
            let pieces = pieces_on_plane(path, projection);
            let bounds = pieces.iter().filter_map(|piece| extent(piece)).reduce(|all, one| all.joined(&one))?;
            Some(Carrier { line: *line, mode: *mode, status: *status, pieces, bounds })
        });
        let carriers: Vec<Carrier> = carriers.into_iter().flatten().collect();
        let places: Vec<(PlaceId, PlanePoint)> =
            network.places.iter().filter_map(|(id, place)| Some((id, projection.project(place.at)?))).collect();
        let frame = Bounds::around(PlanePoint { x: 0.0, y: 0.0 }, Projection::horizon_radius());
        let (mut carrier_grid, mut place_grid) = (Grid::over(frame, CELLS), Grid::over(frame, CELLS));
        for (number, carrier) in (0..).zip(&carriers) {
            carrier_grid.add(&carrier.bounds, number);
        }
        for (number, (_, at)) in (0..).zip(&places) {
            place_grid.add(&Bounds::around(*at, 0.0), number);
        }
        Self { carriers, carrier_grid, places, place_grid }
    }

    fn carriers_in(&self, window: &Bounds) -> impl Iterator<Item = &Carrier> {
        let near = self.carrier_grid.near(window).into_iter().map(|number| &self.carriers[number as usize]);
        near.filter(|carrier| carrier.bounds.overlaps(window))
    }

    fn places_in(&self, window: &Bounds) -> impl Iterator<Item = (PlaceId, PlanePoint)> {
        let near = self.place_grid.near(window).into_iter().map(|number| self.places[number as usize]);
        near.filter(|(_, at)| window.contains(*at))
    }
}

impl PageContext<'_> {
    /// All lines and lanes but this one, as far as they can be seen behind a figure.
    pub fn lines_behind(&self, figure: &MapFigure, but: Option<LineId>) -> Backdrop<'_> {
        let window = draw::seen(figure, &self.site.projection);
        let seen = self.site.background.carriers_in(&window);
        let seen = seen.filter(|carrier| carrier.line.is_none() || carrier.line != but);
        let lines = seen.map(|carrier| (carrier.mode, carrier.status, carrier.pieces.as_slice()));
        Backdrop { lines: lines.collect(), places: Vec::new() }
    }

    /// All lines and lanes, and all places that the figure does not show itself.
    pub fn network_behind(&self, figure: &MapFigure, shown: &[PlaceId]) -> Backdrop<'_> {
        let window = draw::seen(figure, &self.site.projection);
        let places = self.site.background.places_in(&window).filter(|(id, _)| !shown.contains(id));
        let places = places.map(|(id, at)| (self.site.network.places[id].kind, at)).collect();
        Backdrop { places, ..self.lines_behind(figure, None) }
    }
}
