pragma circom 2.2.0;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";

// 0 ≤ in < 2^n.
//
// Relies on: |in| < p − 2^n as an integer, so that a negative value shows as a field element far above 2^n. Every use below
// compares numbers under 2^25.
template InRange(n) {
    signal input in;
    signal bits[n] <== Num2Bits(n)(in);
}

// The bounds of one question on the slots it owns.
//
// Proves, for the slots with owned = 1 and leaving out the blank slot: minChosen ≤ chosen ≤ maxChosen, minSum ≤ sum ≤
// maxSum, Σ value² ≤ maxSquares; and, with allowBlank, that the last slot is 1 exactly when the others are all 0, and then
// the lower bounds do not apply.
// Relies on: values of 8 bits; owned and last being 0 or 1, at most one last; parameters read by {QuestionWord}.
template QuestionRule(slots) {
    signal input owned[slots];
    signal input last[slots];
    signal input values[slots];
    signal input chosen[slots]; // 1 where the value is above 0
    signal input squares[slots];
    signal input minChosen;
    signal input maxChosen;
    signal input minSum;
    signal input maxSum;
    signal input maxSquares;
    signal input allowBlank;

    signal ownedChosen[slots];
    signal ownedValue[slots];
    signal ownedSquare[slots];
    signal lastValue[slots];
    var allChosen = 0;
    var allValues = 0;
    var allSquares = 0;
    var valueOfLast = 0;
    for (var s = 0; s < slots; s++) {
        ownedChosen[s] <== owned[s] * chosen[s];
        ownedValue[s] <== owned[s] * values[s];
        ownedSquare[s] <== owned[s] * squares[s];
        lastValue[s] <== last[s] * values[s];
        allChosen += ownedChosen[s];
        allValues += ownedValue[s];
        allSquares += ownedSquare[s];
        valueOfLast += lastValue[s];
    }

    // A blank vote is 1 in the last slot and 0 in the others; without allowBlank there is none.
    signal blank <== allowBlank * valueOfLast;
    signal othersEmpty <== IsZero()(allValues - blank);
    blank === allowBlank * othersEmpty;

    // blank ∈ {0, 1} from here on: it counts 1 in each of the three sums.
    InRange(5)(allChosen - blank - minChosen * (1 - blank));
    InRange(8)(maxChosen - allChosen + blank);
    InRange(12)(allValues - blank - minSum * (1 - blank));
    InRange(16)(maxSum - allValues + blank);
    InRange(24)(maxSquares - allSquares + blank);
}
