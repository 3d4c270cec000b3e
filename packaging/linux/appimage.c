// What an AppImage begins with. Behind this program lies an image of the app's folder (squashfs); it is mounted where
// the system has FUSE, otherwise unpacked, and then this process becomes `AppRun` in there. A second process, the
// keeper, stays behind it and takes the folder away when the app has ended.
//   --appimage-offset            where the image begins
//   --appimage-extract           unpacks it into ./squashfs-root, and no more
//   --appimage-extract-and-run   does not try to mount; so does APPIMAGE_EXTRACT_AND_RUN=1
// The format, the options and the variables are those of the AppImage specification, type 2; ARGV0 is not set, for zsh
// takes it for its own.
#define _GNU_SOURCE
#include <config.h> // squashfuse's: which FUSE it was built for
#include <ll.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// squashfuse knows five compressions, the image has one (Zstandard). The other libraries need not be here.
int LZ4_decompress_safe(void) { return -1; }
int lzma_stream_buffer_decode(void) { return -1; }
int lzo1x_decompress_safe(void) { return -1; }
int uncompress(void) { return -1; }

static char self[PATH_MAX];
static size_t image; // where it begins in `self`
static char folder[PATH_MAX];

static _Noreturn void fail(const char *format, ...) {
  va_list words;
  va_start(words, format);
  fputs("gilscope: ", stderr);
  vfprintf(stderr, format, words);
  fputc('\n', stderr);
  exit(127);
}

/** The image comes after our last section header, which the linker puts at our end. */
static size_t end_of_program(void) {
  Elf64_Ehdr head;
  FILE *file = fopen(self, "rb");
  if (!file || fread(&head, sizeof head, 1, file) != 1) fail("%s cannot be read: %s", self, strerror(errno));
  fclose(file);
  return head.e_shoff + (size_t)head.e_shentsize * head.e_shnum;
}

// Unpacking

static bool write_file(sqfs *from, sqfs_inode *inode, const char *path) {
  static char piece[1 << 20];
  int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, inode->base.mode & 0777);
  if (file < 0) return false;
  bool whole = true;
  for (sqfs_off_t at = 0; whole && (uint64_t)at < inode->xtra.reg.file_size;) {
    sqfs_off_t size = sizeof piece;
    whole = !sqfs_read_range(from, inode, at, &size, piece) && size > 0 && write(file, piece, size) == size;
    at += size;
  }
  return close(file) == 0 && whole;
}

static bool write_link(sqfs *from, sqfs_inode *inode, const char *path) {
  char target[PATH_MAX];
  size_t size = sizeof target;
  return !sqfs_readlink(from, inode, target, &size) && symlink(target, path) == 0;
}

/** Nothing in the image is set-uid, and nothing but folders, files and links is in it. */
static bool write_entry(sqfs *from, sqfs_inode *inode, const char *path) {
  if (S_ISDIR(inode->base.mode)) return mkdir(path, 0755) == 0;
  if (S_ISLNK(inode->base.mode)) return write_link(from, inode, path);
  return write_file(from, inode, path);
}

/** Unpacks everything below `to`, which is there and empty. */
static bool unpack(const char *to) {
  sqfs from;
  sqfs_traverse walk;
  sqfs_err problem = SQFS_OK;
  errno = 0;
  if (sqfs_open_image(&from, self, image) || sqfs_traverse_open(&walk, &from, sqfs_inode_root(&from))) return false;
  while (sqfs_traverse_next(&walk, &problem)) {
    if (walk.dir_end) continue;
    char path[PATH_MAX];
    sqfs_inode inode;
    if (snprintf(path, sizeof path, "%s/%s", to, walk.path) >= (int)sizeof path) return false;
    if (sqfs_inode_get(&from, &inode, sqfs_dentry_inode(&walk.entry))) return false;
    if (!write_entry(&from, &inode, path)) return false;
  }
  return problem == SQFS_OK;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where) {
  (void)about, (void)kind, (void)where;
  return remove(path);
}

// The keeper

/** A descriptor that can be read when the process that becomes the app has ended; it may have done so already. */
static int end_of(pid_t app) {
  sigset_t end;
  sigemptyset(&end);
  sigaddset(&end, SIGTERM);
  sigprocmask(SIG_BLOCK, &end, NULL);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != app) raise(SIGTERM);
  return signalfd(-1, &end, SFD_CLOEXEC);
}

/** Nobody waits for us: we are in no terminal's job, and hold no pipe open. */
static void withdraw(void) {
  setsid();
  int nothing = open("/dev/null", O_RDWR);
  for (int each = 0; each < 3; each++) dup2(nothing, each);
  if (nothing > 2) close(nothing);
}

/** Without waiting for who still uses it: a kernel that outlives the app keeps its Python. */
static bool unmount(void) {
  if (umount2(folder, MNT_DETACH) == 0) return true;
  int status = 1;
  pid_t helper = fork();
  if (helper == 0) {
    execlp("fusermount3", "fusermount3", "-u", "-q", "-z", "--", folder, NULL);
    _exit(127);
  }
  return waitpid(helper, &status, 0) == helper && status == 0;
}

