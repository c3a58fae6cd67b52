;; What a post's terms add to the scores of a linear model: four classes at a time, their sums in registers, so that rows of weights far
;; apart in memory are waited for together. Each sum adds in the order of the terms, as the plain loop does: the same bytes.
;; scores-bytes.ts holds this text compiled; tests compile it again and compare it with a plain version.
(module
  (memory (export "memory") 1)
  (func (export "score")
    (param $terms i32)  ;; 16 bytes each, one at least: f64 value, address of its row of weights
    (param $end i32)
    (param $sums i32)   ;; f64 each class; padded to a multiple of four, as rows are
    (param $stride i32) ;; bytes of a row
    (local $term i32) (local $row i32) (local $class i32) (local $p v128) (local $q v128) (local $value v128) (local $zero v128)
    (loop $classes
      (local.set $p (local.get $zero))
      (local.set $q (local.get $zero))
      (local.set $term (local.get $terms))
      (loop $next
        (local.set $value (v128.load64_splat (local.get $term)))
        (local.set $row (i32.add (i32.load offset=8 (local.get $term)) (local.get $class)))
        (local.set $p (f64x2.add (local.get $p) (f64x2.mul (local.get $value) (v128.load (local.get $row)))))
        (local.set $q (f64x2.add (local.get $q) (f64x2.mul (local.get $value) (v128.load offset=16 (local.get $row)))))
        (br_if $next (i32.lt_u (local.tee $term (i32.add (local.get $term) (i32.const 16))) (local.get $end))))
      (v128.store (i32.add (local.get $sums) (local.get $class)) (local.get $p))
      (v128.store offset=16 (i32.add (local.get $sums) (local.get $class)) (local.get $q))
      (br_if $classes (i32.lt_u (local.tee $class (i32.add (local.get $class) (i32.const 32))) (local.get $stride))))))
