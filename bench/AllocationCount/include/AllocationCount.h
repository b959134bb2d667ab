#ifndef ALLOCATION_COUNT_H
#define ALLOCATION_COUNT_H

/// How often this thread has asked for memory; 0 where that is not counted.
unsigned long allocation_count(void);

/// Whether the C library's allocator can be replaced, so that it is counted.
int allocations_are_counted(void);

#endif
