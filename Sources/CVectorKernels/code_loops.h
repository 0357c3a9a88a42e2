// What is done with codes, written once and compiled for each level; private to this target.
//
// Define VK_TARGET (function attributes), VK_NAME(x) (adds the level's suffix) and the level's static
//   int32_t VK_NAME(nibble_dot)(const int8_t *query, const uint8_t *coarse, size_t dimension)
//   void VK_NAME(full_dots)(const int16_t *query, const uint8_t *coarse, const int8_t *fine, size_t dimension,
//                           int32_t *nibble_sum, int32_t *fine_sum)    // dimension at most VK_DOTS_AT_ONCE
// and include this file. `vk_codes.h` says what each function does.

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "vk_codes.h"

// 1,024 * 16,383 * 127 is less than 2^31, so that no sum of full_dots overflows.
#define VK_DOTS_AT_ONCE 1024
#define VK_WORD_LIMIT 16383

typedef float VK_NAME(lanes) __attribute__((vector_size(64), aligned(4)));
typedef uint32_t VK_NAME(bits) __attribute__((vector_size(64), aligned(4)));

// --- Rotation ---------------------------------------------------------------------------------------

// Lanes whose number has the bit `h` get the difference, the others the sum.
#define VK_LANE_STAGE(v, h)                                                                                       \
    do {                                                                                                          \
        VK_NAME(bits) flip;                                                                                       \
        for (int lane = 0; lane < 16; lane++) flip[lane] = (lane & (h)) ? 0x80000000u : 0u;                       \
        VK_NAME(lanes) other = __builtin_shufflevector(                                                           \
            v, v, 0 ^ (h), 1 ^ (h), 2 ^ (h), 3 ^ (h), 4 ^ (h), 5 ^ (h), 6 ^ (h), 7 ^ (h), 8 ^ (h), 9 ^ (h),       \
            10 ^ (h), 11 ^ (h), 12 ^ (h), 13 ^ (h), 14 ^ (h), 15 ^ (h));                                          \
        v = other + (VK_NAME(lanes))((VK_NAME(bits))v ^ flip);                                                    \
    } while (0)

VK_TARGET static inline void VK_NAME(hadamard_128)(float *block) {
    VK_NAME(lanes) v[8];
    memcpy(v, block, sizeof v);
    for (int half = 4; half >= 1; half /= 2) {
        for (int i = 0; i < 8; i++) {
            if (i & half) continue;
            VK_NAME(lanes) sum = v[i] + v[i + half], difference = v[i] - v[i + half];
            v[i] = sum;
            v[i + half] = difference;
        }
    }
    for (int i = 0; i < 8; i++) {
        VK_LANE_STAGE(v[i], 8);
        VK_LANE_STAGE(v[i], 4);
        VK_LANE_STAGE(v[i], 2);
        VK_LANE_STAGE(v[i], 1);
    }
    memcpy(block, v, sizeof v);
}

VK_TARGET static inline void VK_NAME(flip_signs)(float *vector, size_t dimension, const uint32_t *signs) {
    for (size_t i = 0; i < dimension; i++) {
        uint32_t word;
        memcpy(&word, vector + i, 4);
        word ^= signs[i];
        memcpy(vector + i, &word, 4);
    }
}

// 128^(-3/2): what three transforms that are not normalised make too large.
#define VK_ROTATION_SCALE 6.9053396600248786e-4f

VK_TARGET static inline void VK_NAME(scale)(float *vector, size_t dimension) {
    for (size_t i = 0; i < dimension; i++) vector[i] *= VK_ROTATION_SCALE;
}

