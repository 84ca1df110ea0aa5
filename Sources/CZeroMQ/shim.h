// What Swift needs of libzmq beyond zmq.h: calls that return -errno from the same frame (code
// between a call and zmq_errno() may change errno), the option numbers that zmq.h hides behind
// ZMQ_BUILD_DRAFT_API although Debian's library implements them, and the eventfd and epoll calls
// that are not in Swift's Glibc module.
#pragma once

#include <errno.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <zmq.h>

// Refuse every handshake of the domain while no ZAP handler answers, instead of letting all in.
#define CZMQ_ZAP_ENFORCE_DOMAIN 93
// X-… properties sent in the handshake.
#define CZMQ_METADATA 95
// Ends reconnecting for good on the events named.
#define CZMQ_RECONNECT_STOP 109

static inline int czmq_result(int result) { return result < 0 ? -zmq_errno() : result; }

static inline int czmq_ctx_set(void *_Nonnull context, int option, int value) {
    return czmq_result(zmq_ctx_set(context, option, value));
}
static inline void *_Nullable czmq_socket(void *_Nonnull context, int kind, int *_Nonnull error) {
    void *socket = zmq_socket(context, kind);
    *error = socket ? 0 : zmq_errno();
    return socket;
}
static inline int czmq_bind(void *_Nonnull socket, const char *_Nonnull address) {
    return czmq_result(zmq_bind(socket, address));
}
static inline int czmq_connect(void *_Nonnull socket, const char *_Nonnull address) {
    return czmq_result(zmq_connect(socket, address));
}
static inline int czmq_unbind(void *_Nonnull socket, const char *_Nonnull address) {
    return czmq_result(zmq_unbind(socket, address));
}
static inline int czmq_disconnect(void *_Nonnull socket, const char *_Nonnull address) {
    return czmq_result(zmq_disconnect(socket, address));
}
static inline int czmq_setsockopt(
    void *_Nonnull socket, int option, const void *_Nullable value, size_t size) {
    return czmq_result(zmq_setsockopt(socket, option, value, size));
}
static inline int czmq_getsockopt(
    void *_Nonnull socket, int option, void *_Nonnull value, size_t *_Nonnull size) {
    return czmq_result(zmq_getsockopt(socket, option, value, size));
}
static inline int czmq_msg_recv(zmq_msg_t *_Nonnull message, void *_Nonnull socket, int flags) {
    return czmq_result(zmq_msg_recv(message, socket, flags));
}
static inline int czmq_send(
    void *_Nonnull socket, const void *_Nullable bytes, size_t size, int flags) {
    return czmq_result(zmq_send(socket, bytes, size, flags));
}
static inline int czmq_socket_monitor(
    void *_Nonnull socket, const char *_Nullable address, int events) {
    return czmq_result(zmq_socket_monitor(socket, address, events));
}
static inline int czmq_curve_keypair(char *_Nonnull public_key, char *_Nonnull secret_key) {
    return czmq_result(zmq_curve_keypair(public_key, secret_key));
}
static inline int czmq_curve_public(char *_Nonnull public_key, const char *_Nonnull secret_key) {
    return czmq_result(zmq_curve_public(public_key, secret_key));
}

// Names the calling thread, 15 bytes at most.
static inline void czmq_name_thread(const char *_Nonnull name) { prctl(PR_SET_NAME, name); }

// A counter that epoll can wait for; writing makes it readable until it is read.
static inline int czmq_eventfd(void) {
    int descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    return descriptor < 0 ? -errno : descriptor;
}
static inline void czmq_eventfd_signal(int descriptor) {
    uint64_t one = 1;
    ssize_t written = write(descriptor, &one, sizeof one);
    (void)written;  // full means signalled already
}
static inline void czmq_eventfd_clear(int descriptor) {
    uint64_t count;
    ssize_t taken = read(descriptor, &count, sizeof count);
    (void)taken;  // nothing to read means clear already
}

static inline int czmq_epoll_create(void) {
    int descriptor = epoll_create1(EPOLL_CLOEXEC);
    return descriptor < 0 ? -errno : descriptor;
}
// Waits for `descriptor` to be readable (level-triggered), reported as `token`.
static inline int czmq_epoll_add(int epoll, int descriptor, uint64_t token) {
    struct epoll_event event = {.events = EPOLLIN, .data = {.u64 = token}};
    return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) < 0 ? -errno : 0;
}
static inline void czmq_epoll_remove(int epoll, int descriptor) {
    struct epoll_event unused = {0};
    epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, &unused);
}
// Fills `tokens` (at most `limit`, never more than 64) and returns how many; 0 after the time.
static inline int czmq_epoll_wait(
    int epoll, uint64_t *_Nonnull tokens, int limit, int timeout_milliseconds) {
    struct epoll_event events[64];
    int count = epoll_wait(epoll, events, limit < 64 ? limit : 64, timeout_milliseconds);
    if (count < 0) return errno == EINTR ? 0 : -errno;
    for (int place = 0; place < count; place++) tokens[place] = events[place].data.u64;
    return count;
}
