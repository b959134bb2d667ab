#include "AllocationCount.h"

// Says whether there is glibc.
#include <stdlib.h>

// A thread's own, so that others do not disturb what is measured.
static _Thread_local unsigned long count;

unsigned long allocation_count(void) { return count; }

#ifndef __GLIBC__
int allocations_are_counted(void) { return 0; }
#else
int allocations_are_counted(void) { return 1; }

// The program's own `malloc` takes the place of the library's, which it counts and calls.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

void *malloc(size_t size) { count++; return __libc_malloc(size); }
void *calloc(size_t number, size_t size) { count++; return __libc_calloc(number, size); }
void *realloc(void *old, size_t size) { count++; return __libc_realloc(old, size); }
void *aligned_alloc(size_t alignment, size_t size) { count++; return __libc_memalign(alignment, size); }
int posix_memalign(void **result, size_t alignment, size_t size) {
  count++;
  *result = __libc_memalign(alignment, size);
  return *result == NULL ? 12 : 0;
}
#endif
