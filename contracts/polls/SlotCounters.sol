// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title Slot counters
/// @notice Sixteen counters of 32 bits in two words. At most 2^20 ballots of at most 255 a slot are ever added, so no
/// counter reaches its neighbour.
library SlotCounters {
    struct Counters {
        /// Slots 0–7, slot i in bits 32i…32i+31.
        uint256 low;
        /// Slots 8–15.
        uint256 high;
    }

    uint256 private constant FOUR_BYTES = 0x00000000000000000000000000000000ffffffff000000000000000000000000ffffffff;
    uint256 private constant TWO_BYTES = 0x000000000000ffff000000000000ffff000000000000ffff000000000000ffff;
    uint256 private constant ONE_BYTE = 0x000000ff000000ff000000ff000000ff000000ff000000ff000000ff000000ff;

    /// @param votes a vector, slot i in bits 8i…8i+7.
    function add(Counters storage counters, uint256 votes) internal {
        uint256 low = _spread(uint64(votes));
        uint256 high = _spread(uint64(votes >> 64));
        if (low != 0) counters.low += low;
        if (high != 0) counters.high += high;
    }

    function all(Counters storage counters) internal view returns (uint256[16] memory totals) {
        uint256 low = counters.low;
        uint256 high = counters.high;
        for (uint256 i = 0; i < 8; ++i) {
            totals[i] = uint32(low >> (32 * i));
            totals[8 + i] = uint32(high >> (32 * i));
        }
    }

    /// @dev Eight bytes, each moved to the bottom of its 32 bits: halves, then quarters, then bytes.
    function _spread(uint256 values) private pure returns (uint256) {
        values = (values | (values << 96)) & FOUR_BYTES;
        values = (values | (values << 48)) & TWO_BYTES;
        return (values | (values << 24)) & ONE_BYTE;
    }
}
