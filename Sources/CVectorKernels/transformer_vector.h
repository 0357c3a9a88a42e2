// The vector form of the kernels, written once for any register width. transformer.c includes it per level with
//   WIDTH  floats per register,   ROWS  rows of a product's tile (ROWS × 2 accumulators + 3 must fit the registers),
//   NAME(x) the function's name at this level.
// Vectors are compiler extensions rather than intrinsics, so that one text serves both levels.

typedef float NAME(vf) __attribute__((vector_size(4 * WIDTH)));
typedef int32_t NAME(vi) __attribute__((vector_size(4 * WIDTH)));
#define VF NAME(vf)
#define VI NAME(vi)
#define INLINE static inline __attribute__((always_inline))

INLINE VF NAME(load)(const float *from) {
    VF v;
    memcpy(&v, from, sizeof v);
    return v;
}
INLINE void NAME(store)(float *to, VF v) { memcpy(to, &v, sizeof v); }
INLINE VF NAME(all)(float x) { return (VF){} + x; }
INLINE VF NAME(fma)(VF a, VF b, VF c) { return __builtin_elementwise_fma(a, b, c); }
INLINE float NAME(total)(VF v) {
    float lanes[WIDTH], sum = 0;
    memcpy(lanes, &v, sizeof v);
    for (int step = WIDTH / 2; step > 0; step /= 2)
        for (int i = 0; i < step; i++) lanes[i] += lanes[i + step];
    sum = lanes[0];
    return sum;
}
INLINE float NAME(largest)(VF v) {
    float lanes[WIDTH], most;
    memcpy(lanes, &v, sizeof v);
    most = lanes[0];
    for (int i = 1; i < WIDTH; i++) most = lanes[i] > most ? lanes[i] : most;
    return most;
}

/// e^x for x ≤ 0, relative error below 2e-7: x = n·ln 2 + r with |r| ≤ ½ ln 2, Taylor series of degree 7 in r.
INLINE VF NAME(exp)(VF x) {
    x = __builtin_elementwise_max(x, NAME(all)(-87.0f));
    const VF shifter = NAME(all)(12582912.0f);  // 1.5 · 2^23: adding it rounds to an integer
    const VF shifted = NAME(fma)(x, NAME(all)(1.44269504088896341f), shifter);
    const VF n = shifted - shifter;
    VF r = NAME(fma)(n, NAME(all)(-0.693145751953125f), x);
    r = NAME(fma)(n, NAME(all)(-1.42860682030941723e-6f), r);
    VF p = NAME(all)(1.0f / 5040);
    p = NAME(fma)(p, r, NAME(all)(1.0f / 720));
    p = NAME(fma)(p, r, NAME(all)(1.0f / 120));
    p = NAME(fma)(p, r, NAME(all)(1.0f / 24));
    p = NAME(fma)(p, r, NAME(all)(1.0f / 6));
    p = NAME(fma)(p, r, NAME(all)(0.5f));
    p = NAME(fma)(p, r, NAME(all)(1.0f));
    p = NAME(fma)(p, r, NAME(all)(1.0f));
    const VI power = (__builtin_convertvector(n, VI) + 127) << 23;
    VF scale;
    memcpy(&scale, &power, sizeof scale);
    return p * scale;
}

/// erf(z), absolute error below 5e-7: z·P(z²)/Q(z²) on |z| ≤ 4, where erf differs from ±1 by less than 2e-8 at the
/// ends. The coefficients are our own minimax fit (Tests/EmbeddingTests/Fixtures/fit_erf.py).
INLINE VF NAME(erf)(VF z) {
    z = __builtin_elementwise_min(__builtin_elementwise_max(z, NAME(all)(-4.0f)), NAME(all)(4.0f));
    const VF t = z * z;
    VF p = NAME(all)(1.9867550236085663e-06f), q = NAME(all)(3.741971158888191e-05f);
    p = NAME(fma)(p, t, NAME(all)(0.00028456258587539196f));
    q = NAME(fma)(q, t, NAME(all)(0.0011855579214170575f));
    p = NAME(fma)(p, t, NAME(all)(0.0038833096623420715f));
    q = NAME(fma)(q, t, NAME(all)(0.01520718727260828f));
    p = NAME(fma)(p, t, NAME(all)(0.053101640194654465f));
    q = NAME(fma)(q, t, NAME(all)(0.11534978449344635f));
    p = NAME(fma)(p, t, NAME(all)(0.1935446411371231f));
    q = NAME(fma)(q, t, NAME(all)(0.5048570036888123f));
    p = NAME(fma)(p, t, NAME(all)(1.1283791065216064f));
    q = NAME(fma)(q, t, NAME(all)(1.0f));
    return z * p / q;
}

