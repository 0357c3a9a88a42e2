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
__attribute__((target("sse4.2"))) static uint32_t crc32c_sse42(uint32_t crc, const void *bytes, size_t length) {
    const uint8_t *at = bytes;
    uint64_t state = ~crc;
    for (; length >= 8; at += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, at, 8);
        state = _mm_crc32_u64(state, word);
    }
    uint32_t rest = (uint32_t)state;
    for (; length > 0; at++, length--) rest = _mm_crc32_u8(rest, *at);
    return ~rest;
}
#endif

uint32_t vk_crc32c(uint32_t crc, const void *bytes, size_t length) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("sse4.2")) return crc32c_sse42(crc, bytes, length);
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
