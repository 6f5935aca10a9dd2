pragma circom 2.2.0;

include "gadgets/ballot_rules.circom";
include "gadgets/encryption.circom";
include "gadgets/transcript.circom";

// A sealed ballot: the encrypted values obey the poll's questions.
//
// v = [context, questions…, P.x, P.y, then R.x, R.y, C.x, C.y of each ciphertext], 3 + questions + 2·slots values.
//
// Proves knowledge of values m and randomness r with:
//   the rules of every question hold for m;
//   R_g = r_g·G and C_g = (m_{2g} + 2^32·m_{2g+1})·G + r_g·P for each pair g of slots;
//   h = PoseidonChain(v) and c = Σ rho^(i+1)·v_i.
// Public signals: [h, c, rho]. The verifier draws rho from h and its own v, and recomputes c: see SECURITY.md.
//
// Relies on the verifier for: questions in range and P a point of the prime-order subgroup, not the identity.
// NOT proved: who votes and that they vote once (Semaphore's proof, tied by the digest of v in its message); that r_g is
// fresh or differs between ciphertexts (only the voter's own secrecy depends on it).
template Ballot(slots, questions) {
    signal input context;           // keccak256(chain, poll, nullifier) >> 8
    signal input words[questions];  // question words, 0 beyond the poll's questions
    signal input P[2];              // the committee's key
    signal input values[slots];     // private: what the voter chose
    signal input shifted[slots \ 2]; // private: randomness in signed form, r = 2·shifted − (2^251 − 1) mod ℓ
    signal input rho;
    signal output h;
    signal output c;

    // The ballot obeys the rules.
    component rules = BallotRules(slots, questions);
    rules.words <== words;
    rules.values <== values;

    // The ciphertexts hold this ballot; the powers of P are computed once for all of them.
    component key = WindowTable(125);
    key.P <== P;
    var windows[125][2][2] = windowTable(125, generator());
    var tops[2][2] = generatorTops(0);
    var pairWindows[125][2][2] = pairTable();
    var constant[2] = pairConstant();
    component pair[slots \ 2];
    for (var g = 0; g < slots \ 2; g++) {
        pair[g] = Encrypt(windows, tops, pairWindows, constant);
        pair[g].shifted <== shifted[g];
        pair[g].even <== rules.bits[2 * g];
        pair[g].odd <== rules.bits[2 * g + 1];
        pair[g].table <== key.table;
        pair[g].top <== key.top;
    }

    // Everything the verifier knows, folded.
    var n = 3 + questions + 2 * slots;
    component fold = Fold(n);
    fold.rho <== rho;
    fold.values[0] <== context;
    for (var q = 0; q < questions; q++) {
        fold.values[1 + q] <== words[q];
    }
    fold.values[1 + questions] <== P[0];
    fold.values[2 + questions] <== P[1];
    for (var g = 0; g < slots \ 2; g++) {
        fold.values[3 + questions + 4 * g] <== pair[g].R[0];
        fold.values[4 + questions + 4 * g] <== pair[g].R[1];
        fold.values[5 + questions + 4 * g] <== pair[g].C[0];
        fold.values[6 + questions + 4 * g] <== pair[g].C[1];
    }
    h <== fold.h;
    c <== fold.c;
}
