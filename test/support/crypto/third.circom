pragma circom 2.1.0;

// Not a part of Le Vote: a third key, made from the same phase 1 as second.circom and so with the same α and β.
template Third() {
    signal input h;
    signal input c;
    signal input m;

    signal square <== m * m;
    h === square * m;
    c === square + m;
}

component main {public [h, c]} = Third();
