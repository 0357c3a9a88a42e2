#include "vk_dispatch.h"

#include <stdatomic.h>

#include "kernel_table.h"

static const vk_kernel_table *table_of(vk_level level) {
    switch (level) {
    case VK_LEVEL_SCALAR: return &vk_scalar_kernels;
#if defined(__x86_64__)
    case VK_LEVEL_AVX2: return &vk_avx2_kernels;
    case VK_LEVEL_AVX512: return &vk_avx512_kernels;
    case VK_LEVEL_AVX512_VNNI: return &vk_avx512_vnni_kernels;
#endif
#if defined(__aarch64__)
    case VK_LEVEL_NEON: return &vk_neon_kernels;
#endif
    default: return 0;
    }
}

int vk_level_is_available(vk_level level) {
    switch (level) {
    case VK_LEVEL_SCALAR: return 1;
#if defined(__x86_64__)
    case VK_LEVEL_AVX2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case VK_LEVEL_AVX512:
        return vk_level_is_available(VK_LEVEL_AVX2) && __builtin_cpu_supports("avx512f") &&
               __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    case VK_LEVEL_AVX512_VNNI: return vk_level_is_available(VK_LEVEL_AVX512) && __builtin_cpu_supports("avx512vnni");
#endif
#if defined(__aarch64__)
    case VK_LEVEL_NEON: return 1;
#endif
    default: return 0;
    }
}

vk_level vk_best_level(void) {
    for (int level = VK_LEVEL_COUNT - 1; level > VK_LEVEL_SCALAR; level--) {
        if (vk_level_is_available((vk_level)level)) return (vk_level)level;
    }
    return VK_LEVEL_SCALAR;
}

// -1 until the first use. Threads that race to the first use all store the same value.
static atomic_int chosen_level = -1;

vk_level vk_current_level(void) {
    int level = atomic_load_explicit(&chosen_level, memory_order_relaxed);
    if (level >= 0) return (vk_level)level;
    int unset = -1;
    atomic_compare_exchange_strong(&chosen_level, &unset, (int)vk_best_level());
    return (vk_level)atomic_load_explicit(&chosen_level, memory_order_relaxed);
}

int vk_set_level(vk_level level) {
    if (!vk_level_is_available(level)) return 0;
    atomic_store_explicit(&chosen_level, (int)level, memory_order_relaxed);
    return 1;
}

const vk_kernel_table *vk_kernels(void) { return table_of(vk_current_level()); }
