pragma circom 2.2.0;

// Which question owns which slot: questions own consecutive slots, in order.
//
// Proves: owned[q][s] is 1 exactly for start_q ≤ s < end_q, and last[q][s] is 1 exactly for s = end_q − 1, where end_q is
// the sum of the option counts up to q and start_q = end_{q−1}; and that no question ends beyond the last slot.
// Relies on: option counts that are not negative (8 bits each). `last` of a question without slots is its predecessor's;
// such a question, all zero in the word, asks nothing of it.
template SlotOwners(slots, questions) {
    signal input optionCount[questions];
    signal output owned[questions][slots];
    signal output last[questions][slots];
    signal output used[slots]; // 1 for the slots of any question

    // endsAt[q][t] is 1 exactly where t = end_q.
    signal endsAt[questions][slots + 1];
    var end = 0;
    var before[slots];
    for (var s = 0; s < slots; s++) {
        before[s] = 0;
    }
    for (var q = 0; q < questions; q++) {
        end += optionCount[q];
        var ones = 0;
        var position = 0;
        for (var t = 0; t <= slots; t++) {
            endsAt[q][t] <-- t == end ? 1 : 0;
            endsAt[q][t] * (endsAt[q][t] - 1) === 0;
            ones += endsAt[q][t];
            position += t * endsAt[q][t];
        }
        ones === 1;
        position === end;

        var until = 0;
        for (var s = slots - 1; s >= 0; s--) {
            until += endsAt[q][s + 1];
            owned[q][s] <== until - before[s];
            last[q][s] <== endsAt[q][s + 1];
            before[s] = until;
        }
    }
    for (var s = 0; s < slots; s++) {
        used[s] <== before[s];
    }
}
