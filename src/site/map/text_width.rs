//! How wide is a piece of text, when nobody knows the reader's font?
//!
//! An estimate for the `system-ui` families, on the wide side: a name that is thought too wide loses its place on a
//! map, one that is thought too narrow runs into its neighbour.

/// Advance widths of Helvetica for the characters from space to tilde, in thousandths of the font size.
/// Source: Adobe's font metrics for the core 14 fonts.
const ADVANCES: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
];

/// How much wider than Helvetica the widest common system font is.
const WIDEST_FONT: f64 = 1.16;

/// Width of `text` in pixels.
pub fn text_width(text: &str, font_size: f64) -> f64 {
    let thousandths: u32 = text.chars().map(advance).sum();
    f64::from(thousandths) / 1000.0 * font_size * WIDEST_FONT
}

fn advance(character: char) -> u32 {
    match u32::from(character) {
        code @ 0x20..=0x7e => usize::try_from(code - 0x20).map_or(600, |index| u32::from(ADVANCES[index])),
        0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
        0xa0 => 278,
        // Scripts whose characters fill a square, emoji among them.
        0x1100..=0x11ff | 0x2e80..=0xa4cf | 0xac00..=0xd7ff | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60 => {
            900
        }
        0x1_f000..=0x3_ffff => 1200,
        _ if character.is_uppercase() => 720,
        _ => 600,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_scripts_are_wide() {
        assert!((text_width("부산", 10.0) - 20.88).abs() < 1e-9);
        assert!(text_width("Illi", 12.0) < text_width("WWWW", 12.0));
        assert!(text_width("Забайкальск", 12.0) > text_width("Zabaikalsk", 12.0));
        assert!(text_width("", 12.0).abs() < f64::EPSILON);
        assert!((text_width("e\u{301}", 12.0) - text_width("e", 12.0)).abs() < f64::EPSILON);
    }
}
