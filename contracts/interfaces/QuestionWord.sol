// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice One question's rule in one word, the same in Solidity, circom and TypeScript.
///
/// | bits   | field         | meaning                                                                    |
/// | ------ | ------------- | -------------------------------------------------------------------------- |
/// | 0–7    | `optionCount` | slots the question owns, the blank slot included                           |
/// | 8–15   | `minChosen`   | fewest slots with a value above 0                                          |
/// | 16–23  | `maxChosen`   | most slots with a value above 0                                            |
/// | 24–31  | `maxValue`    | largest value of one slot                                                  |
/// | 32–47  | `minSum`      | smallest sum of the values                                                 |
/// | 48–63  | `maxSum`      | largest sum of the values                                                  |
/// | 64–87  | `maxSquares`  | largest sum of the squares of the values                                   |
/// | 88     | `distinct`    | values above 0 differ from each other                                      |
/// | 89     | `allowBlank`  | the last slot is the blank vote: 1 exactly when the other slots are all 0, |
/// |        |               | and then the lower bounds do not apply                                     |
///
/// The bounds are about the question's n slots without the blank slot. Higher bits are 0.
///
/// A word may be published when n ≥ 1, `optionCount` ≤ 16, 1 ≤ `maxChosen` ≤ n, `minChosen` ≤ `maxChosen`, `maxValue` ≥ 1,
/// `maxSum` ≥ 1, `minSum` ≤ `maxSum`, and some ballot that chooses something satisfies all bounds together.
type QuestionWord is uint96;
