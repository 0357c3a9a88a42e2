#if defined(__x86_64__)
#include <immintrin.h>

#include "kernel_tables.h"

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,fma")))

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

AVX512 static inline __m512i multiply_avx512(__m512i sums, __m256i bytes, const int16_t *words) {
    return _mm512_add_epi32(sums, _mm512_madd_epi16(_mm512_cvtepi8_epi16(bytes), _mm512_loadu_si512(words)));
}

AVX512 static inline int32_t nibble_dot_avx512(const int8_t *query, const uint8_t *coarse, size_t dimension) {
    const __m512i low = _mm512_set1_epi8(15), ones = _mm512_set1_epi16(1);
    __m512i sums = _mm512_setzero_si512();
    for (size_t start = 0; start < dimension; start += 128) {
        __m512i pairs = _mm512_loadu_si512(coarse + start / 2);
        __m512i a = _mm512_and_si512(pairs, low), b = _mm512_and_si512(_mm512_srli_epi16(pairs, 4), low);
        // At most 4 * 15 * 127: four products fit 16 bits.
        __m512i products = _mm512_add_epi16(_mm512_maddubs_epi16(a, _mm512_loadu_si512(query + start)),
                                            _mm512_maddubs_epi16(b, _mm512_loadu_si512(query + start + 64)));
        sums = _mm512_add_epi32(sums, _mm512_madd_epi16(products, ones));
    }
    return _mm512_reduce_add_epi32(sums);
}

#define VK_TARGET AVX512
#define VK_NAME(x) x##_avx512
#include "full_dots_512.h"

#include "code_loops.h"

const vk_kernel_table vk_avx512_kernels = VK_TABLE;
#endif
