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

static float l2sq_scalar(const float *a, const float *b, size_t dimension) {
    float sums[8] = {0};
    size_t i = 0;
    for (; i + 8 <= dimension; i += 8) {
        for (size_t lane = 0; lane < 8; lane++) {
            float difference = a[i + lane] - b[i + lane];
            sums[lane] += difference * difference;
        }
    }
    float total = ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
    for (; i < dimension; i++) total += (a[i] - b[i]) * (a[i] - b[i]);
    return total;
}

static int32_t dot_i8_scalar(const int8_t *a, const int8_t *b, size_t dimension) {
    int32_t total = 0;
    for (size_t i = 0; i < dimension; i++) total += (int32_t)a[i] * (int32_t)b[i];
    return total;
}

#define VK_TARGET
#define VK_NAME(x) x##_scalar
#define VK_DOT dot_scalar
#define VK_L2SQ l2sq_scalar
#include "slot_loops.h"

const vk_kernel_table vk_scalar_kernels = {
    dot_scalar,          l2sq_scalar,           dot_slots_scalar, neg_l2sq_slots_scalar, any_dot_at_least_scalar,
    any_neg_l2sq_at_least_scalar, dot_i8_scalar,
};
