//! What flows for given injections.

use super::elimination::Elimination;
use super::grid::{Complaint, Grid};

/// Angles and flows.
#[derive(Debug, Clone, PartialEq)]
pub struct DcFlow {
    /// Voltage angle of each bus in radians; 0 at the first bus of each island.
    pub angles: Vec<f64>,
    /// Flow on each line, positive from its `from` to its `to`.
    pub flows: Vec<f64>,
    /// First bus of the island of each bus.
    pub islands: Vec<u32>,
}

/// Injections of an island may miss zero by this share of their sizes.
const BALANCED: f64 = 1e-9;

/// Kirchhoff's two laws for the linear model: what each bus injects (negative: takes) leaves it by its lines, and around
/// every ring of lines the differences of the angles sum to zero.
///
/// # Errors
/// [`Complaint::Line`], [`Complaint::Injections`], and [`Complaint::Unbalanced`] with the island that is.
///
/// # Example
/// ```
/// use landbridge::flow::dc_power::{Grid, Line, dc_flow};
///
/// // Three equal lines in a ring: of 90 from bus 0 to bus 1, two thirds go the short way.
/// let most = f64::INFINITY;
/// let line = |from, to| Line { from, to, susceptance: 1000.0, limit: most, back_limit: most };
/// let grid = Grid { buses: 3, lines: vec![line(0, 1), line(1, 2), line(0, 2)] };
/// let flow = dc_flow(&grid, &[90.0, -90.0, 0.0])?;
/// let rounded: Vec<f64> = flow.flows.iter().map(|flow| flow.round()).collect();
/// assert_eq!(rounded, [60.0, -30.0, 30.0]);
/// # Ok::<(), landbridge::flow::dc_power::Complaint>(())
/// ```
pub fn dc_flow(grid: &Grid, injections: &[f64]) -> Result<DcFlow, Complaint> {
    grid.check()?;
    if injections.len() != grid.buses as usize || !injections.iter().all(|injection| injection.is_finite()) {
        return Err(Complaint::Injections(grid.buses));
    }
    let elimination = Elimination::new(grid);
    let mut balances = vec![(0.0, 0.0); injections.len()];
    for (&island, &injection) in elimination.islands.iter().zip(injections) {
        let (surplus, size) = &mut balances[island as usize];
        *surplus += injection;
        *size += injection.abs();
    }
    for (bus, (surplus, size)) in (0..).zip(balances) {
        if surplus.abs() > BALANCED * size {
            return Err(Complaint::Unbalanced { bus, surplus });
        }
    }
    Ok(flow_of(grid, &elimination, injections))
}

/// The same for a grid that is already eliminated and injections that are known to balance.
pub(super) fn flow_of(grid: &Grid, elimination: &Elimination, injections: &[f64]) -> DcFlow {
    let angles = elimination.angles(injections);
    let flows =
        grid.lines.iter().map(|line| line.susceptance * (angles[line.from as usize] - angles[line.to as usize]));
    DcFlow { flows: flows.collect(), angles, islands: elimination.islands.clone() }
}
