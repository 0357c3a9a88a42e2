#ifndef VK_KERNEL_TABLE_H
#define VK_KERNEL_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "vk_codes.h"
#include "vk_dispatch.h"

typedef float (*vk_pair_fn)(const float *, const float *, size_t);
typedef void (*vk_rotate_fn)(float *, size_t, const uint32_t *, float *);
typedef float (*vk_encode_fn)(const float *, size_t, float, uint8_t *, int8_t *);
typedef void (*vk_decode_fn)(const uint8_t *, const int8_t *, size_t, float, float, float *);
typedef void (*vk_prepare_fn)(const float *, size_t, vk_code_query *);
typedef void (*vk_prepare_coarse_fn)(const uint8_t *, size_t, float, vk_code_query *);
typedef void (*vk_score_fn)(const vk_code_query *, const vk_code_rows *, const uint32_t *, size_t, float *);
typedef int (*vk_any_fn)(const vk_code_query *, size_t, const vk_code_rows *, uint32_t, float);

/// The kernels of one level; `vk_distance.h` and `vk_codes.h` say what each does.
typedef struct vk_kernel_table {
    vk_pair_fn dot_f32;
    vk_rotate_fn rotate;
    vk_rotate_fn unrotate;
    vk_encode_fn encode;
    vk_decode_fn decode;
    vk_prepare_fn prepare_query;
    vk_prepare_coarse_fn prepare_coarse_query;
    vk_score_fn score_codes;
    vk_score_fn rescore_codes;
    vk_any_fn any_code_at_least;
} vk_kernel_table;

/// The kernels of a level, whatever the current one is; NULL where it is not available.
const vk_kernel_table *vk_kernels_at(vk_level level);

/// The kernels of the current level.
const vk_kernel_table *vk_kernels(void);

#endif
