//! What was open in whoever started us is none of our business.
#![allow(unsafe_code, reason = "closing descriptors that nobody here owns; there is no safe way to say that")]

use std::{fs, io};

/// The first one after the three standard streams.
const FIRST: i32 = 3;

/// Close every descriptor but the three standard streams. Only for the very beginning of a process, when nothing else is ours yet.
pub(super) fn close_inherited() -> io::Result<()> {
    // SAFETY: `close_range` touches no memory. It must not close what something here owns, and nothing has been opened yet: the callers
    // are the first things that a `main` calls.
    let closed = unsafe { libc::syscall(libc::SYS_close_range, FIRST.unsigned_abs(), libc::c_uint::MAX, 0 as libc::c_uint) };
    if closed == 0 { Ok(()) } else { close_each() }
}

/// For a kernel without that call (before 5.9), or a container that forbids it.
fn close_each() -> io::Result<()> {
    let names = fs::read_dir("/proc/self/fd")?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
    for descriptor in names.iter().filter_map(|name| name.to_str()?.parse::<i32>().ok()).filter(|one| *one >= FIRST) {
        // SAFETY: as above. The one of the folder itself is closed already, which is no matter.
        unsafe { libc::close(descriptor) };
    }
    Ok(())
}
