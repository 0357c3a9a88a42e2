#include "kernel_tables.h"

// Eight sums side by side: the compiler may not reorder float additions, so we write the order that
// the baseline vector unit can carry out.

static float dot_scalar(const float *a, const float *b, size_t dimension) {
    float sums[8] = {0};
    size_t i = 0;
    for (; i + 8 <= dimension; i += 8) {
        for (size_t lane = 0; lane < 8; lane++) sums[lane] += a[i + lane] * b[i + lane];
    }
    float total = ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
    for (; i < dimension; i++) total += a[i] * b[i];
    return total;
}

static int32_t nibble_dot_scalar(const int8_t *query, const uint8_t *coarse, size_t dimension) {
    int32_t total = 0;
    for (size_t start = 0; start < dimension; start += 128) {
        for (size_t i = 0; i < 64; i++) {
            uint8_t pair = coarse[start / 2 + i];
            total += query[start + i] * (pair & 15) + query[start + 64 + i] * (pair >> 4);
        }
    }
    return total;
}

static void full_dots_scalar(const int16_t *query, const uint8_t *coarse, const int8_t *fine, size_t dimension,
                             int32_t *nibble_sum, int32_t *fine_sum) {
    int32_t nibbles = 0, bytes = 0;
    for (size_t start = 0; start < dimension; start += 128) {
        for (size_t i = 0; i < 64; i++) {
            uint8_t pair = coarse[start / 2 + i];
            nibbles += query[start + i] * (pair & 15) + query[start + 64 + i] * (pair >> 4);
        }
        for (size_t i = start; i < start + 128; i++) bytes += query[i] * fine[i];
    }
    *nibble_sum = nibbles;
    *fine_sum = bytes;
}

#define VK_TARGET
#define VK_NAME(x) x##_scalar
#include "code_loops.h"

const vk_kernel_table vk_scalar_kernels = VK_TABLE;
