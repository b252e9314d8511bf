//! Sign-ins that failed, per address: who guesses is slowed, because each try costs a write.

use std::{
    net::{IpAddr, Ipv6Addr},
    time::Duration,
};

use crate::throttle::Throttle;

/// Failures of one address in a minute before it has to wait.
const FAR: u32 = 10;
/// The same for this machine. Whoever is on it, or behind a proxy on it, shares its address with the owner: nobody there may lock the
/// owner out with a handful of wrong tokens. It only bounds what is written.
const NEAR: u32 = 600;
const WINDOW: Duration = Duration::from_secs(60);

/// Failed sign-ins.
#[derive(Debug)]
pub(crate) struct Knocks {
    far: Throttle<IpAddr>,
    near: Throttle<()>,
}

impl Default for Knocks {
    fn default() -> Self {
        Self { far: Throttle::new(FAR, WINDOW), near: Throttle::new(NEAR, WINDOW) }
    }
}

impl Knocks {
    /// Whether this address may try.
    pub(crate) fn may_try(&self, address: IpAddr) -> bool {
        let network = network(address);
        if network.is_loopback() { self.near.would_allow(&()) } else { self.far.would_allow(&network) }
    }

    /// It tried, and failed.
    pub(crate) fn failed(&self, address: IpAddr) {
        let network = network(address);
        if network.is_loopback() {
            self.near.allows(())
        } else {
            self.far.allows(network)
        };
    }
}

/// What one subscriber has: one address of IPv4, but a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) if !address.is_loopback() => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap_or_else(|e| unreachable!("{e}"))
    }

    #[test]
    fn a_network_is_slowed_as_one() {
        let knocks = Knocks::default();
        for n in 0..FAR {
            assert!(knocks.may_try(ip("2001:db8:1:2::1")));
            knocks.failed(ip(&format!("2001:db8:1:2:{n:x}::1")));
        }
        assert!(!knocks.may_try(ip("2001:db8:1:2:ffff::9")), "another address of the same network");
        assert!(knocks.may_try(ip("2001:db8:1:3::1")), "the neighbour");
    }

    #[test]
    fn one_address_in_either_spelling() {
        let knocks = Knocks::default();
        for _ in 0..FAR {
            knocks.failed(ip("192.0.2.1"));
        }
        assert!(!knocks.may_try(ip("::ffff:192.0.2.1")));
        assert!(knocks.may_try(ip("192.0.2.2")));
    }

    #[test]
    fn this_machine_is_bounded_far_higher() {
        let knocks = Knocks::default();
        for near in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
            for _ in 0..NEAR / 4 {
                assert!(knocks.may_try(ip(near)), "{near}");
                knocks.failed(ip(near));
            }
        }
        assert!(!knocks.may_try(ip("127.0.0.1")));
    }
}
