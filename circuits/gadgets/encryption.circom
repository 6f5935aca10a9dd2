pragma circom 2.2.0;

include "babyjubjub.circom";
include "window_sum.circom";

// The constants below are parameters of the templates, not worked out inside them: the witness calculator would repeat
// such work for every ciphertext.

// The two points that the last digit chooses between: (offset − 2^250)·G and (offset + 2^250)·G.
function generatorTops(offset) {
    var order = subgroupOrder();
    var half = 1 << 250;
    return [
        edwardsMultiple((offset + order - half) % order, generator()),
        edwardsMultiple((offset + half) % order, generator())
    ];
}

// r·G for a scalar in signed form.
//
// Proves: out = (Σ ±2^j over 251 bits)·G + offset·G, in Edwards form.
// table: windowTable(125, G). tops: generatorTops(offset). The last addition can wrap around the order, so it is the
// complete one.
template MultiplyGenerator(table, tops) {
    signal input bits[251];
    signal input both[125];
    signal output out[2];

    component sum = WindowSum(125);
    for (var i = 0; i < 125; i++) {
        sum.low[i] <== bits[2 * i];
        sum.high[i] <== bits[2 * i + 1];
        sum.both[i] <== both[i];
        sum.table[i] <== table[i];
    }
    signal edwards[2] <== Montgomery2Edwards()(sum.out);
    (out[0], out[1]) <== BabyAdd()(
        edwards[0],
        edwards[1],
        tops[0][0] + bits[250] * (tops[1][0] - tops[0][0]),
        tops[0][1] + bits[250] * (tops[1][1] - tops[0][1])
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

// G/2, the point whose double is G.
function halfGenerator() {
    var half[2] = edwardsMultiple((subgroupOrder() + 1) \ 2, generator());
    return half;
}

// Windows of G/2 for an even slot's 8 bits, then of 2^32·G/2 for an odd slot's.
function pairTable() {
    var table[125][2][2] = windowTable(4, halfGenerator());
    var odd[125][2][2] = windowTable(4, edwardsMultiple(1 << 32, halfGenerator()));
    for (var i = 0; i < 4; i++) {
        table[4 + i] = odd[i];
    }
    return table;
}

// What reading bits as signed digits of G/2 leaves out: (255 + 255·2^32)·G/2.
function pairConstant() {
    var constant[2] = edwardsMultiple(255 + (255 << 32), halfGenerator());
    return constant;
}

// (even + 2^32·odd)·G for two values of 8 bits.
//
// Proves: exactly that, in Edwards form: Σ b_j·2^j·G = Σ ±2^j·(G/2) + Σ 2^j·(G/2). The constant is added with the complete
// addition, as the result is the identity where both values are 0.
// table: pairTable(). constant: pairConstant().
template MultiplyPair(table, constant) {
    signal input even[8];
    signal input odd[8];
    signal output out[2];

    component sum = WindowSum(8);
    for (var i = 0; i < 4; i++) {
        sum.low[i] <== even[2 * i];
        sum.high[i] <== even[2 * i + 1];
        sum.both[i] <== even[2 * i] * even[2 * i + 1];
        sum.low[4 + i] <== odd[2 * i];
        sum.high[4 + i] <== odd[2 * i + 1];
        sum.both[4 + i] <== odd[2 * i] * odd[2 * i + 1];
    }
    for (var i = 0; i < 8; i++) {
        sum.table[i] <== table[i];
    }
    signal edwards[2] <== Montgomery2Edwards()(sum.out);
    (out[0], out[1]) <== BabyAdd()(edwards[0], edwards[1], constant[0], constant[1]);
}

// One ciphertext of two values.
//
// Proves: R = r·G and C = (even + 2^32·odd)·G + r·P with one r = 2·shifted − (2^251 − 1) mod ℓ.
// Relies on: even and odd being bits (the caller's range check) and on {WindowTable} for P.
template Encrypt(generatorWindows, tops, pairWindows, constant) {
    signal input shifted;
    signal input even[8];
    signal input odd[8];
    signal input table[125][2][2];
    signal input top[2];
    signal output R[2];
    signal output C[2];

    component scalar = SignedScalar();
    scalar.shifted <== shifted;

    R <== MultiplyGenerator(generatorWindows, tops)(scalar.bits, scalar.both);
    signal mask[2] <== MultiplyShared()(scalar.bits, scalar.both, table, top);
    signal message[2] <== MultiplyPair(pairWindows, constant)(even, odd);
    (C[0], C[1]) <== BabyAdd()(mask[0], mask[1], message[0], message[1]);
}
