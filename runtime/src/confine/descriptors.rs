//! What was open in whoever started us is none of our business.
#![allow(unsafe_code, reason = "closing descriptors that nobody here owns; there is no safe way to say that")]

/// Close every descriptor but the three standard streams. Only for the very beginning of a process, when nothing else is ours yet.
pub(super) fn close_inherited() {
    // SAFETY: `close_range` touches no memory. It must not close what something here owns, and nothing has been opened yet: the callers
    // are the first things that a `main` calls.
    unsafe {
        libc::syscall(libc::SYS_close_range, 3 as libc::c_uint, libc::c_uint::MAX, 0 as libc::c_uint);
    }
}
