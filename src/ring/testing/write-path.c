/*
 * The write path of the ring, in C, as the measure of src/ring/rfc/write.ts: recording checked before the lock and under it, a spinlock by
 * atomic exchange, room in the page, padding and the turn of the page, the head page pushed out by the count of its events, the
 * header, the body, the tail published. It has no probes, no ledger, and of the words of a page only the count and the bytes.
 *
 *   write-path BYTES LOCKED    answers each line of its input with the nanoseconds of a write; BYTES 0: of the lock alone
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PAGES = 64, PAGE_SIZE = 4096, HEADER = 12, WRITES = 20000, TURN_NS = 10000000 };

struct page {
  uint32_t committed, unread;
  unsigned char *bytes;
};

struct cpu_ring {
  int lock;
  uint32_t head_page, head, tail_page, tail;
  uint64_t entries, overrun;
  struct page pages[PAGES];
};

static int record_disabled;
static uint64_t now_stamp;
static struct cpu_ring ring __attribute__((aligned(128)));

static void lock_ring(struct cpu_ring *r) {
  while (__atomic_exchange_n(&r->lock, 1, __ATOMIC_ACQUIRE))
    while (__atomic_load_n(&r->lock, __ATOMIC_RELAXED))
      ;
}

static void unlock_ring(struct cpu_ring *r) { __atomic_store_n(&r->lock, 0, __ATOMIC_RELEASE); }

static int is_disabled(void) { return __atomic_load_n(&record_disabled, __ATOMIC_RELAXED); }

static uint32_t page_after(uint32_t page) { return page + 1 == PAGES ? 0 : page + 1; }

static void push_head_page(struct cpu_ring *r) {
  struct page *lost = &r->pages[r->head_page];
  r->overrun += lost->unread;
  r->entries -= lost->unread;
  lost->unread = 0;
  r->head_page = page_after(r->head_page);
  r->head = 0;
}

/* What is left of the page becomes a null event where a header fits, and the tail goes to the start of the next page. */
static __attribute__((noinline)) void turn_page(struct cpu_ring *r) {
  uint32_t next = page_after(r->tail_page), rest = PAGE_SIZE - r->tail;
  if (next == r->head_page) push_head_page(r);
  if (rest >= HEADER) {
    unsigned char *null_event = r->pages[r->tail_page].bytes + r->tail;
    memset(null_event, 0, HEADER - 2);
    memcpy(null_event + HEADER - 2, &(int16_t){(int16_t)rest}, 2);
  }
  r->pages[next].committed = 0;
  r->pages[next].unread = 0;
  r->tail_page = next;
  r->tail = 0;
}

/* Not memcpy: its wide loads would stall on the word that the caller has just stored, which costs 20 ns. */
static inline void copy_words(uint32_t *to, const uint32_t *from, uint32_t words) {
  for (uint32_t word = 0; word < words; word++) to[word] = from[word];
}

static inline int write_event(struct cpu_ring *r, int16_t type, const uint32_t *body, uint32_t length, int locked) {
  uint32_t total = (length + HEADER + 7) & ~7u;
  int16_t total16 = (int16_t)total;
  if (is_disabled()) return -1;
  if (locked) lock_ring(r);
  if (is_disabled() || length > PAGE_SIZE - HEADER) {
    if (locked) unlock_ring(r);
    return -1;
  }
  if (r->tail + total > PAGE_SIZE) turn_page(r);

  struct page *page = &r->pages[r->tail_page];
  unsigned char *event = page->bytes + r->tail;
  uint64_t stamp = ++now_stamp;
  memcpy(event + 10, &total16, 2);
  r->entries++;
  memcpy(event, &stamp, 8);
  memcpy(event + 8, &type, 2);
  copy_words((uint32_t *)(event + HEADER), body, length / 4);
  page->unread++;
  page->committed = r->tail + total;
  __atomic_store_n(&r->tail, r->tail + total, __ATOMIC_RELEASE);
  if (locked) unlock_ring(r);
  return 0;
}

/* Not inlined into the loop: a tracer calls them, and the length is known to the caller alone. */
static __attribute__((noinline)) int write_locked(const uint32_t *body, uint32_t length) {
  return write_event(&ring, 1, body, length, 1);
}
static __attribute__((noinline)) int write_unlocked(const uint32_t *body, uint32_t length) {
  return write_event(&ring, 1, body, length, 0);
}
static __attribute__((noinline)) int lock_alone(const uint32_t *body, uint32_t length) {
  (void)body, (void)length;
  lock_ring(&ring);
  unlock_ring(&ring);
  return 0;
}

static double now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e9 + now.tv_nsec;
}

static double turn(int (*write)(const uint32_t *, uint32_t), uint32_t length) {
  uint32_t body[1024] = {0};
  double start = now_ns(), took = 0;
  uint64_t calls = 0;
  while (took < TURN_NS) {
    for (uint32_t time = 0; time < WRITES; time++) {
      body[0] = time;
      write(body, length);
    }
    calls++;
    took = now_ns() - start;
  }
  return took / (double)(calls * WRITES);
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  uint32_t length = (uint32_t)atoi(arguments[1]);
  int locked = atoi(arguments[2]);
  unsigned char *bytes = aligned_alloc(PAGE_SIZE, PAGES * PAGE_SIZE);
  char line[16];
  if (!bytes) return 1;
  memset(bytes, 0, PAGES * PAGE_SIZE);
  for (int page = 0; page < PAGES; page++) ring.pages[page].bytes = bytes + page * PAGE_SIZE;
  while (fgets(line, sizeof line, stdin)) {
    printf("%.3f\n", turn(length == 0 ? lock_alone : locked ? write_locked : write_unlocked, length));
    fflush(stdout);
  }
  return 0;
}