INLINE VF NAME(activated)(VF x, transformer_activation activation) {
    if (activation != TRANSFORMER_GELU) return x;
    const VF half = x * 0.5f;
    return NAME(fma)(half, NAME(erf)(x * 0.70710678118654752f), half);
}

// Panels of 2 × WIDTH columns, depth after depth: what one tile reads is one straight line.
static void NAME(pack)(const float *weights, size_t columns, size_t depth, float *packed) {
    for (size_t panel = 0; panel < columns; panel += 2 * WIDTH)
        for (size_t k = 0; k < depth; k++)
            for (size_t c = 0; c < 2 * WIDTH; c++) *packed++ = weights[(panel + c) * depth + k];
}

/// One tile: `rows` × 2 registers of sums stay in registers over `depth` steps.
INLINE void NAME(tile)(const int rows, const float *input, size_t stride, size_t depth, const float *panel,
                       const float *bias, int first, int last, transformer_activation activation, float *output,
                       size_t columns) {
    VF sums[ROWS][2];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        sums[r][0] = first ? NAME(load)(bias) : NAME(load)(output + r * columns);
        sums[r][1] = first ? NAME(load)(bias + WIDTH) : NAME(load)(output + r * columns + WIDTH);
    }
    for (size_t k = 0; k < depth; k++, panel += 2 * WIDTH) {
        const VF left = NAME(load)(panel), right = NAME(load)(panel + WIDTH);
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            const VF x = NAME(all)(input[r * stride + k]);
            sums[r][0] = NAME(fma)(x, left, sums[r][0]);
            sums[r][1] = NAME(fma)(x, right, sums[r][1]);
        }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
        for (int side = 0; side < 2; side++) {
            const VF sum = last ? NAME(activated)(sums[r][side], activation) : sums[r][side];
            NAME(store)(output + r * columns + side * WIDTH, sum);
        }
}

static void NAME(product)(const float *input, size_t rows, size_t depth, const float *packed, size_t columns,
                          const float *bias, transformer_activation activation, float *output) {
    // 384 steps of one panel are 48 KiB at AVX-512, 24 at AVX2: they stay in the first-level cache while the rows
    // pass by; 112 rows of 384 are 168 KiB and stay in the second.
    enum { DEPTH_BLOCK = 384, ROW_BLOCK = 112 };
    for (size_t top = 0; top < rows; top += ROW_BLOCK) {
        const size_t bottom = top + ROW_BLOCK < rows ? top + ROW_BLOCK : rows;
        for (size_t from = 0; from < depth; from += DEPTH_BLOCK) {
            const size_t steps = from + DEPTH_BLOCK < depth ? DEPTH_BLOCK : depth - from;
            const int first = from == 0, last = from + steps == depth;
            for (size_t column = 0; column < columns; column += 2 * WIDTH) {
                const float *panel = packed + column * depth + from * 2 * WIDTH;
                size_t row = top;
#define TILE(count)                                                                                                   \
    NAME(tile)(count, input + row * depth + from, depth, steps, panel, bias + column, first, last, activation,        \
               output + row * columns + column, columns)
                for (; row + ROWS <= bottom; row += ROWS) TILE(ROWS);
                for (; row + 4 <= bottom; row += 4) TILE(4);
                switch (bottom - row) {
                    case 3: TILE(3); break;
                    case 2: TILE(2); break;
                    case 1: TILE(1); break;
                }
#undef TILE
            }
        }
    }
}

static void NAME(activate)(float *values, size_t rows, size_t columns, const float *bias,
                           transformer_activation activation) {
    for (size_t r = 0; r < rows; r++, values += columns)
        for (size_t c = 0; c < columns; c += WIDTH)
            NAME(store)(values + c, NAME(activated)(NAME(load)(values + c) + NAME(load)(bias + c), activation));
}

