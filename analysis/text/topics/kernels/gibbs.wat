;; Collapsed Gibbs sampling for latent Dirichlet allocation (Griffiths & Steyvers 2004, doi:10.1073/pnas.0307752101), four topics at
;; a time. Topics are padded to a multiple of four; a padded topic has weight 0 and is never drawn.
;;
;; What a processor would wait for is the way from one draw to the next, so a draw never becomes the number of a topic on that way: it
;; stays the lane and the bound that it was drawn by, and the pass over the topics that weighs the next token puts the last one in where
;; its running sum first exceeds the bound. The number is found beside it, for the list of topics alone.
;;
;; At fixed addresses: 1024 four vectors with a 1 in lane 0, 1, 2, 3; 1088 the bytes of lane 0, 1, 2, 3, four times each; 2048 a topic
;; that nobody asks for. Rows of topics: 4096 prior + tokens in the document at work, 8192 tokens in the corpus + betaSum, 12288 the
;; counts of no term, 16384 running sums of weights.
;;
;; gibbs-bytes.ts holds this text compiled; a test compiles it again and compares, another compares it with a plain version.
(module
  (memory (export "memory") 1)
  ;; Tokens of each topic in the corpus + betaSum, counted in whole numbers: above 2^24 a step of one would be lost in 32 bits.
  (func (export "count")
    (param $byTerm i32) (param $terms i32) (param $betaSum f32) (param $stride i32)
    (local $b i32) (local $at i32) (local $end i32) (local $sum v128)
    (loop $topics
      (local.set $at (i32.add (local.get $byTerm) (local.get $b)))
      (local.set $end (i32.add (local.get $at) (i32.mul (local.get $terms) (local.get $stride))))
      (local.set $sum (v128.const i32x4 0 0 0 0))
      (loop $rows
        (local.set $sum (i32x4.add (local.get $sum) (i32x4.trunc_sat_f32x4_u (v128.load (local.get $at)))))
        (br_if $rows (i32.lt_u (local.tee $at (i32.add (local.get $at) (local.get $stride))) (local.get $end))))
      (v128.store offset=8192 (local.get $b)
        (f32x4.add (f32x4.convert_i32x4_u (local.get $sum)) (f32x4.splat (local.get $betaSum))))
      (br_if $topics (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 16))) (local.get $stride)))))

  ;; Draws a topic for each token of so many documents.
  (func (export "sweep")
    (param $words i32)    ;; i32, a term for each token
    (param $topics i32)   ;; u16, a topic for each token
    (param $starts i32)   ;; i32, where each document begins, and the end
    (param $documents i32)
    (param $byTerm i32)   ;; f32, tokens of each term in each topic, `stride` bytes a term
    (param $alpha i32)    ;; f32, prior of each topic, 0 where padded
    (param $beta f32)
    (param $stride i32)   ;; bytes of one row of topics, a multiple of 16
    (param $state i32)    ;; xoshiro128**, four words
    (local $t i32) (local $to i32) ;; the document at work: next token, end
    (local $d i32) (local $b i32) (local $z i32) (local $at i32) (local $chunk i32) (local $x i32) (local $end i32)
    (local $row i32) (local $lastRow i32) (local $lastTopic i32) ;; counts of the token's term; of the last one's, and where its topic goes
    (local $s0 i32) (local $s1 i32) (local $s2 i32) (local $s3 i32)
    ;; The last draw: the bound in each lane, a 1 in the lane drawn, the same unless the document is another.
    (local $bound v128) (local $drawn v128) (local $drawnHere v128)
    (local $sum v128) (local $one v128) (local $betas v128) (local $own v128) (local $all v128)
    (local $above v128) (local $passed v128) (local $found v128) (local $edges v128) (local $u v128)
    (local.set $s0 (i32.load (local.get $state)))
    (local.set $s1 (i32.load offset=4 (local.get $state)))
    (local.set $s2 (i32.load offset=8 (local.get $state)))
    (local.set $s3 (i32.load offset=12 (local.get $state)))
    (local.set $betas (f32x4.splat (local.get $beta)))
    (local.set $lastRow (i32.const 12288))
    (local.set $lastTopic (i32.const 2048))
    (block $finished
      (loop $turn
        (block $ready
          (br_if $ready (i32.ne (local.get $t) (local.get $to)))
          (local.set $drawnHere (v128.const i32x4 0 0 0 0))
          (loop $empty
            (if (i32.ge_u (local.get $d) (local.get $documents))
              (then
                (local.set $end (i32.const 1))
                (br $ready)))
            (local.set $at (i32.add (local.get $starts) (i32.shl (local.get $d) (i32.const 2))))
            (local.set $t (i32.load (local.get $at)))
            (local.set $to (i32.load offset=4 (local.get $at)))
            (local.set $d (i32.add (local.get $d) (i32.const 1)))
            (br_if $empty (i32.eq (local.get $t) (local.get $to))))
          (memory.copy (i32.const 4096) (local.get $alpha) (local.get $stride))
          (local.set $b (local.get $t))
          (loop $count
            (local.set $at
              (i32.shl (i32.load16_u (i32.add (local.get $topics) (i32.shl (local.get $b) (i32.const 1)))) (i32.const 2)))
            (f32.store offset=4096 (local.get $at) (f32.add (f32.load offset=4096 (local.get $at)) (f32.const 1)))
            (br_if $count (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 1))) (local.get $to)))))

        (if (local.get $end)
          (then (local.set $row (i32.const 12288))) ;; one more pass puts the last token in
          (else
            ;; Take the token out. Whole vectors are stored: a vector load right after a store of one number would have to wait for it.
            (local.set $row (i32.add (local.get $byTerm)
              (i32.mul (i32.load (i32.add (local.get $words) (i32.shl (local.get $t) (i32.const 2)))) (local.get $stride))))
            (local.set $z (i32.load16_u (i32.add (local.get $topics) (i32.shl (local.get $t) (i32.const 1)))))
            (local.set $chunk (i32.shl (i32.shr_u (local.get $z) (i32.const 2)) (i32.const 4)))
            (local.set $one (v128.load offset=1024 (i32.shl (i32.and (local.get $z) (i32.const 3)) (i32.const 4))))
            (local.set $at (i32.add (local.get $row) (local.get $chunk)))
            (v128.store (local.get $at) (f32x4.sub (v128.load (local.get $at)) (local.get $one)))
            (v128.store offset=4096 (local.get $chunk)
              (f32x4.sub (v128.load offset=4096 (local.get $chunk)) (local.get $one)))
            (v128.store offset=8192 (local.get $chunk)
              (f32x4.sub (v128.load offset=8192 (local.get $chunk)) (local.get $one)))))

        ;; Put the last token in where its running sum exceeds the bound for the first time; weights of the topics for this one, summed
        ;; lane by lane.
        (local.set $sum (v128.const f32x4 0 0 0 0))
        (local.set $passed (v128.const i32x4 0 0 0 0))
        (local.set $found (v128.const i32x4 0 0 0 0))
        (local.set $b (i32.const 0))
        (loop $weights
          (local.set $above (f32x4.gt (v128.load offset=16384 (local.get $b)) (local.get $bound)))
          (local.set $one (v128.andnot (local.get $above) (local.get $passed)))
          (local.set $passed (local.get $above))
          (local.set $found (i32x4.add (local.get $found) (local.get $above)))
          (v128.store offset=4096 (local.get $b)
            (local.tee $own
              (f32x4.add (v128.load offset=4096 (local.get $b)) (v128.and (local.get $one) (local.get $drawnHere)))))
          (local.set $one (v128.and (local.get $one) (local.get $drawn)))
          (v128.store offset=8192 (local.get $b)
            (local.tee $all (f32x4.add (v128.load offset=8192 (local.get $b)) (local.get $one))))
          (local.set $at (i32.add (local.get $lastRow) (local.get $b)))
          (v128.store (local.get $at) (f32x4.add (v128.load (local.get $at)) (local.get $one)))
          (local.set $sum (f32x4.add (local.get $sum)
            (f32x4.mul
              (f32x4.add (v128.load (i32.add (local.get $row) (local.get $b))) (local.get $betas))
              (f32x4.div (local.get $own) (local.get $all)))))
          (v128.store offset=16384 (local.get $b) (local.get $sum))
          (br_if $weights (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 16))) (local.get $stride))))

        ;; Its number: the lane, and how many sums of that lane are not above the bound (`found` counts those above, downwards).
        (local.set $at (i32.ctz (i32x4.bitmask (i32x4.ne (local.get $drawn) (v128.const i32x4 0 0 0 0)))))
        (i32.store16 (local.get $lastTopic)
          (i32.add (local.get $at)
            (i32.add (i32.shr_u (local.get $stride) (i32.const 2))
              (i32.shl
                (i32x4.extract_lane 0
                  (i8x16.swizzle (local.get $found) (v128.load offset=1088 (i32.shl (local.get $at) (i32.const 4)))))
                (i32.const 2)))))
        (br_if $finished (local.get $end))
        (local.set $lastRow (local.get $row))
        (local.set $lastTopic (i32.add (local.get $topics) (i32.shl (local.get $t) (i32.const 1))))
        (local.set $t (i32.add (local.get $t) (i32.const 1)))

        ;; xoshiro128**, and a uniform share of the total weight from its upper 24 bits.
        (local.set $x (i32.mul (i32.rotl (i32.mul (local.get $s1) (i32.const 5)) (i32.const 7)) (i32.const 9)))
        (local.set $at (i32.shl (local.get $s1) (i32.const 9)))
        (local.set $s2 (i32.xor (local.get $s2) (local.get $s0)))
        (local.set $s3 (i32.xor (local.get $s3) (local.get $s1)))
        (local.set $s1 (i32.xor (local.get $s1) (local.get $s2)))
        (local.set $s0 (i32.xor (local.get $s0) (local.get $s3)))
        (local.set $s2 (i32.xor (local.get $s2) (local.get $at)))
        (local.set $s3 (i32.rotl (local.get $s3) (i32.const 11)))
        (local.set $edges (f32x4.add (local.get $sum)
          (i8x16.shuffle 16 16 16 16 0 1 2 3 4 5 6 7 8 9 10 11 (local.get $sum) (v128.const i32x4 0 0 0 0))))
        (local.set $edges (f32x4.add (local.get $edges)
          (i8x16.shuffle 16 16 16 16 16 16 16 16 0 1 2 3 4 5 6 7 (local.get $edges) (v128.const i32x4 0 0 0 0))))
        (local.set $u (f32x4.mul
          (f32x4.splat (f32.mul (f32.convert_i32_u (i32.shr_u (local.get $x) (i32.const 8))) (f32.const 0x1p-24)))
          (i8x16.shuffle 12 13 14 15 12 13 14 15 12 13 14 15 12 13 14 15 (local.get $edges) (local.get $edges))))

        ;; The lane in which the share ends, and how far it reaches there: below the lane's sum, whatever rounding says.
        (local.set $above (f32x4.ge (local.get $u) (local.get $edges)))
        (local.set $drawn (v128.and (v128.const f32x4 1 1 1 1)
          (v128.andnot
            (i8x16.shuffle 16 16 16 16 0 1 2 3 4 5 6 7 8 9 10 11 (local.get $above) (v128.const i32x4 -1 -1 -1 -1))
            (local.get $above))))
        (local.set $drawnHere (local.get $drawn))
        (local.set $bound (f32x4.pmin
          (f32x4.sub (local.get $u)
            (i8x16.shuffle 16 16 16 16 0 1 2 3 4 5 6 7 8 9 10 11 (local.get $edges) (v128.const i32x4 0 0 0 0)))
          (f32x4.mul (local.get $sum)
            (v128.const f32x4 0x1.fffffcp-1 0x1.fffffcp-1 0x1.fffffcp-1 0x1.fffffcp-1))))
        (br $turn)))
    (i32.store (local.get $state) (local.get $s0))
    (i32.store offset=4 (local.get $state) (local.get $s1))
    (i32.store offset=8 (local.get $state) (local.get $s2))
    (i32.store offset=12 (local.get $state) (local.get $s3))))
