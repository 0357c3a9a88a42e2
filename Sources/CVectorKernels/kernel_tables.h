// The tables that `dispatch.c` picks from; private to this target.
#ifndef VK_KERNEL_TABLES_H
#define VK_KERNEL_TABLES_H

#include "vk_kernel_table.h"

extern const vk_kernel_table vk_scalar_kernels;
#if defined(__x86_64__)
extern const vk_kernel_table vk_avx2_kernels;
extern const vk_kernel_table vk_avx512_kernels;
extern const vk_kernel_table vk_avx512_vnni_kernels;
#endif
#if defined(__aarch64__)
extern const vk_kernel_table vk_neon_kernels;
#endif

#endif
