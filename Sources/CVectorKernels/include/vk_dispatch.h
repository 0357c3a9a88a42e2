#ifndef VK_DISPATCH_H
#define VK_DISPATCH_H

/// Which instructions the kernels use. Picked once at the first call: the best that the processor offers,
/// or the level that the environment variable RAPPORT_KERNELS names, where it is available.
typedef enum vk_level {
    VK_LEVEL_SCALAR = 0,
    /// x86: AVX2 and FMA.
    VK_LEVEL_AVX2 = 1,
    /// x86: AVX-512 F, BW and VL.
    VK_LEVEL_AVX512 = 2,
    /// x86: as AVX512, with the VNNI byte products.
    VK_LEVEL_AVX512_VNNI = 3,
    /// Arm: Advanced SIMD.
    VK_LEVEL_NEON = 4,
} vk_level;

#define VK_LEVEL_COUNT 5

/// Whether this processor and this build offer `level`.
int vk_level_is_available(vk_level level);

/// The best level of this processor.
vk_level vk_best_level(void);

/// The level that the kernels use.
vk_level vk_current_level(void);

/// The level with this name (`scalar`, `avx2`, `avx512`, `avx512_vnni`, `neon`), or -1 for other names and NULL.
int vk_level_named(const char *name);

#endif
