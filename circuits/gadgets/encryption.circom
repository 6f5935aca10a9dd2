pragma circom 2.2.0;

include "babyjubjub.circom";
include "window_sum.circom";

// r·G for a scalar in signed form.
//
// Proves: out = (Σ ±2^j over 251 bits)·G + offset·G, in Edwards form. `offset` is a constant.
template MultiplyGenerator(offset) {
    signal input bits[251];
    signal input both[125];
    signal output out[2];

    var table[125][2][2] = windowTable(125, generator());
    component sum = WindowSum(125);
    for (var i = 0; i < 125; i++) {
        sum.low[i] <== bits[2 * i];
        sum.high[i] <== bits[2 * i + 1];
        sum.both[i] <== both[i];
        sum.table[i] <== table[i];
    }

    // ±2^250·G + offset·G, chosen by the last bit between two constants.
    var order = subgroupOrder();
    var half = 1 << 250;
    var plus[2] = edwardsMultiple((offset + half) % order, generator());
    var minus[2] = edwardsMultiple((offset + order - half % order) % order, generator());
    signal edwards[2] <== Montgomery2Edwards()(sum.out);
    (out[0], out[1]) <== BabyAdd()(
        edwards[0],
        edwards[1],
        minus[0] + bits[250] * (plus[0] - minus[0]),
        minus[1] + bits[250] * (plus[1] - minus[1])
    );
}

// r·P for a scalar in signed form, from the shared window table of P.
//
// Proves: out = (Σ ±2^j over 251 bits)·P. Relies on {WindowTable}.
template MultiplyShared() {
    signal input bits[251];
    signal input both[125];
    signal input table[125][2][2];
    signal input top[2];
    signal output out[2];

    component sum = WindowSum(125);
    for (var i = 0; i < 125; i++) {
        sum.low[i] <== bits[2 * i];
        sum.high[i] <== bits[2 * i + 1];
        sum.both[i] <== both[i];
        sum.table[i] <== table[i];
    }
    out <== TopDigit()(sum.out, bits[250], top);
}

// (even + 2^32·odd)·G for two values of 8 bits.
//
// Proves: exactly that, in Edwards form. The bits are read as signed digits of G/2: Σ ±2^j·(G/2) = Σ b_j·2^j·G −
// (255 + 255·2^32)·(G/2), and the constant is added back with the complete addition, as the result may be the identity.
template MultiplyPair() {
    signal input even[8];
    signal input odd[8];
    signal output out[2];

    var order = subgroupOrder();
    var halfG[2] = edwardsMultiple((order + 1) \ 2, generator());
    var evenTable[125][2][2] = windowTable(4, halfG);
    var oddTable[125][2][2] = windowTable(4, edwardsMultiple(1 << 32, halfG));
    var constant[2] = edwardsMultiple(255 + (255 << 32), halfG);

    component sum = WindowSum(8);
    for (var i = 0; i < 4; i++) {
        sum.low[i] <== even[2 * i];
        sum.high[i] <== even[2 * i + 1];
        sum.both[i] <== even[2 * i] * even[2 * i + 1];
        sum.table[i] <== evenTable[i];
        sum.low[4 + i] <== odd[2 * i];
        sum.high[4 + i] <== odd[2 * i + 1];
        sum.both[4 + i] <== odd[2 * i] * odd[2 * i + 1];
        sum.table[4 + i] <== oddTable[i];
    }
    signal edwards[2] <== Montgomery2Edwards()(sum.out);
    (out[0], out[1]) <== BabyAdd()(edwards[0], edwards[1], constant[0], constant[1]);
}

// One ciphertext of two values.
//
// Proves: R = r·G and C = (even + 2^32·odd)·G + r·P with one r = 2·shifted − (2^251 − 1) mod ℓ.
// Relies on: even and odd being bits (the caller's range check) and on {WindowTable} for P.
template Encrypt() {
    signal input shifted;
    signal input even[8];
    signal input odd[8];
    signal input table[125][2][2];
    signal input top[2];
    signal output R[2];
    signal output C[2];

    component scalar = SignedScalar();
    scalar.shifted <== shifted;

    R <== MultiplyGenerator(0)(scalar.bits, scalar.both);
    signal mask[2] <== MultiplyShared()(scalar.bits, scalar.both, table, top);
    signal message[2] <== MultiplyPair()(even, odd);
    (C[0], C[1]) <== BabyAdd()(mask[0], mask[1], message[0], message[1]);
}
