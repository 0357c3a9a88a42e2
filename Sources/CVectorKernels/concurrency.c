#include "vk_concurrency.h"

static uint32_t threads_so_far;
/// The thread's number plus one; 0 until it asks.
static _Thread_local uint32_t own_number;

uint32_t vk_thread_number(void) {
    if (own_number == 0) own_number = __atomic_add_fetch(&threads_so_far, 1, __ATOMIC_RELAXED);
    return own_number - 1;
}
