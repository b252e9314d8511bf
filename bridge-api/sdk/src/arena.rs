//! The guest's allocator: the first 128 KiB come from memory that an instance has from its first moment.
//!
//! Rust's own allocator asks for more memory with its very first allocation, and for a fresh instance that is the dearest thing of
//! all: the host maps pages and unmaps them again, 9 µs of a render's 42. A call's whole heap mostly fits in here, and nothing in it
//! has to be given back, for the instance ends with the call. What does not fit goes to Rust's own allocator.
#![allow(unsafe_code, reason = "an allocator is unsafe by nature; every step says why it holds")]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::{Cell, UnsafeCell},
};

const SIZE: usize = 128 << 10;

/// Memory that is handed out from the front. Only its last piece can grow, shrink or be given back.
struct Arena {
    memory: UnsafeCell<[u8; SIZE]>,
    used: Cell<usize>,
}

// SAFETY: guests have no threads: the host's engine accepts neither shared memories nor atomics.
unsafe impl Sync for Arena {}

#[global_allocator]
static ARENA: Arena = Arena { memory: UnsafeCell::new([0; SIZE]), used: Cell::new(0) };

impl Arena {
    fn start(&self) -> usize {
        self.memory.get() as usize
    }

    /// Where a piece that was handed out begins, in bytes from the start; `None` for one of Rust's own allocator.
    fn offset(&self, piece: *mut u8) -> Option<usize> {
        (piece as usize).checked_sub(self.start()).filter(|offset| *offset < SIZE)
    }

    /// Make the piece at `offset` the last one, with `size` bytes, if that many are left.
    fn end_at(&self, offset: usize, size: usize) -> bool {
        let end = offset.checked_add(size).filter(|end| *end <= SIZE);
        end.map(|end| self.used.set(end)).is_some()
    }
}

// SAFETY: pieces lie within `memory`, are aligned by `alloc`, and do not overlap: `used` is the end of the last one, and moves back only
// to the beginning of the last one when that is freed, or within it when it shrinks. All others are System's, and go back to it.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let start = self.start();
        let offset = (start + self.used.get()).next_multiple_of(layout.align()) - start;
        if self.end_at(offset, layout.size()) {
            (start + offset) as *mut u8
        } else {
            // SAFETY: the caller's promise is handed on.
            unsafe { System.alloc(layout) }
        }
    }

    unsafe fn dealloc(&self, piece: *mut u8, layout: Layout) {
        match self.offset(piece) {
            Some(offset) if offset + layout.size() == self.used.get() => self.used.set(offset),
            Some(_) => {}
            // SAFETY: as above; it came from System.
            None => unsafe { System.dealloc(piece, layout) },
        }
    }

    unsafe fn realloc(&self, piece: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let Some(offset) = self.offset(piece) else {
            // SAFETY: as above; it came from System.
            return unsafe { System.realloc(piece, layout, size) };
        };
        if offset + layout.size() == self.used.get() && self.end_at(offset, size) {
            return piece;
        }
        // SAFETY: the caller promises that `size` and this alignment make a layout; old and new piece do not overlap.
        unsafe {
            let larger = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !larger.is_null() {
                std::ptr::copy_nonoverlapping(piece, larger, layout.size().min(size));
            }
            larger
        }
    }
}
