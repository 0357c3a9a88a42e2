#ifndef VK_CONCURRENCY_H
#define VK_CONCURRENCY_H

#include <stdint.h>

/// A number for the calling thread: 0 for the first that asks, 1 for the second, and so on; the same at every
/// call of one thread.
uint32_t vk_thread_number(void);

#endif
