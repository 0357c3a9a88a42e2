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

// The bits of 64 bytes that are 0 or 1.
static inline uint64_t word_of_bytes(const uint8_t *bytes) {
    uint64_t word = 0;
    for (int i = 0; i < 8; i++) {
        uint64_t eight;
        memcpy(&eight, bytes + 8 * i, sizeof eight);
        // Brings the lowest bits of all bytes together in the highest one; the first byte is the lowest here.
        word |= (eight * 0x0102040810204080u >> 56) << (8 * i);
    }
    return word;
}

// Of the values that `open` names, those that lie in a range.
static uint64_t decide(uint64_t open, const double *values, const vk_bucket_range *range) {
    uint64_t inside = 0;
    for (; open != 0; open &= open - 1) {
        const int i = __builtin_ctzll(open);
        inside |= (uint64_t)(values[i] >= range->low && values[i] <= range->high) << i;
    }
    return inside;
}

// The word of up to 64 values; inlined, so that it knows when they are 64.
__attribute__((always_inline)) static inline uint64_t word_of_buckets(const uint16_t *buckets, const double *values,
                                                                      size_t count, const vk_bucket_range *range) {
    // Bytes first: a compiler makes vectors of that, and none of shifts by different numbers.
    uint8_t inside[64] = {0}, open[64] = {0};
    const uint16_t first = range->first, span = (uint16_t)(range->last - range->first);
    for (size_t i = 0; i < count; i++) {
        const uint16_t bucket = buckets[i];
        inside[i] = (uint16_t)(bucket - first) <= span;
        open[i] = (bucket == range->partial[0]) | (bucket == range->partial[1]);
    }
    const uint64_t rest = word_of_bytes(open);
    return (word_of_bytes(inside) & ~rest) | decide(rest, values, range);
}

#if defined(__x86_64__)
// The highest bits of 32 words of 16, of which all bits are equal.
__attribute__((target("avx2"))) static inline uint64_t bits_of_words(__m256i low, __m256i high) {
    __m256i packed = _mm256_permute4x64_epi64(_mm256_packs_epi16(low, high), 0xd8);
    return (uint32_t)_mm256_movemask_epi8(packed);
}

__attribute__((target("avx2"))) static uint64_t whole_word_of_buckets_avx2(const uint16_t *buckets,
                                                                           const double *values,
                                                                           const vk_bucket_range *range) {
    const __m256i first = _mm256_set1_epi16((int16_t)range->first);
    const __m256i span = _mm256_set1_epi16((int16_t)(range->last - range->first));
    const __m256i lower = _mm256_set1_epi16((int16_t)range->partial[0]);
    const __m256i upper = _mm256_set1_epi16((int16_t)range->partial[1]);
    __m256i inside[4], open[4];
    for (int i = 0; i < 4; i++) {
        __m256i bucket = _mm256_loadu_si256((const __m256i *)(buckets + 16 * i));
        __m256i distance = _mm256_sub_epi16(bucket, first);
        inside[i] = _mm256_cmpeq_epi16(_mm256_min_epu16(distance, span), distance);
        open[i] = _mm256_or_si256(_mm256_cmpeq_epi16(bucket, lower), _mm256_cmpeq_epi16(bucket, upper));
    }
    uint64_t word = bits_of_words(inside[0], inside[1]) | bits_of_words(inside[2], inside[3]) << 32;
    __m256i any = _mm256_or_si256(_mm256_or_si256(open[0], open[1]), _mm256_or_si256(open[2], open[3]));
    if (__builtin_expect(!_mm256_testz_si256(any, any), 0)) {
        uint64_t rest = bits_of_words(open[0], open[1]) | bits_of_words(open[2], open[3]) << 32;
        word = (word & ~rest) | decide(rest, values, range);
    }
    return word;
}

__attribute__((target("avx2"))) static void bits_of_buckets_avx2(const uint16_t *buckets, const double *values,
                                                                 size_t words, const vk_bucket_range *range,
                                                                 uint64_t *bits) {
    for (size_t word = 0; word < words; word++) {
        bits[word] = whole_word_of_buckets_avx2(buckets + 64 * word, values + 64 * word, range);
    }
}
#endif

void vk_bits_of_buckets(const uint16_t *buckets, const double *values, size_t count, const vk_bucket_range *range,
                        uint64_t *bits) {
    vk_bits_of_buckets_at(vk_current_level(), buckets, values, count, range, bits);
}

void vk_bits_of_buckets_at(vk_level level, const uint16_t *buckets, const double *values, size_t count,
                           const vk_bucket_range *range, uint64_t *bits) {
    const size_t whole = count / 64, at = 64 * whole;
    if (at < count) bits[whole] = word_of_buckets(buckets + at, values + at, count - at, range);
#if defined(__x86_64__)
    if (level >= VK_LEVEL_AVX2) {
        bits_of_buckets_avx2(buckets, values, whole, range, bits);
        return;
    }
#else
    (void)level;
#endif
    for (size_t word = 0; word < whole; word++) {
        bits[word] = word_of_buckets(buckets + 64 * word, values + 64 * word, 64, range);
    }
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static uint64_t word_of_codes_avx2(const uint32_t *codes, uint32_t low,
                                                                   uint32_t high) {
    const __m256i first = _mm256_set1_epi32((int32_t)low), span = _mm256_set1_epi32((int32_t)(high - low));
    __m256i inside[4];
    for (int i = 0; i < 4; i++) {
        __m256i half[2];
        for (int j = 0; j < 2; j++) {
            __m256i code = _mm256_loadu_si256((const __m256i *)(codes + 16 * i + 8 * j));
            __m256i distance = _mm256_sub_epi32(code, first);
            half[j] = _mm256_cmpeq_epi32(_mm256_min_epu32(distance, span), distance);
        }
        inside[i] = _mm256_permute4x64_epi64(_mm256_packs_epi32(half[0], half[1]), 0xd8);
    }
    return bits_of_words(inside[0], inside[1]) | bits_of_words(inside[2], inside[3]) << 32;
}

__attribute__((target("avx2"))) static void bits_of_codes_avx2(const uint32_t *codes, size_t words, uint32_t low,
                                                               uint32_t high, uint64_t *bits) {
    for (size_t word = 0; word < words; word++) bits[word] = word_of_codes_avx2(codes + 64 * word, low, high);
}
#endif

void vk_bits_of_codes(const uint32_t *codes, size_t count, uint32_t low, uint32_t high, uint64_t *bits) {
    vk_bits_of_codes_at(vk_current_level(), codes, count, low, high, bits);
}

void vk_bits_of_codes_at(vk_level level, const uint32_t *codes, size_t count, uint32_t low, uint32_t high,
                         uint64_t *bits) {
#if defined(__x86_64__)
    if (level >= VK_LEVEL_AVX2) {
        const size_t whole = count / 64;
        bits_of_codes_avx2(codes, whole, low, high, bits);
        codes += 64 * whole, bits += whole, count -= 64 * whole;
    }
#else
    (void)level;
#endif
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
