// What Swift's Glibc module does not have of the system's file calls.
#pragma once

#include <errno.h>
#include <stddef.h>
#include <sys/xattr.h>

// Sets an extended attribute, whether or not it is there; 0, or an errno.
static inline int cfilesystem_set_attribute(
    const char *_Nonnull path, const char *_Nonnull name, const void *_Nonnull value, size_t size) {
    return setxattr(path, name, value, size, 0) < 0 ? errno : 0;
}
