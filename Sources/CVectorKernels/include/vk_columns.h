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

/// What lies in a range, where each value of a column has a bucket and buckets are in the order of the values.
typedef struct vk_bucket_range {
    /// Buckets of which at least a part lies in the range.
    uint16_t first, last;
    /// Those of which maybe only a part does: their values are compared. Numbers that no bucket has stand for none.
    uint16_t partial[2];
    double low, high;
} vk_bucket_range;

/// Values that lie in a range; `buckets` holds the bucket of each.
void vk_bits_of_buckets(const uint16_t *buckets, const double *values, size_t count, const vk_bucket_range *range,
                        uint64_t *bits);

/// As `vk_bits_of_buckets` with the instructions of an available level, for tests.
void vk_bits_of_buckets_at(vk_level level, const uint16_t *buckets, const double *values, size_t count,
                           const vk_bucket_range *range, uint64_t *bits);

/// Codes from `low` to `high`, both included.
void vk_bits_of_codes(const uint32_t *codes, size_t count, uint32_t low, uint32_t high, uint64_t *bits);

/// As `vk_bits_of_codes` with the instructions of an available level, for tests.
void vk_bits_of_codes_at(vk_level level, const uint32_t *codes, size_t count, uint32_t low, uint32_t high,
                         uint64_t *bits);

/// Codes below `size` whose byte in `table` is 1; the others' are 0.
void vk_bits_of_table(const uint32_t *codes, size_t count, const uint8_t *table, uint32_t size, uint64_t *bits);

#endif
