//! Sign-ins that failed, per network. Guessing a token is hopeless by its length, and a guess costs no more than a made-up cookie does; who
//! goes on and on is told to wait all the same. A link that works is never counted and never kept waiting: nobody who shares an address
//! with somebody else, as all do behind a proxy, can shut the other one out.

use std::{net::IpAddr, time::Duration};

use crate::{network::network, throttle::Throttle};

/// Failures of one network in a minute before it is told to wait.
const MOST: u32 = 10;
const WINDOW: Duration = Duration::from_secs(60);

/// Failed sign-ins.
#[derive(Debug)]
pub(crate) struct Knocks(Throttle<IpAddr>);

impl Default for Knocks {
    fn default() -> Self {
        Self(Throttle::new(MOST, WINDOW))
    }
}

impl Knocks {
    /// One more failed; false when these are too many.
    pub(crate) fn failed(&self, address: IpAddr) -> bool {
        self.0.allows(network(address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_slowed_as_one() {
        let knocks = Knocks::default();
        let ip = |text: String| text.parse().unwrap_or_else(|e| unreachable!("{e}"));
        for n in 0..MOST {
            assert!(knocks.failed(ip(format!("2001:db8:1:2:{n:x}::1"))));
        }
        assert!(!knocks.failed(ip("2001:db8:1:2:ffff::9".to_owned())), "another address of the same network");
        assert!(knocks.failed(ip("2001:db8:1:3::1".to_owned())), "the neighbour");
    }
}
