//! No package row without the proof that its bytes are durable.

fn main() {}

fn forge(digest: fanlight_store::Digest) -> fanlight_store::StagedPackage {
    fanlight_store::StagedPackage { digest, size: 1 }
}
