package dev.cdlc.compiler.model;

import java.util.Optional;

/** A network that a container joins; without a subnet, a free one is chosen when it is made. */
public record JoinedNetwork(String name, Optional<Subnet> subnet) {}
