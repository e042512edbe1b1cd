/*
 * count [-i] CMD [ARG]... - how many system calls CMD and all its descendants make; with -i how
 * many instructions they execute in user mode, by single steps, where no counter of the processor
 * can be had. Prints the number on standard error; the status is CMD's.
 */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static const long EVENTS = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK
                           | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;

/* A stop for a signal that the tracee must get; 0 for one that only tracing has made. */
static int delivered(int status, int stepping)
{
    int signal = WSTOPSIG(status);
    if (status >> 16 || signal == (SIGTRAP | 0x80))
        return 0;
    if (signal == SIGTRAP && stepping)
        return 0;
    return signal == SIGSTOP ? 0 : signal;
}

int main(int argc, char **argv)
{
    int stepping = argc > 2 && !strcmp(argv[1], "-i");
    char **command = argv + 1 + stepping;
    if (!*command)
        errx(2, "usage: count [-i] CMD [ARG]...");

    pid_t child = fork();
    if (!child) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        raise(SIGSTOP);
        execvp(*command, command);
        err(127, "%s", *command);
    }
    int status, result = 1;
    waitpid(child, &status, 0);
    ptrace(PTRACE_SETOPTIONS, child, 0, EVENTS);

    /* The tracer's own exec is not counted: counting starts where it has succeeded. */
    int started = 0;
    long steps = 0, stops = 0;
    pid_t pid = child;
    for (;;) {
        int how = !started ? PTRACE_CONT : stepping ? PTRACE_SINGLESTEP : PTRACE_SYSCALL;
        int signal = WIFSTOPPED(status) ? delivered(status, stepping && started) : 0;
        if (WIFSTOPPED(status))
            ptrace(how, pid, 0, signal);
        pid = waitpid(-1, &status, __WALL);
        if (pid < 0 && errno == ECHILD)
            break;
        if (WIFSTOPPED(status)) {
            if (status >> 8 == (SIGTRAP | PTRACE_EVENT_EXEC << 8))
                started = 1;
            else if (WSTOPSIG(status) == (SIGTRAP | 0x80))
                stops++;
            else if (WSTOPSIG(status) == SIGTRAP && !(status >> 16))
                steps++;
        } else if (pid == child) {
            result = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
    }
    /* A call stops twice, on its way in and out; those that end a process once. */
    fprintf(stderr, "%ld\n", stepping ? steps : (stops + 1) / 2);
    return result;
}
