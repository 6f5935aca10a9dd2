pragma circom 2.2.0;

include "circomlib/circuits/bitify.circom";

// Reads `count` bits from `from` as a number.
template Field(from, count) {
    signal input bits[90];
    signal output out;

    var sum = 0;
    for (var i = 0; i < count; i++) {
        sum += bits[from + i] * (1 << i);
    }
    out <== sum;
}

// One question's rule in one word, laid out as contracts/interfaces/QuestionWord.sol.
//
// Proves: the word is below 2^90 (higher bits are 0) and the outputs are its fields. 90 bits are far below the field prime,
// so the decomposition is unique.
template QuestionWord() {
    signal input word;
    signal output optionCount;
    signal output minChosen;
    signal output maxChosen;
    signal output maxValue;
    signal output minSum;
    signal output maxSum;
    signal output maxSquares;
    signal output distinct;
    signal output allowBlank;

    signal bits[90] <== Num2Bits(90)(word);
    optionCount <== Field(0, 8)(bits);
    minChosen <== Field(8, 8)(bits);
    maxChosen <== Field(16, 8)(bits);
    maxValue <== Field(24, 8)(bits);
    minSum <== Field(32, 16)(bits);
    maxSum <== Field(48, 16)(bits);
    maxSquares <== Field(64, 24)(bits);
    distinct <== bits[88];
    allowBlank <== bits[89];
}
