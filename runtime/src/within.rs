//! Decoding what a stranger wrote. An element of a list may take one byte of the encoding and a hundred and more of memory, so each is
//! counted with its size before there is room made for it, as wasmtime counts what it takes out of a guest. Strings and bytes are no
//! longer than what they are decoded from.

use std::{cell::Cell, fmt};

use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor},
};

use crate::Failure;

/// [`crate::decode`], for bytes of somebody who may not be trusted: the elements of all lists and maps take at most `most` bytes.
pub(crate) fn decode_within<'de, T: Deserialize<'de>>(bytes: &'de [u8], most: usize) -> Result<T, Failure> {
    let left = Cell::new(Some(most));
    let mut inner = postcard::Deserializer::from_bytes(bytes);
    let decoded = T::deserialize(Within { inner: &mut inner, room: Room { left: &left, list: false } });
    // An error of postcard's has no words of ours.
    match left.get() {
        Some(_) => decoded.map_err(Failure::internal),
        None => Err(Failure::internal(format!("its lists take more than {most} bytes of memory"))),
    }
}

/// How much room is left, none when it was not enough, and whether what is decoded now is a list: fields of a struct come the same way, and are part of it.
#[derive(Clone, Copy)]
struct Room<'a> {
    left: &'a Cell<Option<usize>>,
    list: bool,
}

impl<'a> Room<'a> {
    fn of<X>(self, inner: X) -> Within<'a, X> {
        Within { inner, room: Room { list: false, ..self } }
    }

    fn of_list<X>(self, inner: X) -> Within<'a, X> {
        Within { inner, room: Room { list: true, ..self } }
    }

    fn take<T, E: Error>(self) -> Result<(), E> {
        if !self.list {
            return Ok(());
        }
        let left = self.left.get().and_then(|left| left.checked_sub(size_of::<T>()));
        self.left.set(left);
        left.map(drop).ok_or_else(|| E::custom("too long"))
    }
}

/// Any part of a decoder, which hands the room on to its parts.
struct Within<'a, X> {
    inner: X,
    room: Room<'a>,
}

/// What has no parts is decoded as ever.
macro_rules! plain {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$method(visitor)
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Within<'_, D> {
    type Error = D::Error;

    plain! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64
        deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf deserialize_unit
        deserialize_identifier deserialize_ignored_any
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_unit_struct(name, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_option(self.room.of(visitor))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_newtype_struct(name, self.room.of(visitor))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_seq(self.room.of_list(visitor))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_map(self.room.of_list(visitor))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_tuple(len, self.room.of(visitor))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, name: &'static str, len: usize, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_tuple_struct(name, len, self.room.of(visitor))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.inner.deserialize_struct(name, fields, self.room.of(visitor))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.inner.deserialize_enum(name, variants, self.room.of(visitor))
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Within<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.inner.visit_some(self.room.of(inner))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.inner.visit_newtype_struct(self.room.of(inner))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.inner.visit_seq(Within { inner, room: self.room })
    }

    fn visit_map<A: MapAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(Within { inner, room: self.room })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.inner.visit_enum(self.room.of(inner))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Within<'_, A> {
    type Error = A::Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, A::Error> {
        let element = self.inner.next_element_seed(self.room.of(seed))?;
        if element.is_some() {
            self.room.take::<T::Value, A::Error>()?;
        }
        Ok(element)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Within<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let key = self.inner.next_key_seed(self.room.of(seed))?;
        if key.is_some() {
            self.room.take::<K::Value, A::Error>()?;
        }
        Ok(key)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.room.take::<T::Value, A::Error>()?;
        self.inner.next_value_seed(self.room.of(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'a, 'de, A: EnumAccess<'de>> EnumAccess<'de> for Within<'a, A> {
    type Error = A::Error;
    type Variant = Within<'a, A::Variant>;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self::Variant), A::Error> {
        let (value, variant) = self.inner.variant_seed(seed)?;
        Ok((value, self.room.of(variant)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Within<'_, A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.inner.unit_variant()
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, A::Error> {
        self.inner.newtype_variant_seed(self.room.of(seed))
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.inner.tuple_variant(len, self.room.of(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, A::Error> {
        self.inner.struct_variant(fields, self.room.of(visitor))
    }
}

impl<'de, T: DeserializeSeed<'de>> DeserializeSeed<'de> for Within<'_, T> {
    type Value = T::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<T::Value, D::Error> {
        self.inner.deserialize(self.room.of(inner))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::*;
    use crate::encode;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Node {
        Divider,
        Text(String),
        Rows { rows: Vec<Vec<Option<u32>>>, notes: BTreeMap<u8, [u64; 4]> },
        Pair(Box<Node>, u8),
    }

    fn within(value: &[Node], most: usize) -> Result<Vec<Node>, Failure> {
        decode_within(&encode(&value).unwrap(), most)
    }

    #[test]
    fn what_has_room_is_decoded_as_ever() {
        let value = [
            Node::Divider,
            Node::Text("x".repeat(1_000)),
            Node::Rows { rows: vec![vec![None, Some(7)], vec![]], notes: [(1, [1, 2, 3, 4])].into() },
            Node::Pair(Box::new(Node::Divider), 9),
        ];
        let lists = 4 * size_of::<Node>() + 2 * size_of::<Vec<u8>>() + 2 * size_of::<Option<u32>>() + 1 + 32;
        assert_eq!(within(&value, lists).unwrap(), value, "exactly so much, and strings and fields are no part of it");
        assert!(within(&value, lists - 1).is_err());
    }

    #[test]
    fn a_short_message_cannot_become_a_long_list() {
        let many: Vec<Node> = (0..100_000).map(|_| Node::Divider).collect();
        let failure = within(&many, 1 << 20).unwrap_err();
        assert!(failure.message.contains("more than 1048576 bytes"), "{failure}");
        let inner = [Node::Rows { rows: (0..100_000).map(|_| Vec::new()).collect(), notes: BTreeMap::new() }];
        assert!(within(&inner, 1 << 20).is_err());
        assert!(within(&inner, 4 << 20).is_ok());
    }
}
