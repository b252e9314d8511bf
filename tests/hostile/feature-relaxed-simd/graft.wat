(module (func (result v128) (f32x4.relaxed_min (v128.const i64x2 0 0) (v128.const i64x2 0 0))))
