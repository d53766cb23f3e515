package dev.keystile.webauthn.testing;

import java.util.Arrays;
import java.util.Optional;

/** CTAP's {@code credProtect} levels. */
enum CredentialProtection {
    OPTIONAL("userVerificationOptional"),
    OPTIONAL_WITH_LIST("userVerificationOptionalWithCredentialIDList"),
    REQUIRED("userVerificationRequired");

    private final String policy;

    CredentialProtection(String policy) {
        this.policy = policy;
    }

    /** By its name in client extension inputs. */
    static Optional<CredentialProtection> ofPolicy(String policy) {
        return Arrays.stream(values())
                .filter(each -> each.policy.equals(policy))
                .findFirst();
    }

    /** The number that authenticators know it by. */
    long level() {
        return ordinal() + 1L;
    }

    boolean allows(boolean userVerified, boolean listed) {
        return userVerified || this == OPTIONAL || this == OPTIONAL_WITH_LIST && listed;
    }
}
