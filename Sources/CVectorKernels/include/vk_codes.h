#ifndef VK_CODES_H
#define VK_CODES_H

#include <stddef.h>
#include <stdint.h>

// Vectors as codes of 12 bits a component: what a graph walks over and compares.
//
// A vector is padded with zeros to `dimension` components, a multiple of 128, and rotated at random, after
// which its components look like draws of one normal distribution whatever they were before. A component is
// then step * (2 n - 15) + fine_step * r: n is a nibble, r a signed byte. Nibbles lie in groups of 64 bytes
// that hold 128 components: byte j of a group holds component j in its low half, 64 + j in its high half.
//
// The nibbles alone give an estimate (the walk), nibbles and bytes nearly the exact value (the answer).

/// Components of a group; `dimension` is a multiple of it.
#define VK_CODE_GROUP 128

/// Codes of many vectors; slot s is the one whose nibbles begin at coarse + s * stride.
typedef struct vk_code_rows {
    const uint8_t *coarse;
    size_t stride;
    /// `dimension` bytes a slot.
    const int8_t *fine;
    size_t dimension;
    const float *steps;
    const float *fine_steps;
    const float *squared_lengths;
    /// The step of all slots where they have one in common; 0 where they differ.
    float common_step;
    /// Whether nearness is the negated squared distance; else the inner product.
    int is_l2;
} vk_code_rows;

/// A vector that codes are compared with.
typedef struct vk_code_query {
    /// `dimension` components in units of byte_step; the nibbles are compared with these.
    int8_t *bytes;
    /// `dimension` components in units of word_step, from -16,383 to 16,383, for the full codes.
    int16_t *words;
    int32_t byte_sum;
    int64_t word_sum;
    float byte_step;
    float word_step;
    float squared_length;
} vk_code_query;

/// Rows whose nibbles are asked for ahead of their use: as many as fill 12 KiB, which a first-level cache has room for.
/// That is more than a core can wait for at once. Asking late costs more: with 1,000,000 vectors, most of a walk's
/// rows come from memory, and all of a node's neighbours at once gave 1.4 times the queries of five rows ahead.
static inline size_t vk_rows_ahead(size_t dimension) { return dimension >= 24576 ? 1 : 24576 / dimension; }

/// Rotates `dimension` floats in place: three rounds of signs and Walsh-Hadamard transforms of 128 components
/// (Ailon and Chazelle 2009), with a permutation of 16-component pieces between rounds. All levels give the
/// same bits. `signs` holds 3 * dimension words, each 0 or 0x80000000; `spare` has room for `dimension` floats.
void vk_rotate(float *vector, size_t dimension, const uint32_t *signs, float *spare);

/// Undoes `vk_rotate`.
void vk_unrotate(float *vector, size_t dimension, const uint32_t *signs, float *spare);

/// Writes the code of a rotated vector: dimension / 2 bytes to `coarse`, `dimension` to `fine`.
/// Returns the fine step. All levels give the same bits.
float vk_encode(const float *rotated, size_t dimension, float step, uint8_t *coarse, int8_t *fine);

/// The rotated vector that a code stands for.
void vk_decode(const uint8_t *coarse, const int8_t *fine, size_t dimension, float step, float fine_step, float *out);

/// Makes a query of a rotated vector: fills bytes, words, sums and steps.
void vk_prepare_query(const float *rotated, size_t dimension, vk_code_query *query);

/// Makes a query of the nibbles of a code: fills bytes, their sum (of 2 n - 15) and byte_step.
void vk_prepare_coarse_query(const uint8_t *coarse, size_t dimension, float step, vk_code_query *query);

/// out[i] = estimated nearness of slot slots[i], larger is nearer, by the nibbles; rows ahead are prefetched.
void vk_score_codes(const vk_code_query *query, const vk_code_rows *rows, const uint32_t *slots, size_t count,
                    float *out);

/// The same by the full codes.
void vk_rescore_codes(const vk_code_query *query, const vk_code_rows *rows, const uint32_t *slots, size_t count,
                      float *out);

/// Whether one of `count` coarse queries, whose bytes lie one after the other in the first one's, is at least
/// as near to `slot` as `threshold`; stops at the first.
int vk_any_code_at_least(const vk_code_query *queries, size_t count, const vk_code_rows *rows, uint32_t slot,
                         float threshold);

#endif
