;; The best tags of a text's tokens under a linear chain (Viterbi), 19 tags, rows of 20: as `decode` of name-tagger.ts, sixteen weights or
;; four scores at a time. Weights are whole numbers, so that sums do not depend on their order, and exact below 2^24.
;; tags-bytes.ts holds this text compiled; tests compile it again and compare it with `decode`.
;; Memory: at 0 the scores of the tags of one token, f32; at 256 the bit of each tag, i32; at 384 the scores of the next; above what the caller
;; hands out.
(module
  (memory (export "memory") 1)
  ;; What the features of each token weigh for each tag, and where each feature has its weights: `slots`: places of 8 bytes, the feature, the
  ;; row, −1 where there is none; `mask` is their number less 1. `rows`: a signed byte each tag, 24 bytes a row.
  (func (export "weigh")
    (param $features i32) (param $each i32) (param $tokens i32) (param $slots i32) (param $mask i32) (param $rows i32)
    (param $weights i32) ;; f32, 20 a token
    (local $end i32) (local $last i32) (local $feature i32) (local $at i32) (local $slot i32) (local $key i32)
    (local $a v128) (local $b v128) (local $c v128) (local $zero v128)
    (local.set $last (i32.add
      (local.get $features)
      (i32.shl (i32.mul (local.get $tokens) (local.get $each)) (i32.const 2))))
    (block $done
      (loop $token
        (br_if $done (i32.ge_u (local.get $features) (local.get $last)))
        (local.set $end (i32.add (local.get $features) (i32.shl (local.get $each) (i32.const 2))))
        (local.set $a (local.get $zero))
        (local.set $b (local.get $zero))
        (local.set $c (local.get $zero))
        (loop $next
          (local.set $at (local.tee $feature (i32.load (local.get $features))))
          (block $known
            (loop $places
              (local.set $slot (i32.add
                (local.get $slots)
                (i32.shl (i32.and (local.get $at) (local.get $mask)) (i32.const 3))))
              (br_if $known (i32.eq (local.tee $key (i32.load (local.get $slot))) (i32.const -1)))
              (if (i32.ne (local.get $key) (local.get $feature))
                (then
                  (local.set $at (i32.add (local.get $at) (i32.const 1)))
                  (br $places))))
            (local.set $slot (i32.add
              (local.get $rows)
              (i32.mul (i32.load offset=4 (local.get $slot)) (i32.const 24))))
            (local.set $a (i16x8.add (local.get $a) (v128.load8x8_s (local.get $slot))))
            (local.set $b (i16x8.add (local.get $b) (v128.load8x8_s offset=8 (local.get $slot))))
            (local.set $c (i16x8.add (local.get $c) (v128.load8x8_s offset=16 (local.get $slot)))))
          (br_if $next (i32.lt_u
            (local.tee $features (i32.add (local.get $features) (i32.const 4)))
            (local.get $end))))
        (v128.store (local.get $weights) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $a))))
        (v128.store offset=16 (local.get $weights) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $a))))
        (v128.store offset=32 (local.get $weights) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $b))))
        (v128.store offset=48 (local.get $weights) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $b))))
        (v128.store offset=64 (local.get $weights) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $c))))
        (local.set $weights (i32.add (local.get $weights) (i32.const 80)))
        (br $token))))
  ;; The best sequence. `transitions`: f32, a row of 20 each tag before, the last for the start; −∞ where one cannot follow.
  (func (export "tag")
    (param $weights i32) (param $transitions i32) (param $tokens i32)
    (param $may i32)    ;; i32 each token: its tags as bits
    (param $before i32) ;; i32, 20 a token: the tag before the best way to each
    (param $tags i32)   ;; a byte each token
    (local $four i32) (local $row i32) (local $tag i32) (local $token i32) (local $way i32)
    (local $best v128) (local $from v128) (local $one v128) (local $better v128)
    (local.set $way (local.get $before))
    (loop $next
      (loop $fours
        (if (local.get $token)
          (then
            (local.set $best (f32x4.splat (f32.const -2e9)))
            (local.set $from (v128.const i64x2 0 0))
            (local.set $row (i32.add (local.get $transitions) (local.get $four)))
            (local.set $tag (i32.const 0))
            (loop $each
              (local.set $one (f32x4.add
                (v128.load32_splat (i32.shl (local.get $tag) (i32.const 2)))
                (v128.load (local.get $row))))
              (local.set $better (f32x4.gt (local.get $one) (local.get $best)))
              (local.set $best (v128.bitselect (local.get $one) (local.get $best) (local.get $better)))
              (local.set $from (v128.bitselect
                (i32x4.splat (local.get $tag))
                (local.get $from)
                (local.get $better)))
              (local.set $row (i32.add (local.get $row) (i32.const 80)))
              (br_if $each (i32.lt_u (local.tee $tag (i32.add (local.get $tag) (i32.const 1))) (i32.const 19))))
            (v128.store (i32.add (local.get $way) (local.get $four)) (local.get $from)))
          (else
            (local.set $best (v128.load (i32.add
              (i32.add (local.get $transitions) (i32.const 1520))
              (local.get $four))))))
        (local.set $one (v128.bitselect
          (f32x4.add (local.get $best) (v128.load (i32.add (local.get $weights) (local.get $four))))
          (f32x4.splat (f32.const -1e9))
          (i32x4.ne
            (v128.and
              (i32x4.splat (i32.load (local.get $may)))
              (v128.load offset=256 (local.get $four)))
            (v128.const i64x2 0 0))))
        ;; The scores before are needed until all are told.
        (v128.store offset=384 (local.get $four) (local.get $one))
        (br_if $fours (i32.lt_u (local.tee $four (i32.add (local.get $four) (i32.const 16))) (i32.const 80))))
      (loop $kept
        (local.set $four (i32.sub (local.get $four) (i32.const 16)))
        (v128.store (local.get $four) (v128.load offset=384 (local.get $four)))
        (br_if $kept (local.get $four)))
      (local.set $weights (i32.add (local.get $weights) (i32.const 80)))
      (local.set $may (i32.add (local.get $may) (i32.const 4)))
      (local.set $way (i32.add (local.get $way) (i32.const 80)))
      (br_if $next (i32.lt_u (local.tee $token (i32.add (local.get $token) (i32.const 1))) (local.get $tokens))))
    (local.set $tag (i32.const 0))
    (local.set $row (i32.const 0))
    (loop $ends
      (local.set $row (i32.add (local.get $row) (i32.const 1)))
      (if (f32.gt
            (f32.load (i32.shl (local.get $row) (i32.const 2)))
            (f32.load (i32.shl (local.get $tag) (i32.const 2))))
        (then (local.set $tag (local.get $row))))
      (br_if $ends (i32.lt_u (local.get $row) (i32.const 18))))
    (loop $back
      (local.set $token (i32.sub (local.get $token) (i32.const 1)))
      (local.set $way (i32.sub (local.get $way) (i32.const 80)))
      (i32.store8 (i32.add (local.get $tags) (local.get $token)) (local.get $tag))
      (local.set $tag (i32.load (i32.add (local.get $way) (i32.shl (local.get $tag) (i32.const 2)))))
      (br_if $back (local.get $token)))))
