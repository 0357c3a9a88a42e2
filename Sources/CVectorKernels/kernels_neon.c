#if defined(__aarch64__)
#include <arm_neon.h>

#include "kernel_tables.h"

static inline float dot_neon(const float *a, const float *b, size_t dimension) {
    float32x4_t s0 = vdupq_n_f32(0), s1 = s0, s2 = s0, s3 = s0;
    size_t i = 0;
    for (; i + 16 <= dimension; i += 16) {
        s0 = vfmaq_f32(s0, vld1q_f32(a + i), vld1q_f32(b + i));
        s1 = vfmaq_f32(s1, vld1q_f32(a + i + 4), vld1q_f32(b + i + 4));
        s2 = vfmaq_f32(s2, vld1q_f32(a + i + 8), vld1q_f32(b + i + 8));
        s3 = vfmaq_f32(s3, vld1q_f32(a + i + 12), vld1q_f32(b + i + 12));
    }
    float total = vaddvq_f32(vaddq_f32(vaddq_f32(s0, s1), vaddq_f32(s2, s3)));
    for (; i < dimension; i++) total += a[i] * b[i];
    return total;
}

static inline float l2sq_neon(const float *a, const float *b, size_t dimension) {
    float32x4_t s0 = vdupq_n_f32(0), s1 = s0;
    size_t i = 0;
    for (; i + 8 <= dimension; i += 8) {
        float32x4_t d0 = vsubq_f32(vld1q_f32(a + i), vld1q_f32(b + i));
        float32x4_t d1 = vsubq_f32(vld1q_f32(a + i + 4), vld1q_f32(b + i + 4));
        s0 = vfmaq_f32(s0, d0, d0);
        s1 = vfmaq_f32(s1, d1, d1);
    }
    float total = vaddvq_f32(vaddq_f32(s0, s1));
    for (; i < dimension; i++) total += (a[i] - b[i]) * (a[i] - b[i]);
    return total;
}

static int32_t dot_i8_neon(const int8_t *a, const int8_t *b, size_t dimension) {
    int32x4_t sums = vdupq_n_s32(0);
    size_t i = 0;
    for (; i + 16 <= dimension; i += 16) {
        int8x16_t x = vld1q_s8(a + i), y = vld1q_s8(b + i);
        // Two products of bytes can reach 2^15, one too many for 16 bits: widen after each.
        sums = vpadalq_s16(sums, vmull_s8(vget_low_s8(x), vget_low_s8(y)));
        sums = vpadalq_s16(sums, vmull_s8(vget_high_s8(x), vget_high_s8(y)));
    }
    int32_t total = vaddvq_s32(sums);
    for (; i < dimension; i++) total += (int32_t)a[i] * (int32_t)b[i];
    return total;
}

#define VK_TARGET
#define VK_NAME(x) x##_neon
#define VK_DOT dot_neon
#define VK_L2SQ l2sq_neon
#include "slot_loops.h"

const vk_kernel_table vk_neon_kernels = {
    dot_neon, l2sq_neon, dot_slots_neon, neg_l2sq_slots_neon, any_dot_at_least_neon, any_neg_l2sq_at_least_neon,
    dot_i8_neon,
};
#endif
