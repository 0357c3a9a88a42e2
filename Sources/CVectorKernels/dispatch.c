#include "vk_dispatch.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "kernel_tables.h"

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
    default: return NULL;
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

int vk_level_named(const char *name) {
    static const char *const names[VK_LEVEL_COUNT] = {"scalar", "avx2", "avx512", "avx512_vnni", "neon"};
    for (int level = 0; name != NULL && level < VK_LEVEL_COUNT; level++) {
        if (strcmp(name, names[level]) == 0) return level;
    }
    return -1;
}

// -1 until the first use. Threads that race to the first use all store the same value.
static atomic_int chosen_level = -1;

vk_level vk_current_level(void) {
    int level = atomic_load_explicit(&chosen_level, memory_order_relaxed);
    if (level >= 0) return (vk_level)level;
    level = vk_level_named(getenv("RAPPORT_KERNELS"));
    if (level < 0 || !vk_level_is_available((vk_level)level)) level = (int)vk_best_level();
    atomic_store_explicit(&chosen_level, level, memory_order_relaxed);
    return (vk_level)level;
}

const vk_kernel_table *vk_kernels_at(vk_level level) { return vk_level_is_available(level) ? table_of(level) : NULL; }

const vk_kernel_table *vk_kernels(void) { return table_of(vk_current_level()); }
