//! The calendar, as far as a clock needs it.

/// A local day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Day {
    /// Days since 1970-01-01, a Thursday.
    number: i64,
    year: i64,
    /// 1 to 366.
    pub(crate) of_year: u16,
    /// Since local midnight.
    pub(crate) minute: u16,
}

impl Day {
    /// The day of a moment, in milliseconds since 1970-01-01 UTC, so many minutes east of Greenwich.
    pub(crate) fn at(now: u64, utc_offset: i32) -> Self {
        let minutes = i64::try_from(now / 60_000).unwrap_or(i64::MAX / 2) + i64::from(utc_offset);
        let number = minutes.div_euclid(1_440);
        let mut year = 1970 + number.div_euclid(366);
        while first_day(year + 1) <= number {
            year += 1;
        }
        Self { number, year, of_year: (number - first_day(year) + 1) as u16, minute: minutes.rem_euclid(1_440) as u16 }
    }

    /// 365 or 366.
    pub(crate) fn year_length(self) -> u16 {
        (first_day(self.year + 1) - first_day(self.year)) as u16
    }

    /// The week's number as in ISO 8601: week 1 is the one with the year's first Thursday.
    pub(crate) fn week(self) -> i64 {
        // The Thursday of this week decides to which year it belongs.
        let thursday = self.number - (self.number + 3).rem_euclid(7) + 3;
        let mut year = self.year - 1;
        while first_day(year + 1) <= thursday {
            year += 1;
        }
        (thursday - first_day(year)) / 7 + 1
    }
}

/// Days from 1970-01-01 to the first day of a year of the Gregorian calendar.
fn first_day(year: i64) -> i64 {
    let before = year - 1;
    let leap_days = |year: i64| year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    (year - 1970) * 365 + leap_days(before) - leap_days(1969)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Milliseconds of a day's noon.
    fn noon(days: u64) -> u64 {
        days * 86_400_000 + 43_200_000
    }

    #[test]
    fn weeks_are_those_of_iso_8601() {
        // 2024-12-30 is in week 1 of 2025, 2027-01-01 in week 53 of 2026, 2026-11-25 in week 48.
        for (days, week) in [(20_087, 1), (20_819, 53), (20_782, 48)] {
            assert_eq!(Day::at(noon(days), 0).week(), week, "{days}");
        }
    }

    #[test]
    fn years_have_their_leap_days_and_offsets_move_midnight() {
        let leap = Day::at(noon(19_723 + 365), 0);
        assert_eq!((leap.year, leap.of_year, leap.year_length()), (2024, 366, 366));
        let east = Day::at(noon(20_818), 12 * 60);
        assert_eq!((east.year, east.of_year, east.minute), (2027, 1, 0));
        assert_eq!(Day::at(0, -60).of_year, 365);
    }
}
