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

static inline int32x4_t multiply_neon(int32x4_t sums, int8x16_t x, int8x16_t y) {
    sums = vpadalq_s16(sums, vmull_s8(vget_low_s8(x), vget_low_s8(y)));
    return vpadalq_s16(sums, vmull_s8(vget_high_s8(x), vget_high_s8(y)));
}

static inline int32_t nibble_dot_neon(const int8_t *query, const uint8_t *coarse, size_t dimension) {
    const uint8x16_t low = vdupq_n_u8(15);
    int32x4_t sums = vdupq_n_s32(0);
    for (size_t start = 0; start < dimension; start += 128) {
        for (size_t i = 0; i < 64; i += 16) {
            uint8x16_t pairs = vld1q_u8(coarse + start / 2 + i);
            sums = multiply_neon(sums, vreinterpretq_s8_u8(vandq_u8(pairs, low)), vld1q_s8(query + start + i));
            sums = multiply_neon(sums, vreinterpretq_s8_u8(vshrq_n_u8(pairs, 4)), vld1q_s8(query + start + 64 + i));
        }
    }
    return vaddvq_s32(sums);
}

static inline int32x4_t multiply_words_neon(int32x4_t sums, int8x16_t bytes, const int16_t *words) {
    int16x8_t a = vmovl_s8(vget_low_s8(bytes)), b = vmovl_s8(vget_high_s8(bytes));
    int16x8_t x = vld1q_s16(words), y = vld1q_s16(words + 8);
    sums = vmlal_s16(sums, vget_low_s16(a), vget_low_s16(x));
    sums = vmlal_s16(sums, vget_high_s16(a), vget_high_s16(x));
    sums = vmlal_s16(sums, vget_low_s16(b), vget_low_s16(y));
    return vmlal_s16(sums, vget_high_s16(b), vget_high_s16(y));
}

static inline void full_dots_neon(const int16_t *query, const uint8_t *coarse, const int8_t *fine, size_t dimension,
                                  int32_t *nibble_sum, int32_t *fine_sum) {
    const uint8x16_t low = vdupq_n_u8(15);
    int32x4_t nibbles = vdupq_n_s32(0), bytes = nibbles;
    for (size_t start = 0; start < dimension; start += 128) {
        for (size_t i = 0; i < 64; i += 16) {
            uint8x16_t pairs = vld1q_u8(coarse + start / 2 + i);
            nibbles = multiply_words_neon(nibbles, vreinterpretq_s8_u8(vandq_u8(pairs, low)), query + start + i);
            nibbles = multiply_words_neon(nibbles, vreinterpretq_s8_u8(vshrq_n_u8(pairs, 4)), query + start + 64 + i);
        }
        for (size_t i = start; i < start + 128; i += 16) {
            bytes = multiply_words_neon(bytes, vld1q_s8(fine + i), query + i);
        }
    }
    *nibble_sum = vaddvq_s32(nibbles);
    *fine_sum = vaddvq_s32(bytes);
}

#define VK_TARGET
#define VK_NAME(x) x##_neon
#include "code_loops.h"

const vk_kernel_table vk_neon_kernels = VK_TABLE;
#endif
