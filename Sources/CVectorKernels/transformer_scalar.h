// The scalar twins: the plainest correct C of each kernel, with the C library's erff and expf.
// Included by transformer.c only.
#include <math.h>
#include <string.h>

static void pack_scalar(const float *weights, size_t columns, size_t depth, float *packed) {
    memcpy(packed, weights, columns * depth * sizeof(float));
}

static float activate_one_scalar(float x, transformer_activation activation) {
    return activation == TRANSFORMER_GELU ? 0.5f * x * (1.0f + erff(x * 0.70710678118654752f)) : x;
}

static void product_scalar(const float *input, size_t rows, size_t depth, const float *packed, size_t columns,
                           const float *bias, transformer_activation activation, float *output) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) {
            float sum = 0;
            for (size_t k = 0; k < depth; k++) sum += input[r * depth + k] * packed[c * depth + k];
            output[r * columns + c] = activate_one_scalar(sum + bias[c], activation);
        }
}

static void activate_scalar(float *values, size_t rows, size_t columns, const float *bias,
                            transformer_activation activation) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++)
            values[r * columns + c] = activate_one_scalar(values[r * columns + c] + bias[c], activation);
}

static void add_norm_scalar(const float *values, const float *residual, size_t rows, size_t columns,
                            const float *scale, const float *shift, float epsilon, float *output) {
    for (size_t r = 0; r < rows; r++, values += columns, residual += columns, output += columns) {
        double sum = 0, squares = 0;
        for (size_t c = 0; c < columns; c++) sum += (double)values[c] + residual[c];
        const double mean = sum / columns;
        for (size_t c = 0; c < columns; c++) {
            const double centred = (double)values[c] + residual[c] - mean;
            squares += centred * centred;
        }
        const double inverse = 1.0 / sqrt(squares / columns + epsilon);
        for (size_t c = 0; c < columns; c++) {
            const double normal = ((double)values[c] + residual[c] - mean) * inverse;
            output[c] = (float)normal * scale[c] + shift[c];
        }
    }
}

static void attention_scalar(const float *projected, size_t length, size_t heads, float *scratch, float *context) {
    const size_t width = heads * TRANSFORMER_HEAD, stride = 3 * width;
    const float factor = 1.0f / sqrtf(TRANSFORMER_HEAD);
    for (size_t head = 0; head < heads; head++) {
        const float *query = projected + head * TRANSFORMER_HEAD, *key = query + width, *value = key + width;
        for (size_t i = 0; i < length; i++) {
            float largest = -INFINITY, total = 0;
            for (size_t j = 0; j < length; j++) {
                float sum = 0;
                for (size_t d = 0; d < TRANSFORMER_HEAD; d++) sum += query[i * stride + d] * key[j * stride + d];
                scratch[j] = sum * factor;
                largest = fmaxf(largest, scratch[j]);
            }
            for (size_t j = 0; j < length; j++) total += scratch[j] = expf(scratch[j] - largest);
            float *out = context + i * width + head * TRANSFORMER_HEAD;
            for (size_t d = 0; d < TRANSFORMER_HEAD; d++) {
                float sum = 0;
                for (size_t j = 0; j < length; j++) sum += scratch[j] * value[j * stride + d];
                out[d] = sum / total;
            }
        }
    }
}
