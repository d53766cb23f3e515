package dev.keystile.inspect;

import dev.keystile.inspect.JsonView.Member;
import java.util.Map;

/** Inputs and outputs of extensions as JSON has them; where bytes stand in base64url, by their digits. */
final class ClientExtensions {
    private static final Map<String, Member> PRF_VALUES = Map.of("first", JsonView.BYTES, "second", JsonView.BYTES);

    private static final Map<String, Member> OUTPUTS = Map.of(
            "credProps", JsonView.object("Credential properties", Map.of()),
            "prf",
                    JsonView.object(
                            "Pseudo-random function",
                            Map.of("results", JsonView.object("secrets: keep them to yourself", PRF_VALUES))),
            "largeBlob", JsonView.object("Large blob", Map.of("blob", JsonView.BYTES)));

    private static final Map<String, Member> INPUTS = Map.of(
            "prf", JsonView.object("Pseudo-random function", Map.of("eval", JsonView.object("", PRF_VALUES))),
            "largeBlob", JsonView.object("Large blob", Map.of("write", JsonView.BYTES)),
            "credBlob", JsonView.BYTES);

    static final Member OUTPUT = JsonView.object("Client extension outputs, which nothing signs", OUTPUTS);
    static final Member INPUT = JsonView.object("Client extension inputs", INPUTS);

    private ClientExtensions() {}
}
