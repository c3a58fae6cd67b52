;; What a post's terms add to the scores of a linear model: eight classes at a time, at last four, their sums in registers, so that rows of
;; weights far apart in memory are waited for together. Each sum adds in the order of the terms, as the plain loop does: the same bytes.
;; scores-bytes.ts holds this text compiled; tests compile it again and compare it with a plain version.
;; Memory: at 0 the damped counts below 256, f64 each; above what the caller hands out.
(module
  (import "damped" "count" (func $dampedCount (param i32) (result f64)))
  (memory (export "memory") 1)
  (func (export "add")
    (param $columns i32) ;; i32 each, a term or more
    (param $counts i32)  ;; i32 each
    (param $size i32)    ;; terms
    (param $idf i32)     ;; f64 each column
    (param $weights i32) ;; a row of f64 each column
    (param $stride i32)  ;; bytes of a row
    (param $terms i32)   ;; 16 bytes each term: f64 value, address of its row of weights
    (param $sums i32)    ;; f64 each class; padded to a multiple of four, as rows are; what the terms give is added to them
    (local $end i32) (local $term i32) (local $row i32) (local $class i32) (local $count i32) (local $column i32)
    (local $weight f64) (local $square f64) (local $value v128) (local $zero v128) (local $length v128)
    (local $p v128) (local $q v128) (local $r v128) (local $s v128)
    (local.set $end (i32.add (local.get $columns) (i32.shl (local.get $size) (i32.const 2))))
    (local.set $term (local.get $terms))
    (loop $next
      (local.set $count (i32.load (local.get $counts)))
      (local.set $column (i32.load (local.get $columns)))
      (local.set $weight (f64.mul
        (if (result f64) (i32.lt_u (local.get $count) (i32.const 256))
          (then (f64.load (i32.shl (local.get $count) (i32.const 3))))
          (else (call $dampedCount (local.get $count))))
        (f64.load (i32.add (local.get $idf) (i32.shl (local.get $column) (i32.const 3))))))
      (local.set $square (f64.add (local.get $square) (f64.mul (local.get $weight) (local.get $weight))))
      (f64.store (local.get $term) (local.get $weight))
      (i32.store offset=8 (local.get $term)
        (i32.add (local.get $weights) (i32.mul (local.get $column) (local.get $stride))))
      (local.set $term (i32.add (local.get $term) (i32.const 16)))
      (local.set $counts (i32.add (local.get $counts) (i32.const 4)))
      (br_if $next (i32.lt_u (local.tee $columns (i32.add (local.get $columns) (i32.const 4))) (local.get $end))))
    (local.set $length (f64x2.splat (f64.sqrt (local.get $square))))
    (local.set $end (local.get $term))
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
          (v128.store (local.get $row)
            (f64x2.add (v128.load (local.get $row)) (f64x2.div (local.get $p) (local.get $length))))
          (v128.store offset=16 (local.get $row)
            (f64x2.add (v128.load offset=16 (local.get $row)) (f64x2.div (local.get $q) (local.get $length))))
          (v128.store offset=32 (local.get $row)
            (f64x2.add (v128.load offset=32 (local.get $row)) (f64x2.div (local.get $r) (local.get $length))))
          (v128.store offset=48 (local.get $row)
            (f64x2.add (v128.load offset=48 (local.get $row)) (f64x2.div (local.get $s) (local.get $length))))
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
      (local.set $row (i32.add (local.get $sums) (local.get $class)))
      (v128.store (local.get $row)
        (f64x2.add (v128.load (local.get $row)) (f64x2.div (local.get $p) (local.get $length))))
      (v128.store offset=16 (local.get $row)
        (f64x2.add (v128.load offset=16 (local.get $row)) (f64x2.div (local.get $q) (local.get $length)))))))
