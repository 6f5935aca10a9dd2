// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title Slot counters
/// @notice Sixteen counters of 28 bits: slots 0–6 in a word with what each vote writes anyway, slots 7–15 in a word of their
/// own. At most 2^20 ballots of at most 255 a slot are ever added, so no counter reaches its neighbour.
library SlotCounters {
    /// @dev How many slots `low` holds.
    uint256 private constant LOW = 7;
    uint256 private constant SLOT = (1 << 28) - 1;
    uint256 private constant FOUR_BYTES = 0xffffffff00000000000000000000ffffffff;
    uint256 private constant TWO_BYTES = 0xffff0000000000ffff0000000000ffff0000000000ffff;
    uint256 private constant ONE_BYTE = 0xff00000ff00000ff00000ff00000ff00000ff00000ff00000ff;

    /// @param votes a vector, slot i in bits 8i…8i+7.
    /// @return low what it adds to slots 0–6, slot i in bits 28i…28i+27. @return high to slots 7–15, from bit 0 on.
    function spread(uint256 votes) internal pure returns (uint200 low, uint256 high) {
        low = uint200(_spread(uint56(votes)));
        high = _spread(uint64(votes >> 56)) | ((votes >> 120) << 224);
    }

    function all(uint256 low, uint256 high) internal pure returns (uint256[16] memory totals) {
        for (uint256 i = 0; i < 16; ++i) {
            totals[i] = (i < LOW ? low >> (28 * i) : high >> (28 * (i - LOW))) & SLOT;
        }
    }

    /// @dev Eight bytes, each moved to the bottom of its 28 bits: halves, then quarters, then bytes.
    function _spread(uint256 values) private pure returns (uint256) {
        values = (values | (values << 80)) & FOUR_BYTES;
        values = (values | (values << 40)) & TWO_BYTES;
        return (values | (values << 20)) & ONE_BYTE;
    }
}