// Piece b * 8 + j goes to j * blocks + b: every block gets pieces of all others. `back` undoes it.
VK_TARGET static inline void VK_NAME(spread)(float *vector, size_t dimension, float *spare, int back) {
    size_t blocks = dimension / VK_CODE_GROUP;
    if (blocks == 1) return;
    for (size_t block = 0; block < blocks; block++) {
        for (size_t piece = 0; piece < 8; piece++) {
            size_t here = (block * 8 + piece) * 16, there = (piece * blocks + block) * 16;
            memcpy(spare + (back ? here : there), vector + (back ? there : here), 16 * sizeof(float));
        }
    }
    memcpy(vector, spare, dimension * sizeof(float));
}

VK_TARGET static void VK_NAME(rotate)(float *vector, size_t dimension, const uint32_t *signs, float *spare) {
    for (int round = 0; round < 3; round++) {
        if (round > 0) VK_NAME(spread)(vector, dimension, spare, 0);
        VK_NAME(flip_signs)(vector, dimension, signs + (size_t)round * dimension);
        for (size_t i = 0; i < dimension; i += VK_CODE_GROUP) VK_NAME(hadamard_128)(vector + i);
    }
    VK_NAME(scale)(vector, dimension);
}

VK_TARGET static void VK_NAME(unrotate)(float *vector, size_t dimension, const uint32_t *signs, float *spare) {
    for (int round = 2; round >= 0; round--) {
        for (size_t i = 0; i < dimension; i += VK_CODE_GROUP) VK_NAME(hadamard_128)(vector + i);
        VK_NAME(flip_signs)(vector, dimension, signs + (size_t)round * dimension);
        if (round > 0) VK_NAME(spread)(vector, dimension, spare, 1);
    }
    VK_NAME(scale)(vector, dimension);
}

// --- Codes ------------------------------------------------------------------------------------------

VK_TARGET static inline float VK_NAME(largest)(const float *vector, size_t dimension) {
    // Sixteen side by side, since each comparison waits for the one before.
    float largest[16] = {0};
    for (size_t i = 0; i < dimension; i += 16) {
        for (size_t lane = 0; lane < 16; lane++) {
            float size = __builtin_fabsf(vector[i + lane]);
            largest[lane] = size > largest[lane] ? size : largest[lane];
        }
    }
    for (size_t lane = 1; lane < 16; lane++) largest[0] = largest[lane] > largest[0] ? largest[lane] : largest[0];
    return largest[0];
}

VK_TARGET static inline float VK_NAME(nibble_of)(float component, float inverse) {
    float nibble = __builtin_floorf(component * inverse) + 8.0f;
    return nibble < 0.0f ? 0.0f : nibble > 15.0f ? 15.0f : nibble;
}

VK_TARGET static float VK_NAME(encode)(const float *rotated, size_t dimension, float step, uint8_t *coarse,
                                       int8_t *fine) {
// A fused multiply-add would make codes differ between levels.
#pragma clang fp contract(off)
    float rest[VK_CODE_GROUP], largest = 0;
    const float inverse = 0.5f / step;
    for (size_t start = 0; start < dimension; start += VK_CODE_GROUP) {
        for (size_t i = 0; i < VK_CODE_GROUP; i++) {
            float part = step * (2.0f * VK_NAME(nibble_of)(rotated[start + i], inverse) - 15.0f);
            rest[i] = rotated[start + i] - part;
        }
        float here = VK_NAME(largest)(rest, VK_CODE_GROUP);
        largest = here > largest ? here : largest;
    }
    const float fine_step = largest / 127.0f, fine_inverse = largest > 0 ? 127.0f / largest : 0.0f;
    for (size_t start = 0; start < dimension; start += VK_CODE_GROUP) {
        uint8_t nibbles[VK_CODE_GROUP];
        for (size_t i = 0; i < VK_CODE_GROUP; i++) {
            float nibble = VK_NAME(nibble_of)(rotated[start + i], inverse);
            float unit = (rotated[start + i] - step * (2.0f * nibble - 15.0f)) * fine_inverse;
            unit = unit > 127.0f ? 127.0f : unit < -127.0f ? -127.0f : unit;
            nibbles[i] = (uint8_t)(int32_t)nibble;
            fine[start + i] = (int8_t)(int32_t)__builtin_rintf(unit);
        }
        uint8_t *group = coarse + start / 2;
        for (size_t i = 0; i < 64; i++) group[i] = (uint8_t)(nibbles[i] | nibbles[64 + i] << 4);
    }
    return fine_step;
}