static void NAME(add_norm)(const float *values, const float *residual, size_t rows, size_t columns,
                           const float *scale, const float *shift, float epsilon, float *output) {
    for (size_t r = 0; r < rows; r++, values += columns, residual += columns, output += columns) {
        VF sum = {}, squares = {};
        for (size_t c = 0; c < columns; c += WIDTH) sum += NAME(load)(values + c) + NAME(load)(residual + c);
        const VF mean = NAME(all)(NAME(total)(sum) / (float)columns);
        for (size_t c = 0; c < columns; c += WIDTH) {
            const VF centred = NAME(load)(values + c) + NAME(load)(residual + c) - mean;
            squares = NAME(fma)(centred, centred, squares);
        }
        const VF inverse = NAME(all)(1.0f / sqrtf(NAME(total)(squares) / (float)columns + epsilon));
        for (size_t c = 0; c < columns; c += WIDTH) {
            const VF centred = NAME(load)(values + c) + NAME(load)(residual + c) - mean;
            NAME(store)(output + c, NAME(fma)(centred * inverse, NAME(load)(scale + c), NAME(load)(shift + c)));
        }
    }
}

/// scores[rows][padded] = factor · query · keysᵀ, with the keys transposed to [32][padded].
INLINE void NAME(scores)(const int rows, const float *query, size_t stride, const float *keys, size_t padded,
                         float *scores) {
    const float factor = 0.17677669529663688f;  // 1/√32
    for (size_t j = 0; j < padded; j += WIDTH) {
        VF sums[4] = {};
        for (size_t d = 0; d < TRANSFORMER_HEAD; d++) {
            const VF key = NAME(load)(keys + d * padded + j);
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++) sums[r] = NAME(fma)(NAME(all)(query[r * stride + d]), key, sums[r]);
        }
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) NAME(store)(scores + r * padded + j, sums[r] * factor);
    }
}

/// Turns a row of scores into weights that are not yet divided by their sum, and returns one over the sum.
INLINE float NAME(softmax)(float *scores, size_t length, size_t padded) {
    for (size_t j = length; j < padded; j++) scores[j] = -INFINITY;
    VF most = NAME(load)(scores), sum = {};
    for (size_t j = WIDTH; j < padded; j += WIDTH) most = __builtin_elementwise_max(most, NAME(load)(scores + j));
    const VF largest = NAME(all)(NAME(largest)(most));
    for (size_t j = 0; j < padded; j += WIDTH) {
        const VF weight = NAME(exp)(NAME(load)(scores + j) - largest);
        NAME(store)(scores + j, weight);
        sum += weight;
    }
    return 1.0f / NAME(total)(sum);
}

INLINE void NAME(mix)(const int rows, const float *weights, size_t padded, const float *values, size_t stride,
                      size_t length, const float *inverse, float *context, size_t width) {
    enum { PARTS = TRANSFORMER_HEAD / WIDTH };
    VF sums[4][PARTS] = {};
    for (size_t j = 0; j < length; j++) {
        VF value[PARTS];
        for (int p = 0; p < PARTS; p++) value[p] = NAME(load)(values + j * stride + p * WIDTH);
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++)
            for (int p = 0; p < PARTS; p++)
                sums[r][p] = NAME(fma)(NAME(all)(weights[r * padded + j]), value[p], sums[r][p]);
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
        for (int p = 0; p < PARTS; p++) NAME(store)(context + r * width + p * WIDTH, sums[r][p] * inverse[r]);
}

static void NAME(attention)(const float *projected, size_t length, size_t heads, float *scratch, float *context) {
    const size_t width = heads * TRANSFORMER_HEAD, stride = 3 * width;
    const size_t padded = (length + WIDTH - 1) / WIDTH * WIDTH;
    float *keys = scratch, *scores = scratch + TRANSFORMER_HEAD * padded;
    memset(keys, 0, TRANSFORMER_HEAD * padded * sizeof(float));
    for (size_t head = 0; head < heads; head++) {
        const float *query = projected + head * TRANSFORMER_HEAD, *key = query + width, *value = key + width;
        for (size_t j = 0; j < length; j++)
            for (size_t d = 0; d < TRANSFORMER_HEAD; d++) keys[d * padded + j] = key[j * stride + d];
        float *out = context + head * TRANSFORMER_HEAD, inverse[4];
        size_t i = 0;
#define QUERIES(count)                                                                                                \
    NAME(scores)(count, query + i * stride, stride, keys, padded, scores);                                            \
    for (int r = 0; r < count; r++) inverse[r] = NAME(softmax)(scores + r * padded, length, padded);                  \
    NAME(mix)(count, scores, padded, value, stride, length, inverse, out + i * width, width)
        for (; i + 4 <= length; i += 4) { QUERIES(4); }
        for (; i < length; i++) { QUERIES(1); }
#undef QUERIES
    }
}

static const struct kernels NAME(table) = {
    NAME(pack), NAME(product), NAME(activate), NAME(add_norm), NAME(attention),
};

#undef VF
#undef VI
#undef INLINE
