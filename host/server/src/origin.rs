//! Requests that change something must come from a page of ours. SameSite=Strict keeps the cookie out of requests that
//! other sites start; this also stops other ports of the same host, which are the same site.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
};

use crate::problem::{Name, Problem};

/// Let a request pass that changes nothing or comes from here.
///
/// # Errors
/// `origin` (403) for any other.
pub(crate) fn check(request: &Request) -> Result<(), Problem> {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || ours(request.headers()) {
        return Ok(());
    }
    let problem = Problem::new(
        StatusCode::FORBIDDEN,
        Name::Origin,
        "Not from this page",
        "A request that changes something must come from a page of this server.",
    );
    Err(problem.hint(
        "A script sends the header Origin with the server's own address, such as http://127.0.0.1:4280. A proxy passes the browser's header \
         Host on, port included.",
    ))
}

/// A browser says where a request comes from in `Sec-Fetch-Site`, which no page can set; older ones and scripts in `Origin`.
/// Without either there is no telling, so the answer is no.
fn ours(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
        (Some(site), None) => site == "same-origin",
        (Some(site), Some(origin)) => site == "same-origin" && same(origin, headers),
        (None, Some(origin)) => same(origin, headers),
        (None, None) => false,
    }
}

/// Behind a proxy that ends TLS the scheme differs from ours, so only host and port are compared.
fn same(origin: &str, headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let named = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    matches!((named, host), (Some(named), Some(host)) if !host.is_empty() && named.eq_ignore_ascii_case(host))
}

/// Whether the page came over TLS, which a proxy in front of us ends. Browsers say it with every request that changes something.
pub(crate) fn secure(headers: &HeaderMap) -> bool {
    headers.get(header::ORIGIN).is_some_and(|origin| origin.as_bytes().starts_with(b"https://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(&'static str, &str)]) -> HeaderMap {
        list.iter().filter_map(|(name, value)| Some((name.parse().ok()?, value.parse().ok()?))).collect()
    }

    #[test]
    fn only_our_own_pages() {
        let host = ("host", "127.0.0.1:4280");
        for (ok, list) in [
            (true, vec![("sec-fetch-site", "same-origin")]),
            (true, vec![("origin", "http://127.0.0.1:4280")]),
            (true, vec![("sec-fetch-site", "same-origin"), ("origin", "http://127.0.0.1:4280")]),
            (false, vec![]),
            (false, vec![("sec-fetch-site", "none")]),
            (false, vec![("sec-fetch-site", "same-site")]),
            (false, vec![("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:4280")]),
            (false, vec![("sec-fetch-site", "same-origin"), ("origin", "http://evil.example")]),
            (false, vec![("origin", "http://127.0.0.1:4281")]),
            (false, vec![("origin", "http://127.0.0.1")]),
            (false, vec![("origin", "null")]),
            (false, vec![("origin", "http://127.0.0.1:4280.evil.example")]),
        ] {
            let all: Vec<_> = list.iter().copied().chain([host]).collect();
            assert_eq!(ours(&headers(&all)), ok, "{list:?}");
        }
        assert!(!ours(&headers(&[("origin", "http://")])));
    }
}
