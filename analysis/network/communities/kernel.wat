;; What Louvain and Leiden do on one level: moving nodes, splitting communities into parts, making groups the nodes of the next level. Loops
;; over ties hold no branch on what cannot be foreseen, such as whether a neighbour's community was met before.
;;
;; kernel-bytes.ts holds this text compiled; a test compiles it again and compares, others compare it with plain versions.
(module
  (memory (export "memory") 16)
  (func $membersOf (param $record i32) (param $records i32) (param $shift i32) (param $members i32) (result i32)
    (i32.add (local.get $members)
      (i32.shl (i32.shr_u (i32.sub (local.get $record) (local.get $records)) (local.get $shift)) (i32.const 2))))

  ;; Local moving (Blondel et al. 2008; the queue: Traag et al. 2019, doi:10.1038/s41598-019-41695-z). With a temperature, one draw from the
  ;; heat bath: the largest of gain + temperature × Gumbel noise is a community drawn by exp(gain / temperature).
  ;; What a call leaves to the next, in words from address 0: where the queue begins, how many wait, moves made, the end of the empty
  ;; communities, the state of the noise. At 1024 the noise, 4096 f64.
  (func (export "move")
    (param $limit i32)       ;; nodes to take from the queue at most
    (param $settle i32)      ;; 1: empty communities are open, and neighbours of what moved wait again
    (param $temperature f64)
    (param $tolerance f64)
    (param $expectedOut f64) (param $expectedIn f64)
    (param $offsets i32)     ;; i32, where the ties of each node begin, and the end
    (param $targets i32)     ;; i32, the node at the other end of each tie
    (param $weights i32)     ;; f64, of each tie
    (param $step i32)        ;; bytes from one weight to the next: 8, or 0 where all are the same
    (param $strengths i32)   ;; out and in of each node, f64
    (param $community i32)   ;; i32, of each node
    (param $records i32)     ;; of each community, f64: ties of the node at work, 0 between nodes; out; in
    (param $shift i32)       ;; a record takes 1 << shift bytes
    (param $inAt i32)        ;; where `in` begins: that of `out` without direction, and then nodes have an `in` of 0
    (param $members i32)     ;; i32, of each community
    (param $touched i32)     ;; i32, records of the communities around the node at work, and one more
    (param $waiting i32)     ;; u8, of each node
    (param $queue i32) (param $queueEnd i32) ;; i32, a ring of nodes
    (param $empty i32)       ;; i32, records of empty communities, a stack
    (local $head i32) (local $left i32) (local $moves i32) (local $emptyEnd i32) (local $seed i32)
    (local $v i32) (local $k i32) (local $first i32) (local $end i32) (local $w i32) (local $count i32) (local $at i32)
    (local $own i32) (local $best i32) (local $rec i32) (local $others i32) (local $flag i32)
    (local $t f64) (local $out f64) (local $in f64) (local $outTies f64) (local $inTies f64) (local $most f64)
    (local.set $head (i32.load (i32.const 0)))
    (local.set $left (i32.load offset=4 (i32.const 0)))
    (local.set $moves (i32.load offset=8 (i32.const 0)))
    (local.set $emptyEnd (i32.load offset=12 (i32.const 0)))
    (local.set $seed (i32.load offset=16 (i32.const 0)))
    (block $finished
      (loop $next
        (br_if $finished (i32.eqz (local.get $left)))
        (br_if $finished (i32.eqz (local.get $limit)))
        (local.set $limit (i32.sub (local.get $limit) (i32.const 1)))
        (local.set $left (i32.sub (local.get $left) (i32.const 1)))
        (local.set $v (i32.load (local.get $head)))
        (local.set $head (i32.add (local.get $head) (i32.const 4)))
        (local.set $head (select (local.get $queue) (local.get $head) (i32.eq (local.get $head) (local.get $queueEnd))))
        (i32.store8 (i32.add (local.get $waiting) (local.get $v)) (i32.const 0))

        ;; Ties of v to each community around it. No branch asks whether a community is new: the answer could not be foreseen.
        (local.set $at (i32.add (local.get $offsets) (i32.shl (local.get $v) (i32.const 2))))
        (local.set $first (i32.load (local.get $at)))
        (local.set $end (i32.add (local.get $targets) (i32.shl (i32.load offset=4 (local.get $at)) (i32.const 2))))
        (local.set $w (i32.add (local.get $weights) (i32.mul (local.get $first) (local.get $step))))
        (local.set $first (i32.add (local.get $targets) (i32.shl (local.get $first) (i32.const 2))))
        (br_if $next (i32.eq (local.get $first) (local.get $end)))
        (local.set $k (local.get $first))
        (local.set $count (local.get $touched))
        (loop $ties
          (local.set $rec (i32.add (local.get $records) (i32.shl
            (i32.load (i32.add (local.get $community) (i32.shl (i32.load (local.get $k)) (i32.const 2)))) (local.get $shift))))
          (i32.store (local.get $count) (local.get $rec))
          (local.set $t (f64.load (local.get $rec)))
          (local.set $count (i32.add (local.get $count) (i32.shl (f64.eq (local.get $t) (f64.const 0)) (i32.const 2))))
          (f64.store (local.get $rec) (f64.add (local.get $t) (f64.load (local.get $w))))
          (local.set $w (i32.add (local.get $w) (local.get $step)))
          (br_if $ties (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 4))) (local.get $end))))

        ;; Take v out of its community, and find the best for it.
        (local.set $at (i32.add (local.get $strengths) (i32.shl (local.get $v) (i32.const 4))))
        (local.set $out (f64.load (local.get $at)))
        (local.set $in (f64.load offset=8 (local.get $at)))
        (local.set $outTies (f64.mul (local.get $expectedOut) (local.get $out)))
        (local.set $inTies (f64.mul (local.get $expectedIn) (local.get $in)))
        (local.set $own (i32.add (local.get $records) (i32.shl
          (i32.load (i32.add (local.get $community) (i32.shl (local.get $v) (i32.const 2)))) (local.get $shift))))
        (f64.store offset=8 (local.get $own) (f64.sub (f64.load offset=8 (local.get $own)) (local.get $out)))
        (f64.store (i32.add (local.get $own) (local.get $inAt)) (f64.sub (f64.load (i32.add (local.get $own) (local.get $inAt))) (local.get $in)))
        (local.set $rec (call $membersOf (local.get $own) (local.get $records) (local.get $shift) (local.get $members)))
        (local.set $others (i32.sub (i32.load (local.get $rec)) (i32.const 1)))
        (i32.store (local.get $rec) (local.get $others))
        (local.set $best (local.get $own))
        (local.set $seed (i32.add (i32.mul (local.get $seed) (i32.const 1664525)) (i32.const 1013904223)))
        (local.set $most (f64.add
          (f64.sub
            (f64.sub (f64.load (local.get $own)) (f64.mul (local.get $outTies) (f64.load (i32.add (local.get $own) (local.get $inAt)))))
            (f64.mul (local.get $inTies) (f64.load offset=8 (local.get $own))))
          (f64.mul (local.get $temperature)
            (f64.load offset=1024 (i32.and (i32.shr_u (local.get $seed) (i32.const 17)) (i32.const 32760))))))
        (f64.store (local.get $own) (f64.const -inf))
        (local.set $at (local.get $touched))
        (loop $around
          (local.set $rec (i32.load (local.get $at)))
          (local.set $t (f64.sub
            (f64.sub (f64.load (local.get $rec)) (f64.mul (local.get $outTies) (f64.load (i32.add (local.get $rec) (local.get $inAt)))))
            (f64.mul (local.get $inTies) (f64.load offset=8 (local.get $rec)))))
          (if (f64.gt (local.get $temperature) (f64.const 0))
            (then
              (local.set $seed (i32.add (i32.mul (local.get $seed) (i32.const 1664525)) (i32.const 1013904223)))
              (local.set $t (f64.add (local.get $t) (f64.mul (local.get $temperature)
                (f64.load offset=1024 (i32.and (i32.shr_u (local.get $seed) (i32.const 17)) (i32.const 32760))))))))
          (f64.store (local.get $rec) (f64.const 0))
          (if (f64.gt (local.get $t) (f64.add (local.get $most) (local.get $tolerance)))
            (then
              (local.set $most (local.get $t))
              (local.set $best (local.get $rec))))
          (br_if $around (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $count))))
        (f64.store (local.get $own) (f64.const 0))
        (if (i32.and (i32.and (local.get $settle) (f64.lt (local.get $most) (f64.neg (local.get $tolerance))))
              (i32.and (i32.gt_s (local.get $others) (i32.const 0)) (i32.gt_u (local.get $emptyEnd) (local.get $empty))))
          (then (local.set $best (i32.load (i32.sub (local.get $emptyEnd) (i32.const 4))))))

        (f64.store offset=8 (local.get $best) (f64.add (f64.load offset=8 (local.get $best)) (local.get $out)))
        (f64.store (i32.add (local.get $best) (local.get $inAt)) (f64.add (f64.load (i32.add (local.get $best) (local.get $inAt))) (local.get $in)))
        (local.set $rec (call $membersOf (local.get $best) (local.get $records) (local.get $shift) (local.get $members)))
        (local.set $flag (i32.load (local.get $rec)))
        (i32.store (local.get $rec) (i32.add (local.get $flag) (i32.const 1)))
        (br_if $next (i32.eq (local.get $best) (local.get $own)))
        (local.set $moves (i32.add (local.get $moves) (i32.const 1)))
        (local.set $emptyEnd (i32.sub (local.get $emptyEnd) (i32.shl (i32.eqz (local.get $flag)) (i32.const 2))))
        (if (i32.eqz (local.get $others))
          (then
            (i32.store (local.get $emptyEnd) (local.get $own))
            (local.set $emptyEnd (i32.add (local.get $emptyEnd) (i32.const 4)))))
        (local.set $best (i32.shr_u (i32.sub (local.get $best) (local.get $records)) (local.get $shift)))
        (i32.store (i32.add (local.get $community) (i32.shl (local.get $v) (i32.const 2))) (local.get $best))
        (br_if $next (i32.eqz (local.get $settle)))

        ;; Neighbours elsewhere wait again. Each is written behind the queue; the queue grows by those that were not waiting.
        (local.set $at (i32.add (local.get $head) (i32.shl (local.get $left) (i32.const 2))))
        (local.set $at (select (i32.sub (local.get $at) (i32.sub (local.get $queueEnd) (local.get $queue))) (local.get $at)
          (i32.ge_u (local.get $at) (local.get $queueEnd))))
        (local.set $k (local.get $first))
        (loop $wake
          (local.set $v (i32.load (local.get $k)))
          (i32.store (local.get $at) (local.get $v))
          (local.set $rec (i32.add (local.get $waiting) (local.get $v)))
          (local.set $flag (i32.and
            (i32.eqz (i32.load8_u (local.get $rec)))
            (i32.ne (i32.load (i32.add (local.get $community) (i32.shl (local.get $v) (i32.const 2)))) (local.get $best))))
          (i32.store8 (local.get $rec) (i32.or (i32.load8_u (local.get $rec)) (local.get $flag)))
          (local.set $left (i32.add (local.get $left) (local.get $flag)))
          (local.set $at (i32.add (local.get $at) (i32.shl (local.get $flag) (i32.const 2))))
          (local.set $at (select (local.get $queue) (local.get $at) (i32.eq (local.get $at) (local.get $queueEnd))))
          (br_if $wake (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 4))) (local.get $end))))
        (br $next)))
    (i32.store (i32.const 0) (local.get $head))
    (i32.store offset=4 (i32.const 0) (local.get $left))
    (i32.store offset=8 (i32.const 0) (local.get $moves))
    (i32.store offset=12 (i32.const 0) (local.get $emptyEnd))
    (i32.store offset=16 (i32.const 0) (local.get $seed)))

  ;; Ties of each node to the rest of its community, into its part's record.
  (func (export "cuts")
    (param $v i32) (param $last i32) ;; nodes from, up to
    (param $offsets i32) (param $targets i32) (param $weights i32) (param $step i32) (param $community i32)
    (param $parts i32)       ;; of each part 32 bytes, f64: ties of the node at work, out, in, ties to the rest of its community
    (local $k i32) (local $end i32) (local $w i32) (local $c i32) (local $cut f64)
    (loop $next
      (local.set $k (i32.load (i32.add (local.get $offsets) (i32.shl (local.get $v) (i32.const 2)))))
      (local.set $end (i32.add (local.get $targets)
        (i32.shl (i32.load offset=4 (i32.add (local.get $offsets) (i32.shl (local.get $v) (i32.const 2)))) (i32.const 2))))
      (local.set $w (i32.add (local.get $weights) (i32.mul (local.get $k) (local.get $step))))
      (local.set $k (i32.add (local.get $targets) (i32.shl (local.get $k) (i32.const 2))))
      (local.set $c (i32.load (i32.add (local.get $community) (i32.shl (local.get $v) (i32.const 2)))))
      (local.set $cut (f64.const 0))
      (block $summed
        (loop $ties
          (br_if $summed (i32.ge_u (local.get $k) (local.get $end)))
          (local.set $cut (f64.add (local.get $cut) (select (f64.load (local.get $w)) (f64.const 0)
            (i32.eq (local.get $c)
              (i32.load (i32.add (local.get $community) (i32.shl (i32.load (local.get $k)) (i32.const 2))))))))
          (local.set $w (i32.add (local.get $w) (local.get $step)))
          (local.set $k (i32.add (local.get $k) (i32.const 4)))
          (br $ties)))
      (f64.store offset=24 (i32.add (local.get $parts) (i32.shl (local.get $v) (i32.const 5))) (local.get $cut))
      (br_if $next (i32.lt_u (local.tee $v (i32.add (local.get $v) (i32.const 1))) (local.get $last)))))

  ;; Whether a part's ties to the rest of its community are as many as expected (γ-connected).
  (func $connected (param $part i32) (param $whole i32) (param $tolerance f64) (param $expectedOut f64) (param $expectedIn f64) (result i32)
    (local $out f64) (local $in f64)
    (local.set $out (f64.load offset=8 (local.get $part)))
    (local.set $in (f64.load offset=16 (local.get $part)))
    (f64.ge (f64.add (f64.load offset=24 (local.get $part)) (local.get $tolerance))
      (f64.add
        (f64.mul (f64.mul (local.get $expectedOut) (local.get $out)) (f64.sub (f64.load offset=8 (local.get $whole)) (local.get $in)))
        (f64.mul (f64.mul (local.get $expectedIn) (local.get $in)) (f64.sub (f64.load (local.get $whole)) (local.get $out))))))

  ;; Merges nodes that are still alone into parts of their community (Traag et al. 2019, algorithm A.2, without the lot).
  (func (export "refine")
    (param $order i32) (param $last i32) ;; i32, nodes from, up to
    (param $tolerance f64) (param $expectedOut f64) (param $expectedIn f64)
    (param $offsets i32) (param $targets i32) (param $weights i32) (param $step i32) (param $strengths i32) (param $community i32)
    (param $wholes i32)      ;; out and in of each community, f64
    (param $parts i32)       ;; records, as above
    (param $part i32)        ;; i32, of each node
    (param $joined i32)      ;; u8, of each node: whether others came to it
    (param $touched i32)
    (local $v i32) (local $c i32) (local $own i32) (local $whole i32) (local $k i32) (local $end i32) (local $w i32) (local $at i32)
    (local $count i32) (local $u i32) (local $rec i32) (local $same i32) (local $best i32)
    (local $t f64) (local $most f64) (local $cutOff f64) (local $gain f64) (local $outTies f64) (local $inTies f64)
    (loop $next
      (block $stays
        (local.set $v (i32.load (local.get $order)))
        (local.set $own (i32.add (local.get $parts) (i32.shl (local.get $v) (i32.const 5))))
        (br_if $stays (i32.load8_u (i32.add (local.get $joined) (local.get $v))))
        (br_if $stays (f64.eq (f64.load offset=24 (local.get $own)) (f64.const 0)))
        (local.set $c (i32.load (i32.add (local.get $community) (i32.shl (local.get $v) (i32.const 2)))))
        (local.set $whole (i32.add (local.get $wholes) (i32.shl (local.get $c) (i32.const 4))))
        (br_if $stays (i32.eqz (call $connected
          (local.get $own) (local.get $whole) (local.get $tolerance) (local.get $expectedOut) (local.get $expectedIn))))
        (local.set $at (i32.add (local.get $offsets) (i32.shl (local.get $v) (i32.const 2))))
        (local.set $k (i32.load (local.get $at)))
        (local.set $end (i32.add (local.get $targets) (i32.shl (i32.load offset=4 (local.get $at)) (i32.const 2))))
        (local.set $w (i32.add (local.get $weights) (i32.mul (local.get $k) (local.get $step))))
        (local.set $k (i32.add (local.get $targets) (i32.shl (local.get $k) (i32.const 2))))
        (local.set $count (local.get $touched))
        (loop $ties
          (local.set $u (i32.shl (i32.load (local.get $k)) (i32.const 2)))
          (local.set $same (i32.eq (i32.load (i32.add (local.get $community) (local.get $u))) (local.get $c)))
          (local.set $rec (i32.add (local.get $parts) (i32.shl (i32.load (i32.add (local.get $part) (local.get $u))) (i32.const 5))))
          (i32.store (local.get $count) (local.get $rec))
          (local.set $t (f64.load (local.get $rec)))
          (local.set $count (i32.add (local.get $count)
            (i32.shl (i32.and (f64.eq (local.get $t) (f64.const 0)) (local.get $same)) (i32.const 2))))
          (f64.store (local.get $rec)
            (f64.add (local.get $t) (select (f64.load (local.get $w)) (f64.const 0) (local.get $same))))
          (local.set $w (i32.add (local.get $w) (local.get $step)))
          (br_if $ties (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 4))) (local.get $end))))
        (local.set $outTies (f64.mul (local.get $expectedOut) (f64.load offset=8 (local.get $own))))
        (local.set $inTies (f64.mul (local.get $expectedIn) (f64.load offset=16 (local.get $own))))
        (local.set $best (i32.const 0))
        (local.set $most (f64.const 0))
        (local.set $at (local.get $touched))
        (loop $around
          (local.set $rec (i32.load (local.get $at)))
          (local.set $t (f64.load (local.get $rec)))
          (f64.store (local.get $rec) (f64.const 0))
          (local.set $gain (f64.sub
            (f64.sub (local.get $t) (f64.mul (local.get $outTies) (f64.load offset=16 (local.get $rec))))
            (f64.mul (local.get $inTies) (f64.load offset=8 (local.get $rec)))))
          (if (f64.ge (local.get $gain) (local.get $most))
            (then
              (if (call $connected
                    (local.get $rec) (local.get $whole) (local.get $tolerance) (local.get $expectedOut) (local.get $expectedIn))
                (then
                  (local.set $most (local.get $gain))
                  (local.set $best (local.get $rec))
                  (local.set $cutOff (local.get $t))))))
          (br_if $around (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $count))))
        (br_if $stays (i32.eqz (local.get $best)))
        (local.set $u (i32.shr_u (i32.sub (local.get $best) (local.get $parts)) (i32.const 5)))
        (i32.store (i32.add (local.get $part) (i32.shl (local.get $v) (i32.const 2))) (local.get $u))
        (i32.store8 (i32.add (local.get $joined) (local.get $u)) (i32.const 1))
        (f64.store offset=8 (local.get $best) (f64.add (f64.load offset=8 (local.get $best)) (f64.load offset=8 (local.get $own))))
        (f64.store offset=16 (local.get $best) (f64.add (f64.load offset=16 (local.get $best)) (f64.load offset=16 (local.get $own))))
        (f64.store offset=24 (local.get $best) (f64.add (f64.load offset=24 (local.get $best))
          (f64.sub (f64.load offset=24 (local.get $own)) (f64.mul (f64.const 2) (local.get $cutOff))))))
      (br_if $next (i32.lt_u (local.tee $order (i32.add (local.get $order) (i32.const 4))) (local.get $last)))))

  ;; Rows of the graph whose nodes are groups, without ties inside a group. Returns where the next row begins.
  (func (export "aggregate")
    (param $c i32) (param $last i32) ;; groups from, up to
    (param $offsets i32) (param $targets i32) (param $weights i32) (param $step i32)
    (param $group i32)       ;; i32, of each node
    (param $starts i32) (param $members i32) ;; i32, members of each group, one group after the other
    (param $tie i32)         ;; f64, of each group, 0 between calls
    (param $newOffsets i32) (param $newTargets i32) (param $newWeights i32)
    (param $to i32)          ;; where the first row begins
    (result i32)
    (local $member i32) (local $lastMember i32) (local $k i32) (local $end i32) (local $w i32) (local $d i32) (local $other i32)
    (local $rec i32) (local $t f64) (local $at i32)
    (local.set $at (local.get $to))
    (loop $next
      (local.set $rec (i32.add (local.get $starts) (i32.shl (local.get $c) (i32.const 2))))
      (local.set $member (i32.add (local.get $members) (i32.shl (i32.load (local.get $rec)) (i32.const 2))))
      (local.set $lastMember (i32.add (local.get $members) (i32.shl (i32.load offset=4 (local.get $rec)) (i32.const 2))))
      (loop $nodes
        (local.set $rec (i32.add (local.get $offsets) (i32.shl (i32.load (local.get $member)) (i32.const 2))))
        (local.set $k (i32.load (local.get $rec)))
        (local.set $end (i32.add (local.get $targets) (i32.shl (i32.load offset=4 (local.get $rec)) (i32.const 2))))
        (local.set $w (i32.add (local.get $weights) (i32.mul (local.get $k) (local.get $step))))
        (local.set $k (i32.add (local.get $targets) (i32.shl (local.get $k) (i32.const 2))))
        (block $added
          (loop $ties
            (br_if $added (i32.ge_u (local.get $k) (local.get $end)))
            (local.set $d (i32.load (i32.add (local.get $group) (i32.shl (i32.load (local.get $k)) (i32.const 2)))))
            (local.set $other (i32.ne (local.get $d) (local.get $c)))
            (local.set $rec (i32.add (local.get $tie) (i32.shl (local.get $d) (i32.const 3))))
            (local.set $t (f64.load (local.get $rec)))
            (i32.store (i32.add (local.get $newTargets) (i32.shl (local.get $at) (i32.const 2))) (local.get $d))
            (local.set $at (i32.add (local.get $at) (i32.and (f64.eq (local.get $t) (f64.const 0)) (local.get $other))))
            (f64.store (local.get $rec)
              (f64.add (local.get $t) (select (f64.load (local.get $w)) (f64.const 0) (local.get $other))))
            (local.set $w (i32.add (local.get $w) (local.get $step)))
            (local.set $k (i32.add (local.get $k) (i32.const 4)))
            (br $ties)))
        (br_if $nodes (i32.lt_u (local.tee $member (i32.add (local.get $member) (i32.const 4))) (local.get $lastMember))))
      (block $written
        (loop $row
          (br_if $written (i32.ge_u (local.get $to) (local.get $at)))
          (local.set $rec (i32.add (local.get $tie)
            (i32.shl (i32.load (i32.add (local.get $newTargets) (i32.shl (local.get $to) (i32.const 2)))) (i32.const 3))))
          (f64.store (i32.add (local.get $newWeights) (i32.shl (local.get $to) (i32.const 3))) (f64.load (local.get $rec)))
          (f64.store (local.get $rec) (f64.const 0))
          (local.set $to (i32.add (local.get $to) (i32.const 1)))
          (br $row)))
      (local.set $c (i32.add (local.get $c) (i32.const 1)))
      (i32.store (i32.add (local.get $newOffsets) (i32.shl (local.get $c) (i32.const 2))) (local.get $at))
      (br_if $next (i32.lt_u (local.get $c) (local.get $last))))
    (local.get $at)))
