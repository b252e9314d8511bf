//! The fixed list of names that a theme can set: what the contract calls them, and what they are called in text.

use crate::world::theme::fanlight::bridge::tokens as wit;

/// A kind of token: the name of its group in a pack, the type that DTCG gives it, and the names there are.
pub(super) struct Kind {
    pub(super) group: &'static str,
    pub(super) dtcg: &'static str,
    pub(super) names: &'static [&'static str],
}

/// Every kind with every name. A test holds this against the contract.
pub(super) static KINDS: [Kind; 6] = [
    Kind {
        group: "color",
        dtcg: "color",
        names: &[
            "canvas",
            "surface",
            "surface-raised",
            "border",
            "text",
            "text-muted",
            "accent",
            "on-accent",
            "success",
            "on-success",
            "warning",
            "on-warning",
            "danger",
            "on-danger",
            "focus",
        ],
    },
    Kind {
        group: "dimension",
        dtcg: "dimension",
        names: &["radius-small", "radius-medium", "radius-large", "space", "border-width", "text-size"],
    },
    Kind { group: "duration", dtcg: "duration", names: &["motion-fast", "motion-slow"] },
    Kind { group: "family", dtcg: "fontFamily", names: &["body", "display", "mono"] },
    Kind { group: "weight", dtcg: "fontWeight", names: &["text", "strong", "display"] },
    Kind { group: "shadow", dtcg: "shadow", names: &["raised", "floating"] },
];

pub(super) fn color(name: wit::ColorName) -> &'static str {
    use wit::ColorName as N;
    match name {
        N::Canvas => "canvas",
        N::Surface => "surface",
        N::SurfaceRaised => "surface-raised",
        N::Border => "border",
        N::Text => "text",
        N::TextMuted => "text-muted",
        N::Accent => "accent",
        N::OnAccent => "on-accent",
        N::Success => "success",
        N::OnSuccess => "on-success",
        N::Warning => "warning",
        N::OnWarning => "on-warning",
        N::Danger => "danger",
        N::OnDanger => "on-danger",
        N::Focus => "focus",
    }
}

pub(super) fn color_of(name: &str) -> Option<wit::ColorName> {
    use wit::ColorName as N;
    let all = [
        N::Canvas,
        N::Surface,
        N::SurfaceRaised,
        N::Border,
        N::Text,
        N::TextMuted,
        N::Accent,
        N::OnAccent,
        N::Success,
        N::OnSuccess,
        N::Warning,
        N::OnWarning,
        N::Danger,
        N::OnDanger,
        N::Focus,
    ];
    all.into_iter().find(|one| color(*one) == name)
}

pub(super) fn dimension(name: wit::DimensionName) -> &'static str {
    use wit::DimensionName as N;
    match name {
        N::RadiusSmall => "radius-small",
        N::RadiusMedium => "radius-medium",
        N::RadiusLarge => "radius-large",
        N::Space => "space",
        N::BorderWidth => "border-width",
        N::TextSize => "text-size",
    }
}

pub(super) fn dimension_of(name: &str) -> Option<wit::DimensionName> {
    use wit::DimensionName as N;
    let all = [N::RadiusSmall, N::RadiusMedium, N::RadiusLarge, N::Space, N::BorderWidth, N::TextSize];
    all.into_iter().find(|one| dimension(*one) == name)
}

pub(super) fn duration(name: wit::DurationName) -> &'static str {
    match name {
        wit::DurationName::MotionFast => "motion-fast",
        wit::DurationName::MotionSlow => "motion-slow",
    }
}

pub(super) fn duration_of(name: &str) -> Option<wit::DurationName> {
    [wit::DurationName::MotionFast, wit::DurationName::MotionSlow].into_iter().find(|one| duration(*one) == name)
}

pub(super) fn family(name: wit::FamilyName) -> &'static str {
    match name {
        wit::FamilyName::Body => "body",
        wit::FamilyName::Display => "display",
        wit::FamilyName::Mono => "mono",
    }
}

pub(super) fn family_of(name: &str) -> Option<wit::FamilyName> {
    [wit::FamilyName::Body, wit::FamilyName::Display, wit::FamilyName::Mono].into_iter().find(|one| family(*one) == name)
}

pub(super) fn weight(name: wit::WeightName) -> &'static str {
    match name {
        wit::WeightName::Text => "text",
        wit::WeightName::Strong => "strong",
        wit::WeightName::Display => "display",
    }
}

pub(super) fn weight_of(name: &str) -> Option<wit::WeightName> {
    [wit::WeightName::Text, wit::WeightName::Strong, wit::WeightName::Display].into_iter().find(|one| weight(*one) == name)
}

pub(super) fn shadow(name: wit::ShadowName) -> &'static str {
    match name {
        wit::ShadowName::Raised => "raised",
        wit::ShadowName::Floating => "floating",
    }
}

pub(super) fn shadow_of(name: &str) -> Option<wit::ShadowName> {
    [wit::ShadowName::Raised, wit::ShadowName::Floating].into_iter().find(|one| shadow(*one) == name)
}

pub(super) fn family_value(family: wit::Family) -> &'static str {
    match family {
        wit::Family::System => "system",
        wit::Family::Sans => "sans",
        wit::Family::Serif => "serif",
        wit::Family::Rounded => "rounded",
        wit::Family::Slab => "slab",
        wit::Family::Mono => "mono",
    }
}

/// The name that was probably meant: the one with the fewest letters to change, by Levenshtein's distance.
pub(super) fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Longer than every name there is: comparing would be work that its author chose.
    if written.len() > 64 {
        return None;
    }
    names.into_iter().min_by_key(|name| distance(written, name))
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.to_lowercase().chars().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(&b) {
            let changed = corner + usize::from(x != *y);
            corner = *cell;
            left = changed.min(left + 1).min(corner + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_one_of_the_contract() {
        for kind in &KINDS {
            for name in kind.names {
                let there = match kind.group {
                    "color" => color_of(name).is_some(),
                    "dimension" => dimension_of(name).is_some(),
                    "duration" => duration_of(name).is_some(),
                    "family" => family_of(name).is_some(),
                    "weight" => weight_of(name).is_some(),
                    _ => shadow_of(name).is_some(),
                };
                assert!(there, "{} {name}", kind.group);
            }
        }
        let wit = include_str!("../../wit/bridge.wit");
        let listed: usize = ["color", "dimension", "duration", "family", "weight", "shadow"]
            .map(|kind| wit.split(&format!("enum {kind}-name {{")).nth(1).unwrap_or_default())
            .map(|rest| rest.split('}').next().unwrap_or_default().split(',').filter(|name| !name.trim().is_empty()).count())
            .iter()
            .sum();
        assert_eq!(listed, KINDS.iter().map(|kind| kind.names.len()).sum::<usize>());
    }

    #[test]
    fn a_slip_finds_what_was_meant() {
        for (written, meant) in
            [("txet", "text"), ("text_muted", "text-muted"), ("onAccent", "on-accent"), ("surfaceRaised", "surface-raised")]
        {
            assert_eq!(nearest(written, KINDS[0].names.iter().copied()), Some(meant));
        }
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
    }
}
