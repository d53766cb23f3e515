package dev.keystile.inspect;

/**
 * An object that was recognised, or taken for what the caller said.
 *
 * @param kind what it is
 * @param encoding how it was written: {@code JSON}, {@code base64url}, {@code raw bytes}…
 * @param view its fields and what is wrong with them
 */
public record Inspection(Kind kind, String encoding, Node.Section view) {}