VK_TARGET static void VK_NAME(decode)(const uint8_t *coarse, const int8_t *fine, size_t dimension, float step,
                                      float fine_step, float *out) {
#pragma clang fp contract(off)
    for (size_t start = 0; start < dimension; start += VK_CODE_GROUP) {
        const uint8_t *group = coarse + start / 2;
        for (size_t i = 0; i < 64; i++) {
            float low = step * (float)(2 * (group[i] & 15) - 15), high = step * (float)(2 * (group[i] >> 4) - 15);
            out[start + i] = low + fine_step * (float)fine[start + i];
            out[start + 64 + i] = high + fine_step * (float)fine[start + 64 + i];
        }
    }
}

VK_TARGET static void VK_NAME(prepare_query)(const float *rotated, size_t dimension, vk_code_query *query) {
#pragma clang fp contract(off)
    float largest = VK_NAME(largest)(rotated, dimension);
    float byte_inverse = largest > 0 ? 127.0f / largest : 0.0f;
    float word_inverse = largest > 0 ? VK_WORD_LIMIT / largest : 0.0f;
    // Apart from the structure, which the compiler must think the bytes could overwrite.
    int8_t *restrict bytes = query->bytes;
    int16_t *restrict words = query->words;
    int32_t byte_sum = 0;
    int64_t word_sum = 0;
    for (size_t start = 0; start < dimension; start += VK_CODE_GROUP) {
        int32_t sum = 0;
        for (size_t i = start; i < start + VK_CODE_GROUP; i++) {
            int32_t byte = (int32_t)__builtin_rintf(rotated[i] * byte_inverse);
            int32_t word = (int32_t)__builtin_rintf(rotated[i] * word_inverse);
            bytes[i] = (int8_t)byte;
            words[i] = (int16_t)word;
            byte_sum += byte;
            sum += word;
        }
        word_sum += sum;
    }
    query->byte_sum = byte_sum;
    query->word_sum = word_sum;
    query->byte_step = largest / 127.0f;
    query->word_step = largest / VK_WORD_LIMIT;
}

VK_TARGET static void VK_NAME(prepare_coarse_query)(const uint8_t *coarse, size_t dimension, float step,
                                                    vk_code_query *query) {
    int32_t sum = 0;
    for (size_t start = 0; start < dimension; start += VK_CODE_GROUP) {
        const uint8_t *group = coarse + start / 2;
        int8_t *bytes = query->bytes + start;
        for (size_t i = 0; i < 64; i++) {
            bytes[i] = (int8_t)(2 * (group[i] & 15) - 15);
            bytes[64 + i] = (int8_t)(2 * (group[i] >> 4) - 15);
            sum += bytes[i] + bytes[64 + i];
        }
    }
    query->byte_sum = sum;
    query->byte_step = step;
}

// --- Comparing --------------------------------------------------------------------------------------

VK_TARGET static inline void VK_NAME(prefetch)(const void *start, size_t length) {
    for (size_t at = 0; at < length; at += 64) __builtin_prefetch((const char *)start + at, 0, 3);
}

VK_TARGET static inline float VK_NAME(nearness)(float product, const vk_code_query *query, const vk_code_rows *rows,
                                                uint32_t slot) {
    return rows->is_l2 ? 2.0f * product - rows->squared_lengths[slot] - query->squared_length : product;
}

