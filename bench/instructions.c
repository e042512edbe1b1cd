/*
 * A TCG plugin for QEMU 7.2 or later: counts the instructions that run at user addresses. Each time
 * the guest runs the program at MARK (mark.c) the count since the last time goes to the file given
 * as out=FILE, a line each. The machine has one thread for all CPUs, so the counter needs no lock.
 *
 * The distribution ships no qemu-plugin.h; these are the declarations of its API, version 1.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

struct tb;
struct insn;
extern void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id, void (*)(uint64_t, struct tb *));
extern size_t qemu_plugin_tb_n_insns(const struct tb *);
extern uint64_t qemu_plugin_tb_vaddr(const struct tb *);
extern struct insn *qemu_plugin_tb_get_insn(const struct tb *, size_t);
extern void qemu_plugin_register_vcpu_insn_exec_inline(struct insn *, int op, void *, uint64_t);
extern void qemu_plugin_register_vcpu_tb_exec_cb(struct tb *, void (*)(unsigned, void *), int flags,
                                                 void *);
enum { ADD_U64 = 0, NO_REGS = 0 };

static const uint64_t MARK = 0x7e570000, USER_END = UINT64_C(1) << 47;

EXPORT int qemu_plugin_version = 1;
static uint64_t count;
static FILE *out;

static void mark(unsigned cpu, void *data)
{
    (void)cpu, (void)data;
    fprintf(out, "%" PRIu64 "\n", count);
    fflush(out);
    count = 0;
}

static void translate(uint64_t id, struct tb *tb)
{
    (void)id;
    uint64_t address = qemu_plugin_tb_vaddr(tb);
    if (address == MARK)
        qemu_plugin_register_vcpu_tb_exec_cb(tb, mark, NO_REGS, NULL);
    else if (address < USER_END)
        for (size_t i = 0; i < qemu_plugin_tb_n_insns(tb); i++)
            qemu_plugin_register_vcpu_insn_exec_inline(qemu_plugin_tb_get_insn(tb, i), ADD_U64,
                                                       &count, 1);
}

EXPORT int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv)
{
    (void)info;
    if (argc != 1 || strncmp(argv[0], "out=", 4) || !(out = fopen(argv[0] + 4, "w")))
        return 1;
    qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
    return 0;
}
