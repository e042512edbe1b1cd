package dev.cdlc.runtime.root;

/**
 * Where a file is to be.
 *
 * @param parent the descriptor of the folder that it is in, open until another few are asked for
 * @param name in that folder
 * @param path from the root on, no component of it a symbolic link but perhaps the last
 */
record Place(int parent, String name, String path) {}
