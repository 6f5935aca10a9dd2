import { BigInt } from "@graphprotocol/graph-ts";

/** Byte `place` of a number that is not negative, the lowest being 0. A BigInt's bytes stand lowest first. */
export function byteOf(value: BigInt, place: i32): i32 {
  return place < value.length ? <i32>value[place] : 0;
}

/** Parts of a question word; the layout is that of `contracts/interfaces/QuestionWord.sol`. */
export class QuestionRule {
  optionCount: i32;
  minChosen: i32;
  maxChosen: i32;
  maxValue: i32;
  minSum: i32;
  maxSum: i32;
  maxSquares: i32;
  distinct: boolean;
  allowBlank: boolean;
  /** Whether bits stand beyond the layout. */
  outOfRange: boolean;

  constructor(word: BigInt) {
    this.optionCount = byteOf(word, 0);
    this.minChosen = byteOf(word, 1);
    this.maxChosen = byteOf(word, 2);
    this.maxValue = byteOf(word, 3);
    this.minSum = byteOf(word, 4) | (byteOf(word, 5) << 8);
    this.maxSum = byteOf(word, 6) | (byteOf(word, 7) << 8);
    this.maxSquares = byteOf(word, 8) | (byteOf(word, 9) << 8) | (byteOf(word, 10) << 16);
    this.distinct = (byteOf(word, 11) & 1) == 1;
    this.allowBlank = (byteOf(word, 11) & 2) == 2;
    this.outOfRange = byteOf(word, 11) > 3;
  }

  /** Options that the document names. */
  choiceCount(): i32 {
    return this.allowBlank ? this.optionCount - 1 : this.optionCount;
  }
}
