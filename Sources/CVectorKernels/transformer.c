#include "transformer_kernels.h"

#include "transformer_scalar.h"

// What differs by level; the entry points below choose a table.
struct kernels {
    void (*pack)(const float *, size_t, size_t, float *);
    void (*product)(const float *, size_t, size_t, const float *, size_t, const float *, transformer_activation,
                    float *);
    void (*activate)(float *, size_t, size_t, const float *, transformer_activation);
    void (*add_norm)(const float *, const float *, size_t, size_t, const float *, const float *, float, float *);
    void (*attention)(const float *, size_t, size_t, float *, float *);
};

static const struct kernels scalar_table = {
    pack_scalar, product_scalar, activate_scalar, add_norm_scalar, attention_scalar,
};

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define WIDTH 8
#define ROWS 6
#define NAME(x) x##_avx2
#include "transformer_vector.h"
#undef WIDTH
#undef ROWS
#undef NAME
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#define WIDTH 16
#define ROWS 14
#define NAME(x) x##_avx512
#include "transformer_vector.h"
#undef WIDTH
#undef ROWS
#undef NAME
#pragma clang attribute pop

static const struct kernels *table(transformer_level level) {
    switch (level) {
        case TRANSFORMER_AVX512: return &table_avx512;
        case TRANSFORMER_AVX2: return &table_avx2;
        default: return &scalar_table;
    }
}

transformer_level transformer_best_level(void) {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        return TRANSFORMER_AVX512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return TRANSFORMER_AVX2;
    return TRANSFORMER_SCALAR;
}

#else

static const struct kernels *table(transformer_level level) { return &scalar_table; }
transformer_level transformer_best_level(void) { return TRANSFORMER_SCALAR; }

#endif

void transformer_pack(transformer_level level, const float *weights, size_t columns, size_t depth, float *packed) {
    table(level)->pack(weights, columns, depth, packed);
}

void transformer_product(transformer_level level, const float *input, size_t rows, size_t depth, const float *packed,
                         size_t columns, const float *bias, transformer_activation activation, float *output) {
    table(level)->product(input, rows, depth, packed, columns, bias, activation, output);
}

void transformer_activate(transformer_level level, float *values, size_t rows, size_t columns, const float *bias,
                          transformer_activation activation) {
    table(level)->activate(values, rows, columns, bias, activation);
}

void transformer_add_norm(transformer_level level, const float *values, const float *residual, size_t rows,
                          size_t columns, const float *scale, const float *shift, float epsilon, float *output) {
    table(level)->add_norm(values, residual, rows, columns, scale, shift, epsilon, output);
}

size_t transformer_attention_scratch(size_t length) {
    // The transposed keys of one head and four rows of scores, each rounded up to the widest register.
    return (TRANSFORMER_HEAD + 4) * ((length + 15) / 16 * 16);
}

void transformer_attention(transformer_level level, const float *projected, size_t length, size_t heads,
                           float *scratch, float *context) {
    if (length > 0) table(level)->attention(projected, length, heads, scratch, context);
}

void transformer_pool(const float *rows, size_t count, size_t columns, float *vector) {
    double squares = 0;
    for (size_t c = 0; c < columns; c++) {
        double sum = 0;
        for (size_t r = 0; r < count; r++) sum += rows[r * columns + c];
        vector[c] = (float)(sum / (double)count);
        squares += (double)vector[c] * vector[c];
    }
    // Twelve zeros as in PyTorch's normalize: a vector of zeros stays one.
    const double length = sqrt(squares) > 1e-12 ? sqrt(squares) : 1e-12;
    for (size_t c = 0; c < columns; c++) vector[c] = (float)(vector[c] / length);
}
