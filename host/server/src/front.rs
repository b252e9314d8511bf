//! How the world reaches this server, as far as its operator has said so.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    str::FromStr,
    time::{Duration, UNIX_EPOCH},
};

use url::Url;

/// How long a `security.txt` holds. It is dated anew for each request, so this says for how long a copy may be believed.
const BELIEVED: Duration = Duration::from_secs(90 * 24 * 3600);

/// See the fields.
#[derive(Clone, Debug)]
pub(crate) struct Front {
    /// Where it listens.
    pub(crate) listening: SocketAddr,
    /// Where people reach it, when a proxy stands in between.
    pub(crate) public: Option<PublicUrl>,
    /// Whom to tell of a hole.
    pub(crate) contact: Option<Contact>,
}

impl Front {
    /// What links to this server begin with.
    pub(crate) fn origin(&self) -> String {
        match &self.public {
            Some(PublicUrl(origin)) => origin.clone(),
            None => format!("http://{}", reachable(self.listening)),
        }
    }

    /// Whether people reach it over TLS and no other way.
    pub(crate) fn https(&self) -> bool {
        self.public.as_ref().is_some_and(|PublicUrl(origin)| origin.starts_with("https://"))
    }
}

/// An address that a browser on this machine can open.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Where people reach the server: a scheme, a host and perhaps a port, such as `https://boards.example.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

/// Text that is no [`PublicUrl`] or no [`Contact`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotReachable(&'static str);

impl FromStr for PublicUrl {
    type Err = NotReachable;

    fn from_str(text: &str) -> Result<Self, NotReachable> {
        let wrong = NotReachable("write scheme and host, and nothing behind them: https://boards.example.com");
        let url = Url::parse(text).map_err(|_| wrong)?;
        let origin = url.origin().ascii_serialization();
        // Whatever else there was would be missing here.
        if matches!(url.scheme(), "http" | "https") && url.as_str().trim_end_matches('/') == origin {
            Ok(Self(origin))
        } else {
            Err(wrong)
        }
    }
}

/// Whom to tell of a hole: `mailto:`, `https:` or `tel:`, as RFC 9116 has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact(Url);

impl FromStr for Contact {
    type Err = NotReachable;

    fn from_str(text: &str) -> Result<Self, NotReachable> {
        let wrong = NotReachable("write mailto:security@example.com, or an https: address, or tel:");
        let url = Url::parse(text).map_err(|_| wrong)?;
        let usable = match url.scheme() {
            "https" => true,
            "mailto" => url.path().contains('@'),
            "tel" => !url.path().is_empty(),
            _ => false,
        };
        if usable { Ok(Self(url)) } else { Err(wrong) }
    }
}

impl Contact {
    /// The file of RFC 9116, as of now.
    pub(crate) fn security_txt(&self, public: Option<&PublicUrl>, now_ms: i64) -> String {
        let now = UNIX_EPOCH + Duration::from_millis(u64::try_from(now_ms).unwrap_or(0));
        let expires = humantime::format_rfc3339_seconds(now + BELIEVED);
        let mut text = format!("Contact: {}\nExpires: {expires}\nPreferred-Languages: en, de\n", self.0);
        if let Some(PublicUrl(origin)) = public {
            text.push_str(&format!("Canonical: {origin}/.well-known/security.txt\n"));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_an_origin() {
        for (text, origin) in [
            ("https://boards.example.com", "https://boards.example.com"),
            ("https://Boards.example.com/", "https://boards.example.com"),
            ("http://10.0.0.1:8080", "http://10.0.0.1:8080"),
            ("https://[::1]:443", "https://[::1]"),
        ] {
            assert_eq!(text.parse::<PublicUrl>(), Ok(PublicUrl(origin.to_owned())), "{text}");
        }
        for text in [
            "boards.example.com",
            "ftp://example.com",
            "https://",
            "https://a.example/b",
            "https://a:b@c.example",
            "https://a.example/?b",
            "https://a.example/#b",
        ] {
            assert!(text.parse::<PublicUrl>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_contact_is_a_uri() {
        for text in ["mailto:security@example.com", "https://example.com/security", "tel:+49-30-1234567"] {
            assert_eq!(text.parse::<Contact>().unwrap().0.as_str(), text);
        }
        for text in
            ["security@example.com", "http://example.com", "mailto:nobody", "javascript:alert(1)", "mailto:a@b\nContact: c"]
        {
            let lines = text.parse::<Contact>().map(|contact| contact.security_txt(None, 0).lines().count());
            assert!(lines.is_err() || lines == Ok(3), "{text}");
        }
    }

    #[test]
    fn it_expires_within_a_year() {
        let contact: Contact = "mailto:security@example.com".parse().unwrap();
        let public: PublicUrl = "https://boards.example.com".parse().unwrap();
        assert_eq!(
            contact.security_txt(Some(&public), 1_700_000_000_000),
            "Contact: mailto:security@example.com\nExpires: 2024-02-12T22:13:20Z\nPreferred-Languages: en, de\n\
             Canonical: https://boards.example.com/.well-known/security.txt\n"
        );
    }
}
