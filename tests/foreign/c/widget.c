// A widget in C on wasi-libc: it counts, and tries what a program can try of a system. Its state is what it found, line by line.

#define _GNU_SOURCE

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "widget.h"

#define MAX_LINES 16

static const char *tried(int failed) { return failed ? "refused" : "DONE"; }

static int opened(const char *path, const char *mode) {
  FILE *file = fopen(path, mode);
  if (file) fclose(file);
  return file != NULL;
}

// Whether the clock is the context's and stands still over a wait of an hour.
static void look_at_clock(uint64_t now, char *out, size_t size) {
  struct timespec wall, before, after, hour = {3600, 0};
  clock_gettime(CLOCK_REALTIME, &wall);
  clock_gettime(CLOCK_MONOTONIC, &before);
  int slept = nanosleep(&hour, NULL);
  clock_gettime(CLOCK_MONOTONIC, &after);
  uint64_t ms = (uint64_t)wall.tv_sec * 1000 + (uint64_t)wall.tv_nsec / 1000000;
  int stood = before.tv_sec == after.tv_sec && before.tv_nsec == after.tv_nsec;
  snprintf(out, size, "clock %s, %s, sleep %d", ms == now ? "of the context" : "OTHER", stood ? "stands" : "RUNS", slept);
}

bool exports_widget_update(widget_context_t *context, widget_list_u8_t *state, widget_event_t *event, widget_outcome_t *ret,
                           widget_error_t *err) {
  (void)err;
  unsigned count = 0;
  char before[32] = {0}, clock[96];
  if (state) {
    memcpy(before, state->ptr, state->len < sizeof before - 1 ? state->len : sizeof before - 1);
    sscanf(before, "count %u", &count);
  }
  if (event->tag == FANLIGHT_BRIDGE_EVENTS_EVENT_INPUT) count++;

  printf("what is printed goes nowhere\n");
  look_at_clock(context->now, clock, sizeof clock);
  unsigned char random[4] = {0};
  int no_random = getentropy(random, sizeof random);
  char *found = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&found, &size);
  fprintf(out, "count %u\n%s\n", count, clock);
  fprintf(out, "random %d.%d.%d.%d %d\n", random[0], random[1], random[2], random[3], no_random);
  fprintf(out, "environment %s, folder /: %s\n", environ && environ[0] ? "THERE" : "empty", tried(access("/", F_OK)));
  fprintf(out, "read /etc/passwd %s, write /tmp/x %s\n", tried(!opened("/etc/passwd", "r")), tried(!opened("/tmp/x", "w")));
  fprintf(out, "make a folder %s, stdin %s\n", tried(mkdir("/tmp/y", 0700)), getchar() == EOF ? "closed" : "OPEN");
  fclose(out);
  ret->state.ptr = (uint8_t *)found;
  ret->state.len = size;
  ret->refresh_after.is_some = false;
  return true;
}

static fanlight_bridge_view_node_t text(const char *from, size_t len) {
  fanlight_bridge_view_span_t *span = calloc(1, sizeof *span);
  span->tag = FANLIGHT_BRIDGE_VIEW_SPAN_PLAIN;
  span->val.plain.style = FANLIGHT_BRIDGE_VIEW_TEXT_STYLE_PLAIN;
  span->val.plain.text.ptr = (uint8_t *)strndup(from, len);
  span->val.plain.text.len = len;
  fanlight_bridge_view_node_t node = {.tag = FANLIGHT_BRIDGE_VIEW_NODE_TEXT};
  node.val.text.spans.ptr = span;
  node.val.text.spans.len = 1;
  return node;
}

bool exports_widget_render(widget_context_t *context, widget_list_u8_t *state, widget_view_t *ret, widget_error_t *err) {
  (void)context, (void)err;
  fanlight_bridge_view_node_t *nodes = calloc(MAX_LINES + 2, sizeof *nodes);
  uint32_t *children = calloc(MAX_LINES + 1, sizeof *children);
  size_t count = 0;
  const char *at = (const char *)state->ptr, *end = at + state->len;
  while (at < end && count < MAX_LINES) {
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    if (!stop) stop = end;
    nodes[++count] = text(at, (size_t)(stop - at));
    children[count - 1] = (uint32_t)count;
    at = stop + 1;
  }
  fanlight_bridge_view_node_t more = {.tag = FANLIGHT_BRIDGE_VIEW_NODE_BUTTON};
  widget_string_dup(&more.val.button.key, "more");
  widget_string_dup(&more.val.button.label, "One more");
  nodes[++count] = more;
  children[count - 1] = (uint32_t)count;
  nodes[0].tag = FANLIGHT_BRIDGE_VIEW_NODE_COLUMN;
  nodes[0].val.column.children.ptr = children;
  nodes[0].val.column.children.len = count;
  nodes[0].val.column.gap = FANLIGHT_BRIDGE_VIEW_GAP_SMALL;
  nodes[0].val.column.align = FANLIGHT_BRIDGE_VIEW_ALIGN_STRETCH;
  ret->nodes.ptr = nodes;
  ret->nodes.len = count + 1;
  ret->root = 0;
  return true;
}

bool exports_widget_migrate(widget_string_t *from, widget_list_u8_t *state, widget_list_u8_t *ret, widget_error_t *err) {
  (void)from, (void)err;
  *ret = *state;
  return true;
}
