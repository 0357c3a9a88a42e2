#ifndef VK_COLUMNS_H
#define VK_COLUMNS_H

#include <stddef.h>
#include <stdint.h>

#include "vk_dispatch.h"

// Which values of a column satisfy a condition: bit i % 64 of word i / 64 of `bits` stands for value i. All words
// of `count` values are written; bits beyond the last value are zero.

/// Values from `low` to `high`, both included; never NaN.
void vk_bits_of_numbers(const double *values, size_t count, double low, double high, uint64_t *bits);

/// As `vk_bits_of_numbers` with the instructions of an available level, for tests.
void vk_bits_of_numbers_at(vk_level level, const double *values, size_t count, double low, double high, uint64_t *bits);

/// Codes from `low` to `high`, both included.
void vk_bits_of_codes(const uint32_t *codes, size_t count, uint32_t low, uint32_t high, uint64_t *bits);

/// Codes below `size` whose byte in `table` is 1; the others' are 0.
void vk_bits_of_table(const uint32_t *codes, size_t count, const uint8_t *table, uint32_t size, uint64_t *bits);

#endif
