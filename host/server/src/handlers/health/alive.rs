//! `GET /healthz`: for whoever watches the process.

use crate::{answer::Text, openapi::Doc};

pub(crate) const DOC: Doc = Doc::new("The process answers.");

pub(crate) async fn handle() -> Text {
    Text("ok\n".to_owned())
}
