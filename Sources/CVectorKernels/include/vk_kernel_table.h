#ifndef VK_KERNEL_TABLE_H
#define VK_KERNEL_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "vk_dispatch.h"

typedef float (*vk_pair_fn)(const float *, const float *, size_t);
typedef void (*vk_slots_fn)(const float *, const float *, size_t, size_t, const uint32_t *, size_t, float *);
typedef int (*vk_any_fn)(const float *, const float *, size_t, size_t, const uint32_t *, size_t, float);
typedef int32_t (*vk_i8_fn)(const int8_t *, const int8_t *, size_t);

/// The kernels of one level; `vk_distance.h` says what each does.
typedef struct vk_kernel_table {
    vk_pair_fn dot_f32;
    vk_pair_fn l2sq_f32;
    vk_slots_fn dot_slots_f32;
    vk_slots_fn neg_l2sq_slots_f32;
    vk_any_fn any_dot_at_least_f32;
    vk_any_fn any_neg_l2sq_at_least_f32;
    vk_i8_fn dot_i8;
} vk_kernel_table;

/// The kernels of a level, whatever the current one is; NULL where it is not available.
const vk_kernel_table *vk_kernels_at(vk_level level);

/// The kernels of the current level.
const vk_kernel_table *vk_kernels(void);

#endif
