pragma circom 2.1.0;

// Not a part of Le Vote: the smallest circuit with three public inputs, for keys that differ from Semaphore's.
template Second() {
    signal input h;
    signal input c;
    signal input rho;
    signal input m;

    h === m * m;
    c === m * rho;
}

component main {public [h, c, rho]} = Second();
