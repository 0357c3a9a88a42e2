#include "vk_integrity.h"

#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
#endif

// The reflected Castagnoli polynomial.
#define POLYNOMIAL 0x82F63B78u

uint32_t vk_crc32c_portable(uint32_t crc, const void *bytes, size_t length) {
    // Half-byte steps: the table fits a cache line and needs no set-up.
    static const uint32_t table[16] = {
        0x00000000, 0x105EC76F, 0x20BD8EDE, 0x30E349B1, 0x417B1DBC, 0x5125DAD3, 0x61C69362, 0x7198540D,
        0x82F63B78, 0x92A8FC17, 0xA24BB5A6, 0xB21572C9, 0xC38D26C4, 0xD3D3E1AB, 0xE330A81A, 0xF36E6F75,
    };
    const uint8_t *at = bytes;
    crc = ~crc;
    for (size_t i = 0; i < length; i++) {
        crc ^= at[i];
        crc = (crc >> 4) ^ table[crc & 15];
        crc = (crc >> 4) ^ table[crc & 15];
    }
    return ~crc;
}

#if defined(__x86_64__)
// The instruction takes a step a cycle, but its result is three cycles away: three parts of the bytes are gone
// through side by side, and their checksums put together (Gopal and others, Intel 2011). Three parts are a page
// but for two words.
#define PART 1360
// x^(8 n - 33) modulo the polynomial, reflected: a product with it, reduced, is a checksum carried n bytes on.
#define CARRY_PART 0x3F70CC6F
#define CARRY_TWO_PARTS 0x5AA1F3CF

__attribute__((target("sse4.2"))) static inline uint64_t crc32c_step(uint64_t state, const uint8_t *at) {
    uint64_t word;
    memcpy(&word, at, 8);
    return _mm_crc32_u64(state, word);
}

__attribute__((target("sse4.2,pclmul"))) static inline uint64_t carried(uint64_t state, uint64_t carry) {
    __m128i product = _mm_clmulepi64_si128(_mm_cvtsi64_si128((long long)state), _mm_cvtsi64_si128((long long)carry), 0);
    return _mm_crc32_u64(0, (uint64_t)_mm_cvtsi128_si64(product));
}

__attribute__((target("sse4.2,pclmul"))) static uint32_t crc32c_x86(uint32_t crc, const void *bytes, size_t length) {
    const uint8_t *at = bytes;
    uint64_t state = ~crc;
    for (; length >= 3 * PART; at += 3 * PART, length -= 3 * PART) {
        uint64_t second = 0, third = 0;
        for (size_t i = 0; i < PART; i += 8) {
            state = crc32c_step(state, at + i);
            second = crc32c_step(second, at + PART + i);
            third = crc32c_step(third, at + 2 * PART + i);
        }
        state = carried(state, CARRY_TWO_PARTS) ^ carried(second, CARRY_PART) ^ third;
    }
    for (; length >= 8; at += 8, length -= 8) state = crc32c_step(state, at);
    uint32_t rest = (uint32_t)state;
    for (; length > 0; at++, length--) rest = _mm_crc32_u8(rest, *at);
    return ~rest;
}
#endif

uint32_t vk_crc32c(uint32_t crc, const void *bytes, size_t length) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul")) return crc32c_x86(crc, bytes, length);
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
    const uint8_t *at = bytes;
    crc = ~crc;
    for (; length >= 8; at += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, at, 8);
        crc = __crc32cd(crc, word);
    }
    for (; length > 0; at++, length--) crc = __crc32cb(crc, *at);
    return ~crc;
#endif
    return vk_crc32c_portable(crc, bytes, length);
}

uint32_t vk_max_successor_u32(const uint32_t *values, size_t count) {
    uint32_t largest = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t successor = values[i] + 1;
        largest = successor > largest ? successor : largest;
    }
    return largest;
}

#define NO_SLOT UINT32_MAX
#define FREE_LEVEL UINT8_MAX

/// Whether the rows of a slot, from `start` to `end`, are not as they must be.
static inline uint32_t are_misplaced(uint32_t start, uint32_t end, uint32_t level, uint32_t most) {
    // A start beyond the end gives a large difference.
    return (end - start > most) | (start > end) | ((level != FREE_LEVEL) & (level != end - start));
}

size_t vk_count_misplaced_rows(const vk_upper_rows *upper, uint32_t most, size_t *live) {
    const uint32_t *starts = upper->starts;
    const uint8_t *levels = upper->levels;
    *live = 0;
    if (upper->slots == 0) return upper->rows != 0;
    const size_t last = upper->slots - 1;
    uint32_t misplaced = (starts[0] != 0) + are_misplaced(starts[last], upper->rows, levels[last], most);
    uint32_t used = levels[last] != FREE_LEVEL;
    for (size_t i = 0; i < last; i++) {
        used += levels[i] != FREE_LEVEL;
        misplaced += are_misplaced(starts[i], starts[i + 1], levels[i], most);
    }
    *live = used;
    return misplaced;
}

/// Whether a link leads to a slot that has the layer.
static inline int leads_astray(uint32_t link, uint32_t layer, const uint8_t *levels, size_t limit) {
    return link != NO_SLOT && (link >= limit || levels[link] == FREE_LEVEL || levels[link] < layer);
}

size_t vk_count_astray_upper_links(const vk_upper_rows *upper, const uint32_t *links) {
    size_t astray = 0;
    for (size_t slot = 0; slot < upper->slots; slot++) {
        uint32_t start = upper->starts[slot];
        uint32_t end = slot + 1 < upper->slots ? upper->starts[slot + 1] : upper->rows;
        for (uint32_t row = start; row < end; row++) {
            const uint32_t *link = links + row * upper->width;
            for (size_t i = 0; i < upper->width; i++)
                astray += leads_astray(link[i], row - start + 1, upper->levels, upper->slots);
        }
    }
    return astray;
}

size_t vk_count_astray(const uint32_t *slots, size_t count, const uint8_t *levels, size_t limit) {
    size_t astray = 0;
    for (size_t i = 0; i < count; i++) astray += leads_astray(slots[i], 0, levels, limit);
    return astray;
}
