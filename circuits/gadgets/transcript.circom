pragma circom 2.2.0;

include "circomlib/circuits/poseidon.circom";

// Hash of n values: Poseidon of the first 16, then each time of the hash so far and the next 15.
//
// Proves: out = H(… H(H(v_0 … v_15), v_16 … v_30) …, v_{n−1}). n is fixed by the circuit, so no padding is needed.
template PoseidonChain(n) {
    signal input values[n];
    signal output out;

    var blocks = n <= 16 ? 1 : 1 + (n - 16 + 14) \ 15;
    component block[blocks];
    var next = 0;
    for (var b = 0; b < blocks; b++) {
        var carried = b == 0 ? 0 : 1;
        var taken = n - next < 16 - carried ? n - next : 16 - carried;
        block[b] = Poseidon(carried + taken);
        if (carried == 1) {
            block[b].inputs[0] <== block[b - 1].out;
        }
        for (var i = 0; i < taken; i++) {
            block[b].inputs[carried + i] <== values[next + i];
        }
        next += taken;
    }
    out <== block[blocks - 1].out;
}

// Folds n values that would be public signals into two outputs, for a challenge rho.
//
// Proves: h = PoseidonChain(v) and c = Σ rho^(i+1)·v_i.
// Relies on: rho drawn after the values are fixed, that is by hashing h together with the values the verifier knows. The
// verifier then compares c with its own values; two different vectors agree for at most n of the 2^254 challenges.
// See SECURITY.md, "Folding".
template Fold(n) {
    signal input values[n];
    signal input rho;
    signal output h;
    signal output c;

    h <== PoseidonChain(n)(values);

    signal sums[n];
    sums[n - 1] <== values[n - 1];
    for (var i = n - 2; i >= 0; i--) {
        sums[i] <== values[i] + rho * sums[i + 1];
    }
    c <== rho * sums[0];
}
