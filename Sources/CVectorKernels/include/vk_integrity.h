#ifndef VK_INTEGRITY_H
#define VK_INTEGRITY_H

#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli, reflected, initial and final inversion) of `length` bytes that follow a part
/// whose checksum is `crc`; 0 starts. Uses the processor's instruction where there is one.
uint32_t vk_crc32c(uint32_t crc, const void *bytes, size_t length);

/// The same from tables, for tests and other processors.
uint32_t vk_crc32c_portable(uint32_t crc, const void *bytes, size_t length);

/// The largest of (values[i] + 1) modulo 2^32, so that the mark 0xFFFFFFFF counts as 0; 0 for none.
///
/// A table of slots is in bounds exactly where this is at most the number of slots.
uint32_t vk_max_successor_u32(const uint32_t *values, size_t count);

#endif
