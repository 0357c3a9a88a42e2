#ifndef VK_DISPATCH_H
#define VK_DISPATCH_H

/// Which instructions the kernels use. Picked once at the first call, from what the processor offers.
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

/// The level that the kernels use now.
vk_level vk_current_level(void);

/// Makes all kernels use `level`; returns 0 and changes nothing where it is not available.
///
/// For tests and measurements. A call that runs meanwhile finishes on the old level.
int vk_set_level(vk_level level);

#endif
