//! `DELETE /api/v1/packages/{digest}`: out of the gallery, if nothing uses it.

use axum::{extract::State, http::StatusCode};
use fanlight_store::Digest;

use crate::{
    answer::NoContent,
    app::App,
    clock,
    extract::Path,
    openapi::Doc,
    problem::{Name, Problem},
    session::Session,
};

pub(crate) const DOC: Doc = Doc::new("Take a package out of the gallery, if nothing uses it.").fails(&[Name::InUse]);

pub(crate) async fn handle(State(app): State<App>, session: Session, Path(digest): Path<Digest>) -> Result<NoContent, Problem> {
    let mut write = session.write().await?;
    write.package(&digest).await?.ok_or_else(|| Problem::not_found("package"))?;
    let uses = write.package_uses(&digest).await?;
    let in_use = |detail: String| Problem::new(StatusCode::CONFLICT, Name::InUse, "The package is in use", detail);
    if uses.theme {
        return Err(in_use("It is the theme of this workspace.".to_owned()).hint("Choose another theme first."));
    }
    if !uses.boards.is_empty() {
        let names: Vec<_> = uses.boards.iter().map(|(_, name)| name.as_str()).collect();
        return Err(in_use(format!("These boards use it: {}.", names.join(", ")))
            .hint("Remove its widgets there first; half a minute later they cannot be put back any more."));
    }
    if uses.kept {
        return Err(in_use("Removed widgets of it left data behind.".to_owned()).hint("Erase what they left first."));
    }
    write.delete_package(&digest, clock::now_ms()).await?;
    write.commit().await?;
    if session.store().discard_package(&digest).await? {
        // Compiling may take a while, and nobody need wait for that: the package is gone.
        tokio::spawn(async move { app.programs.discard(&digest).await });
    }
    Ok(NoContent)
}
