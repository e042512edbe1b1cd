/*
 * floor ROOT [ARG]... - the least that a start can cost here: what the executable of plain.cdl asks
 * of the kernel (with -DLIMITS that of limited.cdl), call by call in the same order, as a static C
 * program without a libc. ROOT is the container's root folder; bin/true in it is run. A call that
 * must not fail and does ends the program with status 1, so that no floor is measured of a failure.
 */
#include <asm/unistd.h>
#include <linux/capability.h>
#include <linux/fcntl.h>
#include <linux/filter.h>
#include <linux/keyctl.h>
#include <linux/magic.h>
#include <linux/memfd.h>
#include <linux/mman.h>
#include <linux/mount.h>
#include <linux/openat2.h>
#include <linux/prctl.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <linux/sockios.h>
#include <linux/wait.h>
#include <stddef.h>
#include <stdint.h>

enum { DETACH = 2, CHARACTER_DEVICE = 0020000 };
enum { READ_ONLY = 0, WRITE_ONLY = 1, CLOSE_ON_EXEC = 02000000, PATH_ONLY = 010000000 };
enum { UNIX_SOCKET = 1, DATAGRAM = 2, INTERFACE_UP = 1 };
enum { SIGKILL = 9, SIGCHLD = 17, POLL_IN = 1, LOCK_EXCLUSIVE_NOW = 2 | 4 };
/* Bit N-1 for signal N. All but ILL, TRAP, ABRT, BUS, FPE, KILL, SEGV, STOP and SYS; and of these,
   all but PIPE, CHLD, TTIN, TTOU and URG. */
#define BLOCKED (~UINT64_C(0x400405f8))
#define FORWARDED (BLOCKED & ~UINT64_C(0x711000))

static long syscall6(long n, long a, long b, long c, long d, long e, long f)
{
    long result;
    register long r10 __asm__("r10") = d, r8 __asm__("r8") = e, r9 __asm__("r9") = f;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}
