//! Small pictures for the steps of a journey, as inline SVG.
//!
//! They are drawn with the current text colour and are decoration: the word always stands beside them.

/// What a step of a journey does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Icon {
    /// By train.
    Rail,
    /// By truck.
    Road,
    /// By ship at sea.
    Sea,
    /// By barge.
    InlandWater,
    /// Through a pipeline.
    Pipeline,
    /// Over a power line.
    Power,
    /// Across a border.
    Border,
    /// From one gauge to another.
    GaugeChange,
    /// Through a port.
    Port,
    /// From one mode to another.
    ModeChange,
    /// Waiting.
    Wait,
}

impl Icon {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Rail,
        Self::Road,
        Self::Sea,
        Self::InlandWater,
        Self::Pipeline,
        Self::Power,
        Self::Border,
        Self::GaugeChange,
        Self::Port,
        Self::ModeChange,
        Self::Wait,
    ];

    /// The picture, 20 by 20; its colour and line width come from the class `icon`.
    pub fn svg(self) -> String {
        let path = self.path();
        format!(
            "<svg class=\"icon\" viewBox=\"0 0 20 20\" width=\"20\" height=\"20\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>"
        )
    }

    fn path(self) -> &'static str {
        match self {
            Self::Rail => "M5 3h10v10H5zM5 8h10M8 10.6v.1M12 10.6v.1M6 13l-2 4M14 13l2 4M5.2 15h9.6",
            Self::Road => "M2 5h9v9H2zM11 8h4l3 3v3h-7M5.5 14a1.6 1.6 0 1 0 .1 0M14.5 14a1.6 1.6 0 1 0 .1 0",
            Self::Sea => "M3 11h14l-2 4.5H5zM6 11V7h8v4M10 7V3.5M2 17.5q2-1.2 4 0t4 0 4 0 4 0",
            Self::InlandWater => "M2 9h16l-1.5 4h-13zM5 9V6h4v3M2 16.5q2-1.2 4 0t4 0 4 0 4 0",
            Self::Pipeline => "M2 7.5h16M2 12.5h16M6 5.5v9M14 5.5v9",
            Self::Power => "M11.5 2 5 11.5h4.5L8.5 18 15 8.5h-4.5z",
            Self::Border => "M6 2.5v15M6 3.5h9l-2.5 3 2.5 3H6M3.5 17.5h5",
            Self::GaugeChange => "M4 2.5v15M16 2.5v15M7.5 10h5M7.5 10l2-2M7.5 10l2 2M12.5 10l-2-2M12.5 10l-2 2",
            Self::Port => "M10 6.5V17M10 6.5a2 2 0 1 0-.1 0M6.5 9h7M3.5 11.5Q4 17 10 17t6.5-5.5",
            Self::ModeChange => "M3 7h12l-3-3M17 13H5l3 3",
            Self::Wait => "M10 2.5a7.5 7.5 0 1 0 .1 0M10 6v4.2l2.8 2",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_icon_is_its_own_decoration() {
        let pictures: BTreeSet<_> = Icon::ALL.iter().map(|icon| icon.svg()).collect();
        assert_eq!(pictures.len(), Icon::ALL.len());
        assert!(pictures.iter().all(|svg| svg.contains("aria-hidden=\"true\"") && !svg.contains("style=")));
    }
}
