//! One verb a file, thin: read the request, ask the part that knows, answer. Which address leads here says `router.rs`. What a verb does is
//! said in its `DOC`; the rest of the API's document is read off its types.

pub(crate) mod audit;
pub(crate) mod openapi;
pub(crate) mod security_txt;
pub(crate) mod undo;

/// For whoever watches the process.
pub(crate) mod health {
    pub(crate) mod alive;
    pub(crate) mod ready;
}

/// The web client.
pub(crate) mod client {
    pub(crate) mod file;
    pub(crate) mod page;
}

/// Whoever is signed in.
pub(crate) mod account {
    pub(crate) mod change;
    pub(crate) mod show;
}

/// Signing in and out.
pub(crate) mod session {
    pub(crate) mod create;
    pub(crate) mod end;
}

/// The devices of whoever is signed in.
pub(crate) mod sessions {
    pub(crate) mod link;
    pub(crate) mod list;
    pub(crate) mod revoke;
}

/// The gallery.
pub(crate) mod packages {
    pub(crate) mod image;
    pub(crate) mod list;
    pub(crate) mod picture;
    pub(crate) mod remove;
    pub(crate) mod show;
    pub(crate) mod upload;
    pub(crate) mod words;
}

/// Boards and what is on them.
pub(crate) mod boards {
    pub(crate) mod change;
    pub(crate) mod create;
    pub(crate) mod frames;
    pub(crate) mod install;
    pub(crate) mod layout;
    pub(crate) mod list;
    pub(crate) mod live;
    pub(crate) mod remove;
    pub(crate) mod show;
}

/// One installed widget.
pub(crate) mod widgets {
    pub(crate) mod change;
    pub(crate) mod event;
    pub(crate) mod frame;
    pub(crate) mod grant_revoke;
    pub(crate) mod grants_put;
    pub(crate) mod grants_show;
    pub(crate) mod package_put;
    pub(crate) mod remove;
    pub(crate) mod retry;
    pub(crate) mod settings_put;
    pub(crate) mod settings_show;
    pub(crate) mod usage;
}

/// Data that removed widgets left behind.
pub(crate) mod kept {
    pub(crate) mod erase;
    pub(crate) mod list;
}

/// Who belongs to the workspace.
pub(crate) mod members {
    pub(crate) mod invite;
    pub(crate) mod link;
    pub(crate) mod list;
    pub(crate) mod remove;
}

/// What the host tells people.
pub(crate) mod notices {
    pub(crate) mod list;
    pub(crate) mod read;
}

/// How everything looks.
pub(crate) mod themes {
    pub(crate) mod choose;
    pub(crate) mod download;
    pub(crate) mod list;
    pub(crate) mod preview;
    pub(crate) mod tokens;
}
