//! Paths that lead out of the granted folder in every way of writing it.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        let long = format!("garden/{}harvest.csv", "./".repeat(40_000));
        let ways = [
            "../home/budget.csv",
            "garden/../home/budget.csv",
            "/etc/passwd",
            "//etc/passwd",
            "garden/..\\home\\budget.csv",
            "garden/%2e%2e/home/budget.csv",
            "garden/\u{ff0e}\u{ff0e}/home/budget.csv",
            "garden/\u{2024}\u{2024}/home/budget.csv",
            "garden\0/../home/budget.csv",
            "home/budget.csv\0",
            "GARDEN/harvest.csv",
            "garden/./harvest.csv/../../home/budget.csv",
            "garden/",
            "",
            ".",
            "..",
            "C:\\home\\budget.csv",
            "file:///etc/passwd",
            "garden/.git/config",
            &long,
        ];
        for way in ways {
            if let Ok(text) = documents::read(way) {
                return Err(Error::Failed(format!("LEAK: {way:?} gave {} bytes", text.text.len())));
            }
        }
        refused(documents::read("home/budget.csv"))
    }
}
