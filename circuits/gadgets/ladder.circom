pragma circom 2.2.0;

include "circomlib/circuits/babyjub.circom";
include "circomlib/circuits/montgomery.circom";

// One step: out = 2·sum ± Q, as (sum ± Q) + sum without ever computing the middle point's v. Montgomery form.
//
// Proves: exactly that, for sum ≠ ±Q; if sum ± Q = −sum no witness exists. Relies on the caller for sum ≠ ±Q.
template DoubleAndAdd() {
    signal input sum[2];
    signal input Q[2];
    signal input bit; // + where 1
    signal output out[2];

    var A = 168698;
    var B = 1;

    signal v <== (2 * bit - 1) * Q[1];

    signal slope <-- (v - sum[1]) / (Q[0] - sum[0]);
    slope * (Q[0] - sum[0]) === v - sum[1];
    signal middle <== B * slope * slope - A - Q[0] - sum[0];

    signal second <-- -slope - 2 * sum[1] / (middle - sum[0]);
    (slope + second) * (middle - sum[0]) === -2 * sum[1];
    out[0] <== B * second * second - A - sum[0] - middle;
    out[1] <== second * (sum[0] - out[0]) - sum[1];
}

// x·Q for a scalar in signed form below a leading 3: the multiplier is 3·2^251 + Σ ±2^j over 251 bits.
//
// Proves: out = (3·2^251 + Σ ±2^j)·Q, in Edwards form. Top bit first; Q is used once, so it needs no table.
// Relies on: Q in the prime-order subgroup and not the identity. The running sum is an odd multiple k·Q with k ≥ 3 and
// k < 2^251 before each of the first 250 steps. As k is odd, k = ±1 mod ℓ would need k ≥ 2ℓ − 1 > 2^251: so sum ≠ ±Q, and
// {DoubleAndAdd} is exact. The last step, where k may be larger, uses the complete addition.
template Ladder() {
    signal input bits[251];
    signal input Q[2];
    signal output out[2];

    signal base[2] <== Edwards2Montgomery()(Q);
    signal twice[2] <== MontgomeryDouble()(base);
    signal sums[251][2];
    sums[0] <== MontgomeryAdd()(twice, base);
    for (var i = 0; i < 250; i++) {
        sums[i + 1] <== DoubleAndAdd()(sums[i], base, bits[250 - i]);
    }

    signal before[2] <== Montgomery2Edwards()(sums[250]);
    component doubled = BabyDbl();
    doubled.x <== before[0];
    doubled.y <== before[1];
    signal signedX <== (2 * bits[0] - 1) * Q[0];
    (out[0], out[1]) <== BabyAdd()(doubled.xout, doubled.yout, signedX, Q[1]);
}
