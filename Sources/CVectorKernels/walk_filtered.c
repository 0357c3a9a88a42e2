#include <string.h>

#include "vk_walk.h"

size_t vk_gather_admitted(const uint32_t *links, size_t width, uint32_t limit, uint8_t *marks, uint8_t epoch,
                          const uint64_t *admitted, uint32_t admitted_limit, const vk_code_rows *rows, uint32_t *out,
                          uint32_t *others, size_t *other_count) {
    const size_t ahead = vk_rows_ahead(rows->dimension);
    size_t count = 0, asked = 0, rest = 0;
    for (size_t i = 0; i < width; i++) {
        // As in vk_gather_links.
        uint32_t slot = __atomic_load_n(links + i, __ATOMIC_ACQUIRE);
        if (slot >= limit) {
            if (slot == UINT32_MAX) break;
            continue;
        }
        const int is_new = marks[slot] != epoch;
        const int passes = slot < admitted_limit && (admitted[slot / 64] >> (slot % 64) & 1);
        out[count] = slot;
        count += is_new & passes;
        others[rest] = slot;
        rest += is_new & !passes;
        marks[slot] = passes ? epoch : marks[slot];
        if (count > asked && asked < ahead) {
            vk_prefetch(rows->coarse + slot * rows->stride, rows->dimension / 2);
            asked = count;
        }
    }
    *other_count = rest;
    return count;
}

size_t vk_gather_admitted_alone(const uint32_t *links, size_t width, uint32_t limit, uint8_t *marks, uint8_t epoch,
                                const uint64_t *admitted, uint32_t admitted_limit, const vk_code_rows *rows,
                                uint32_t *out) {
    const size_t ahead = vk_rows_ahead(rows->dimension);
    size_t passing = 0, count = 0;
    for (size_t i = 0; i < width; i++) {
        // As in vk_gather_links.
        uint32_t slot = __atomic_load_n(links + i, __ATOMIC_ACQUIRE);
        if (slot >= limit) {
            if (slot == UINT32_MAX) break;
            continue;
        }
        out[passing] = slot;
        passing += slot < admitted_limit && (admitted[slot / 64] >> (slot % 64) & 1);
    }
    for (size_t i = 0; i < passing; i++) {
        const uint32_t slot = out[i];
        const int is_new = marks[slot] != epoch;
        marks[slot] = epoch;
        out[count] = slot;
        if (is_new && count < ahead) vk_prefetch(rows->coarse + slot * rows->stride, rows->dimension / 2);
        count += is_new;
    }
    return count;
}

size_t vk_insert_among_many(vk_candidate *sorted, size_t count, vk_candidate candidate) {
    // By halves without a branch: how many are at least as similar.
    size_t place = 0, length = count;
    while (length > 0) {
        size_t half = (length + 1) / 2;
        place += sorted[place + half - 1].similarity >= candidate.similarity ? half : 0;
        length -= half;
    }
    memmove(sorted + place + 1, sorted + place, (count - place) * sizeof *sorted);
    sorted[place] = candidate;
    return place;
}
