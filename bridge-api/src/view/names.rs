//! The enumerations of a view: their names in JSON are those of the WIT.

use serde::{Deserialize, Serialize};

use crate::world::widget::fanlight::bridge::view as wit;

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident { $($case:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        #[allow(missing_docs, reason = "the names say it")]
        pub enum $name { $($case),* }

        impl From<wit::$name> for $name {
            fn from(value: wit::$name) -> Self {
                match value { $(wit::$name::$case => Self::$case),* }
            }
        }
    )*};
}

names! {
    /// Space between children.
    Gap { None, Small, Medium, Large }

    /// How children are placed across the direction of their group; `between` spreads them along it.
    Align { Start, Center, End, Stretch, Between }

    /// What a colour means here; the theme decides which colour that is.
    Tone { Neutral, Accent, Success, Warning, Danger }

    /// How much a button stands out.
    Emphasis { Primary, Secondary, Quiet }

    /// The least width of a grid's columns: about 8, 14 and 22 times the text size.
    ColumnWidth { Narrow, Medium, Wide }

    /// How a piece of text is set.
    TextStyle { Plain, Strong, Emphasis, Code, Muted, Struck }

    /// Which part of a point in time is shown.
    DateStyle { Date, Time, DateTime }

    /// Where a table's cells are aligned.
    CellAlign { Start, End }

    /// How rows are sorted by a column.
    Order { None, Ascending, Descending }

    /// Which way a figure went.
    Trend { None, Up, Down }

    /// How a chart is drawn.
    ChartKind { Bar, Line, Area, Pie, Sparkline }

    /// A pictogram that the host draws.
    IconName {
        Alarm, Archive, ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Bell, Book, Bookmark, Calendar, Chart, Check, ChevronDown,
        ChevronRight, Circle, CircleCheck, Clock, Cloud, Copy, Dollar, Edit, External, Eye, File, Filter, Flag, Flame, Folder,
        Gauge, Globe, Heart, Home, Image, Inbox, Info, Lightbulb, Link, List, Lock, Mail, MapPin, Minus, Moon, Music, Pause, Phone,
        Pin, Play, Plus, Question, Refresh, Search, Settings, Shield, Skip, Sparkles, Star, Stop, Sun, Table, Tag, Target, ThumbsUp,
        Timer, Trash, TrendingDown, TrendingUp, Trophy, Undo, User, Users, Warning, X, Zap,
    }
}
