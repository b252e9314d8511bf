//! How a process fares, as the system tells everybody.

use std::{fs, time::Duration};

/// Bytes of memory that it holds.
pub(super) fn memory(process: u32) -> Option<u64> {
    let statm = fs::read_to_string(format!("/proc/{process}/statm")).ok()?;
    Some(statm.split(' ').nth(1)?.parse::<u64>().ok()?.saturating_mul(rustix::param::page_size() as u64))
}

/// CPU time that it has used.
pub(super) fn cpu(process: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // After the name, which may hold anything, come the state and then numbers: user and system time are the twelfth and thirteenth.
    let (_, numbers) = stat.rsplit_once(')')?;
    let mut numbers = numbers.split_whitespace().skip(11).map(|number| number.parse::<u64>().ok());
    let ticks = numbers.next()?? + numbers.next()??;
    Some(Duration::from_millis(ticks * 1_000 / rustix::param::clock_ticks_per_second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_process_has_both() {
        let own = std::process::id();
        let before = cpu(own);
        let mut x = 1u64;
        while cpu(own) < before.map(|before| before + Duration::from_millis(30)) {
            x = std::hint::black_box(x.wrapping_mul(31));
        }
        assert!(before.is_some() && memory(own).is_some_and(|bytes| bytes > 1 << 20));
    }
}
