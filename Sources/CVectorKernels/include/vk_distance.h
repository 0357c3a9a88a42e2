#ifndef VK_DISTANCE_H
#define VK_DISTANCE_H

#include <stddef.h>

/// Inner product of two vectors of `dimension` contiguous float32 components, of any length and alignment.
/// Levels add in different orders, so results differ between them in the last bits.
float vk_dot_f32(const float *a, const float *b, size_t dimension);

#endif
