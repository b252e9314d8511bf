//! What is the same for everybody and stays so while the server runs, in the encodings that browsers take. Each is packed once, when it is
//! first asked for: strangers ask for these, and packing takes a hundred times as long as sending.

use std::{
    io::Write as _,
    sync::{Arc, OnceLock},
};

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use fanlight_store::Digest;

use crate::{etag, problem::Problem};

/// Of eleven: the last ones take ten times as long for a twentieth of the bytes.
const BROTLI_QUALITY: u32 = 9;
const BROTLI_WINDOW: u32 = 22;

/// One body in each encoding.
#[derive(Debug)]
pub(crate) struct Packed {
    kind: HeaderValue,
    cache: &'static str,
    tag: String,
    plain: Bytes,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

/// How a body is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Brotli,
    Gzip,
}

impl Packed {
    /// A body, with what `Content-Type` and `Cache-Control` say of it.
    pub(crate) fn new(kind: &str, cache: &'static str, body: impl Into<Bytes>) -> Self {
        let plain = body.into();
        let digest = Digest::of(&plain).to_string();
        // Weak, because the same body may be sent packed.
        let tag = format!("W/\"{}\"", digest.get(..32).unwrap_or(&digest));
        let kind = HeaderValue::from_str(kind).unwrap_or(HeaderValue::from_static("application/octet-stream"));
        Self { kind, cache, tag, plain, brotli: OnceLock::new(), gzip: OnceLock::new() }
    }

    /// The answer to a request with these headers.
    pub(crate) async fn answer(self: Arc<Self>, asked: &HeaderMap) -> Response {
        let mut response = if etag::is_known(asked, &self.tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let encoding = taken(asked);
            let body = match encoding {
                Some(encoding) => Arc::clone(&self).body(encoding).await,
                None => Ok(self.plain.clone()),
            };
            let body = match body {
                Ok(body) => body,
                Err(problem) => return problem.into_response(),
            };
            let mut response = ([(header::CONTENT_TYPE, self.kind.clone())], body).into_response();
            if let Some(encoding) = encoding {
                response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
            }
            response
        };
        let all = response.headers_mut();
        if let Ok(tag) = HeaderValue::from_str(&self.tag) {
            all.insert(header::ETAG, tag);
        }
        all.insert(header::CACHE_CONTROL, HeaderValue::from_static(self.cache));
        all.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        response
    }

    async fn body(self: Arc<Self>, encoding: Encoding) -> Result<Bytes, Problem> {
        let place =
            |packed: &Self| if encoding == Encoding::Brotli { packed.brotli.get().cloned() } else { packed.gzip.get().cloned() };
        if let Some(body) = place(&self) {
            return Ok(body);
        }
        let packing = tokio::task::spawn_blocking(move || {
            let body = match encoding {
                Encoding::Brotli => self.brotli.get_or_init(|| brotli(&self.plain)),
                Encoding::Gzip => self.gzip.get_or_init(|| gzip(&self.plain)),
            };
            body.clone()
        });
        packing.await.map_err(|e| Problem::ours(&e))
    }
}

impl Encoding {
    fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }
}

/// The best encoding that a browser says it takes.
fn taken(asked: &HeaderMap) -> Option<Encoding> {
    let lines = asked.get_all(header::ACCEPT_ENCODING).into_iter().filter_map(|line| line.to_str().ok());
    let listed: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
    let takes = |name: &str| {
        listed.iter().any(|one| {
            let (coding, weight) = one.split_once(';').unwrap_or((one, ""));
            let weight = weight.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()).unwrap_or(1.0);
            coding.trim().eq_ignore_ascii_case(name) && weight > 0.0
        })
    };
    [Encoding::Brotli, Encoding::Gzip].into_iter().find(|encoding| takes(encoding.name()))
}

fn brotli(plain: &[u8]) -> Bytes {
    let mut packer = brotli::CompressorWriter::new(Vec::new(), 4096, BROTLI_QUALITY, BROTLI_WINDOW);
    // Into memory, which does not fail.
    let _ = packer.write_all(plain);
    packer.into_inner().into()
}

fn gzip(plain: &[u8]) -> Bytes {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let _ = packer.write_all(plain);
    packer.finish().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]
    use std::io::Read as _;

    use super::*;

    fn asking(for_encoding: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_str(for_encoding).unwrap())])
    }

    #[test]
    fn takes_what_the_browser_does() {
        for (said, encoding) in [
            ("gzip, deflate, br, zstd", Some(Encoding::Brotli)),
            ("br;q=0.5, gzip", Some(Encoding::Brotli)),
            ("br;q=0, GZIP ; q=1", Some(Encoding::Gzip)),
            ("deflate", None),
            ("brotli, xgzip, identity", None),
            ("", None),
        ] {
            assert_eq!(taken(&asking(said)), encoding, "{said}");
        }
    }

    #[tokio::test]
    async fn unpacked_it_is_what_it_was_and_it_is_packed_once() {
        let text = "The same for everybody. ".repeat(1_000);
        let packed = Arc::new(Packed::new("text/plain", "no-cache", text.clone()));
        for encoding in ["br", "gzip", "identity"] {
            let mut bodies = Vec::new();
            for _ in 0..2 {
                let answer = Arc::clone(&packed).answer(&asking(encoding)).await;
                assert_eq!(answer.headers()[header::VARY], "accept-encoding");
                let said = answer.headers().get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap().to_owned());
                assert_eq!(said.as_deref().unwrap_or("identity"), encoding);
                bodies.push(axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap());
            }
            assert_eq!(bodies[0].as_ptr(), bodies[1].as_ptr(), "{encoding}");
            let mut unpacked = String::new();
            match encoding {
                "br" => drop(brotli::Decompressor::new(&bodies[0][..], 4096).read_to_string(&mut unpacked).unwrap()),
                "gzip" => drop(flate2::read::GzDecoder::new(&bodies[0][..]).read_to_string(&mut unpacked).unwrap()),
                _ => unpacked = String::from_utf8(bodies[0].to_vec()).unwrap(),
            }
            assert_eq!(unpacked, text, "{encoding}");
        }
    }
}
