//! Encoded parameters and answers, read with the types that their operation was declared with: for people, and to put other texts in
//! the place of those that they hold.

use serde::{Serialize, de::DeserializeOwned, ser};
use serde_json::Value;

use crate::{Failure, decode, within::decode_within};

/// Text or bytes within a value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Leaf<'a> {
    /// A `string` in WIT.
    Text(&'a str),
    /// A `list<u8>`.
    Bytes(&'a [u8]),
}

/// What takes the place of a leaf. What it says for a text has to be text.
pub(crate) type Instead<'a> = &'a mut dyn FnMut(Leaf<'_>) -> Vec<u8>;

/// What can be done with the encoded values of one type.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    /// As JSON.
    pub(crate) show: fn(&[u8]) -> Result<Value, Failure>,
    /// Whether they are of this type, and take at most so many bytes of memory.
    pub(crate) check: fn(&[u8], usize) -> Result<(), Failure>,
    /// The same value with other leaves.
    pub(crate) rewrite: fn(&[u8], Instead<'_>) -> Result<Vec<u8>, Failure>,
}

impl Form {
    /// Of the type `T`.
    pub(crate) const fn of<T: Serialize + DeserializeOwned>() -> Self {
        Self {
            show: |bytes| serde_json::to_value(decode::<T>(bytes)?).map_err(Failure::internal),
            check: |bytes, most| decode_within::<T>(bytes, most).map(drop),
            rewrite: |bytes, instead| {
                let mut writer = Writer { out: Vec::new(), instead, wrote_byte: false };
                decode::<T>(bytes)?.serialize(&mut writer).map_err(Failure::internal)?;
                Ok(writer.out)
            },
        }
    }
}

/// Writes postcard, leaf by leaf.
struct Writer<'a> {
    out: Vec<u8>,
    instead: Instead<'a>,
    /// What was written last was a `u8`.
    wrote_byte: bool,
}

impl Writer<'_> {
    /// What holds no text is postcard's own business.
    fn plain<T: Serialize + ?Sized>(&mut self, value: &T) -> postcard::Result<()> {
        self.out = postcard::to_extend(value, std::mem::take(&mut self.out))?;
        self.wrote_byte = false;
        Ok(())
    }

    fn leaf(&mut self, leaf: Leaf<'_>) -> postcard::Result<()> {
        let bytes = (self.instead)(leaf);
        self.plain(&bytes.len())?;
        self.out.extend(bytes);
        Ok(())
    }
}

macro_rules! plain {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, value: $type) -> postcard::Result<()> {
            self.plain(&value)
        })*
    };
}

impl<'a, 'b> ser::Serializer for &'a mut Writer<'b> {
    type Ok = ();
    type Error = postcard::Error;
    type SerializeSeq = List<'a, 'b>;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = List<'a, 'b>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    plain! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128,
        serialize_f32: f32, serialize_f64: f64, serialize_char: char
    }

    fn serialize_u8(self, value: u8) -> postcard::Result<()> {
        self.out.push(value);
        self.wrote_byte = true;
        Ok(())
    }

    fn serialize_str(self, text: &str) -> postcard::Result<()> {
        self.leaf(Leaf::Text(text))
    }

    fn serialize_bytes(self, bytes: &[u8]) -> postcard::Result<()> {
        self.leaf(Leaf::Bytes(bytes))
    }

    fn serialize_none(self) -> postcard::Result<()> {
        self.plain(&None::<()>)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> postcard::Result<()> {
        self.plain(&Some(()))?;
        value.serialize(self)
    }

    fn serialize_unit(self) -> postcard::Result<()> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> postcard::Result<()> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, index: u32, _: &'static str) -> postcard::Result<()> {
        self.plain(&index)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> postcard::Result<()> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        index: u32,
        _: &'static str,
        value: &T,
    ) -> postcard::Result<()> {
        self.plain(&index)?;
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> postcard::Result<List<'a, 'b>> {
        Ok(List { from: self.out.len(), count: 0, bytes: true, writer: self })
    }

    fn serialize_map(self, _: Option<usize>) -> postcard::Result<List<'a, 'b>> {
        Ok(List { from: self.out.len(), count: 0, bytes: false, writer: self })
    }

    fn serialize_tuple(self, _: usize) -> postcard::Result<Self> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> postcard::Result<Self> {
        Ok(self)
    }

    fn serialize_tuple_variant(self, _: &'static str, index: u32, _: &'static str, _: usize) -> postcard::Result<Self> {
        self.plain(&index)?;
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> postcard::Result<Self> {
        Ok(self)
    }

    fn serialize_struct_variant(self, _: &'static str, index: u32, _: &'static str, _: usize) -> postcard::Result<Self> {
        self.plain(&index)?;
        Ok(self)
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

/// A list or a map: how long it is becomes known at its end.
struct List<'a, 'b> {
    writer: &'a mut Writer<'b>,
    /// Where its elements begin.
    from: usize,
    count: usize,
    /// All elements so far are a `u8`.
    bytes: bool,
}

impl List<'_, '_> {
    fn end(self) -> postcard::Result<()> {
        let elements = self.writer.out.split_off(self.from);
        if self.bytes && self.count > 0 {
            return self.writer.leaf(Leaf::Bytes(&elements));
        }
        self.writer.plain(&self.count)?;
        self.writer.out.extend(elements);
        Ok(())
    }
}

impl ser::SerializeSeq for List<'_, '_> {
    type Ok = ();
    type Error = postcard::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> postcard::Result<()> {
        let before = self.writer.out.len();
        value.serialize(&mut *self.writer)?;
        self.bytes &= self.writer.wrote_byte && self.writer.out.len() == before + 1;
        self.count += 1;
        Ok(())
    }

    fn end(self) -> postcard::Result<()> {
        self.end()
    }
}

impl ser::SerializeMap for List<'_, '_> {
    type Ok = ();
    type Error = postcard::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> postcard::Result<()> {
        self.count += 1;
        key.serialize(&mut *self.writer)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> postcard::Result<()> {
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> postcard::Result<()> {
        self.end()
    }
}

macro_rules! in_order {
    ($($trait:ident: $method:ident),*) => {
        $(impl ser::$trait for &mut Writer<'_> {
            type Ok = ();
            type Error = postcard::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> postcard::Result<()> {
                value.serialize(&mut **self)
            }

            fn end(self) -> postcard::Result<()> {
                Ok(())
            }
        })*
    };
}

in_order! { SerializeTuple: serialize_element, SerializeTupleStruct: serialize_field, SerializeTupleVariant: serialize_field }

macro_rules! named {
    ($($trait:ident),*) => {
        $(impl ser::$trait for &mut Writer<'_> {
            type Ok = ();
            type Error = postcard::Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> postcard::Result<()> {
                value.serialize(&mut **self)
            }

            fn end(self) -> postcard::Result<()> {
                Ok(())
            }
        })*
    };
}

named! { SerializeStruct, SerializeStructVariant }
