// Kernels of a BERT encoder in float32: what lies between the matrix products, and the products themselves
// with weights packed once.
//
// Every kernel exists as plain C ("scalar") and in vector form for AVX2 and AVX-512. A caller picks a level
// once with `transformer_best_level` and passes it on; the scalar level is the twin that tests compare with.
// Matrices are row-major and dense unless a stride is named. No pointer needs an alignment beyond float's.
#ifndef RAPPORT_TRANSFORMER_KERNELS_H
#define RAPPORT_TRANSFORMER_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum transformer_level {
    TRANSFORMER_SCALAR = 0,
    TRANSFORMER_AVX2 = 1,
    TRANSFORMER_AVX512 = 2,
} transformer_level;

/// What a product does to each element after the bias.
typedef enum transformer_activation {
    TRANSFORMER_IDENTITY = 0,
    /// x · ½ · (1 + erf(x / √2)), the exact form.
    TRANSFORMER_GELU = 1,
} transformer_activation;

/// Components of one attention head; the kernels know no other size.
enum { TRANSFORMER_HEAD = 32 };

/// Columns of every matrix must be a multiple of this.
enum { TRANSFORMER_COLUMN_MULTIPLE = 32 };

/// The best level that this processor and its operating system run.
transformer_level transformer_best_level(void);

/// Rearranges weights [columns][depth] for `transformer_product` of the same level; `packed` holds columns × depth.
void transformer_pack(transformer_level level, const float *weights, size_t columns, size_t depth, float *packed);

/// output[rows][columns] = activation(input[rows][depth] · weightsᵀ + bias[columns]).
/// - columns: a multiple of TRANSFORMER_COLUMN_MULTIPLE.
void transformer_product(transformer_level level, const float *input, size_t rows, size_t depth, const float *packed,
                         size_t columns, const float *bias, transformer_activation activation, float *output);

/// values[rows][columns] = activation(values + bias[columns]), for products made elsewhere.
void transformer_activate(transformer_level level, float *values, size_t rows, size_t columns, const float *bias,
                          transformer_activation activation);

/// output[r] = layer_norm(values[r] + residual[r]) · scale + shift; `output` may be `values` or `residual`.
void transformer_add_norm(transformer_level level, const float *values, const float *residual, size_t rows,
                          size_t columns, const float *scale, const float *shift, float epsilon, float *output);

/// Floats of scratch that `transformer_attention` needs for a sequence of `length` tokens.
size_t transformer_attention_scratch(size_t length);

/// Self-attention of one sequence over all heads.
/// - projected: [length][3 · heads · 32], a row holding the query, key and value of its token, head after head.
/// - context: [length][heads · 32].
void transformer_attention(transformer_level level, const float *projected, size_t length, size_t heads,
                           float *scratch, float *context);

/// vector[columns] = mean of the rows, scaled to length 1.
void transformer_pool(const float *rows, size_t count, size_t columns, float *vector);

#ifdef __cplusplus
}
#endif
#endif
