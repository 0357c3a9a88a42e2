#if defined(__x86_64__)
#include <immintrin.h>

#include "kernel_tables.h"

#define AVX2 __attribute__((target("avx2,fma")))

AVX2 static inline float sum8(__m256 v) {
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps(two, two, 1)));
}

AVX2 static inline float dot_avx2(const float *a, const float *b, size_t dimension) {
    __m256 s0 = _mm256_setzero_ps(), s1 = s0, s2 = s0, s3 = s0;
    size_t i = 0;
    for (; i + 32 <= dimension; i += 32) {
        s0 = _mm256_fmadd_ps(_mm256_loadu_ps(a + i), _mm256_loadu_ps(b + i), s0);
        s1 = _mm256_fmadd_ps(_mm256_loadu_ps(a + i + 8), _mm256_loadu_ps(b + i + 8), s1);
        s2 = _mm256_fmadd_ps(_mm256_loadu_ps(a + i + 16), _mm256_loadu_ps(b + i + 16), s2);
        s3 = _mm256_fmadd_ps(_mm256_loadu_ps(a + i + 24), _mm256_loadu_ps(b + i + 24), s3);
    }
    for (; i + 8 <= dimension; i += 8) s0 = _mm256_fmadd_ps(_mm256_loadu_ps(a + i), _mm256_loadu_ps(b + i), s0);
    float total = sum8(_mm256_add_ps(_mm256_add_ps(s0, s1), _mm256_add_ps(s2, s3)));
    for (; i < dimension; i++) total += a[i] * b[i];
    return total;
}

AVX2 static inline int32_t sum8_i32(__m256i v) {
    __m128i four = _mm_add_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
    __m128i two = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0x4E));
    return _mm_cvtsi128_si32(_mm_add_epi32(two, _mm_shuffle_epi32(two, 0xB1)));
}

AVX2 static inline int32_t nibble_dot_avx2(const int8_t *query, const uint8_t *coarse, size_t dimension) {
    const __m256i low = _mm256_set1_epi8(15), ones = _mm256_set1_epi16(1);
    __m256i sums = _mm256_setzero_si256();
    for (size_t start = 0; start < dimension; start += 128) {
        for (size_t i = 0; i < 64; i += 32) {
            __m256i pairs = _mm256_loadu_si256((const __m256i *)(coarse + start / 2 + i));
            __m256i a = _mm256_and_si256(pairs, low), b = _mm256_and_si256(_mm256_srli_epi16(pairs, 4), low);
            // At most 4 * 15 * 127: four products fit 16 bits.
            __m256i products =
                _mm256_add_epi16(_mm256_maddubs_epi16(a, _mm256_loadu_si256((const __m256i *)(query + start + i))),
                                 _mm256_maddubs_epi16(b, _mm256_loadu_si256((const __m256i *)(query + start + 64 + i))));
            sums = _mm256_add_epi32(sums, _mm256_madd_epi16(products, ones));
        }
    }
    return sum8_i32(sums);
}

AVX2 static inline __m256i multiply_avx2(__m256i sums, __m128i bytes, const int16_t *words) {
    return _mm256_add_epi32(
        sums, _mm256_madd_epi16(_mm256_cvtepi8_epi16(bytes), _mm256_loadu_si256((const __m256i *)words)));
}

AVX2 static inline void full_dots_avx2(const int16_t *query, const uint8_t *coarse, const int8_t *fine,
                                       size_t dimension, int32_t *nibble_sum, int32_t *fine_sum) {
    const __m128i low = _mm_set1_epi8(15);
    __m256i nibbles = _mm256_setzero_si256(), bytes = nibbles;
    for (size_t start = 0; start < dimension; start += 128) {
        for (size_t i = 0; i < 64; i += 16) {
            __m128i pairs = _mm_loadu_si128((const __m128i *)(coarse + start / 2 + i));
            __m128i a = _mm_and_si128(pairs, low), b = _mm_and_si128(_mm_srli_epi16(pairs, 4), low);
            nibbles = multiply_avx2(nibbles, a, query + start + i);
            nibbles = multiply_avx2(nibbles, b, query + start + 64 + i);
        }
        for (size_t i = start; i < start + 128; i += 16) {
            bytes = multiply_avx2(bytes, _mm_loadu_si128((const __m128i *)(fine + i)), query + i);
        }
    }
    *nibble_sum = sum8_i32(nibbles);
    *fine_sum = sum8_i32(bytes);
}

#define VK_TARGET AVX2
#define VK_NAME(x) x##_avx2
#include "code_loops.h"

const vk_kernel_table vk_avx2_kernels = VK_TABLE;
#endif
