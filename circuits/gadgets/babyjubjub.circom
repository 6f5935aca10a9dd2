pragma circom 2.2.0;

// BabyJubJub constants, worked out by the compiler: no table is copied from anywhere, and none costs a constraint.
//
// Edwards form a·x² + y² = 1 + d·x²·y² with a = 168700, d = 168696 (EIP-2494). Its addition law is complete: a is a
// square, d is not. Montgomery form (u, v) = ((1 + y) / (1 − y), u / x) adds in 3 constraints instead of 6, but not a
// point to itself or to its negative: whoever uses it says why that cannot happen.

// The order of the subgroup, an odd prime; G generates it.
function subgroupOrder() {
    return 2736030358979909402780800718157159386076813972158567259200215660948447373041;
}

// Base8 of circomlib, the generator G of the prime-order subgroup.
function generator() {
    return [
        5299619240641551281634865583518297030282874472190772894086521144482721001553,
        16950150798460657717958625567821834550301663161624707787222815936182638968203
    ];
}

function edwardsSum(p, q) {
    var tau = 168696 * p[0] * p[1] * q[0] * q[1];
    return [
        (p[0] * q[1] + p[1] * q[0]) / (1 + tau),
        (p[1] * q[1] - 168700 * p[0] * q[0]) / (1 - tau)
    ];
}

// scalar·p.
function edwardsMultiple(scalar, p) {
    var sum[2] = [0, 1];
    var power[2] = p;
    while (scalar != 0) {
        if (scalar & 1 == 1) {
            sum = edwardsSum(sum, power);
        }
        power = edwardsSum(power, power);
        scalar = scalar >> 1;
    }
    return sum;
}

function toMontgomery(p) {
    var u = (1 + p[1]) / (1 - p[1]);
    return [u, u / p[0]];
}

// For each window i of two bits: (base·4^i, 3·base·4^i), in Montgomery form.
function windowTable(windows, base) {
    var table[125][2][2];
    var power[2] = base;
    for (var i = 0; i < windows; i++) {
        var twice[2] = edwardsSum(power, power);
        table[i][0] = toMontgomery(power);
        table[i][1] = toMontgomery(edwardsSum(twice, power));
        power = edwardsSum(twice, twice);
    }
    return table;
}
