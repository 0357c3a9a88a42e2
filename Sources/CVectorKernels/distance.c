#include "vk_distance.h"

#include "vk_kernel_table.h"

float vk_dot_f32(const float *a, const float *b, size_t dimension) { return vk_kernels()->dot_f32(a, b, dimension); }

float vk_l2sq_f32(const float *a, const float *b, size_t dimension) { return vk_kernels()->l2sq_f32(a, b, dimension); }

void vk_dot_slots_f32(const float *query, const float *base, size_t stride, size_t dimension, const uint32_t *slots,
                      size_t count, float *out) {
    vk_kernels()->dot_slots_f32(query, base, stride, dimension, slots, count, out);
}

void vk_neg_l2sq_slots_f32(const float *query, const float *base, size_t stride, size_t dimension,
                           const uint32_t *slots, size_t count, float *out) {
    vk_kernels()->neg_l2sq_slots_f32(query, base, stride, dimension, slots, count, out);
}

int vk_any_dot_at_least_f32(const float *query, const float *base, size_t stride, size_t dimension,
                            const uint32_t *slots, size_t count, float threshold) {
    return vk_kernels()->any_dot_at_least_f32(query, base, stride, dimension, slots, count, threshold);
}

int vk_any_neg_l2sq_at_least_f32(const float *query, const float *base, size_t stride, size_t dimension,
                                 const uint32_t *slots, size_t count, float threshold) {
    return vk_kernels()->any_neg_l2sq_at_least_f32(query, base, stride, dimension, slots, count, threshold);
}

int32_t vk_dot_i8(const int8_t *a, const int8_t *b, size_t dimension) { return vk_kernels()->dot_i8(a, b, dimension); }
