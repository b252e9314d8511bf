//! Seccomp: the system calls that are left. What is not on the list is answered with "not permitted".

use std::collections::BTreeMap;

use libc::c_long;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen as Length, SeccompCmpOp as Op, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch,
};

/// Calls that any use may be made of: reading, writing and waiting on what is open, memory, time, and the end.
const FREE: &[c_long] = &[
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_recvfrom,
    libc::SYS_recvmsg,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_shutdown,
    libc::SYS_close,
    libc::SYS_epoll_ctl,
    libc::SYS_epoll_pwait,
    libc::SYS_epoll_pwait2,
    libc::SYS_ppoll,
    libc::SYS_futex,
    libc::SYS_mmap,
    libc::SYS_mprotect,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_membarrier,
    libc::SYS_fstat,
    libc::SYS_lseek,
    libc::SYS_pread64,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_gettimeofday,
    libc::SYS_getrandom,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_restart_syscall,
    // A thread that was started a moment ago still sets itself up.
    libc::SYS_rseq,
    libc::SYS_set_robust_list,
    libc::SYS_exit,
    libc::SYS_exit_group,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_epoll_wait,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_poll,
];

/// `PAGEMAP_SCAN` of linux/fs.h: which pages a guest wrote.
const PAGEMAP_SCAN: u64 = 0xc060_6610;
/// Everything about opening a file that is more than reading one that is there.
const BEYOND_READING: u64 =
    (libc::O_ACCMODE | libc::O_CREAT | libc::O_TRUNC | libc::O_APPEND | libc::O_TMPFILE & !libc::O_DIRECTORY) as u64;

/// Leave these calls to all threads of this process, and opening files for reading if `files`.
pub(super) fn restrict(files: bool) -> Result<(), seccompiler::Error> {
    let program = BpfProgram::try_from(filter(files)?)?;
    seccompiler::apply_filter_all_threads(&program)
}

fn filter(files: bool) -> Result<SeccompFilter, seccompiler::Error> {
    let mut rules: BTreeMap<c_long, Vec<SeccompRule>> = FREE.iter().map(|call| (*call, Vec::new())).collect();
    let only = |index: u8, length: Length, op: Op, value: u64| SeccompCondition::new(index, length, op, value);
    rules.insert(libc::SYS_ioctl, vec![SeccompRule::new(vec![only(1, Length::Dword, Op::Eq, PAGEMAP_SCAN)?])?]);
    // How a process ends itself; never another one, and by no signal that would look as if somebody else had done it.
    let itself = only(0, Length::Dword, Op::Eq, u64::from(std::process::id()))?;
    let abort = only(2, Length::Dword, Op::Eq, u64::from(libc::SIGABRT.unsigned_abs()))?;
    rules.insert(libc::SYS_tgkill, vec![SeccompRule::new(vec![itself, abort])?]);
    if files {
        let reading = only(2, Length::Dword, Op::MaskedEq(BEYOND_READING), 0)?;
        rules.insert(libc::SYS_openat, vec![SeccompRule::new(vec![reading])?]);
        rules.insert(libc::SYS_statx, Vec::new());
        rules.insert(libc::SYS_newfstatat, Vec::new());
    }
    let architecture = TargetArch::try_from(std::env::consts::ARCH)?;
    let denied = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    Ok(SeccompFilter::new(rules, denied, SeccompAction::Allow, architecture)?)
}
