pragma circom 2.2.0;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";
include "question_word.circom";
include "question_rule.circom";
include "slots.circom";

// All rules of a ballot: values[s] is what the voter put in slot s.
//
// Proves: each value is one of 0 … 255 (its bits are the output) and at most its question's maxValue; each question's
// bounds hold; where a question says `distinct`, its values above 0 differ; slots of no question are 0.
// Relies on: questions that the contract checked when the poll was published: at most `slots` option slots together, each
// parameter in range, maxValue ≥ 1 (a blank vote is a 1). Not proved: that a question can be satisfied at all.
template BallotRules(slots, questions) {
    signal input words[questions];
    signal input values[slots];
    signal output bits[slots][8];

    component word[questions];
    component owners = SlotOwners(slots, questions);
    for (var q = 0; q < questions; q++) {
        word[q] = QuestionWord();
        word[q].word <== words[q];
        owners.optionCount[q] <== word[q].optionCount;
    }

    signal empty[slots];
    signal chosen[slots];
    signal squares[slots];
    for (var s = 0; s < slots; s++) {
        bits[s] <== Num2Bits(8)(values[s]);
        empty[s] <== IsZero()(values[s]);
        chosen[s] <== 1 - empty[s];
        squares[s] <== values[s] * values[s];
        (1 - owners.used[s]) * values[s] === 0;
    }

    for (var q = 0; q < questions; q++) {
        QuestionRule(slots)(
            owners.owned[q],
            owners.last[q],
            values,
            chosen,
            squares,
            word[q].minChosen,
            word[q].maxChosen,
            word[q].minSum,
            word[q].maxSum,
            word[q].maxSquares,
            word[q].allowBlank
        );
    }

    // What the slot's question says of single values: maxValue + 2^10·distinct in one sum of products. The split is unique,
    // as the two range checks leave maxValue between 0 and 510.
    signal limits[slots][questions];
    signal mustDiffer[slots];
    for (var s = 0; s < slots; s++) {
        var limit = 0;
        for (var q = 0; q < questions; q++) {
            limits[s][q] <== owners.owned[q][s] * (word[q].maxValue + 1024 * word[q].distinct);
            limit += limits[s][q];
        }
        mustDiffer[s] <-- (limit >> 10) & 1;
        mustDiffer[s] * (mustDiffer[s] - 1) === 0;
        InRange(8)(limit - 1024 * mustDiffer[s] - values[s]);
    }

    // Every slot gets a key and all keys differ. A value above 0 of a `distinct` question has the key value + 2^8·question,
    // below 2^12; every other slot has a key of its own, above 2^12.
    signal compared[slots];
    signal keys[slots];
    signal inverses[slots][slots];
    for (var s = 0; s < slots; s++) {
        var question = 0;
        for (var q = 0; q < questions; q++) {
            question += q * owners.owned[q][s];
        }
        compared[s] <== mustDiffer[s] * chosen[s];
        keys[s] <== (s + 1) * 4096 + compared[s] * (values[s] + 256 * question - (s + 1) * 4096);
        for (var t = 0; t < s; t++) {
            inverses[s][t] <-- keys[s] == keys[t] ? 0 : 1 / (keys[s] - keys[t]);
            inverses[s][t] * (keys[s] - keys[t]) === 1;
        }
    }
}
