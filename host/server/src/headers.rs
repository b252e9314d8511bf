//! The security headers of every answer: pages, assets, JSON and errors alike.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Nothing inline, nothing from elsewhere, no plugins, no frames; scripts may only be made through Lit's policy.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

/// Every feature that a browser would otherwise lend to a page (W3C Permissions Policy, the names that Chromium knows: it warns of others).
const FEATURES: &str = "accelerometer=(), autoplay=(), \
     browsing-topics=(), camera=(), clipboard-read=(), clipboard-write=(), compute-pressure=(), display-capture=(), \
     encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), \
     idle-detection=(), keyboard-map=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), \
     picture-in-picture=(), publickey-credentials-create=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), \
     speaker-selection=(), storage-access=(), usb=(), window-management=(), xr-spatial-tracking=()";

const ALWAYS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (HeaderName::from_static("permissions-policy"), FEATURES),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// A year, and whatever else is below this name (RFC 6797).
const STAY: &str = "max-age=31536000; includeSubDomains";

/// Put them on. What says nothing about caching is not cached: it was made for one person. Browsers are told to stay with `https` only
/// where people reach this server in no other way: a proxy ends TLS, so we are told and cannot see it.
pub(crate) fn secure(headers: &mut HeaderMap, https: bool) {
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(STAY));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
