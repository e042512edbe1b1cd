/*
 * clock [-g GAP_MS] [-b BLOCK] [-c CROWD] ROUNDS < COMMANDS - how long commands take, from
 * posix_spawn(3) until they have been waited for.
 *
 * A line of COMMANDS is NAME, PREPARE, and the words of the command, with a tab between each. PREPARE
 * is for sh -c, untimed, or `-`. Each round runs every command BLOCK times in a row, so that slow and
 * fast times of the machine meet all alike; GAP_MS is slept before each run. With CROWD a run is that many of the command,
 * started at once, until the last has ended; a word that ends in `%` ends in the number of each. A
 * command that fails ends the whole: a failure's time says nothing. Output, for each command: NAME, RUNS, P10, MEDIAN,
 * P90 with tabs between, times in microseconds.
 */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAX_COMMANDS = 32, MAX_CROWD = 1000 };

struct command {
    char *name;
    char *prepare;
    char **argv;
    double *times;
    int runs;
};

extern char **environ;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static void pause_ms(long ms)
{
    struct timespec t = { ms / 1000, ms % 1000 * 1000000 };
    nanosleep(&t, NULL);
}

static pid_t start(const char *name, char **argv)
{
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);

    pid_t pid;
    int error = posix_spawnp(&pid, argv[0], &files, NULL, argv, environ);
    if (error)
        errx(1, "%s: %s: %s", name, argv[0], strerror(error));
    posix_spawn_file_actions_destroy(&files);
    return pid;
}

static void end(const char *name, pid_t pid)
{
    int status;
    waitpid(pid, &status, 0);
    if (status)
        errx(1, "%s: process %d ended with wait status 0x%x", name, pid, status);
}

static double run(const char *name, char **argv)
{
    double begin = now();
    end(name, start(name, argv));
    return now() - begin;
}

static char *numbered(char *word, int number)
{
    size_t length = strlen(word);
    if (!length || word[length - 1] != '%')
        return word;
    char *text;
    if (asprintf(&text, "%.*s%d", (int)length - 1, word, number) < 0)
        err(1, "asprintf");
    return text;
}

static char **numbered_words(char **argv, int number)
{
    int count = 0;
    while (argv[count])
        count++;
    char **words = calloc(count + 1, sizeof *words);
    for (int i = 0; i < count; i++)
        words[i] = numbered(argv[i], number);
    return words;
}

static double run_crowd(const char *name, char **argv, int crowd)
{
    pid_t pids[MAX_CROWD];
    char **lines[MAX_CROWD];
    for (int i = 0; i < crowd; i++)
        lines[i] = numbered_words(argv, i);
    double begin = now();
    for (int i = 0; i < crowd; i++)
        pids[i] = start(name, lines[i]);
    for (int i = 0; i < crowd; i++)
        end(name, pids[i]);
    return now() - begin;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double quantile(const struct command *c, double q)
{
    return c->times[(int)(q * (c->runs - 1) + 0.5)];
}

static char **split(char *line)
{
    char **words = calloc(strlen(line) + 2, sizeof *words);
    line[strcspn(line, "\n")] = '\0';
    for (char **word = words; line; word++)
        *word = strsep(&line, "\t");
    return words;
}

static int read_commands(struct command *commands, int runs)
{
    char *line = NULL;
    size_t size = 0;
    int count = 0;
    while (count < MAX_COMMANDS && getline(&line, &size, stdin) > 0) {
        char **words = split(strdup(line));
        if (!words[0] || !words[1] || !words[2])
            errx(2, "not NAME, PREPARE and a command: %s", line);
        double *times = malloc(sizeof *times * runs);
        commands[count++] = (struct command){ words[0], words[1], words + 2, times, 0 };
    }
    return count;
}

int main(int argc, char **argv)
{
    long gap = 0;
    int block = 1, crowd = 0, option;
    while ((option = getopt(argc, argv, "g:b:c:")) != -1) {
        if (option == 'g')
            gap = atol(optarg);
        else if (option == 'b')
            block = atoi(optarg);
        else if (option == 'c')
            crowd = atoi(optarg);
        else
            return 2;
    }
    int rounds = optind + 1 == argc ? atoi(argv[optind]) : 0;
    if (rounds < 1 || block < 1 || crowd > MAX_CROWD)
        errx(2, "usage: clock [-g GAP_MS] [-b BLOCK] [-c CROWD] ROUNDS < COMMANDS");

    struct command commands[MAX_COMMANDS];
    int count = read_commands(commands, rounds * block);
    /* The round before the first warms caches and is not counted. */
    for (int round = -1; round < rounds; round++) {
        for (int i = 0; i < count * block; i++) {
            struct command *c = &commands[i / block];
            if (strcmp(c->prepare, "-"))
                run(c->name, (char *[]){ "/bin/sh", "-c", c->prepare, NULL });
            if (gap)
                pause_ms(gap);
            double time = crowd ? run_crowd(c->name, c->argv, crowd) : run(c->name, c->argv);
            if (round >= 0)
                c->times[c->runs++] = time;
        }
    }
    for (int i = 0; i < count; i++) {
        struct command *c = &commands[i];
        qsort(c->times, c->runs, sizeof *c->times, ascending);
        printf("%s\t%d\t%.0f\t%.0f\t%.0f\n", c->name, c->runs, quantile(c, 0.1),
               quantile(c, 0.5), quantile(c, 0.9));
    }
    return 0;
}
