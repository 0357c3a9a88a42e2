#ifndef VK_DISTANCE_H
#define VK_DISTANCE_H

#include <stddef.h>
#include <stdint.h>

// Shapes: vectors are `dimension` contiguous float32 components, of any length and alignment.
// A matrix is rows at `base + slot * stride` floats; `slots` lists the rows that are asked for.
// Levels add in different orders, so results differ between them in the last bits.

/// Inner product of two vectors.
float vk_dot_f32(const float *a, const float *b, size_t dimension);

/// Squared Euclidean distance of two vectors.
float vk_l2sq_f32(const float *a, const float *b, size_t dimension);

/// out[i] = inner product of `query` with row slots[i]; rows ahead are prefetched.
void vk_dot_slots_f32(const float *query, const float *base, size_t stride, size_t dimension,
                      const uint32_t *slots, size_t count, float *out);

/// out[i] = squared distance of `query` to row slots[i], negated: larger is nearer, as with products.
void vk_neg_l2sq_slots_f32(const float *query, const float *base, size_t stride, size_t dimension,
                           const uint32_t *slots, size_t count, float *out);

/// Whether some row's inner product with `query` is at least `threshold`; stops at the first.
int vk_any_dot_at_least_f32(const float *query, const float *base, size_t stride, size_t dimension,
                            const uint32_t *slots, size_t count, float threshold);

/// Whether some row's negated squared distance to `query` is at least `threshold`; stops at the first.
int vk_any_neg_l2sq_at_least_f32(const float *query, const float *base, size_t stride, size_t dimension,
                                 const uint32_t *slots, size_t count, float threshold);

/// Inner product of two vectors of signed bytes, exact while `dimension` is at most 131,071.
int32_t vk_dot_i8(const int8_t *a, const int8_t *b, size_t dimension);

#endif
