#if defined(__x86_64__)
#include <immintrin.h>

#include "kernel_tables.h"

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,fma")))
#define AVX512_VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni,fma")))

AVX512 static inline __mmask16 low_lanes(size_t count) { return (__mmask16)((1u << count) - 1); }

AVX512 static inline float dot_avx512(const float *a, const float *b, size_t dimension) {
    __m512 s0 = _mm512_setzero_ps(), s1 = s0, s2 = s0, s3 = s0;
    size_t i = 0;
    for (; i + 64 <= dimension; i += 64) {
        s0 = _mm512_fmadd_ps(_mm512_loadu_ps(a + i), _mm512_loadu_ps(b + i), s0);
        s1 = _mm512_fmadd_ps(_mm512_loadu_ps(a + i + 16), _mm512_loadu_ps(b + i + 16), s1);
        s2 = _mm512_fmadd_ps(_mm512_loadu_ps(a + i + 32), _mm512_loadu_ps(b + i + 32), s2);
        s3 = _mm512_fmadd_ps(_mm512_loadu_ps(a + i + 48), _mm512_loadu_ps(b + i + 48), s3);
    }
    for (; i + 16 <= dimension; i += 16) s0 = _mm512_fmadd_ps(_mm512_loadu_ps(a + i), _mm512_loadu_ps(b + i), s0);
    if (i < dimension) {
        __mmask16 lanes = low_lanes(dimension - i);
        s1 = _mm512_fmadd_ps(_mm512_maskz_loadu_ps(lanes, a + i), _mm512_maskz_loadu_ps(lanes, b + i), s1);
    }
    return _mm512_reduce_add_ps(_mm512_add_ps(_mm512_add_ps(s0, s1), _mm512_add_ps(s2, s3)));
}

AVX512 static inline float l2sq_avx512(const float *a, const float *b, size_t dimension) {
    __m512 s0 = _mm512_setzero_ps(), s1 = s0;
    size_t i = 0;
    for (; i + 32 <= dimension; i += 32) {
        __m512 d0 = _mm512_sub_ps(_mm512_loadu_ps(a + i), _mm512_loadu_ps(b + i));
        __m512 d1 = _mm512_sub_ps(_mm512_loadu_ps(a + i + 16), _mm512_loadu_ps(b + i + 16));
        s0 = _mm512_fmadd_ps(d0, d0, s0);
        s1 = _mm512_fmadd_ps(d1, d1, s1);
    }
    for (; i < dimension; i += 16) {
        __mmask16 lanes = dimension - i >= 16 ? (__mmask16)0xFFFF : low_lanes(dimension - i);
        __m512 d = _mm512_sub_ps(_mm512_maskz_loadu_ps(lanes, a + i), _mm512_maskz_loadu_ps(lanes, b + i));
        s0 = _mm512_fmadd_ps(d, d, s0);
    }
    return _mm512_reduce_add_ps(_mm512_add_ps(s0, s1));
}

AVX512 static int32_t dot_i8_avx512(const int8_t *a, const int8_t *b, size_t dimension) {
    __m512i sums = _mm512_setzero_si512();
    for (size_t i = 0; i < dimension; i += 32) {
        __mmask32 lanes = dimension - i >= 32 ? ~(__mmask32)0 : (((__mmask32)1 << (dimension - i)) - 1);
        __m512i x = _mm512_cvtepi8_epi16(_mm256_maskz_loadu_epi8(lanes, a + i));
        __m512i y = _mm512_cvtepi8_epi16(_mm256_maskz_loadu_epi8(lanes, b + i));
        sums = _mm512_add_epi32(sums, _mm512_madd_epi16(x, y));
    }
    return _mm512_reduce_add_epi32(sums);
}

// VNNI multiplies unsigned by signed bytes. With a + 128 as the unsigned side the sum is too large by
// 128 * sum(b), which the second accumulator counts.
AVX512_VNNI static int32_t dot_i8_avx512_vnni(const int8_t *a, const int8_t *b, size_t dimension) {
    const __m512i flip = _mm512_set1_epi8((char)0x80), ones = _mm512_set1_epi8(1);
    __m512i products = _mm512_setzero_si512(), excess = products;
    for (size_t i = 0; i < dimension; i += 64) {
        __mmask64 lanes = dimension - i >= 64 ? ~(__mmask64)0 : (((__mmask64)1 << (dimension - i)) - 1);
        __m512i x = _mm512_xor_si512(_mm512_maskz_loadu_epi8(lanes, a + i), flip);
        __m512i y = _mm512_maskz_loadu_epi8(lanes, b + i);
        products = _mm512_dpbusd_epi32(products, x, y);
        excess = _mm512_dpbusd_epi32(excess, ones, y);
    }
    return _mm512_reduce_add_epi32(_mm512_sub_epi32(products, _mm512_slli_epi32(excess, 7)));
}

#define VK_TARGET AVX512
#define VK_NAME(x) x##_avx512
#define VK_DOT dot_avx512
#define VK_L2SQ l2sq_avx512
#include "slot_loops.h"

const vk_kernel_table vk_avx512_kernels = {
    dot_avx512,
    l2sq_avx512,
    dot_slots_avx512,
    neg_l2sq_slots_avx512,
    any_dot_at_least_avx512,
    any_neg_l2sq_at_least_avx512,
    dot_i8_avx512,
};

const vk_kernel_table vk_avx512_vnni_kernels = {
    dot_avx512,
    l2sq_avx512,
    dot_slots_avx512,
    neg_l2sq_slots_avx512,
    any_dot_at_least_avx512,
    any_neg_l2sq_at_least_avx512,
    dot_i8_avx512_vnni,
};
#endif