#define PICK(n, a, b, c, d, e, f, ...) \
    syscall6(__NR_##n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))
#define TRY(...) PICK(__VA_ARGS__, 0, 0, 0, 0, 0, 0, 0)
#define CALL(...) checked(TRY(__VA_ARGS__))

static long checked(long result)
{
    if (result < 0)
        TRY(exit_group, 1);
    return result;
}

struct pollfd {
    int fd;
    short events, revents;
};

static const struct open_how path_in_root = {
    .flags = PATH_ONLY | CLOSE_ON_EXEC,
    .resolve = RESOLVE_IN_ROOT,
};
static const struct open_how no_symlink = {
    .flags = PATH_ONLY | CLOSE_ON_EXEC,
    .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_SYMLINKS,
};
static const struct timespec {
    long seconds, nanoseconds;
} at_once;
static long root;

static long place(const char *path)
{
    return TRY(openat2, root, path, &path_in_root, sizeof path_in_root);
}

static void attach(long tree, long where)
{
    CALL(move_mount, tree, "", where, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);
}

static long set_attributes(long tree, uint64_t attributes, int flags)
{
    struct mount_attr attr = { .attr_set = attributes };
    return CALL(mount_setattr, tree, "", AT_EMPTY_PATH | flags, &attr, sizeof attr);
}

/* options: pairs of name and value, the value NULL for a flag. */
static long filesystem(const char *type, const char *source, const char *const *options,
                       uint64_t attributes)
{
    long context = CALL(fsopen, type, FSOPEN_CLOEXEC);
    CALL(fsconfig, context, FSCONFIG_SET_STRING, "source", source);
    for (; options && *options; options += 2)
        CALL(fsconfig, context, options[1] ? FSCONFIG_SET_STRING : FSCONFIG_SET_FLAG, options[0],
             options[1]);
    CALL(fsconfig, context, FSCONFIG_CMD_CREATE);
    return CALL(fsmount, context, FSMOUNT_CLOEXEC, attributes);
}

static void mount(const char *type, const char *source, const char *target,
                  const char *const *options, uint64_t attributes)
{
    long tree = filesystem(type, source, options, attributes);
    attach(tree, checked(place(target)));
}

/* The same for proc and sysfs, which must not go astray. */
static void mount_exactly(const char *type, const char *source, const char *target,
                          const char *const *options, uint64_t attributes)
{
    long tree = filesystem(type, source, options, attributes);
    attach(tree, CALL(openat2, root, target, &no_symlink, sizeof no_symlink));
}

/* The same on a folder of /dev that has to be made: found missing, made one component at a time. */
static void mount_in_dev(const char *type, const char *source, const char *target,
                         const char *const *options, uint64_t attributes)
{
    long tree = filesystem(type, source, options, attributes);
    place(target);
    CALL(close, CALL(openat, tree, ".", PATH_ONLY | CLOSE_ON_EXEC));
    long dev = place("/dev");
    place(target);
    CALL(mkdirat, dev, target + sizeof "/dev", 0755);
    place(target);
    CALL(close, dev);
    attach(tree, checked(place(target)));
}

static const char *const dev_options[] = { "mode", "755", "size", "65536k", NULL };
static const char *const pts_options[] = { "newinstance", NULL,  "ptmxmode", "0666", "mode",
                                           "0620",        "gid", "5",        NULL };
static const char *const shm_options[] = { "mode", "1777", "size", "65536k", NULL };
static const char *const sys_options[] = { "ro", NULL, NULL };
static const char *const cgroup_options[] = { "mode", "755", NULL };
static const char *const systemd_options[] = { "none", NULL, "name", "systemd", NULL };
static const char *const readonly_paths[] = { "/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys",
                                              "/proc/sysrq-trigger" };
/* With a trailing "/." a folder is found, a file is ENOTDIR. */
static const char *const masked_paths[] = {
    "/proc/acpi/.",       "/proc/asound/.",      "/proc/interrupts/.",
    "/proc/kcore/.",      "/proc/keys/.",        "/proc/latency_stats/.",
    "/proc/sched_debug/.", "/proc/scsi/.",        "/proc/timer_list/.",
    "/proc/timer_stats/.", "/sys/devices/virtual/powercap/.", "/sys/firmware/.",
};
static const char *const masked_files[] = {
    "/proc/acpi",        "/proc/asound",      "/proc/interrupts",
    "/proc/kcore",       "/proc/keys",        "/proc/latency_stats",
    "/proc/sched_debug", "/proc/scsi",        "/proc/timer_list",
    "/proc/timer_stats", "/sys/devices/virtual/powercap", "/sys/firmware",
};
static const struct {
    const char *name;
    int number;
} devices[] = { { "null", 0x103 }, { "zero", 0x105 },    { "full", 0x107 },
                { "random", 0x108 }, { "urandom", 0x109 }, { "tty", 0x500 } };
static const struct {
    const char *target, *name;
} links[] = { { "pts/ptmx", "ptmx" },
              { "/proc/self/fd", "fd" },
              { "/proc/self/fd/0", "stdin" },
              { "/proc/self/fd/1", "stdout" },
              { "/proc/self/fd/2", "stderr" } };
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const uint64_t quiet = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;

static int mount_hierarchy(long tree, const char *path, const char *const *options)
{
    const char *name = path + sizeof "/sys/fs/cgroup";
    char statfs[128];
    if (TRY(statfs, path, statfs) < 0)
        return 0;
    long hierarchy = filesystem("cgroup", "cgroup", options, quiet | MOUNT_ATTR_RDONLY);
    CALL(mkdirat, tree, name, 0755);
    attach(hierarchy, CALL(openat, tree, name, PATH_ONLY | CLOSE_ON_EXEC));
    return 1;
}

static int mount_controller(long tree, const char *path)
{
    const char *const options[] = { path + sizeof "/sys/fs/cgroup", NULL, NULL };
    return mount_hierarchy(tree, path, options);
}

/* A tmpfs with each hierarchy of v1 that the host has. */
static void mount_cgroups(void)
{
    static const char *const controllers[] = {
        "/sys/fs/cgroup/blkio",   "/sys/fs/cgroup/cpuset",     "/sys/fs/cgroup/devices",
        "/sys/fs/cgroup/freezer", "/sys/fs/cgroup/hugetlb",    "/sys/fs/cgroup/memory",
        "/sys/fs/cgroup/misc",    "/sys/fs/cgroup/perf_event", "/sys/fs/cgroup/pids",
        "/sys/fs/cgroup/rdma",
    };
    long tree = filesystem("tmpfs", "cgroup", cgroup_options, quiet);
    attach(tree, checked(place("/sys/fs/cgroup")));
    for (size_t i = 0; i < COUNT(controllers); i++)
        mount_controller(tree, controllers[i]);
    if (!mount_controller(tree, "/sys/fs/cgroup/cpu,cpuacct")) {
        mount_controller(tree, "/sys/fs/cgroup/cpu");
        mount_controller(tree, "/sys/fs/cgroup/cpuacct");
    }
    if (!mount_controller(tree, "/sys/fs/cgroup/net_cls,net_prio")) {
        mount_controller(tree, "/sys/fs/cgroup/net_cls");
        mount_controller(tree, "/sys/fs/cgroup/net_prio");
    }
    mount_hierarchy(tree, "/sys/fs/cgroup/systemd", systemd_options);
    set_attributes(tree, MOUNT_ATTR_RDONLY, 0);
}

static void mounts(const char *root_path)
{
    CALL(mount, NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
    root = CALL(open_tree, AT_FDCWD, root_path, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);
    CALL(move_mount, root, "", AT_FDCWD, "/", MOVE_MOUNT_F_EMPTY_PATH);
    mount_exactly("proc", "proc", "/proc", NULL, quiet);
    mount("tmpfs", "tmpfs", "/dev", dev_options, MOUNT_ATTR_NOSUID | MOUNT_ATTR_STRICTATIME);
    mount_in_dev("devpts", "devpts", "/dev/pts", pts_options,
                 MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC);
    mount_in_dev("tmpfs", "shm", "/dev/shm", shm_options, quiet);
    mount_in_dev("mqueue", "mqueue", "/dev/mqueue", NULL, quiet);
    mount_exactly("sysfs", "sysfs", "/sys", sys_options, quiet | MOUNT_ATTR_RDONLY);

    mount_cgroups();

    for (size_t i = 0; i < COUNT(devices); i++)
        CALL(mknodat, place("/dev/"), devices[i].name, CHARACTER_DEVICE | 0666, devices[i].number);
    for (size_t i = 0; i < COUNT(links); i++)
        TRY(symlinkat, links[i].target, place("/dev/"), links[i].name);
    if (place("/proc/kcore") >= 0)
        TRY(symlinkat, "/proc/kcore", place("/dev/"), "core");
    for (size_t i = 0; i < COUNT(readonly_paths); i++) {
        long where = place(readonly_paths[i]);
        if (where < 0)
            continue;
        long tree = CALL(open_tree, where, "",
                         OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH | AT_RECURSIVE);
        set_attributes(tree, MOUNT_ATTR_RDONLY, AT_RECURSIVE);
        attach(tree, where);
    }
    long empty = 0; /* One tmpfs hides all folders. */
    for (size_t i = 0; i < COUNT(masked_paths); i++) {
        long where = place(masked_paths[i]);
        if (where >= 0 && !empty)
            attach(empty = filesystem("tmpfs", "tmpfs", NULL, MOUNT_ATTR_RDONLY), where);
        else if (where >= 0)
            attach(CALL(open_tree, empty, "", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH),
                   where);
        else if (where == -20 && (where = place(masked_files[i])) >= 0)
            attach(CALL(open_tree, AT_FDCWD, "/dev/null", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC),
                   where);
    }
    CALL(fchdir, root);
    CALL(pivot_root, ".", ".");
    CALL(umount2, ".", DETACH);
    CALL(chdir, "/");
}

/* Docker's fourteen, as capabilities(7) numbers them. */
static const uint64_t kept = 1 << 0 | 1 << 1 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 8
                             | 1 << 10 | 1 << 13 | 1 << 18 | 1 << 27 | 1 << 29
                             | UINT64_C(1) << 31;

static void die_with_supervisor(int go)
{
    struct pollfd gone = { go, 0, 0 };
    CALL(prctl, PR_SET_PDEATHSIG, SIGKILL);
    CALL(ppoll, &gone, 1, &at_once);
}

static void drop_privileges(int go)
{
    for (int i = 0; i < 64; i++)
        if (!(kept >> i & 1) && TRY(prctl, PR_CAPBSET_DROP, i) < 0)
            break;
    CALL(setgroups, 0, NULL);
    CALL(setresgid, 0, 0, 0);
    CALL(setresuid, 0, 0, 0);
    die_with_supervisor(go);

    struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct sets[2];
    CALL(capget, &header, sets);
    for (int i = 0; i < 2; i++) {
        sets[i].effective = sets[i].permitted &= (uint32_t)(kept >> 32 * i);
        sets[i].inheritable = 0;
    }
    CALL(capset, &header, sets);
    CALL(prctl, PR_SET_NO_NEW_PRIVS, 1);
}

/* The executable's own. */
static const struct sock_filter filter[] = {
#include "filter.h"
};
static const struct sock_fprog filter_program = {
    sizeof(filter) / sizeof(*filter), (struct sock_filter *)filter
};

enum { UNIFIED, CPU, MEMORY, PIDS, DEVICES, HIERARCHIES };
static const char *const parents[HIERARCHIES] = {
    "/sys/fs/cgroup/unified/floor", "/sys/fs/cgroup/cpu/floor", "/sys/fs/cgroup/memory/floor",
    "/sys/fs/cgroup/pids/floor", "/sys/fs/cgroup/devices/floor"
};
static long parent[HIERARCHIES], cgroup[HIERARCHIES], tasks[HIERARCHIES];
static char name[] = "plain-00000000";

static void make_cgroup(int hierarchy)
{
    while ((parent[hierarchy] = TRY(openat, AT_FDCWD, parents[hierarchy],
                                    PATH_ONLY | CLOSE_ON_EXEC)) < 0)
        CALL(mkdirat, AT_FDCWD, parents[hierarchy], 0755);
    CALL(mkdirat, parent[hierarchy], name, 0755);
    cgroup[hierarchy] = CALL(openat, parent[hierarchy], name, READ_ONLY | CLOSE_ON_EXEC);
}

static void write_file(long folder, const char *file, const char *text, size_t length)
{
    long fd = CALL(openat, folder, file, WRITE_ONLY | CLOSE_ON_EXEC);
    CALL(write, fd, text, length);
    CALL(close, fd);
}
#define WRITE(folder, file, text) write_file(folder, file, text, sizeof(text) - 1)

static void make_cgroup_v1(int hierarchy, const char *mount)
{
    char statfs[128];
    CALL(statfs, mount, statfs);
    make_cgroup(hierarchy);
    tasks[hierarchy] = CALL(openat, cgroup[hierarchy], "tasks", WRITE_ONLY | CLOSE_ON_EXEC);
}

static void restrict_devices(void)
{
#define RULE(text) { text, sizeof(text) - 1 }
    static const struct {
        const char *text;
        size_t length;
    } rules[] = { RULE("c 1:3 rwm"), RULE("c 1:5 rwm"), RULE("c 1:7 rwm"),   RULE("c 1:8 rwm"),
                  RULE("c 1:9 rwm"), RULE("c 5:0 rwm"), RULE("c 5:2 rwm"),   RULE("c 136:* rwm"),
                  RULE("c *:* m"),   RULE("b *:* m") };
    WRITE(cgroup[DEVICES], "devices.deny", "a");
    long allow = CALL(openat, cgroup[DEVICES], "devices.allow", WRITE_ONLY | CLOSE_ON_EXEC);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        CALL(write, allow, rules[i].text, rules[i].length);
    CALL(close, allow);
}

static void make_cgroups(void)
{
    char statfs[128];
    long pid = CALL(getpid);
    for (char *digit = name + sizeof name - 2; pid; pid /= 10)
        *digit-- = '0' + pid % 10;
    CALL(statfs, "/sys/fs/cgroup", statfs);
    CALL(statfs, "/sys/fs/cgroup/unified", statfs);
    make_cgroup(UNIFIED);
    CALL(flock, cgroup[UNIFIED], LOCK_EXCLUSIVE_NOW);
#ifdef LIMITS
    make_cgroup_v1(CPU, "/sys/fs/cgroup/cpu");
    make_cgroup_v1(MEMORY, "/sys/fs/cgroup/memory");
    make_cgroup_v1(PIDS, "/sys/fs/cgroup/pids");
#endif
    make_cgroup_v1(DEVICES, "/sys/fs/cgroup/devices");
#ifdef LIMITS
    WRITE(cgroup[CPU], "cpu.cfs_period_us", "100000");
    WRITE(cgroup[CPU], "cpu.cfs_quota_us", "50000");
    WRITE(cgroup[MEMORY], "memory.limit_in_bytes", "67108864");
    WRITE(cgroup[PIDS], "pids.max", "64");
#endif
    restrict_devices();
}

static void remove_cgroups(void)
{
    for (int i = HIERARCHIES - 1; i >= 0; i--) {
        if (!cgroup[i])
            continue;
        while (TRY(unlinkat, parent[i], name, AT_REMOVEDIR) == -16) {
            struct timespec pause = { 0, 200000 };
            WRITE(cgroup[UNIFIED], "cgroup.kill", "1");
            CALL(nanosleep, &pause, NULL);
        }
        TRY(unlinkat, AT_FDCWD, parents[i], AT_REMOVEDIR);
    }
}

/* Once sealed, /proc/self/exe has seals: so the second time round it goes on. */
static void seal(char **argv, char **envp)
{
    long self = CALL(openat, AT_FDCWD, "/proc/self/exe", READ_ONLY | CLOSE_ON_EXEC);
    long seals = TRY(fcntl, self, F_GET_SEALS);
    if (seals < 0 || !(seals & F_SEAL_WRITE)) {
        long copy = CALL(memfd_create, "floor", MFD_CLOEXEC | MFD_ALLOW_SEALING | 0x10);
        CALL(sendfile, copy, self, 0, 1 << 20);
        CALL(fcntl, copy, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
        CALL(execveat, copy, "", argv, envp, AT_EMPTY_PATH);
    }
    CALL(close, self);
}

static void prepare(void)
{
    struct pollfd stdio[] = { { 0, 0, 0 }, { 1, 0, 0 }, { 2, 0, 0 } };
    static const char by_default[32];
    uint64_t blocked = BLOCKED;
    CALL(ppoll, stdio, 3, &at_once);
    CALL(close_range, 3, ~0U, 0);
    for (int i = 1; i <= 64; i++)
        TRY(rt_sigaction, i, by_default, NULL, 8);
    CALL(rt_sigprocmask, 2, &blocked, NULL, 8);
}

static void init(const char *root_path, const int *go)
{
    static const char *const argv[] = { "/bin/true", NULL };
    static const char *const envp[] = {
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/", NULL
    };
    static const struct interface {
        char name[16];
        short flags;
        char rest[22];
    } loopback = { "lo", INTERFACE_UP, "" };
    uint64_t none = 0;
    char byte;
    CALL(close, go[1]);
    die_with_supervisor(go[0]);
    for (int i = 0; i < HIERARCHIES; i++)
        if (tasks[i])
            CALL(write, tasks[i], "0", 1);
    CALL(unshare, CLONE_NEWCGROUP);
    CALL(ioctl, CALL(socket, UNIX_SOCKET, DATAGRAM | CLOSE_ON_EXEC, 0), SIOCSIFFLAGS, &loopback);
    CALL(prctl, PR_SET_DUMPABLE, 0);
    CALL(umask, 0);
    CALL(keyctl, KEYCTL_JOIN_SESSION_KEYRING, "_ses.plain");
    mounts(root_path);
    CALL(sethostname, "plain", 5);
    CALL(setsid);
    CALL(umask, 022);
    CALL(read, go[0], &byte, 1);
    drop_privileges(go[0]);
    CALL(close_range, root + 1, ~0U, 0);
    CALL(rt_sigprocmask, 2, &none, NULL, 8);
    CALL(seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &filter_program);
    CALL(execve, argv[0], argv, envp);
}

static int supervise(int pidfd, const int *go)
{
    uint64_t forwarded = FORWARDED;
    char siginfo[128] = { 0 };
    CALL(write, go[1], "", 1);
    struct pollfd events[] = { { pidfd, POLL_IN, 0 }, { 0, POLL_IN, 0 } };
    events[1].fd = CALL(signalfd4, -1, &forwarded, 8, CLOSE_ON_EXEC);
    CALL(ppoll, events, 2, NULL);
    CALL(waitid, P_PIDFD, pidfd, siginfo, WEXITED, NULL);
    remove_cgroups();
    return *(int *)(siginfo + 24);
}

__attribute__((used)) static void run(long *stack)
{
    char **argv = (char **)(stack + 1), **envp = argv + stack[0] + 1;
    int pidfd, go[2], terminal_group;
    seal(argv, envp);
    prepare();
    make_cgroups();
    CALL(mmap, NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    TRY(ioctl, 0, 0x540f, &terminal_group); /* TIOCGPGRP */
    CALL(pipe2, go, CLOSE_ON_EXEC);
    struct clone_args args = {
        .flags = CLONE_PIDFD | CLONE_INTO_CGROUP | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWNS
                 | CLONE_NEWIPC | CLONE_NEWUTS,
        .pidfd = (uintptr_t)&pidfd,
        .exit_signal = SIGCHLD,
        .cgroup = cgroup[UNIFIED],
    };
    if (!CALL(clone3, &args, sizeof args))
        init(argv[1], go);
    TRY(exit_group, supervise(pidfd, go));
}

__asm__(".globl _start\n_start: mov %rsp, %rdi\n and $-16, %rsp\n call run\n");
