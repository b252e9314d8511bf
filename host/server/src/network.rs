//! Which addresses are one subscriber's: what strangers may have is counted for all of those together.

use std::net::{IpAddr, Ipv6Addr};

/// What one subscriber has: one address of IPv4, but a whole /64 of IPv6.
pub(crate) fn network(address: IpAddr) -> IpAddr {
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

    #[test]
    fn a_64_is_one_and_so_is_an_address_in_either_spelling() {
        for (address, of) in [
            ("192.0.2.1", "192.0.2.1"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("2001:db8:1:2::1", "2001:db8:1:2::"),
            ("2001:db8:1:2:ffff::9", "2001:db8:1:2::"),
            ("2001:db8:1:3::1", "2001:db8:1:3::"),
            ("::1", "::1"),
            ("::ffff:127.0.0.1", "127.0.0.1"),
        ] {
            let parsed = |text: &str| text.parse::<IpAddr>().unwrap_or_else(|e| unreachable!("{e}"));
            assert_eq!(network(parsed(address)), parsed(of), "{address}");
        }
    }
}
