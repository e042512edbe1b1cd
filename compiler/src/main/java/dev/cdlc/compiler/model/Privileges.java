package dev.cdlc.compiler.model;

import java.util.Optional;

/** What the command may do beyond an ordinary process. */
public record Privileges(
    Located<Capabilities> capabilities,
    Optional<Located<Boolean>> noNewPrivileges,
    Optional<Located<String>> apparmorProfile,
    Optional<Located<String>> selinuxLabel,
    Optional<Located<String>> mountLabel,
    Optional<Located<SystemCallFilter>> filter,
    Optional<Located<Landlock>> landlock) {}
