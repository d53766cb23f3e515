package dev.keystile.spring.api;

import java.util.List;

/** Where the endpoints are. */
record ApiPaths(String base) {

    String registrationOptions() {
        return base + "/registration/options";
    }

    String registration() {
        return base + "/registration";
    }

    String authenticationOptions() {
        return base + "/authentication/options";
    }

    String authentication() {
        return base + "/authentication";
    }

    String passkeys() {
        return base + "/passkeys";
    }

    String passkey() {
        return base + "/passkeys/{" + ApiCall.PASSKEY_ID + "}";
    }

    String openApi() {
        return base + "/openapi.json";
    }

    /** Patterns of all paths that are this API's, with or without an endpoint; nothing else below the base is. */
    List<String> patterns() {
        return roots().stream()
                .flatMap(root -> List.of(root, root + "/**").stream())
                .toList();
    }

    /** Whether a path as it stands in the request line belongs to this API. */
    boolean contain(String path) {
        return roots().stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }

    private List<String> roots() {
        return List.of(registration(), authentication(), passkeys(), openApi());
    }
}
