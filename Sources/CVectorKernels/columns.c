#include "vk_columns.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "vk_dispatch.h"

// Eight values at a time, whatever vectors the processor has.
typedef double eight_numbers __attribute__((ext_vector_type(8)));
typedef uint32_t eight_codes __attribute__((ext_vector_type(8)));
typedef _Bool eight_bits __attribute__((ext_vector_type(8)));

static inline uint8_t byte_of(eight_bits bits) {
    uint8_t byte;
    memcpy(&byte, &bits, 1);
    return byte;
}

static inline uint8_t numbers_at(const double *values, double low, double high) {
    eight_numbers v;
    memcpy(&v, values, sizeof v);
    return byte_of(__builtin_convertvector((v >= low) & (v <= high), eight_bits));
}

static inline uint8_t codes_at(const uint32_t *codes, uint32_t low, uint32_t high) {
    eight_codes v;
    memcpy(&v, codes, sizeof v);
    return byte_of(__builtin_convertvector((v >= low) & (v <= high), eight_bits));
}

static inline uint8_t table_at(const uint32_t *codes, const uint8_t *table, uint32_t size) {
    uint8_t byte = 0;
    for (int i = 0; i < 8; i++) byte |= (uint8_t)((codes[i] < size ? table[codes[i]] : 0) << i);
    return byte;
}

// Words of 64 values by `whole(at)`, then the values that are left one by one by `single(at)`.
#define VK_FILL_BITS(count, bits, whole, single)                              \
    do {                                                                      \
        size_t at = 0, word = 0;                                              \
        for (; at + 64 <= (count); at += 64) {                                \
            uint64_t sum = 0;                                                 \
            for (size_t i = 0; i < 8; i++) sum |= (uint64_t)whole(at + 8 * i) << (8 * i); \
            (bits)[word++] = sum;                                             \
        }                                                                     \
        if (at < (count)) {                                                   \
            uint64_t sum = 0;                                                 \
            for (size_t i = at; i < (count); i++) sum |= (uint64_t)(single(i)) << (i - at); \
            (bits)[word] = sum;                                               \
        }                                                                     \
    } while (0)

#if defined(__x86_64__)
// Four numbers at a time: on a million of them twice as fast as what every x86 has.
__attribute__((target("avx2"))) static inline uint8_t numbers_at_avx2(const double *values, double low, double high) {
    __m256d lowest = _mm256_set1_pd(low), highest = _mm256_set1_pd(high);
    int byte = 0;
    for (int half = 0; half < 2; half++) {
        __m256d v = _mm256_loadu_pd(values + 4 * half);
        __m256d holds = _mm256_and_pd(_mm256_cmp_pd(v, lowest, _CMP_GE_OQ), _mm256_cmp_pd(v, highest, _CMP_LE_OQ));
        byte |= _mm256_movemask_pd(holds) << (4 * half);
    }
    return (uint8_t)byte;
}

__attribute__((target("avx2"))) static void bits_of_numbers_avx2(const double *values, size_t count, double low,
                                                                 double high, uint64_t *bits) {
#define VK_WHOLE(i) numbers_at_avx2(values + (i), low, high)
#define VK_SINGLE(i) (values[i] >= low && values[i] <= high)
    VK_FILL_BITS(count, bits, VK_WHOLE, VK_SINGLE);
#undef VK_WHOLE
#undef VK_SINGLE
}
#endif

void vk_bits_of_numbers(const double *values, size_t count, double low, double high, uint64_t *bits) {
    vk_bits_of_numbers_at(vk_current_level(), values, count, low, high, bits);
}

void vk_bits_of_numbers_at(vk_level level, const double *values, size_t count, double low, double high,
                           uint64_t *bits) {
#if defined(__x86_64__)
    if (level >= VK_LEVEL_AVX2) {
        bits_of_numbers_avx2(values, count, low, high, bits);
        return;
    }
#else
    (void)level;
#endif
#define VK_WHOLE(i) numbers_at(values + (i), low, high)
#define VK_SINGLE(i) (values[i] >= low && values[i] <= high)
    VK_FILL_BITS(count, bits, VK_WHOLE, VK_SINGLE);
#undef VK_WHOLE
#undef VK_SINGLE
}

void vk_bits_of_codes(const uint32_t *codes, size_t count, uint32_t low, uint32_t high, uint64_t *bits) {
#define VK_WHOLE(i) codes_at(codes + (i), low, high)
#define VK_SINGLE(i) (codes[i] >= low && codes[i] <= high)
    VK_FILL_BITS(count, bits, VK_WHOLE, VK_SINGLE);
#undef VK_WHOLE
#undef VK_SINGLE
}

void vk_bits_of_table(const uint32_t *codes, size_t count, const uint8_t *table, uint32_t size, uint64_t *bits) {
#define VK_WHOLE(i) table_at(codes + (i), table, size)
#define VK_SINGLE(i) (codes[i] < size ? table[codes[i]] : 0)
    VK_FILL_BITS(count, bits, VK_WHOLE, VK_SINGLE);
#undef VK_WHOLE
#undef VK_SINGLE
}
