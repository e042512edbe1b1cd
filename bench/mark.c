/* Does nothing, at the address that instructions.c watches. */
__attribute__((section(".mark"))) void _start(void)
{
    __asm__ volatile("syscall" : : "a"(231), "D"(0)); /* exit_group */
    __builtin_unreachable();
}
