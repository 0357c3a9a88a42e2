// full_dots of the levels with 512-bit registers, written once; private to this target.
//
// Define VK_TARGET, VK_NAME(x) and the level's
//   __m512i VK_NAME(multiply)(__m512i sums, __m256i bytes, const int16_t *words)
//     // adds the products of 32 bytes and words to the sums, by pairs
// and include this file before `code_loops.h`, which says what full_dots does.

VK_TARGET static inline void VK_NAME(full_dots)(const int16_t *query, const uint8_t *coarse, const int8_t *fine,
                                                size_t dimension, int32_t *nibble_sum, int32_t *fine_sum) {
    const __m256i low = _mm256_set1_epi8(15);
    __m512i nibbles = _mm512_setzero_si512(), bytes = nibbles;
    for (size_t start = 0; start < dimension; start += 128) {
        for (size_t i = 0; i < 64; i += 32) {
            __m256i pairs = _mm256_loadu_si256((const __m256i *)(coarse + start / 2 + i));
            __m256i a = _mm256_and_si256(pairs, low), b = _mm256_and_si256(_mm256_srli_epi16(pairs, 4), low);
            nibbles = VK_NAME(multiply)(nibbles, a, query + start + i);
            nibbles = VK_NAME(multiply)(nibbles, b, query + start + 64 + i);
        }
        for (size_t i = start; i < start + 128; i += 32) {
            bytes = VK_NAME(multiply)(bytes, _mm256_loadu_si256((const __m256i *)(fine + i)), query + i);
        }
    }
    *nibble_sum = _mm512_reduce_add_epi32(nibbles);
    *fine_sum = _mm512_reduce_add_epi32(bytes);
}