/** Answers the system's questions about the mounted image until nobody can ask any more. */
static void answer(struct fuse_session *session, int app_ended) {
  struct pollfd sources[] = {{.fd = fuse_session_fd(session), .events = POLLIN}, {.fd = app_ended, .events = POLLIN}};
  struct fuse_buf question = {0};
  while (!fuse_session_exited(session)) {
    if (poll(sources, 2, -1) < 0 && errno != EINTR) break;
    if (sources[1].revents) {
      if (!unmount()) break; // our end makes it unusable, if not gone: better than to stay for ever
      sources[1].fd = -1;
    }
    if (!sources[0].revents) continue;
    int size = fuse_session_receive_buf(session, &question);
    if (size > 0) fuse_session_process_buf(session, &question);
    else if (size != -EINTR && size != -EAGAIN) break;
  }
}

static struct fuse_session *mounted(sqfs_ll *files) {
  struct fuse_lowlevel_ops answers = {
      .getattr = sqfs_ll_op_getattr, .opendir = sqfs_ll_op_opendir, .releasedir = sqfs_ll_op_releasedir,
      .readdir = sqfs_ll_op_readdir, .lookup = sqfs_ll_op_lookup,   .open = sqfs_ll_op_open,
      .release = sqfs_ll_op_release, .read = sqfs_ll_op_read,       .readlink = sqfs_ll_op_readlink,
      .forget = sqfs_ll_op_forget,   .statfs = stfs_ll_op_statfs,
  };
  char *words[] = {"gilscope", "-o", "ro,nosuid,nodev,fsname=gilscope,subtype=AppImage"};
  struct fuse_args options = FUSE_ARGS_INIT(3, words);
  struct fuse_session *session = fuse_session_new(&options, &answers, sizeof answers, files);
  if (session && fuse_session_mount(session, folder) == 0) return session;
  return NULL;
}

/** Mounts the image at `folder`; false where that cannot be. The keeper is our child, and ends by itself. */
static bool mount_image(void) {
  int ready[2];
  pid_t app = getpid();
  if (access("/dev/fuse", F_OK) != 0 || pipe2(ready, O_CLOEXEC) != 0) return false;
  pid_t keeper = fork();
  if (keeper == 0) {
    int app_ended = end_of(app);
    withdraw(); // FUSE's own words about what is missing would be no help: we go on without
    sqfs_ll *files = sqfs_ll_open(self, image);
    struct fuse_session *session = files ? mounted(files) : NULL;
    if (!session) _exit(1);
    if (write(ready[1], "", 1) != 1) _exit(1);
    close(ready[1]);
    answer(session, app_ended);
    rmdir(folder);
    _exit(0);
  }
  close(ready[1]);
  char word;
  bool is_ready = keeper > 0 && read(ready[0], &word, 1) == 1;
  close(ready[0]);
  if (!is_ready && keeper > 0) waitpid(keeper, NULL, 0);
  return is_ready;
}

/** Unpacks the image into `folder`. */
static void unpack_image(void) {
  pid_t app = getpid();
  if (fork() == 0) {
    int app_ended = end_of(app);
    struct signalfd_siginfo ended;
    withdraw();
    while (read(app_ended, &ended, sizeof ended) < 0 && errno == EINTR) continue;
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    _exit(0);
  }
  if (!unpack(folder)) fail("it could not be unpacked into %s: %s", folder, errno ? strerror(errno) : "it is damaged");
}

static void become_app(char **arguments) {
  char program[PATH_MAX + sizeof "/AppRun"];
  snprintf(program, sizeof program, "%s/AppRun", folder);
  setenv("APPIMAGE", self, 1);
  setenv("APPDIR", folder, 1);
  arguments[0] = program;
  execv(program, arguments);
  fail("%s cannot be started: %s. TMPDIR can name another folder.", program, strerror(errno));
}

int main(int count, char **arguments) {
  const char *option = count > 1 ? arguments[1] : "";
  ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  if (length < 0) fail("/proc is needed, and is not there");
  image = end_of_program();

  if (strcmp(option, "--appimage-offset") == 0) return printf("%zu\n", image) < 0;
  if (strcmp(option, "--appimage-extract") == 0) {
    if (mkdir("squashfs-root", 0755) != 0 || !unpack("squashfs-root"))
      fail("it could not be unpacked into squashfs-root: %s", errno ? strerror(errno) : "it is damaged");
    return 0;
  }
  const char *wish = getenv("APPIMAGE_EXTRACT_AND_RUN");
  bool may_mount = !wish || strcmp(wish, "1") != 0;
  if (strcmp(option, "--appimage-extract-and-run") == 0) {
    may_mount = false;
    arguments[1] = arguments[0];
    arguments++;
  }
  const char *temporary = getenv("TMPDIR");
  snprintf(folder, sizeof folder, "%s/gilscope-XXXXXX", temporary && *temporary ? temporary : "/tmp");
  if (!mkdtemp(folder)) fail("no folder can be made in %s: %s", temporary ? temporary : "/tmp", strerror(errno));
  if (!may_mount || !mount_image()) unpack_image();
  become_app(arguments);
}
