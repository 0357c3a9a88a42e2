#ifndef VK_WALK_H
#define VK_WALK_H

#include <stddef.h>
#include <stdint.h>

#include "vk_codes.h"

/// Copies to `out` those of up to `width` links that were not met before, and notes them as met; returns how
/// many. `marks` holds a byte a slot, equal to `epoch` where the slot was met. Links that are not below
/// `limit` are passed over; UINT32_MAX ends the row. The nibbles of the first slots are asked for, so that
/// they arrive while the rest of the row is read. Another thread may change the row meanwhile.
size_t vk_gather_links(const uint32_t *links, size_t width, uint32_t limit, uint8_t *marks, uint8_t epoch,
                       const vk_code_rows *rows, uint32_t *out);

/// As `vk_gather_links` for a row that will probably be gathered next: nothing is noted as met. A link that the row
/// holds twice is copied twice.
size_t vk_look_ahead(const uint32_t *links, size_t width, uint32_t limit, const uint8_t *marks, uint8_t epoch,
                     const vk_code_rows *rows, uint32_t *out);

/// Copies to `out` those of `count` slots that were not met before, and notes them as met; returns how many.
size_t vk_take_fresh(const uint32_t *slots, size_t count, uint8_t *marks, uint8_t epoch, uint32_t *out);

/// A slot and how similar it is to the query, larger is nearer.
typedef struct vk_candidate {
    float similarity;
    uint32_t slot;
} vk_candidate;

/// Puts a candidate among `count` others, which are sorted best first, after its equals; returns its place.
/// There must be room for one more.
size_t vk_insert(vk_candidate *sorted, size_t count, vk_candidate candidate);

/// As `vk_gather_links`, for a walk that compares admitted slots alone: those that were not met yet go to `out`, and
/// are noted as met. Of the others those that were not met go to `others`, and are not noted. `admitted` holds a bit
/// a slot, for the slots below `admitted_limit`.
size_t vk_gather_admitted(const uint32_t *links, size_t width, uint32_t limit, uint8_t *marks, uint8_t epoch,
                          const uint64_t *admitted, uint32_t admitted_limit, const vk_code_rows *rows, uint32_t *out,
                          uint32_t *others, size_t *other_count);

/// As `vk_gather_admitted` where nobody asks for the others, of which then only the bit is read. `out` has room for
/// `width` slots.
size_t vk_gather_admitted_alone(const uint32_t *links, size_t width, uint32_t limit, uint8_t *marks, uint8_t epoch,
                                const uint64_t *admitted, uint32_t admitted_limit, const vk_code_rows *rows,
                                uint32_t *out);

/// As `vk_insert`, for hundreds of candidates.
size_t vk_insert_among_many(vk_candidate *sorted, size_t count, vk_candidate candidate);

/// Asks for `length` bytes of memory that will be read soon.
static inline void vk_prefetch(const void *start, size_t length) {
    for (size_t at = 0; at < length; at += 64) __builtin_prefetch((const char *)start + at, 0, 3);
}

#endif
