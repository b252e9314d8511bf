//! A function is described by what it takes and what it answers.

use super::{Answers, Operation, Schemas, Takes};

/// A handler whose every argument and whose answer is described. `I` are its arguments.
pub(crate) trait Documented<I> {
    /// Say it.
    fn describe(to: &mut Operation, schemas: &mut Schemas);
}

macro_rules! documented {
    ($($part:ident)*) => {
        impl<F, Answer, $($part),*> Documented<($($part,)*)> for F
        where
            F: Fn($($part),*) -> Answer,
            Answer: Future,
            Answer::Output: Answers,
            $($part: Takes,)*
        {
            fn describe(to: &mut Operation, schemas: &mut Schemas) {
                $($part::describe(to, schemas);)*
                Answer::Output::describe(to, schemas);
            }
        }
    };
}

documented!();
documented!(A);
documented!(A B);
documented!(A B C);
documented!(A B C D);
documented!(A B C D E);
