/* A library to preload that lets the disk below one folder fail: the Nth call of the chosen kinds, or all from there on.
 *
 * It can also write down every change to the files there, with their bytes, so that what a power cut would leave can be
 * put together afterwards. All is set by the functions soak_* from within the process; until then every call is plain.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, NAME = 4, SIZE = 8, CREATE = 16, READ = 32 };

static char watched[PATH_MAX];
static size_t watched_length;
static int kinds, failure, stays, torn, trace = -1;
static long nth, calls, hits;
static char hit_what[PATH_MAX + 32];

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

/* ---------------------------------------------------------------------------------------------- how it is set */

void soak_arm(const char *folder, int of_kinds, long number, int error, int for_good, int half_written)
{
    strncpy(watched, folder, sizeof watched - 1);
    watched_length = strlen(watched);
    kinds = of_kinds; nth = number; failure = error; stays = for_good; torn = half_written;
    calls = hits = 0;
    hit_what[0] = 0;
}

void soak_disarm(void) { kinds = 0; trace = -1; }
long soak_calls(void) { return calls; }
long soak_hits(void) { return hits; }
const char *soak_hit_what(void) { return hit_what; }

void soak_trace(const char *folder, int descriptor)
{
    strncpy(watched, folder, sizeof watched - 1);
    watched_length = strlen(watched);
    trace = descriptor;
}

/* ------------------------------------------------------------------------------------------------ where it acts */

static int below(const char *path)
{
    return watched_length && !strncmp(path, watched, watched_length)
        && (path[watched_length] == '/' || path[watched_length] == 0);
}

static int path_of(int fd, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlink, link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return below(path);
}

static void absolute(const char *path, char *out)
{
    if (path[0] == '/') { strncpy(out, path, PATH_MAX - 1); out[PATH_MAX - 1] = 0; return; }
    if (!getcwd(out, PATH_MAX)) { out[0] = 0; return; }
    size_t used = strlen(out);
    snprintf(out + used, PATH_MAX - used, "/%s", path);
}

static int fails(int kind, const char *what, const char *path)
{
    if (!(kinds & kind)) return 0;
    long number = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
    if (number != nth && !(stays && number > nth && nth > 0)) return 0;
    if (!__atomic_fetch_add(&hits, 1, __ATOMIC_SEQ_CST))
        snprintf(hit_what, sizeof hit_what, "%s %s", what, path + watched_length);
    errno = failure;
    return 1;
}

static int path_fails(int kind, const char *what, const char *path)
{
    char whole[PATH_MAX];
    if (!kinds) return 0;
    absolute(path, whole);
    return below(whole) && fails(kind, what, whole);
}

static int fd_fails(int kind, const char *what, int fd)
{
    char path[PATH_MAX];
    return kinds && path_of(fd, path) && fails(kind, what, path);
}

/* ----------------------------------------------------------------------------------------- what is written down */

struct note { char what; char pad[7]; uint64_t inode; int64_t offset; uint32_t length; uint32_t name; };

static void note(char what, uint64_t inode, int64_t offset, const void *bytes, size_t length, const char *name)
{
    struct note head = { what, {0}, inode, offset, (uint32_t)length, (uint32_t)strlen(name) };
    struct iovec parts[3] = { { &head, sizeof head }, { (void *)name, head.name }, { (void *)bytes, length } };
    int kept = errno;
    if (syscall(SYS_writev, trace, parts, 3) < 0) abort();
    errno = kept;
}

static uint64_t inode_of(const char *path)
{
    struct stat status;
    return stat(path, &status) ? 0 : status.st_ino;
}

static void note_fd(char what, int fd, int64_t offset, const void *bytes, size_t length)
{
    char path[PATH_MAX];
    struct stat status;
    if (trace < 0 || fd == trace || !path_of(fd, path) || fstat(fd, &status)) return;
    if (S_ISDIR(status.st_mode) && what == 'S') what = 'D';
    note(what, status.st_ino, offset, bytes, length, path + watched_length);
}

static void note_path(char what, uint64_t inode, const char *path)
{
    char whole[PATH_MAX];
    if (trace < 0) return;
    absolute(path, whole);
    if (below(whole)) note(what, inode, 0, "", 0, whole + watched_length);
}

static void note_rename(uint64_t inode, const char *from, const char *to)
{
    char whole_from[PATH_MAX], whole_to[PATH_MAX];
    absolute(from, whole_from);
    absolute(to, whole_to);
    if (below(whole_from) && below(whole_to))
        note('R', inode, 0, whole_from + watched_length, strlen(whole_from + watched_length), whole_to + watched_length);
}

void soak_mark(long number)
{
    if (trace >= 0) note('M', (uint64_t)number, 0, "", 0, "");
}

/* ----------------------------------------------------------------------------------------------- the calls */

