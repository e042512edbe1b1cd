package dev.cdlc.compiler.model;

/**
 * {@code net-device}: a network interface of the host that moves into the container.
 *
 * @param inside its name there
 */
public record NetDevice(String name, String inside) {}
