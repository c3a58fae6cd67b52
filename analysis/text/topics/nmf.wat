;; One sweep of coordinate descent for non-negative matrix factorisation X ≈ W Hᵀ (Cichocki & Phan 2009,
;; doi:10.1587/transfun.E92.A.708), eight factors at a time in the products, four in the corrections. Factors are padded to a multiple
;; of eight; what is padded is 0 and stays 0.
;; nmf-bytes.ts holds this text compiled; tests compile it again and compare it with a plain version.
(module
  (memory (export "memory") 1)
  ;; Returns the sum of the projected gradients met, which tells how far the factors are from rest.
  (func (export "sweep")
    (param $start i32)    ;; i32, where the entries of each row begin, and the end
    (param $index i32)    ;; i32, column of each entry × `stride`
    (param $value i32)    ;; f32, of each entry
    (param $rows i32)
    (param $w i32)        ;; f32, a row of factors for each row of X, `stride` bytes
    (param $h i32)        ;; f32, a row of factors for each column of X
    (param $gram i32)     ;; f32, HᵀH, `stride` bytes a row
    (param $inverse i32)  ;; f32, 1 / the diagonal of gram, 0 where that is 0
    (param $stride i32)   ;; bytes of a row of factors, a multiple of 32
    (param $last i32)     ;; real factors × 4
    (param $gradient i32) ;; scratch, `stride` bytes
    (result f64)
    (local $i i32) (local $from i32) (local $to i32) (local $e i32) (local $b i32) (local $a i32) (local $at i32) (local $row i32)
    (local $now f32) (local $g f32) (local $next f32) (local $violation f64)
    (local $low v128) (local $high v128) (local $v v128)
    (block $finished
      (br_if $finished (i32.eqz (local.get $rows)))
      (loop $each
        (local.set $row (i32.add (local.get $w) (i32.mul (local.get $i) (local.get $stride))))
        (local.set $at (i32.add (local.get $start) (i32.shl (local.get $i) (i32.const 2))))
        (local.set $from (i32.shl (i32.load (local.get $at)) (i32.const 2)))
        (local.set $to (i32.shl (i32.load offset=4 (local.get $at)) (i32.const 2)))
        ;; gradient = −X H of this row
        (local.set $b (i32.const 0))
        (loop $products
          (local.set $low (v128.const f32x4 0 0 0 0))
          (local.set $high (v128.const f32x4 0 0 0 0))
          (local.set $e (local.get $from))
          (block $summed
            (loop $entries
              (br_if $summed (i32.ge_u (local.get $e) (local.get $to)))
              (local.set $v (v128.load32_splat (i32.add (local.get $value) (local.get $e))))
              (local.set $at (i32.add (i32.add (local.get $h) (local.get $b)) (i32.load (i32.add (local.get $index) (local.get $e)))))
              (local.set $low (f32x4.sub (local.get $low) (f32x4.mul (local.get $v) (v128.load (local.get $at)))))
              (local.set $high (f32x4.sub (local.get $high) (f32x4.mul (local.get $v) (v128.load offset=16 (local.get $at)))))
              (local.set $e (i32.add (local.get $e) (i32.const 4)))
              (br $entries)))
          (local.set $at (i32.add (local.get $gradient) (local.get $b)))
          (v128.store (local.get $at) (local.get $low))
          (v128.store offset=16 (local.get $at) (local.get $high))
          (br_if $products (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 32))) (local.get $stride))))
        ;; … + W HᵀH; most factors of a row are 0
        (local.set $a (i32.const 0))
        (loop $own
          (local.set $now (f32.load (i32.add (local.get $row) (local.get $a))))
          (if (f32.ne (local.get $now) (f32.const 0))
            (then
              (local.set $v (f32x4.splat (local.get $now)))
              (local.set $at (i32.add (local.get $gram) (i32.mul (i32.shr_u (local.get $a) (i32.const 2)) (local.get $stride))))
              (local.set $b (i32.const 0))
              (loop $add
                (v128.store (i32.add (local.get $gradient) (local.get $b))
                  (f32x4.add (v128.load (i32.add (local.get $gradient) (local.get $b)))
                    (f32x4.mul (local.get $v) (v128.load (i32.add (local.get $at) (local.get $b))))))
                (br_if $add (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 16))) (local.get $stride))))))
          (br_if $own (i32.lt_u (local.tee $a (i32.add (local.get $a) (i32.const 4))) (local.get $last))))
        ;; Each factor in turn to its best value; the gradient follows.
        (local.set $a (i32.const 0))
        (loop $factors
          (local.set $now (f32.load (i32.add (local.get $row) (local.get $a))))
          (local.set $g (f32.load (i32.add (local.get $gradient) (local.get $a))))
          (if (i32.or (f32.ne (local.get $now) (f32.const 0)) (f32.lt (local.get $g) (f32.const 0)))
            (then
              (local.set $violation (f64.add (local.get $violation) (f64.promote_f32 (f32.abs (local.get $g)))))
              (local.set $next (f32.max (f32.const 0)
                (f32.sub (local.get $now) (f32.mul (local.get $g) (f32.load (i32.add (local.get $inverse) (local.get $a)))))))
              (f32.store (i32.add (local.get $row) (local.get $a)) (local.get $next))
              (local.set $v (f32x4.splat (f32.sub (local.get $next) (local.get $now))))
              (local.set $at (i32.add (local.get $gram) (i32.mul (i32.shr_u (local.get $a) (i32.const 2)) (local.get $stride))))
              (local.set $b (i32.const 0))
              (loop $follow
                (v128.store (i32.add (local.get $gradient) (local.get $b))
                  (f32x4.add (v128.load (i32.add (local.get $gradient) (local.get $b)))
                    (f32x4.mul (local.get $v) (v128.load (i32.add (local.get $at) (local.get $b))))))
                (br_if $follow (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 16))) (local.get $stride))))))
          (br_if $factors (i32.lt_u (local.tee $a (i32.add (local.get $a) (i32.const 4))) (local.get $last))))
        (br_if $each (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $rows)))))
    (local.get $violation))
  ;; out = FᵀF for a table of `rows` rows of factors; out is cleared by the caller.
  (func (export "gram") (param $f i32) (param $rows i32) (param $stride i32) (param $last i32) (param $out i32)
    (local $i i32) (local $a i32) (local $b i32) (local $row i32) (local $at i32) (local $value f32) (local $v v128)
    (block $finished
      (br_if $finished (i32.eqz (local.get $rows)))
      (loop $each
        (local.set $row (i32.add (local.get $f) (i32.mul (local.get $i) (local.get $stride))))
        (local.set $a (i32.const 0))
        (loop $factors
          (local.set $value (f32.load (i32.add (local.get $row) (local.get $a))))
          (if (f32.ne (local.get $value) (f32.const 0))
            (then
              (local.set $v (f32x4.splat (local.get $value)))
              (local.set $at (i32.add (local.get $out) (i32.mul (i32.shr_u (local.get $a) (i32.const 2)) (local.get $stride))))
              (local.set $b (i32.const 0))
              (loop $add
                (v128.store (i32.add (local.get $at) (local.get $b))
                  (f32x4.add (v128.load (i32.add (local.get $at) (local.get $b)))
                    (f32x4.mul (local.get $v) (v128.load (i32.add (local.get $row) (local.get $b))))))
                (br_if $add (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 16))) (local.get $stride))))))
          (br_if $factors (i32.lt_u (local.tee $a (i32.add (local.get $a) (i32.const 4))) (local.get $last))))
        (br_if $each (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $rows)))))))