static off_t place_of(int fd)
{
    struct stat status;
    if (fcntl(fd, F_GETFL) & O_APPEND) return fstat(fd, &status) ? 0 : status.st_size;
    return lseek(fd, 0, SEEK_CUR);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    if (fd_fails(WRITE, "write", fd)) {
        if (torn && length > 1) { int kept = errno; REAL(write)(fd, bytes, length / 2); errno = kept; }
        return -1;
    }
    off_t place = trace >= 0 ? place_of(fd) : 0;
    ssize_t done = REAL(write)(fd, bytes, length);
    if (done > 0) note_fd('W', fd, place, bytes, (size_t)done);
    return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset)
{
    /* SQLite writes one byte into each page of new shared memory: one of them shall do. */
    int another = length == 1 && offset > 4096;
    if (!another && fd_fails(WRITE, "pwrite", fd)) {
        if (torn && length > 1) { int kept = errno; REAL(pwrite64)(fd, bytes, length / 2, offset); errno = kept; }
        return -1;
    }
    ssize_t done = REAL(pwrite64)(fd, bytes, length, offset);
    if (done > 0) note_fd('W', fd, offset, bytes, (size_t)done);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return pwrite64(fd, bytes, length, offset); }

ssize_t sendfile64(int to, int from, off64_t *offset, size_t count)
{
    /* Python falls back to reading and writing, which are seen. */
    char path[PATH_MAX];
    if ((kinds || trace >= 0) && path_of(to, path)) { errno = ENOTSOCK; return -1; }
    return REAL(sendfile64)(to, from, offset, count);
}

ssize_t sendfile(int to, int from, off_t *offset, size_t count) { return sendfile64(to, from, offset, count); }

ssize_t read(int fd, void *bytes, size_t length)
{
    return fd_fails(READ, "read", fd) ? -1 : REAL(read)(fd, bytes, length);
}

ssize_t pread64(int fd, void *bytes, size_t length, off64_t offset)
{
    return fd_fails(READ, "pread", fd) ? -1 : REAL(pread64)(fd, bytes, length, offset);
}

ssize_t pread(int fd, void *bytes, size_t length, off_t offset) { return pread64(fd, bytes, length, offset); }

int fsync(int fd)
{
    if (fd_fails(SYNC, "fsync", fd)) return -1;
    int done = REAL(fsync)(fd);
    if (!done) note_fd('S', fd, 0, "", 0);
    return done;
}

int fdatasync(int fd)
{
    if (fd_fails(SYNC, "fdatasync", fd)) return -1;
    int done = REAL(fdatasync)(fd);
    if (!done) note_fd('S', fd, 0, "", 0);
    return done;
}

int ftruncate64(int fd, off64_t length)
{
    if (fd_fails(SIZE, "ftruncate", fd)) return -1;
    int done = REAL(ftruncate64)(fd, length);
    if (!done) note_fd('T', fd, length, "", 0);
    return done;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int posix_fallocate64(int fd, off64_t offset, off64_t length)
{
    return fd_fails(SIZE, "fallocate", fd) ? failure : REAL(posix_fallocate64)(fd, offset, length);
}

int posix_fallocate(int fd, off_t offset, off_t length) { return posix_fallocate64(fd, offset, length); }

int rename(const char *from, const char *to)
{
    if (path_fails(NAME, "rename", to)) return -1;
    uint64_t inode = trace >= 0 ? inode_of(from) : 0;
    int done = REAL(rename)(from, to);
    if (!done && trace >= 0) note_rename(inode, from, to);
    return done;
}

int link(const char *from, const char *to)
{
    if (path_fails(NAME, "link", to)) return -1;
    int done = REAL(link)(from, to);
    if (!done && trace >= 0) note_path('L', inode_of(to), to);
    return done;
}

int unlink(const char *path)
{
    if (path_fails(NAME, "unlink", path)) return -1;
    uint64_t inode = trace >= 0 ? inode_of(path) : 0;
    int done = REAL(unlink)(path);
    if (!done) note_path('U', inode, path);
    return done;
}

int mkdir(const char *path, mode_t mode)
{
    if (path_fails(NAME, "mkdir", path)) return -1;
    int done = REAL(mkdir)(path, mode);
    if (!done) note_path('F', 0, path);
    return done;
}

static int opened(int (*call)(const char *, int, ...), const char *path, int flags, mode_t mode)
{
    int created = 0;
    if ((kinds || trace >= 0) && flags & O_CREAT) {
        created = access(path, F_OK) != 0;
        if (created && path_fails(CREATE, "open", path)) return -1;
    }
    int fd = call(path, flags, mode);
    if (fd >= 0 && created && trace >= 0) note_path('L', inode_of(path), path);
    if (fd >= 0 && !created && flags & O_TRUNC) note_fd('T', fd, 0, "", 0);
    return fd;
}

int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return opened((int (*)(const char *, int, ...))real("open"), path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return opened((int (*)(const char *, int, ...))real("open64"), path, flags, mode);
}