VK_TARGET static void VK_NAME(score_codes)(const vk_code_query *query, const vk_code_rows *rows,
                                           const uint32_t *slots, size_t count, float *out) {
    const size_t dimension = rows->dimension, length = dimension / 2, stride = rows->stride;
    const uint8_t *coarse = rows->coarse;
    const int8_t *bytes = query->bytes;
    const size_t ahead = vk_rows_ahead(dimension);
    for (size_t i = 0; i < ahead && i < count; i++) VK_NAME(prefetch)(coarse + slots[i] * stride, length);
    const int32_t excess = 15 * query->byte_sum;
    const float common_step = rows->common_step;
    for (size_t i = 0; i < count; i++) {
        if (i + ahead < count) VK_NAME(prefetch)(coarse + slots[i + ahead] * stride, length);
        int32_t dot = 2 * VK_NAME(nibble_dot)(bytes, coarse + slots[i] * stride, dimension) - excess;
        // With a step in common the walk does without the line of memory that holds this slot's.
        float step = common_step == 0 ? rows->steps[slots[i]] : common_step;
        out[i] = (float)dot * (query->byte_step * step);
    }
    if (rows->is_l2) {
        for (size_t i = 0; i < count; i++) out[i] = VK_NAME(nearness)(out[i], query, rows, slots[i]);
    }
}

VK_TARGET static void VK_NAME(rescore_codes)(const vk_code_query *query, const vk_code_rows *rows,
                                             const uint32_t *slots, size_t count, float *out) {
    const size_t dimension = rows->dimension;
    const size_t ahead = 1 + vk_rows_ahead(dimension) / 2;
    for (size_t i = 0; i < ahead && i < count; i++) VK_NAME(prefetch)(rows->fine + slots[i] * dimension, dimension);
    for (size_t i = 0; i < count; i++) {
        if (i + ahead < count) VK_NAME(prefetch)(rows->fine + slots[i + ahead] * dimension, dimension);
        const uint8_t *coarse = rows->coarse + slots[i] * rows->stride;
        const int8_t *fine = rows->fine + slots[i] * dimension;
        int64_t nibbles = 0, bytes = 0;
        for (size_t start = 0; start < dimension; start += VK_DOTS_AT_ONCE) {
            size_t length = dimension - start < VK_DOTS_AT_ONCE ? dimension - start : VK_DOTS_AT_ONCE;
            int32_t nibble_sum, fine_sum;
            VK_NAME(full_dots)(query->words + start, coarse + start / 2, fine + start, length, &nibble_sum, &fine_sum);
            nibbles += nibble_sum;
            bytes += fine_sum;
        }
        double product = (double)rows->steps[slots[i]] * (double)(2 * nibbles - 15 * query->word_sum) +
                         (double)rows->fine_steps[slots[i]] * (double)bytes;
        out[i] = VK_NAME(nearness)((float)(product * (double)query->word_step), query, rows, slots[i]);
    }
}

VK_TARGET static int VK_NAME(any_code_at_least)(const vk_code_query *queries, size_t count, const vk_code_rows *rows,
                                                uint32_t slot, float threshold) {
    const uint8_t *coarse = rows->coarse + slot * rows->stride;
    for (size_t i = 0; i < count; i++) {
        int32_t dot = 2 * VK_NAME(nibble_dot)(queries[i].bytes, coarse, rows->dimension) - 15 * queries[i].byte_sum;
        // Multiplied as score_codes does, so that equal codes tie.
        float step = rows->common_step == 0 ? rows->steps[slot] : rows->common_step;
        if (VK_NAME(nearness)((float)dot * (queries[i].byte_step * step), queries + i, rows, slot) >= threshold) {
            return 1;
        }
    }
    return 0;
}

// The table of this level, in the order of `vk_kernel_table`.
#define VK_TABLE                                                                                                  \
    {                                                                                                             \
        VK_NAME(dot), VK_NAME(rotate), VK_NAME(unrotate), VK_NAME(encode), VK_NAME(decode),                       \
            VK_NAME(prepare_query), VK_NAME(prepare_coarse_query), VK_NAME(score_codes), VK_NAME(rescore_codes),  \
            VK_NAME(any_code_at_least),                                                                           \
    }
