;; What a post's terms add to the scores of a linear model: eight classes at a time, at last four, their sums in registers, so that rows of
;; weights far apart in memory are waited for together. Each sum adds in the order of the terms, as the plain loop does: the same bytes.
;; scores-bytes.ts holds this text compiled; tests compile it again and compare it with a plain version.
(module
  (memory (export "memory") 1)
  (func (export "score")
    (param $terms i32)  ;; 16 bytes each, one at least: f64 value, address of its row of weights
    (param $end i32)
    (param $sums i32)   ;; f64 each class; padded to a multiple of four, as rows are
    (param $stride i32) ;; bytes of a row
    (local $term i32) (local $row i32) (local $class i32) (local $value v128) (local $zero v128)
    (local $p v128) (local $q v128) (local $r v128) (local $s v128)
    (block $done
      (block $four
        (loop $classes
          (br_if $four (i32.lt_u (i32.sub (local.get $stride) (local.get $class)) (i32.const 64)))
          (local.set $p (local.get $zero))
          (local.set $q (local.get $zero))
          (local.set $r (local.get $zero))
          (local.set $s (local.get $zero))
          (local.set $term (local.get $terms))
          (loop $next
            (local.set $value (v128.load64_splat (local.get $term)))
            (local.set $row (i32.add (i32.load offset=8 (local.get $term)) (local.get $class)))
            (local.set $p (f64x2.add (local.get $p) (f64x2.mul (local.get $value) (v128.load (local.get $row)))))
            (local.set $q (f64x2.add (local.get $q) (f64x2.mul (local.get $value) (v128.load offset=16 (local.get $row)))))
            (local.set $r (f64x2.add (local.get $r) (f64x2.mul (local.get $value) (v128.load offset=32 (local.get $row)))))
            (local.set $s (f64x2.add (local.get $s) (f64x2.mul (local.get $value) (v128.load offset=48 (local.get $row)))))
            (br_if $next (i32.lt_u (local.tee $term (i32.add (local.get $term) (i32.const 16))) (local.get $end))))
          (local.set $row (i32.add (local.get $sums) (local.get $class)))
          (v128.store (local.get $row) (local.get $p))
          (v128.store offset=16 (local.get $row) (local.get $q))
          (v128.store offset=32 (local.get $row) (local.get $r))
          (v128.store offset=48 (local.get $row) (local.get $s))
          (local.set $class (i32.add (local.get $class) (i32.const 64)))
          (br $classes)))
      (br_if $done (i32.eq (local.get $class) (local.get $stride)))
      (local.set $p (local.get $zero))
      (local.set $q (local.get $zero))
      (loop $next
        (local.set $value (v128.load64_splat (local.get $terms)))
        (local.set $row (i32.add (i32.load offset=8 (local.get $terms)) (local.get $class)))
        (local.set $p (f64x2.add (local.get $p) (f64x2.mul (local.get $value) (v128.load (local.get $row)))))
        (local.set $q (f64x2.add (local.get $q) (f64x2.mul (local.get $value) (v128.load offset=16 (local.get $row)))))
        (br_if $next (i32.lt_u (local.tee $terms (i32.add (local.get $terms) (i32.const 16))) (local.get $end))))
      (v128.store (i32.add (local.get $sums) (local.get $class)) (local.get $p))
      (v128.store offset=16 (i32.add (local.get $sums) (local.get $class)) (local.get $q)))))
