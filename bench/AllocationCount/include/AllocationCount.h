#ifndef ALLOCATION_COUNT_H
#define ALLOCATION_COUNT_H

/// How often this thread has asked for memory; 0 where the C library's allocator cannot be replaced.
unsigned long allocation_count(void);

#endif
