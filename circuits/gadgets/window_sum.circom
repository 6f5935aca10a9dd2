pragma circom 2.2.0;

include "circomlib/circuits/babyjub.circom";
include "circomlib/circuits/montgomery.circom";
include "signed_digits.circom";

// Adds up one point per window, lowest window first; all in Montgomery form.
//
// Proves: out = Σ_i digit_i·4^i·B, given table[i] = (4^i·B, 3·4^i·B).
// Relies on: B of odd prime order ℓ, and 4^windows < ℓ (windows ≤ 125). The running sum before window i is an odd
// multiple k·B with |k| ≤ 4^i − 1, the next addend is ±4^i·B or ±3·4^i·B; their sum and difference are multiples k'·B with
// 0 < |k'| < 4^(i+1) < ℓ, so the two points never share a u and the 3-constraint addition is exact.
// The table may also skip powers upwards (ballot values start again at 2^32): |k| only gets smaller against the addend.
template WindowSum(windows) {
    signal input low[windows];
    signal input high[windows];
    signal input both[windows];
    signal input table[windows][2][2];
    signal output out[2];

    signal points[windows][2];
    signal sums[windows][2];
    for (var i = 0; i < windows; i++) {
        points[i] <== WindowPoint()(low[i], high[i], both[i], table[i][0], table[i][1]);
        if (i == 0) {
            sums[i] <== points[i];
        } else {
            sums[i] <== MontgomeryAdd()(sums[i - 1], points[i]);
        }
    }
    out <== sums[windows - 1];
}

// The window table of a point known only when proving: computed once, used by every multiplication of that point.
//
// Proves: table[i] = (4^i·P, 3·4^i·P) in Montgomery form and top = 4^windows·P in Edwards form.
// Relies on: P in the prime-order subgroup and not the identity. Then no doubling meets v = 0, 2·Q ≠ ±Q, and both changes
// of form are defined. For ballots the committee's `confirm` forces this on P.
template WindowTable(windows) {
    signal input P[2];
    signal output table[windows][2][2];
    signal output top[2];

    signal power[windows + 1][2];
    signal twice[windows][2];
    power[0] <== Edwards2Montgomery()(P);
    for (var i = 0; i < windows; i++) {
        twice[i] <== MontgomeryDouble()(power[i]);
        table[i][0] <== power[i];
        table[i][1] <== MontgomeryAdd()(twice[i], power[i]);
        power[i + 1] <== MontgomeryDouble()(twice[i]);
    }
    top <== Montgomery2Edwards()(power[windows]);
}

// Adds the 251st digit: out = below ± top, + where `bit` is 1.
//
// Proves: exactly that, for any two points of the curve: here the sum can wrap around the order, so the addition is the
// complete one of the Edwards form.
template TopDigit() {
    signal input below[2]; // Montgomery form
    signal input bit;
    signal input top[2];   // Edwards form
    signal output out[2];

    signal edwards[2] <== Montgomery2Edwards()(below);
    signal signedX <== (2 * bit - 1) * top[0];
    (out[0], out[1]) <== BabyAdd()(edwards[0], edwards[1], signedX, top[1]);
}
