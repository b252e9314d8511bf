//! Committing a call ends its transaction: nothing can be added to what was acknowledged.

fn main() {}

async fn late(write: fanlight_store::Write, call: fanlight_store::Call<'_>) {
    let _ = write.commit_call(call, 0).await;
    let _ = write.commit().await;
}
