//! One verb a file, thin: read the request, ask the part that knows, answer. Which address leads here says `router.rs`.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod health;

/// Signing in and out.
pub(crate) mod session {
    pub(crate) mod create;
    pub(crate) mod end;
}

/// The gallery.
pub(crate) mod packages {
    pub(crate) mod list;
    pub(crate) mod picture;
    pub(crate) mod show;
    pub(crate) mod upload;
}

/// Boards and what is on them.
pub(crate) mod boards {
    pub(crate) mod install;
    pub(crate) mod list;
    pub(crate) mod live;
    pub(crate) mod show;
}

/// One installed widget.
pub(crate) mod widgets {
    pub(crate) mod event;
    pub(crate) mod frame;
    pub(crate) mod grant_revoke;
    pub(crate) mod grants_put;
    pub(crate) mod grants_show;
    pub(crate) mod pause;
    pub(crate) mod remove;
    pub(crate) mod settings_put;
    pub(crate) mod settings_show;
    pub(crate) mod usage;
}

/// How everything looks.
pub(crate) mod themes {
    pub(crate) mod choose;
    pub(crate) mod download;
    pub(crate) mod list;
    pub(crate) mod preview;
    pub(crate) mod tokens;
}
