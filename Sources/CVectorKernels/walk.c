#include "vk_walk.h"

#include <string.h>

size_t vk_gather_links(const uint32_t *links, size_t width, uint32_t limit, uint8_t *marks, uint8_t epoch,
                       const vk_code_rows *rows, uint32_t *out) {
    const size_t ahead = vk_rows_ahead(rows->dimension);
    size_t count = 0, asked = 0;
    for (size_t i = 0; i < width; i++) {
        // A link is read whole, and before what lies behind it: another thread may just have written both.
        uint32_t slot = __atomic_load_n(links + i, __ATOMIC_ACQUIRE);
        if (slot >= limit) {
            if (slot == UINT32_MAX) break;
            continue;
        }
        // Without a branch: whether a slot was met before is as good as random.
        out[count] = slot;
        count += marks[slot] != epoch;
        marks[slot] = epoch;
        if (count > asked && asked < ahead) {
            vk_prefetch(rows->coarse + slot * rows->stride, rows->dimension / 2);
            asked = count;
        }
    }
    return count;
}

size_t vk_look_ahead(const uint32_t *links, size_t width, uint32_t limit, const uint8_t *marks, uint8_t epoch,
                     const vk_code_rows *rows, uint32_t *out) {
    const size_t ahead = vk_rows_ahead(rows->dimension);
    size_t count = 0;
    for (size_t i = 0; i < width; i++) {
        // As in vk_gather_links.
        uint32_t slot = __atomic_load_n(links + i, __ATOMIC_ACQUIRE);
        if (slot >= limit) {
            if (slot == UINT32_MAX) break;
            continue;
        }
        out[count] = slot;
        count += marks[slot] != epoch;
    }
    for (size_t i = 0; i < count && i < ahead; i++) {
        vk_prefetch(rows->coarse + out[i] * rows->stride, rows->dimension / 2);
    }
    return count;
}

size_t vk_take_fresh(const uint32_t *slots, size_t count, uint8_t *marks, uint8_t epoch, uint32_t *out) {
    size_t taken = 0;
    for (size_t i = 0; i < count; i++) {
        const uint32_t slot = slots[i];
        out[taken] = slot;
        taken += marks[slot] != epoch;
        marks[slot] = epoch;
    }
    return taken;
}

size_t vk_insert(vk_candidate *sorted, size_t count, vk_candidate candidate) {
    // Compares with all, since a search by halves goes the wrong way half the time.
    uint32_t place = 0;
    for (size_t i = 0; i < count; i++) place += sorted[i].similarity >= candidate.similarity;
    memmove(sorted + place + 1, sorted + place, (count - place) * sizeof *sorted);
    sorted[place] = candidate;
    return place;
}
