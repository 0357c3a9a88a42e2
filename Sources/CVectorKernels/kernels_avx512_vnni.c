#if defined(__x86_64__)
#include <immintrin.h>

#include "kernel_tables.h"

#define AVX512_VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni,fma")))

static float dot_vnni(const float *a, const float *b, size_t dimension) {
    return vk_avx512_kernels.dot_f32(a, b, dimension);
}

AVX512_VNNI static inline int32_t nibble_dot_vnni(const int8_t *query, const uint8_t *coarse, size_t dimension) {
    const __m512i low = _mm512_set1_epi8(15);
    __m512i a_sums = _mm512_setzero_si512(), b_sums = a_sums;
    for (size_t start = 0; start < dimension; start += 128) {
        __m512i pairs = _mm512_loadu_si512(coarse + start / 2);
        __m512i a = _mm512_and_si512(pairs, low), b = _mm512_and_si512(_mm512_srli_epi16(pairs, 4), low);
        a_sums = _mm512_dpbusd_epi32(a_sums, a, _mm512_loadu_si512(query + start));
        b_sums = _mm512_dpbusd_epi32(b_sums, b, _mm512_loadu_si512(query + start + 64));
    }
    return _mm512_reduce_add_epi32(_mm512_add_epi32(a_sums, b_sums));
}

AVX512_VNNI static inline __m512i multiply_vnni(__m512i sums, __m256i bytes, const int16_t *words) {
    return _mm512_dpwssd_epi32(sums, _mm512_cvtepi8_epi16(bytes), _mm512_loadu_si512(words));
}

#define VK_TARGET AVX512_VNNI
#define VK_NAME(x) x##_vnni
#include "full_dots_512.h"

#include "code_loops.h"

const vk_kernel_table vk_avx512_vnni_kernels = VK_TABLE;
#endif
