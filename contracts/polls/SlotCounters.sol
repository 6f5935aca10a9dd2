// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title Slot counters
/// @notice Sixteen counters of 28 bits in two words, and the number of ballots. At most 2^20 ballots of at most 255 a slot
/// are ever added, so no counter reaches its neighbour.
library SlotCounters {
    struct Counters {
        /// Slots 0–7, slot i in bits 28i…28i+27, and the number of ballots in bits 224…255.
        uint256 low;
        /// Slots 8–15.
        uint256 high;
    }

    uint256 private constant BALLOTS_AT = 224;
    uint256 private constant SLOT = (1 << 28) - 1;
    uint256 private constant FOUR_BYTES = 0xffffffff00000000000000000000ffffffff;
    uint256 private constant TWO_BYTES = 0xffff0000000000ffff0000000000ffff0000000000ffff;
    uint256 private constant ONE_BYTE = 0xff00000ff00000ff00000ff00000ff00000ff00000ff00000ff;

    /// @notice Adds one ballot. @param votes a vector, slot i in bits 8i…8i+7.
    function add(Counters storage counters, uint256 votes) internal {
        uint256 high = _spread(uint64(votes >> 64));
        counters.low += _spread(uint64(votes)) + (1 << BALLOTS_AT);
        if (high != 0) counters.high += high;
    }

    function ballots(Counters storage counters) internal view returns (uint32) {
        return uint32(counters.low >> BALLOTS_AT);
    }

    function all(Counters storage counters) internal view returns (uint256[16] memory totals) {
        uint256 low = counters.low;
        uint256 high = counters.high;
        for (uint256 i = 0; i < 8; ++i) {
            totals[i] = (low >> (28 * i)) & SLOT;
            totals[8 + i] = (high >> (28 * i)) & SLOT;
        }
    }

    /// @dev Eight bytes, each moved to the bottom of its 28 bits: halves, then quarters, then bytes.
    function _spread(uint256 values) private pure returns (uint256) {
        values = (values | (values << 80)) & FOUR_BYTES;
        values = (values | (values << 40)) & TWO_BYTES;
        return (values | (values << 20)) & ONE_BYTE;
    }
}
