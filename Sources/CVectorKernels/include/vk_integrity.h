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

/// Where the rows of a graph's slots lie above its layer 0: one row a slot and layer, in the order of the slots.
typedef struct vk_upper_rows {
    /// Per slot its first row.
    const uint32_t *starts;
    /// Per slot its highest layer, or 255 where it is free.
    const uint8_t *levels;
    size_t slots;
    uint32_t rows;
    /// Links of a row.
    size_t width;
} vk_upper_rows;

/// Counts the slots whose rows do not follow those of the slot before, are more than `most`, or, unless the slot
/// is free, are not as many as it has layers. Puts the number of slots that are not free into `live`.
size_t vk_count_misplaced_rows(const vk_upper_rows *upper, uint32_t most, size_t *live);

/// Counts the links, all those that are not 0xFFFFFFFF, that lead to a slot that does not exist, is free or lacks
/// the layer. No row may be misplaced.
size_t vk_count_astray_upper_links(const vk_upper_rows *upper, const uint32_t *links);

/// Counts those of `count` slots, but for the mark 0xFFFFFFFF, that do not exist or are free.
size_t vk_count_astray(const uint32_t *slots, size_t count, const uint8_t *levels, size_t limit);

#endif
