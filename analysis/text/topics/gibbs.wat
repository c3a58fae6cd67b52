;; Collapsed Gibbs sampling for latent Dirichlet allocation (Griffiths & Steyvers 2004, doi:10.1073/pnas.0307752101), four topics at
;; a time. Topics are padded to a multiple of four; a padded topic has weight 0 and is never drawn.
;;
;; gibbs-bytes.ts holds this text compiled; a test compiles it again and compares, another compares it with a plain version.
(module
  (memory (export "memory") 1)
  (func (export "sweep")
    (param $words i32)    ;; i32, a term for each token
    (param $topics i32)   ;; u16, a topic for each token
    (param $starts i32)   ;; i32, where each document begins, and the end
    (param $documents i32)
    (param $byTerm i32)   ;; f32, tokens of each term in each topic, `stride` bytes a term
    (param $totals i32)   ;; f32, tokens in each topic
    (param $alpha i32)    ;; f32, prior of each topic, 0 where padded
    (param $beta f32)
    (param $betaSum f32)  ;; beta × terms
    (param $stride i32)   ;; bytes of one row of topics, a multiple of 16
    (param $last i32)     ;; real topics × 4: offsets from here on are padding
    (param $scratch i32)  ;; 4 × `stride` bytes: four rows, see below
    (param $ones i32)     ;; f32, four vectors with a 1 in lane 0, 1, 2, 3
    (param $state i32)    ;; xoshiro128**, four words
    ;; The document at work: next token, end, and rows of own = prior + tokens in the document,
    ;; below = tokens in the corpus + betaSum, ratio = own / below, and running sums of weights.
    (local $t i32) (local $to i32) (local $own i32)
    (local $below i32) (local $ratio i32) (local $sums i32)
    (local $d i32) (local $b i32) (local $z i32) (local $row i32) (local $at i32) (local $chunk i32) (local $x i32)
    (local $s0 i32) (local $s1 i32) (local $s2 i32) (local $s3 i32)
    (local $u f32) (local $edge0 f32) (local $edge1 f32) (local $edge2 f32)
    (local $sum v128) (local $one v128) (local $betas v128)
    (local.set $s0 (i32.load (local.get $state)))
    (local.set $s1 (i32.load offset=4 (local.get $state)))
    (local.set $s2 (i32.load offset=8 (local.get $state)))
    (local.set $s3 (i32.load offset=12 (local.get $state)))
    (local.set $betas (f32x4.splat (local.get $beta)))
    (local.set $own (local.get $scratch))
    (local.set $below (i32.add (local.get $own) (local.get $stride)))
    (local.set $ratio (i32.add (local.get $below) (local.get $stride)))
    (local.set $sums (i32.add (local.get $ratio) (local.get $stride)))
    (loop $denominators
      (v128.store (i32.add (local.get $below) (local.get $b))
        (f32x4.add (v128.load (i32.add (local.get $totals) (local.get $b))) (f32x4.splat (local.get $betaSum))))
      (br_if $denominators (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 16))) (local.get $stride))))
    (block $finished
      (loop $turn
        (if (i32.eq (local.get $t) (local.get $to))
          (then
            (loop $empty
              (br_if $finished (i32.ge_u (local.get $d) (local.get $documents)))
              (local.set $at (i32.add (local.get $starts) (i32.shl (local.get $d) (i32.const 2))))
              (local.set $t (i32.load (local.get $at)))
              (local.set $to (i32.load offset=4 (local.get $at)))
              (local.set $d (i32.add (local.get $d) (i32.const 1)))
              (br_if $empty (i32.eq (local.get $t) (local.get $to))))
            (memory.copy (local.get $own) (local.get $alpha) (local.get $stride))
            (local.set $b (local.get $t))
            (loop $count
              (local.set $at (i32.add (local.get $own)
                (i32.shl (i32.load16_u (i32.add (local.get $topics) (i32.shl (local.get $b) (i32.const 1)))) (i32.const 2))))
              (f32.store (local.get $at) (f32.add (f32.load (local.get $at)) (f32.const 1)))
              (br_if $count (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 1))) (local.get $to))))
            (local.set $b (i32.const 0))
            (loop $ratios
              (local.set $sum (v128.load (i32.add (local.get $below) (local.get $b))))
              (v128.store (i32.add (local.get $ratio) (local.get $b))
                (f32x4.div (v128.load (i32.add (local.get $own) (local.get $b))) (local.get $sum)))
              (br_if $ratios (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 16))) (local.get $stride))))))

        (local.set $row (i32.add (local.get $byTerm)
          (i32.mul (i32.load (i32.add (local.get $words) (i32.shl (local.get $t) (i32.const 2)))) (local.get $stride))))
        (local.set $z (i32.shl
          (i32.load16_u (i32.add (local.get $topics) (i32.shl (local.get $t) (i32.const 1)))) (i32.const 2)))

        ;; Take the token out. Whole vectors are stored: a vector load right after a store of one number would have to wait for it.
        (local.set $chunk (i32.and (local.get $z) (i32.const -16)))
        (local.set $one (v128.load (i32.add (local.get $ones) (i32.shl (i32.and (local.get $z) (i32.const 12)) (i32.const 2)))))
        (local.set $at (i32.add (local.get $row) (local.get $chunk)))
        (v128.store (local.get $at) (f32x4.sub (v128.load (local.get $at)) (local.get $one)))
        (local.set $at (i32.add (local.get $below) (local.get $chunk)))
        (v128.store (local.get $at) (local.tee $sum (f32x4.sub (v128.load (local.get $at)) (local.get $one))))
        (local.set $at (i32.add (local.get $own) (local.get $chunk)))
        (v128.store (local.get $at) (local.tee $one (f32x4.sub (v128.load (local.get $at)) (local.get $one))))
        (v128.store (i32.add (local.get $ratio) (local.get $chunk)) (f32x4.div (local.get $one) (local.get $sum)))

        ;; Weights of the topics, summed lane by lane.
        (local.set $sum (v128.const f32x4 0 0 0 0))
        (local.set $b (i32.const 0))
        (loop $weights
          (local.set $sum (f32x4.add (local.get $sum)
            (f32x4.mul
              (f32x4.add (v128.load (i32.add (local.get $row) (local.get $b))) (local.get $betas))
              (v128.load (i32.add (local.get $ratio) (local.get $b))))))
          (v128.store (i32.add (local.get $sums) (local.get $b)) (local.get $sum))
          (br_if $weights (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 16))) (local.get $stride))))

        ;; xoshiro128**, and a uniform share of the total weight from its upper 24 bits.
        (local.set $x (i32.mul (i32.rotl (i32.mul (local.get $s1) (i32.const 5)) (i32.const 7)) (i32.const 9)))
        (local.set $at (i32.shl (local.get $s1) (i32.const 9)))
        (local.set $s2 (i32.xor (local.get $s2) (local.get $s0)))
        (local.set $s3 (i32.xor (local.get $s3) (local.get $s1)))
        (local.set $s1 (i32.xor (local.get $s1) (local.get $s2)))
        (local.set $s0 (i32.xor (local.get $s0) (local.get $s3)))
        (local.set $s2 (i32.xor (local.get $s2) (local.get $at)))
        (local.set $s3 (i32.rotl (local.get $s3) (i32.const 11)))
        (local.set $edge0 (f32x4.extract_lane 0 (local.get $sum)))
        (local.set $edge1 (f32.add (local.get $edge0) (f32x4.extract_lane 1 (local.get $sum))))
        (local.set $edge2 (f32.add (local.get $edge1) (f32x4.extract_lane 2 (local.get $sum))))
        (local.set $u (f32.mul
          (f32.mul (f32.convert_i32_u (i32.shr_u (local.get $x) (i32.const 8))) (f32.const 0x1p-24))
          (f32.add (local.get $edge2) (f32x4.extract_lane 3 (local.get $sum)))))

        ;; First the lane, then the place within it; no branches, for nobody could foresee them.
        (local.set $at (i32.shl
          (i32.add
            (i32.add (f32.ge (local.get $u) (local.get $edge0)) (f32.ge (local.get $u) (local.get $edge1)))
            (f32.ge (local.get $u) (local.get $edge2)))
          (i32.const 2)))
        (local.set $u (f32.sub (local.get $u)
          (select (local.get $edge2)
            (select (local.get $edge1)
              (select (local.get $edge0) (f32.const 0) (f32.ge (local.get $u) (local.get $edge0)))
              (f32.ge (local.get $u) (local.get $edge1)))
            (f32.ge (local.get $u) (local.get $edge2)))))
        (local.set $b (local.get $at))
        (loop $search
          (local.set $at (i32.add (local.get $at)
            (i32.shl (f32.le (f32.load (i32.add (local.get $sums) (local.get $b))) (local.get $u)) (i32.const 4))))
          (br_if $search (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 16))) (local.get $stride))))
        ;; Rounding can carry the search past the end: the token then stays where it was.
        (local.set $z (select (local.get $at) (local.get $z) (i32.lt_u (local.get $at) (local.get $last))))

        ;; Put the token in.
        (i32.store16 (i32.add (local.get $topics) (i32.shl (local.get $t) (i32.const 1))) (i32.shr_u (local.get $z) (i32.const 2)))
        (local.set $t (i32.add (local.get $t) (i32.const 1)))
        (local.set $chunk (i32.and (local.get $z) (i32.const -16)))
        (local.set $one (v128.load (i32.add (local.get $ones) (i32.shl (i32.and (local.get $z) (i32.const 12)) (i32.const 2)))))
        (local.set $at (i32.add (local.get $row) (local.get $chunk)))
        (v128.store (local.get $at) (f32x4.add (v128.load (local.get $at)) (local.get $one)))
        (local.set $at (i32.add (local.get $below) (local.get $chunk)))
        (v128.store (local.get $at) (local.tee $sum (f32x4.add (v128.load (local.get $at)) (local.get $one))))
        (local.set $at (i32.add (local.get $own) (local.get $chunk)))
        (v128.store (local.get $at) (local.tee $one (f32x4.add (v128.load (local.get $at)) (local.get $one))))
        (v128.store (i32.add (local.get $ratio) (local.get $chunk)) (f32x4.div (local.get $one) (local.get $sum)))
        (br $turn)))
    (i32.store (local.get $state) (local.get $s0))
    (i32.store offset=4 (local.get $state) (local.get $s1))
    (i32.store offset=8 (local.get $state) (local.get $s2))
    (i32.store offset=12 (local.get $state) (local.get $s3))))
