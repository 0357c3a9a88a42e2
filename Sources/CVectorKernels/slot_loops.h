// The loops over rows, written once and compiled for each level; private to this target.
//
// Define VK_TARGET (function attributes), VK_NAME(x) (adds the level's suffix), VK_DOT and VK_L2SQ (the
// level's pair kernels, static) and include this file.

#include <stddef.h>
#include <stdint.h>

// How many rows ahead memory is asked for. One row of 384 floats is 24 cache lines: farther ahead the
// first lines are evicted again, nearer they come too late.
#define VK_ROWS_AHEAD 1

VK_TARGET static inline void VK_NAME(prefetch_row)(const float *row, size_t dimension) {
    const char *bytes = (const char *)row;
    for (size_t at = 0; at < dimension * sizeof(float); at += 64) __builtin_prefetch(bytes + at, 0, 3);
}

VK_TARGET static void VK_NAME(dot_slots)(const float *query, const float *base, size_t stride, size_t dimension,
                                         const uint32_t *slots, size_t count, float *out) {
    if (count > 0) VK_NAME(prefetch_row)(base + slots[0] * stride, dimension);
    for (size_t i = 0; i < count; i++) {
        if (i + VK_ROWS_AHEAD < count) VK_NAME(prefetch_row)(base + slots[i + VK_ROWS_AHEAD] * stride, dimension);
        out[i] = VK_DOT(query, base + slots[i] * stride, dimension);
    }
}

VK_TARGET static void VK_NAME(neg_l2sq_slots)(const float *query, const float *base, size_t stride, size_t dimension,
                                              const uint32_t *slots, size_t count, float *out) {
    if (count > 0) VK_NAME(prefetch_row)(base + slots[0] * stride, dimension);
    for (size_t i = 0; i < count; i++) {
        if (i + VK_ROWS_AHEAD < count) VK_NAME(prefetch_row)(base + slots[i + VK_ROWS_AHEAD] * stride, dimension);
        out[i] = -VK_L2SQ(query, base + slots[i] * stride, dimension);
    }
}

VK_TARGET static int VK_NAME(any_dot_at_least)(const float *query, const float *base, size_t stride, size_t dimension,
                                               const uint32_t *slots, size_t count, float threshold) {
    for (size_t i = 0; i < count; i++) {
        if (VK_DOT(query, base + slots[i] * stride, dimension) >= threshold) return 1;
    }
    return 0;
}

VK_TARGET static int VK_NAME(any_neg_l2sq_at_least)(const float *query, const float *base, size_t stride,
                                                    size_t dimension, const uint32_t *slots, size_t count,
                                                    float threshold) {
    for (size_t i = 0; i < count; i++) {
        if (-VK_L2SQ(query, base + slots[i] * stride, dimension) >= threshold) return 1;
    }
    return 0;
}
