pragma circom 2.2.0;

include "circomlib/circuits/bitify.circom";

// Signed digits: bits b_0 … b_{n−1} stand for the odd integer Σ ±2^j (+ where b_j is 1) = 2·Σ b_j·2^j − (2^n − 1).
// No digit is 0, so no partial sum is the identity and no addition needs a special case.

// Splits a scalar in its signed form into 251 bits, and pairs the lower 250 into windows of two.
//
// Proves: bits are 0 or 1 and `shifted` = Σ bits[j]·2^j. As 2^251 is far below the field prime the decomposition is unique.
// Not proved: that the scalar is below the subgroup order ℓ (2^250 < ℓ < 2^251). It need not be: points of order ℓ times s
// and times s + ℓ are the same, and the additions below are sound for every one of the 2^251 bit patterns.
template SignedScalar() {
    signal input shifted;
    signal output bits[251];
    signal output both[125]; // bits[2i]·bits[2i+1]

    bits <== Num2Bits(251)(shifted);
    for (var i = 0; i < 125; i++) {
        both[i] <== bits[2 * i] * bits[2 * i + 1];
    }
}

// The point of one window: digit·B where the digit 2·low + 4·high − 3 is one of −3, −1, 1, 3, from B and 3·B in
// Montgomery form, where −(u, v) = (u, −v).
//
// Proves: out = digit·B, for low, high ∈ {0, 1} and both = low·high. Costs nothing where B is a constant, else 3.
template WindowPoint() {
    signal input low;
    signal input high;
    signal input both;
    signal input once[2];
    signal input thrice[2];
    signal output out[2];

    // low = high exactly for the digits ±3.
    signal three <== 1 - low - high + 2 * both;
    out[0] <== once[0] + three * (thrice[0] - once[0]);

    signal lowPart <== low * (thrice[1] - once[1]);
    out[1] <== lowPart + high * (once[1] + thrice[1]) - thrice[1];
}
