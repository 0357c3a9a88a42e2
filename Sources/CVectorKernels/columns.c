#include "vk_columns.h"

#include <string.h>

// Eight values at a time, whatever vectors the processor has: a column is as long as memory is slow.
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

void vk_bits_of_numbers(const double *values, size_t count, double low, double high, uint64_t *bits) {
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
