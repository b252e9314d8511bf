//! Landlock: which files, ports and other processes can be reached.

use landlock::{
    ABI, Access as _, AccessFs, AccessNet, CompatLevel, Compatible as _, PathBeneath, PathFd, RestrictionStatus, Ruleset,
    RulesetAttr as _, RulesetCreatedAttr as _, RulesetError, RulesetStatus, Scope,
};

use super::Reads;

/// Files since the first version, ports since the fourth, signals and abstract sockets since the sixth. What a kernel does not know is
/// left out, and told.
const WANTED: ABI = ABI::V6;

/// Allow to read the files of one folder and nothing else.
pub(super) fn restrict(reads: Reads<'_>) -> Result<(), String> {
    match enforce(reads) {
        Ok(status) if status.ruleset == RulesetStatus::FullyEnforced => Ok(()),
        Ok(status) if status.ruleset == RulesetStatus::NotEnforced => {
            Err("this kernel has no Landlock: who gets out of WebAssembly can read every file that this user may".to_owned())
        }
        Ok(_) => {
            Err("this kernel's Landlock does not cover ports, signals and abstract sockets; the filter of system calls does"
                .to_owned())
        }
        Err(error) => Err(format!("Landlock could not be used: {error}")),
    }
}

fn enforce(reads: Reads<'_>) -> Result<RestrictionStatus, RulesetError> {
    let rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(WANTED))?
        .handle_access(AccessNet::from_all(WANTED))?
        .scope(Scope::from_all(WANTED))?
        .create()?;
    let rules = match reads {
        Reads::Nothing => rules,
        Reads::Folder(folder) => match PathFd::new(folder) {
            Ok(folder) => rules.add_rule(PathBeneath::new(folder, AccessFs::ReadFile))?,
            // Then nothing can be read, which is found out with the first artifact.
            Err(_) => rules,
        },
    };
    rules.restrict_self()
}
