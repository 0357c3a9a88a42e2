#include "vk_distance.h"

#include "vk_codes.h"
#include "vk_kernel_table.h"

float vk_dot_f32(const float *a, const float *b, size_t dimension) { return vk_kernels()->dot_f32(a, b, dimension); }

void vk_rotate(float *vector, size_t dimension, const uint32_t *signs, float *spare) {
    vk_kernels()->rotate(vector, dimension, signs, spare);
}

void vk_unrotate(float *vector, size_t dimension, const uint32_t *signs, float *spare) {
    vk_kernels()->unrotate(vector, dimension, signs, spare);
}

float vk_encode(const float *rotated, size_t dimension, float step, uint8_t *coarse, int8_t *fine) {
    return vk_kernels()->encode(rotated, dimension, step, coarse, fine);
}

void vk_decode(const uint8_t *coarse, const int8_t *fine, size_t dimension, float step, float fine_step, float *out) {
    vk_kernels()->decode(coarse, fine, dimension, step, fine_step, out);
}

void vk_prepare_query(const float *rotated, size_t dimension, vk_code_query *query) {
    vk_kernels()->prepare_query(rotated, dimension, query);
}

void vk_prepare_coarse_query(const uint8_t *coarse, size_t dimension, float step, vk_code_query *query) {
    vk_kernels()->prepare_coarse_query(coarse, dimension, step, query);
}

void vk_score_codes(const vk_code_query *query, const vk_code_rows *rows, const uint32_t *slots, size_t count,
                    float *out) {
    vk_kernels()->score_codes(query, rows, slots, count, out);
}

void vk_rescore_codes(const vk_code_query *query, const vk_code_rows *rows, const uint32_t *slots, size_t count,
                      float *out) {
    vk_kernels()->rescore_codes(query, rows, slots, count, out);
}

int vk_any_code_at_least(const vk_code_query *queries, size_t count, const vk_code_rows *rows, uint32_t slot,
                         float threshold) {
    return vk_kernels()->any_code_at_least(queries, count, rows, slot, threshold);
}
